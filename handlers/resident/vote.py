"""Votes: a button says the wanted vote, so the same tap twice, or two at once, changes nothing more."""

from __future__ import annotations

import asyncio

from aiogram import Router
from aiogram.types import CallbackQuery, Update

from forum import browsing, voting
from forum.errors import (
    OwnProposal,
    PhoneNeeded,
    ProposalNotPublished,
    TooManyVotes,
    VoteBudgetSpent,
    VotingClosed,
    VotingNotOpen,
)
from forum.organizer_errors import VotingPaused
from handlers.callbacks import CastVote
from handlers.form_storage import LoadedForm
from handlers.middlewares import sentence
from handlers.resident.browse import FROM_LINK, card_of, send_card
from handlers.resident.onboarding import was_stopped
from handlers.resident.verify import ask
from handlers.resident.visit import Visit
from handlers.screen import SILENCE, Notice, send, show
from handlers.services import Services, Verdict
from locales import Translator
from storage.records import Person

SAID = {1: "browse-voted-support", -1: "browse-voted-objection", 0: "browse-vote-taken-back"}
MOVED_ON = (OwnProposal, ProposalNotPublished, VotingClosed, VotingNotOpen, VotingPaused)
ALERT_MOST = 200  # characters, as Telegram has it; the sentence of a pause may be longer, and stands on the card


def router() -> Router:
    """A fresh router of voting."""
    vote = Router(name="vote")
    vote.callback_query.register(cast_vote, CastVote.filter())
    return vote


async def cast_vote(
    callback: CallbackQuery,
    callback_data: CastVote,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
    event_update: Update,
) -> object:
    """Take the vote and show the numbers as they now are: one edit and one answer.

    Gives the Notice of the answer. Raises TooManyVotes the first time somebody votes too fast; then there is silence.
    """
    match services.pace.vote(callback.from_user.id, asyncio.get_running_loop().time(), event_update.update_id):
        case Verdict.TELL:
            raise TooManyVotes
        case Verdict.SILENT:
            return SILENCE
    visit = Visit(callback, state, services, person, t)
    proposal, value = callback_data.proposal, callback_data.value
    if value in SAID and await was_stopped(visit, f"v_{proposal}_{value}"):
        return None
    try:
        card = await voting.cast(services.db, person, proposal, value, services.now(), services.rules)
    except PhoneNeeded:
        await ask(visit, f"v_{proposal}_{value}")
        return None
    except MOVED_ON as refused:
        # The card is shown as it now is, so that the same button does not tempt again.
        current = await browsing.card(services.db, person, proposal)
        await show(callback, await card_of(visit, current, callback_data.origin))
        said = sentence(refused, t)
        return Notice(said if len(said) <= ALERT_MOST else t.plain("pause-alert-voting"), alert=True)
    await show(callback, await card_of(visit, card, callback_data.origin, is_voting=True))
    return Notice(t.plain(SAID[value]))


async def vote_and_send(visit: Visit, proposal_id: int, value: int) -> None:
    """The vote that had to wait for the consent, then the card as a new message."""
    services = visit.services
    try:
        card = await voting.cast(services.db, visit.person, proposal_id, value, services.now(), services.rules)
    except PhoneNeeded:
        await ask(visit, f"v_{proposal_id}_{value}")
        return
    except (*MOVED_ON, VoteBudgetSpent):
        await send_card(visit, proposal_id)  # the card says why it takes no vote
        return
    await send(visit.event, await card_of(visit, card, FROM_LINK, is_voting=True))
