"""Translating: the title, then the text, a look at both, and saving; later changing or deleting it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import texts, translating
from forum.errors import (
    DomainError,
    OriginalChanged,
    StaleButton,
    TextEmpty,
    TextLong,
    TextShort,
    TitleEmpty,
    TitleLong,
    TitleShort,
    TranslationClash,
    TranslationSame,
)
from forum.translating import Seen
from handlers.callbacks import DropTranslation, OpenTranslate, TranslateStep
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.moderator.translate_form import Form, begun, form_of
from handlers.resident.visit import Visit
from handlers.screen import drop_buttons, show
from handlers.services import Services
from handlers.states import TranslateForm
from handlers.typed import (
    PIECE_UNITS,
    IsAnswer,
    complaint_key,
    demand_open_step,
    is_of_refused_album,
    length_before,
    was_seen,
)
from handlers.views import translate as views
from handlers.views.shorten import units
from handlers.views.translate import BODY, NAME, PREVIEW
from locales import Translator, escape
from storage.records import Person

WRONG_WORDS = (TitleEmpty, TitleShort, TitleLong, TextEmpty, TextShort, TextLong, TranslationSame)


def router() -> Router:
    """A fresh router of translations."""
    translate = Router(name="translate")
    translate.callback_query.register(open_translation, OpenTranslate.filter())
    translate.callback_query.register(press_step, TranslateStep.filter())
    translate.callback_query.register(drop_translation, DropTranslation.filter())
    translate.message.register(accept_words, StateFilter(TranslateForm), IsAnswer())
    return translate


async def open_translation(
    callback: CallbackQuery,
    callback_data: OpenTranslate,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """The translation that stands; where there is none, the first question."""
    await state.clear()
    original = await translating.find_original(services.db, person, callback_data.proposal)
    if original.translation is not None:
        await show(callback, views.standing_screen(original, t, callback_data.view))
        return
    visit = Visit(callback, state, services, person, t)
    await Form(visit, original, begun(original, callback_data.view)).ask(NAME)


async def press_step(
    callback: CallbackQuery,
    callback_data: TranslateStep,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Write the title or the text (again), look at both, or save."""
    form = await form_of(Visit(callback, state, services, person, t), callback_data.proposal, callback_data.view)
    demand_open_step(callback, form.data)
    words = form.words
    is_whole = bool(words.title and words.text)
    match callback_data.action:
        case "name":
            await form.ask(NAME)
        case "body" if words.title:
            await form.ask(BODY)
        case "preview" if is_whole:
            await form.ask(PREVIEW)
        case "save" | "mine" if is_whole and "step" in form.data:
            await _save(form, is_over=callback_data.action == "mine")
        case "save" | "mine" if form.is_saved:
            await show(callback, views.saved_screen(form.original, t, form.view))  # the same press once more
        case _:
            raise StaleButton


async def accept_words(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """What was typed, kept for the next step; what cannot be taken is named and asked for again."""
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    form = await form_of(Visit(message, state, services, person, t), int(data.get("proposal", 0)))
    if not length_before(message, data):
        await drop_buttons(message, data.get("screen"))
    problem = complaint_key(message)
    if problem is None and form.step == PREVIEW:
        problem = "submit-button-expected"
    if problem is not None:
        await form.refuse(t.html(problem))
        return
    try:
        taken = _checked(form, message)
    except WRONG_WORDS as wrong:
        length = length_before(message, data) + len(texts.clean_text(message.text or ""))
        is_piece = units(message.text or "") > PIECE_UNITS or length_before(message, data)
        await form.refuse(escape(sentence(wrong, t)), cut=length if is_piece else 0)
        return
    form.data.update(taken)
    await form.ask(PREVIEW if form.words.title and form.words.text else BODY)


def _checked(form: Form, message: Message) -> dict[str, str]:
    """The field with what was typed. Raises WRONG_WORDS."""
    rules, typed, before = form.visit.services.rules, message.text or "", length_before(message, form.data)
    if before:
        # The end of a text that was too long already: by itself it might pass, but nobody wrote it as an answer.
        too_long = texts.title_too_long if form.step == NAME else texts.text_too_long
        raise too_long(before + len(texts.clean_text(typed)), rules)
    if form.step == NAME:
        return {"title": texts.check_title(typed, rules)}
    text = texts.check_text(typed, rules)
    if text == form.original.proposal.text:
        raise TranslationSame
    return {"text": text}


async def _save(form: Form, *, is_over: bool) -> None:
    """Save; when something came in between, show it, and the words stay. ``is_over``: in place of the other's."""
    visit, data, original = form.visit, form.data, form.original
    services, words = visit.services, form.words
    version = int(data["clash"] if is_over and "clash" in data else data["version"])
    seen = Seen(str(data["fingerprint"]), str(data["language"]), version)
    try:
        await translating.save(
            services.db, visit.person, original.proposal.id, words.title or "", words.text or "", seen,
            services.now(), services.rules,
        )  # fmt: skip
    except TranslationClash:
        await _show_clash(form)
    except OriginalChanged as changed:
        form.data.update(begun(original, form.view), title=words.title, text=words.text)
        await form.ask(PREVIEW, escape(sentence(changed, visit.t)))
    except WRONG_WORDS as wrong:
        await form.ask(PREVIEW, escape(sentence(wrong, visit.t)))
    except DomainError:
        await visit.state.clear()
        raise
    else:
        await visit.state.clear()
        services.wake()
        await show(visit.event, views.saved_screen(original, visit.t, form.view))


async def _show_clash(form: Form) -> None:
    visit = form.visit
    original = await translating.find_original(visit.services.db, visit.person, form.original.proposal.id)
    if original.translation is None:
        await form.ask(PREVIEW)  # the other one is gone again
        return
    shown = await show(visit.event, views.clash_screen(original, visit.t, form.view))
    data = {**form.data, "clash": original.version, "step": PREVIEW, "screen": shown}
    await visit.state.replace(TranslateForm.preview, data)


async def drop_translation(
    callback: CallbackQuery,
    callback_data: DropTranslation,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """Ask first; then delete the one that was seen."""
    await state.clear()
    original = await translating.find_original(services.db, person, callback_data.proposal)
    if callback_data.sure != 1 and original.version == callback_data.version:
        await show(callback, views.delete_screen(original, t, callback_data.view))
        return
    if callback_data.sure != 1 or original.translation is not None:  # else it is deleted: the same press once more
        await translating.delete(services.db, person, callback_data.proposal, callback_data.version, services.now())
    services.wake()
    await show(callback, views.deleted_screen(original.proposal, t, callback_data.view))
