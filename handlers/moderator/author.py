"""[Author] of an item: what is known of who wrote it, warning, muting, banning them, and /sanctions to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from forum import sanctions, texts
from forum.errors import AuthorOnTeam, DomainError, RemarkEmpty, RemarkLong, StaleButton
from forum.policies import demand_team
from forum.sanctions import Author, Wanted
from handlers.callbacks import (
    ChooseSanction,
    ConfirmBan,
    GiveSanctionReason,
    LiftSanction,
    OpenAuthor,
    OpenSanctions,
    SetSanction,
)
from handlers.form_storage import LoadedForm
from handlers.screen import Notice, Screen, complain, drop_buttons, send, show
from handlers.services import Services
from handlers.states import DecisionForm
from handlers.typed import IsAnswer, complaint_key, cut_at, is_of_refused_album, length_before, was_seen
from handlers.views.sanctions import (
    author_screen,
    done_screen,
    grounds_screen,
    sanctions_screen,
    sentence_screen,
    sure_screen,
)
from locales import Markup, Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of authors and sanctions."""
    author = Router(name="author")
    author.message.register(list_sanctions, Command("sanctions"))
    author.callback_query.register(open_author, OpenAuthor.filter())
    author.callback_query.register(ask_reason, ChooseSanction.filter())
    author.callback_query.register(ask_sentence, GiveSanctionReason.filter())
    author.callback_query.register(set_without_sentence, SetSanction.filter())
    author.callback_query.register(confirm_ban, ConfirmBan.filter())
    author.callback_query.register(open_sanctions, OpenSanctions.filter())
    author.callback_query.register(lift, LiftSanction.filter())
    author.message.register(accept_sentence, DecisionForm.sanction_sentence, IsAnswer())
    return author


async def open_author(
    callback: CallbackQuery,
    callback_data: OpenAuthor,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Numbers, what was done before, and what can be done."""
    await state.clear()
    author = await sanctions.author_of(services.db, person, callback_data.proposal)
    await show(callback, author_screen(author, services.now(), t, callback_data.view))


async def ask_reason(
    callback: CallbackQuery, callback_data: ChooseSanction, services: Services, person: Person, t: Translator
) -> None:
    """Why."""
    sanctions.check(callback_data.kind, callback_data.days, 1)
    author = await _open(services, person, callback_data.proposal)
    await show(callback, grounds_screen(author, callback_data, t))


async def ask_sentence(
    callback: CallbackQuery,
    callback_data: GiveSanctionReason,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """A sentence to the author, which may be left out."""
    sanctions.check(callback_data.kind, callback_data.days, callback_data.grounds)
    author = await _open(services, person, callback_data.proposal)
    shown = await show(callback, _question(author, callback_data, services, t))
    pressed = callback_data.model_dump()
    await state.replace(
        DecisionForm.sanction_sentence, {**pressed, "asked": services.now().isoformat(), "screen": shown}
    )


async def set_without_sentence(
    callback: CallbackQuery,
    callback_data: SetSanction,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Set it, a ban after one more question."""
    reason = sanctions.check(callback_data.kind, callback_data.days, callback_data.grounds)
    author = await _open(services, person, callback_data.proposal)
    await state.clear()
    if callback_data.kind == "ban" and callback_data.sure != 1:
        yes = callback_data.model_copy(update={"sure": 1})
        await show(callback, sure_screen(author, reason, None, yes, t))
        return
    await show(callback, await _set(services, person, callback_data.model_dump(), None, t))


async def accept_sentence(
    message: Message, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Set it with the typed words, a ban after one more question; what cannot be taken is named and asked for again."""
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    await drop_buttons(message, data.get("screen"))
    try:
        pressed = _asked(data)
        author = await _open(services, person, pressed.proposal)
        complaint = _complaint(message, data, services, t)
        if complaint is None and pressed.kind != "ban":
            await show(message, await _set(services, person, data, message.text, t))
            # The message stays known, so that it is not answered as something else when it comes again after a kill.
            await state.replace(None, {"seen": message.message_id})
            return
    except DomainError:
        await state.clear()
        raise
    if complaint is None:
        reason = sanctions.check(pressed.kind, pressed.days, pressed.grounds)
        yes = ConfirmBan(proposal=pressed.proposal, view=pressed.view)
        shown = await show(message, sure_screen(author, reason, message.text, yes, t))
        sure = {**data, "remark": message.text, "screen": shown, "seen": message.message_id}
        await state.replace(DecisionForm.sanction_sure, sure)
        return
    shown = await complain(message, complaint, _question(author, pressed, services, t))
    await state.update_data(
        screen=shown,
        asked=services.now().isoformat(),
        seen=message.message_id,
        refused=message.media_group_id,
        cut=cut_at(message, data),
    )


async def confirm_ban(
    callback: CallbackQuery,
    callback_data: ConfirmBan,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """Ban with the words that stand above. Raises StaleButton when the question was left."""
    data = await state.get_data()
    is_asked = await state.get_state() == DecisionForm.sanction_sure.state
    if not is_asked or data.get("proposal") != callback_data.proposal or _is_late(data, services):
        raise StaleButton
    await show(callback, await _set(services, person, data, str(data["remark"]), t))
    await state.clear()


async def list_sanctions(
    message: Message, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """/sanctions: what is in force."""
    demand_team(person)
    await state.clear()
    await send(message, sanctions_screen(await sanctions.in_force(services.db, person, 0, services.now()), t))


async def open_sanctions(
    callback: CallbackQuery, callback_data: OpenSanctions, services: Services, person: Person, t: Translator
) -> None:
    """Another page."""
    page = await sanctions.in_force(services.db, person, callback_data.number, services.now())
    await show(callback, sanctions_screen(page, t))


async def lift(
    callback: CallbackQuery, callback_data: LiftSanction, services: Services, person: Person, t: Translator
) -> Notice:
    """Take one back, and show where the button stood what is left."""
    now = services.now()
    await sanctions.lift(services.db, person, callback_data.sanction, now)
    services.wake()
    if callback_data.proposal and person.is_moderator:
        author = await sanctions.author_of(services.db, person, callback_data.proposal)
        await show(callback, author_screen(author, now, t, callback_data.view))
    else:
        page = await sanctions.in_force(services.db, person, callback_data.number, now)
        await show(callback, sanctions_screen(page, t))
    return Notice(t.plain("sanction-lifted"))


async def _open(services: Services, person: Person, proposal_id: int) -> Author:
    author = await sanctions.author_of(services.db, person, proposal_id)
    if author.is_own:
        raise AuthorOnTeam
    return author


def _asked(data: dict[str, Any]) -> GiveSanctionReason:
    """What the sentence belongs to. Raises StaleButton when the form does not say."""
    names = GiveSanctionReason.model_fields
    if not all(name in data for name, field in names.items() if field.is_required()):
        raise StaleButton
    return GiveSanctionReason(**{name: data[name] for name in names if name in data})


def _question(author: Author, pressed: GiveSanctionReason, services: Services, t: Translator) -> Screen:
    reason = sanctions.check(pressed.kind, pressed.days, pressed.grounds)
    return sentence_screen(author, pressed, reason, services.rules, t)


def _complaint(message: Message, data: dict[str, Any], services: Services, t: Translator) -> Markup | None:
    """Why the words cannot be taken, or None."""
    problem = "decide-late" if _is_late(data, services) else complaint_key(message)
    if problem is not None:
        return t.html(problem)
    try:
        texts.check_remark(message.text or "", services.rules, length_before(message, data))
    except RemarkEmpty:
        return t.html("decide-comment-empty", skip=t.plain("button-skip"))
    except RemarkLong as wrong:
        return t.html("decide-comment-long", **wrong.facts)
    return None


def _is_late(data: dict[str, Any], services: Services) -> bool:
    asked = data.get("asked")
    return asked is None or services.now() > datetime.fromisoformat(asked) + services.rules.taken_for


async def _set(
    services: Services, person: Person, pressed: Mapping[str, Any], remark: str | None, t: Translator
) -> Screen:
    kind, days = str(pressed["kind"]), int(pressed["days"])
    reason = sanctions.check(kind, days, int(pressed["grounds"]))
    wanted = Wanted(kind, days, reason, int(pressed["after"]))
    done = await sanctions.sanction(
        services.db, person, int(pressed["proposal"]), wanted, remark, services.now(), services.rules
    )
    services.wake()
    return done_screen(done, t, str(pressed.get("view", "")))
