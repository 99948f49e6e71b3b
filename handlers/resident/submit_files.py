"""Photos and documents of a proposal: optional, few, each once."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import Message

from forum import submission
from forum.errors import AttachmentsFull, AttachmentTooLarge
from forum.submission import NewAttachment
from handlers.form_storage import LoadedForm
from handlers.resident.form import Form
from handlers.resident.submit_fields import kind_of
from handlers.resident.visit import Visit
from handlers.services import Services
from handlers.states import ProposalForm
from handlers.typed import IsAnswer
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the step with files."""
    files = Router(name="submit-files")
    files.message.register(accept_file, StateFilter(ProposalForm.files), IsAnswer())
    return files


async def accept_file(message: Message, state: LoadedForm, services: Services, person: Person, t: Translator) -> None:
    """Add a photo or a document; anything else is refused with what is allowed."""
    form = await Form.of(Visit(message, state, services, person, t))
    if form.is_repeat:
        return
    draft = await form.load()
    file = attachment_of(message)
    if file is None:
        kind = kind_of(message)
        is_text = message.text is not None
        await form.refuse(draft, t.plain("submit-not-file") if is_text else t.plain("error-attachment-kind", kind=kind))
        return
    try:
        draft = await submission.attach(services.db, person, draft.proposal.id, file, services.now(), services.rules)
    except (AttachmentsFull, AttachmentTooLarge) as refused:
        await form.refuse_error(draft, refused)
        return
    await form.ask("files", draft, is_editing=form.is_editing)


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
