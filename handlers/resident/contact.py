"""The phone number a person shares: checked, hashed, and on to where the person was going."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from forum import verification
from forum.errors import DomainError, PhoneNotOwn, StaleButton
from handlers.callbacks import SharePhone
from handlers.filters import MenuText
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.resident import menu, start, submit
from handlers.resident.form import Form, open_step
from handlers.resident.onboarding import START, SUBMIT, missing_step
from handlers.resident.verify import PENDING, ask
from handlers.resident.visit import Visit
from handlers.screen import Screen, send, show
from handlers.services import Services
from handlers.states import ProposalForm
from handlers.views import verify as views
from handlers.views.menu import keyboard
from locales import Translator, escape
from storage.records import Person


class IsAwaited(BaseFilter):
    """Passes a contact that was asked for; in a form that asked for none it is an answer like any other."""

    async def __call__(self, message: Message, services: Services, person: Person, state: LoadedForm) -> bool:
        if person.is_verified or person.language is None or services.phone_pepper is None:
            return False
        if PENDING in await state.get_data():
            return True
        in_force = await verification.in_force(services.db, services.rules)
        return in_force.phone_needed and await state.get_state() is None


def router() -> Router:
    """A fresh router of the shared number; it stands before the form, whose answers include contacts."""
    contact = Router(name="contact")
    contact.message.register(take_contact, F.contact, IsAwaited())
    contact.message.register(leave, MenuText("verify-later"))
    contact.callback_query.register(press_share, SharePhone.filter())
    return contact


async def press_share(
    callback: CallbackQuery, state: LoadedForm, services: Services, person: Person, t: Translator
) -> None:
    """From the settings. Raises StaleButton where nothing is asked for."""
    visit = Visit(callback, state, services, person, t)
    if person.is_verified or not (await verification.in_force(services.db, services.rules)).phone_needed:
        raise StaleButton
    missing = missing_step(visit, START, is_needed=True)
    if missing is not None:
        await show(callback, missing)  # a number is personal data: the consent comes first
        return
    await ask(visit, START)


async def leave(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """Not now: the menu's keyboard comes back; a form that is open stays so."""
    data = await state.get_data()
    data.pop(PENDING, None)
    await state.set_data(data)
    await menu.send_menu(message, services, person, t)


async def take_contact(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """Keep the hash of one's own number and go on; what cannot be taken gets a sentence, and the question stays."""
    visit = Visit(message, state, services, person, t)
    if person.language is None or missing_step(visit, START) is not None:
        await _complain(visit, t.html("error-consent-needed"))
        return
    try:
        verified = await _verified(visit, message)
    except DomainError as refused:
        await _complain(visit, escape(sentence(refused, t)))
        return
    data = await state.get_data()
    then = str(data.pop(PENDING, START))
    await state.set_data(data)
    await send(message, Screen(t.html("verify-done")), keyboard(t, visit.of(verified).person))
    await _go_on(visit.of(verified), then, data)


async def _verified(visit: Visit, message: Message) -> Person:
    contact, pepper = message.contact, visit.services.phone_pepper
    # A forwarded card is Telegram's word about somebody, but not shared by its owner's own hand.
    is_own = contact is not None and message.from_user is not None and contact.user_id == message.from_user.id
    if contact is None or not is_own or message.forward_origin is not None:
        raise PhoneNotOwn
    assert pepper is not None  # the settings do not go without
    return await verification.verify(visit.services.db, visit.person, contact.phone_number, pepper)


async def _complain(visit: Visit, problem: str) -> None:
    await send(visit.event, views.ask(visit.t, problem), views.keyboard(visit.t))


async def _go_on(visit: Visit, then: str, data: dict[str, Any]) -> None:
    """The vote and its card, the preview that was to be sent, or nothing more."""
    if then == SUBMIT:
        if await visit.state.get_state() in ProposalForm and "proposal" in data:
            form = await Form.of(visit)
            await open_step(visit, await form.load())
        else:
            await submit.open_form(visit)
    elif then != START:
        await start.arrive(visit, then)
