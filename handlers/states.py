"""Which step of a form a person is at. What was typed lives in the tables, not here."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class ProposalForm(StatesGroup):
    """Steps of submitting; the data keeps ``proposal`` (id) and ``screen`` (message id of the step)."""

    place = State()
    topic = State()
    title = State()
    text = State()
    files = State()
    preview = State()


class DecisionForm(StatesGroup):
    """A moderator writes a remark, or names what to join a proposal to; the data keeps ``proposal``, ``round``, and of
    a remark ``reason`` and ``asked`` (when).
    """

    return_remark = State()
    reject_remark = State()
    # About the author: the sentence that goes with a sanction, then whether a ban is meant.
    sanction_sentence = State()
    sanction_sure = State()
    join_target = State()


class TranslateForm(StatesGroup):
    """A moderator translates; the data keeps ``proposal``, ``title`` and ``text`` so far, and what was seen.

    That is ``fingerprint`` and ``language``, the ``version`` to be replaced, ``clash``: the one that came meanwhile.
    """

    title = State()
    text = State()
    preview = State()


class AppealForm(StatesGroup):
    """An author writes why a rejection is wrong; the data keeps ``proposal``, ``screen`` and the ``words`` so far."""

    words = State()


class CampaignForm(StatesGroup):
    """An organizer creates a campaign; the data keeps the answers so far and ``question`` (the step)."""

    name_kk = State()
    name_ru = State()
    collecting_until = State()
    voting_until = State()
    preview = State()


class SearchForm(StatesGroup):
    """Somebody searches; the data keeps ``query``, ``request`` and ``starts`` (where each page seen begins)."""

    words = State()


class DaysForm(StatesGroup):
    """An organizer names a day; the data keeps ``working`` (1: a working day, 0: free) and ``screen``."""

    day = State()


class ReasonForm(StatesGroup):
    """An organizer writes a canned reason anew; the data keeps ``code``, ``field`` and ``screen``."""

    words = State()


class NewReasonForm(StatesGroup):
    """An organizer adds a canned reason; the data keeps ``code``, the words so far and ``question`` (the step)."""

    words = State()
