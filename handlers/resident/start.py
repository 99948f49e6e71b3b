"""/start and the buttons of onboarding; a deep link, or what the person was about to do, survives them."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from forum import people, verification
from forum.errors import StaleButton
from forum.policies import CONSENT_VERSION, has_consent
from handlers.callbacks import ChooseConsent, ChooseLanguage, ChooseRegion
from handlers.commands import set_person_commands
from handlers.form_storage import LoadedForm
from handlers.moderator.join import accept_invitation
from handlers.moderator.linked import send_item
from handlers.resident import browse, menu, more, report, submit, vote
from handlers.resident.onboarding import START, SUBMIT, from_button, from_link, missing_step
from handlers.resident.visit import Visit
from handlers.screen import Notice, send, show
from handlers.services import Services
from handlers.views import settings as settings_views
from handlers.views import start as views
from locales import LANGUAGES, REGION_CODES, Translator
from storage.records import Person

TO_SETTINGS = settings_views.THEN


def router() -> Router:
    """A fresh router of onboarding."""
    start = Router(name="start")
    start.message.register(begin, CommandStart())
    start.callback_query.register(choose_language, ChooseLanguage.filter())
    start.callback_query.register(choose_consent, ChooseConsent.filter())
    start.callback_query.register(choose_region, ChooseRegion.filter())
    return start


async def begin(
    message: Message,
    command: CommandObject,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """/start with or without a deep link; an unknown payload is the ordinary start."""
    await state.clear()
    visit, then = Visit(message, state, services, person, t), from_link(command.args)
    if person.language is not None and message.bot is not None:
        # Roles come from the settings too, and nobody presses a button for those.
        await set_person_commands(message.bot, person)
    missing = missing_step(visit, then)
    if missing is not None:
        await send(message, missing)
    elif then == START:
        await menu.send_menu(message, services, person, t)
    else:
        await arrive(visit, then)


async def choose_language(
    callback: CallbackQuery,
    callback_data: ChooseLanguage,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """The whole conversation goes on in the chosen language, the menu and the commands too."""
    if callback_data.code not in LANGUAGES:
        raise StaleButton
    changed = await people.choose_language(services.db, person, callback_data.code, services.now())
    visit = Visit(callback, state, services, person, t).of(changed)
    if callback.bot is not None:
        await set_person_commands(callback.bot, visit.person)
    if callback_data.then == TO_SETTINGS:
        rules = await verification.in_force(services.db, services.rules)
        await show(callback, settings_views.settings(visit.t, visit.person, rules))
        await menu.send_menu(callback, services, visit.person, visit.t, with_draft=False)
        return Notice(visit.t.plain("settings-language-saved"))
    then = from_button(callback_data.then)
    if not has_consent(visit.person):
        await show(callback, views.consent(visit.t, visit.operator, then))
        return None
    await _go_on(visit, then)
    return None


async def choose_consent(
    callback: CallbackQuery,
    callback_data: ChooseConsent,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """Agree, read more, or only read for now."""
    visit, then = Visit(callback, state, services, person, t), from_button(callback_data.then)
    match callback_data.answer:
        case "agree" if callback_data.version != CONSENT_VERSION:
            # The text has changed since that screen: nobody agrees to what was not shown.
            await show(callback, views.consent(t, visit.operator, then))
        case "agree":
            agreed = await people.give_consent(services.db, person, services.now())
            await _go_on(visit.of(agreed), then)
        case "more":
            await show(callback, views.consent_details(t, visit.operator, then))
        case "back":
            await show(callback, views.consent(t, visit.operator, then))
        case "read" if has_consent(person):
            raise StaleButton
        case "read":
            return await _only_read(visit, then)
        case _:
            raise StaleButton
    return None


async def choose_region(
    callback: CallbackQuery,
    callback_data: ChooseRegion,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice | None:
    """The last step of onboarding, or a change in the settings."""
    if callback_data.region not in REGION_CODES:
        raise StaleButton
    visit = Visit(callback, state, services, person, t)
    if callback_data.then != TO_SETTINGS:
        missing = missing_step(visit, START)
        if missing is not None and (person.language is None or not has_consent(person)):
            # A forged or very old button: what comes before the region is asked first.
            await show(callback, missing)
            return None
    visit = visit.of(await people.choose_region(services.db, person, callback_data.region, services.now()))
    if callback_data.then == TO_SETTINGS:
        rules = await verification.in_force(services.db, services.rules)
        await show(callback, settings_views.settings(visit.t, visit.person, rules))
        return Notice(visit.t.plain("settings-saved"))
    await _go_on(visit, from_button(callback_data.then))
    return None


async def _go_on(visit: Visit, then: str) -> None:
    """The next step of onboarding in place, or the end of it: menu first, then where the person was going."""
    missing = missing_step(visit, then)
    if missing is not None:
        await show(visit.event, missing)
        return
    await _finish(visit)
    if then != START:
        await arrive(visit, then)


async def _finish(visit: Visit) -> None:
    await show(visit.event, views.done(visit.t, visit.person))
    await menu.send_menu(visit.event, visit.services, visit.person, visit.t, with_draft=False)


async def _only_read(visit: Visit, then: str) -> Notice | None:
    await _finish(visit)
    if then.startswith("i_"):
        return Notice(visit.t.plain("start-invitation-consent"), alert=True)
    if then.startswith(("p_", "v_", "f_", "r_")):
        await browse.send_card(visit, int(then.split("_")[1]))
    return None


async def arrive(visit: Visit, then: str) -> None:
    """Where the person was going all along."""
    if then == SUBMIT:
        await submit.open_form(visit)
    elif then.startswith("i_"):
        await accept_invitation(visit.event, then[2:], visit.services, visit.person, visit.t)
    elif then.startswith("q_"):
        await send_item(visit, int(then[2:]))
    elif then.startswith("f_"):
        await more.follow_and_send(visit, int(then[2:]))
    elif then.startswith("r_"):
        await report.send_reasons(visit, int(then[2:]))
    elif then.startswith("v_"):
        _, proposal, value = then.split("_")
        await vote.vote_and_send(visit, int(proposal), int(value))
    else:
        await browse.send_card(visit, int(then.split("_")[1]))
