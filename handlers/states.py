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
    collecting_from = State()
    collecting_until = State()
    voting_from = State()
    voting_until = State()
    follow_up_from = State()
    vote_budget = State()
    shortlist_per_region = State()
    shortlist_per_topic = State()
    verification = State()
    preview = State()


class SettingForm(StatesGroup):
    """An organizer changes a setting; the data keeps ``setting``, ``campaign``, and of what is shown ``old``, ``new``
    and ``request``.
    """

    value = State()
    confirm = State()


class PauseForm(StatesGroup):
    """An organizer says why something rests; the data keeps ``what``, ``campaign``, ``kk``, ``ru``, ``language``."""

    words = State()
    confirm = State()


class SectionForm(StatesGroup):
    """An organizer names a section; the data keeps ``section`` (0: a new one), ``language``, ``kk`` and ``ru``."""

    words = State()
    confirm = State()


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


class AnnounceForm(StatesGroup):
    """An organizer writes an announcement; the data keeps both texts, ``segment`` and ``question`` (the step)."""

    words = State()


class ShortlistForm(StatesGroup):
    """An organizer chooses somebody for the shortlist without a ranking; the data keeps ``proposal`` (id), ``remark``
    and ``question`` (the step).
    """

    number = State()
    remark = State()
    preview = State()


class ImportForm(StatesGroup):
    """An organizer sends a file of proposals; the data keeps ``screen``, and of a file that was looked through ``file``
    (its id), ``name``, ``sheet``, ``request``, how many rows would be ``added``.
    """

    file = State()


class OutcomeForm(StatesGroup):
    """An organizer records what became of a proposal; the data keeps ``proposal``, ``after`` (the step it follows),
    the answers so far and ``step``.
    """

    sending = State()
    answering = State()
