"""Photos, documents and a place on the map: optional, few, each once."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import attaching
from forum.attaching import NewAttachment
from forum.errors import AttachmentsFull, AttachmentTooLarge
from forum.submission import Draft
from handlers.callbacks import DropFile
from handlers.form_storage import LoadedForm
from handlers.resident.form import Form
from handlers.resident.submit_fields import kind_of
from handlers.resident.visit import Visit
from handlers.screen import Notice
from handlers.services import Services
from handlers.states import ProposalForm
from handlers.typed import IsAnswer
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the step with files."""
    files = Router(name="submit-files")
    files.message.register(accept_file, StateFilter(ProposalForm.files), IsAnswer())
    files.callback_query.register(drop_file, DropFile.filter())
    return files


async def accept_file(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """Add a photo, a document or the place; anything else is refused with what is allowed."""
    form = await Form.of(Visit(message, state, services, person, t))
    if form.is_repeat:
        return
    draft = await form.load()
    refusal = _refusal(message, t)
    if refusal is not None:
        await form.refuse(draft, refusal)
        return
    had_place = attaching.place_of(draft.attachments) is not None
    try:
        draft = await _attached(form, message, draft)
    except (AttachmentsFull, AttachmentTooLarge) as refused:
        await form.refuse_error(draft, refused)
        return
    said = t.html("submit-place-replaced") if message.location is not None and had_place else None
    await form.ask("files", draft, is_editing=form.is_editing, problem=said)


async def drop_file(
    callback: CallbackQuery,
    callback_data: DropFile,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice:
    """One file less; the rest keeps its order."""
    form = await Form.of(Visit(callback, state, services, person, t), callback_data.proposal)
    form.demand_open_step()
    await form.load(callback_data.proposal)
    draft = await attaching.detach(services.db, person, callback_data.proposal, callback_data.file)
    await form.ask("files", draft, is_editing=form.is_editing)
    return Notice(t.plain("submit-file-dropped"))


def attachment_of(message: Message) -> NewAttachment | None:
    """The largest size of a photo, or a document; None for anything else (an animation comes as a document too)."""
    if message.photo:
        photo = message.photo[-1]
        return NewAttachment("photo", photo.file_id, photo.file_unique_id, "photo.jpg", photo.file_size or 0)
    document = message.document
    if document is None or message.animation is not None:
        return None
    name = document.file_name or "file"
    return NewAttachment("document", document.file_id, document.file_unique_id, name, document.file_size or 0)


def _refusal(message: Message, t: Translator) -> str | None:
    """Why a message is nothing to attach; None when it is. A place shared live wanders off and ends."""
    if message.location is not None:
        return t.plain("submit-place-live") if message.location.live_period else None
    if attachment_of(message) is not None:
        return None
    if message.text is not None:
        return t.plain("submit-not-file")
    return t.plain("error-attachment-kind", kind=kind_of(message))


async def _attached(form: Form, message: Message, draft: Draft) -> Draft:
    visit, file = form.visit, attachment_of(message)
    db, now, rules = visit.services.db, visit.services.now(), visit.services.rules
    if file is not None:
        return await attaching.attach(db, visit.person, draft.proposal.id, file, now, rules)
    place = message.location
    assert place is not None
    return await attaching.attach_place(
        db, visit.person, draft.proposal.id, place.latitude, place.longitude, now, rules
    )
