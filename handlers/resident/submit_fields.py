"""The fields of the form: place and topic by buttons, title and text typed; whatever else arrives is answered."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, ContentType, Message

from forum import errors, texts
from forum.errors import StaleButton
from forum.submission import Draft
from handlers.callbacks import ChoosePlace, ChooseTopic
from handlers.form_storage import LoadedForm
from handlers.resident.form import Form
from handlers.resident.visit import Visit
from handlers.services import Services
from handlers.states import ProposalForm
from handlers.typed import HAS_WORDS, PIECE_UNITS, IsAnswer
from handlers.views import form as views
from handlers.views.shorten import units
from locales import NATIONAL, TOPIC_SLUGS, Translator
from storage.records import Person

WRONG_TEXT = (
    errors.TitleEmpty,
    errors.TitleShort,
    errors.TitleLong,
    errors.TextEmpty,
    errors.TextShort,
    errors.TextLong,
)
FILES = frozenset({ContentType.PHOTO, ContentType.DOCUMENT, ContentType.LOCATION, ContentType.VENUE})
# Kinds that have words of their own in submit-not-text; «video note» is a video to everybody.
KINDS = {
    ContentType.STICKER: "sticker",
    ContentType.VOICE: "voice",
    ContentType.VIDEO: "video",
    ContentType.VIDEO_NOTE: "video",
    ContentType.AUDIO: "audio",
    ContentType.ANIMATION: "animation",
    ContentType.CONTACT: "contact",
    ContentType.POLL: "poll",
}


def router() -> Router:
    """A fresh router of the fields; its last handlers take every message of an open form."""
    fields = Router(name="submit-fields")
    fields.callback_query.register(choose_place, ChoosePlace.filter())
    fields.callback_query.register(choose_topic, ChooseTopic.filter())
    fields.message.register(accept_typed, StateFilter(ProposalForm.title, ProposalForm.text), IsAnswer())
    fields.message.register(expect_button, StateFilter(ProposalForm), IsAnswer())
    fields.edited_message.register(refuse_edit, StateFilter(ProposalForm), HAS_WORDS)
    return fields


async def choose_place(
    callback: CallbackQuery,
    callback_data: ChoosePlace,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """The person's own region or the whole country."""
    form = await Form.of(Visit(callback, state, services, person, t), callback_data.proposal)
    draft = await form.load(callback_data.proposal)
    if callback_data.place not in (person.region, NATIONAL):
        raise StaleButton
    await _accept(form, "place", draft, callback_data.place)


async def choose_topic(
    callback: CallbackQuery,
    callback_data: ChooseTopic,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> None:
    """One of the topics."""
    form = await Form.of(Visit(callback, state, services, person, t), callback_data.proposal)
    draft = await form.load(callback_data.proposal)
    if callback_data.topic not in TOPIC_SLUGS:
        raise StaleButton
    await _accept(form, "topic", draft, callback_data.topic)


async def accept_typed(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """A title or a text, if it is one; otherwise what is wrong and what is allowed, and the step again."""
    form = await Form.of(Visit(message, state, services, person, t))
    if form.is_repeat:
        return
    draft = await form.load()
    if message.forward_origin is not None:
        await form.refuse(draft, t.plain("error-forwarded"))
    elif message.text is None:
        await form.refuse(draft, t.plain("submit-not-text", kind=kind_of(message)))
    elif form.length_before:
        # The end of a text that was too long already: by itself it might pass, but nobody wrote it as an answer.
        length = form.length_before + len(texts.clean_text(message.text))
        too_long = texts.title_too_long if form.step == "title" else texts.text_too_long
        await form.refuse_error(draft, too_long(length, services.rules), cut=length)
    else:
        try:
            await _accept(form, form.step, draft, message.text)
        except WRONG_TEXT as refused:
            is_piece = units(message.text) > PIECE_UNITS
            await form.refuse_error(draft, refused, cut=len(texts.clean_text(message.text)) if is_piece else 0)


async def expect_button(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """A message where a button is expected."""
    form = await Form.of(Visit(message, state, services, person, t))
    if not form.is_repeat:
        await form.refuse(await form.load(), t.plain("submit-button-expected"))


async def refuse_edit(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """A message that was an answer is changed afterwards: what was taken stays, the step is shown again."""
    form = await Form.of(Visit(message, state, services, person, t))
    await form.refuse(await form.load(), t.plain("menu-edited"))


def kind_of(message: Message) -> str:
    """What was sent instead of a text, as submit-not-text names it."""
    if message.content_type in FILES:
        return "file"
    return KINDS.get(ContentType(message.content_type), "other")


async def _accept(form: Form, step: str, draft: Draft, value: str) -> None:
    is_editing = draft.is_complete and (form.is_editing or form.step == views.PREVIEW)
    draft = await form.change(draft, **{step: value})
    following = views.next_step(step, draft.proposal, is_editing=is_editing)
    await form.ask(following, draft)
