"""The answer to a proposal: read whole, its files, rated by those who asked for it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import became, browsing, ratings
from forum.errors import StaleButton
from handlers import outgoing_outcomes
from handlers.attachments import send_attachments
from handlers.callbacks import OpenAnswer, RateAnswer, SeeOutcomeFiles
from handlers.form_storage import LoadedForm
from handlers.resident.browse import card_of
from handlers.resident.visit import Visit
from handlers.screen import Notice, show
from handlers.services import Services
from handlers.views.outcome import FROM_NOTICE, FROM_ORGANIZERS, answer_screen
from locales import LANGUAGES, Translator
from storage.records import Attachment, Person
from storage.vocabulary import RATINGS


def router() -> Router:
    """A fresh router of answers."""
    answers = Router(name="answers")
    answers.callback_query.register(open_answer, OpenAnswer.filter())
    answers.callback_query.register(see_files, SeeOutcomeFiles.filter())
    answers.callback_query.register(rate_answer, RateAnswer.filter())
    return answers


async def open_answer(
    callback: CallbackQuery, callback_data: OpenAnswer, services: Services, person: Person, t: Translator
) -> None:
    """The whole words in place of the card; organizers read them in either language."""
    origin = callback_data.origin
    if origin == FROM_ORGANIZERS and not person.is_organizer:
        raise StaleButton
    language = callback_data.language if origin == FROM_ORGANIZERS else ""
    words = await became.words(services.db, callback_data.outcome, t.language)
    await show(callback, answer_screen(words, language if language in LANGUAGES else t.language, origin, t))


async def see_files(
    callback: CallbackQuery, callback_data: SeeOutcomeFiles, services: Services, t: Translator
) -> Notice:
    """Send the files below."""
    proposal, files = await became.files(services.db, callback_data.outcome)
    if not files:
        return Notice(t.plain("outcome-files-none"))
    caption = t.html("outcome-files-of", number=str(proposal.number))
    sent = [
        Attachment(file.id, proposal.id, file.position, file.kind, file.file_id, file.file_unique_id, file.name, 0)
        for file in files
    ]
    if not await send_attachments(callback, sent, caption):
        return Notice(t.plain("browse-files-gone"), alert=True)
    return Notice(t.plain("browse-files-sent"))


async def rate_answer(
    callback: CallbackQuery,
    callback_data: RateAnswer,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice:
    """Rate it, and show the message or the card it was rated from as it is now."""
    rating = next((one for one in RATINGS if one[0] == callback_data.rating), "")
    answer = await ratings.rate(services.db, person, callback_data.outcome, rating, services.now())
    if callback_data.origin == FROM_NOTICE:
        notice = await outgoing_outcomes.again(services, person, answer.id, t)
        if notice is not None:
            await show(callback, notice)
    else:
        card = await browsing.card(services.db, person, answer.proposal_id)
        visit = Visit(callback, state, services, person, t)
        await show(callback, await card_of(visit, card, callback_data.origin))
    return Notice(t.plain("outcome-rated"))
