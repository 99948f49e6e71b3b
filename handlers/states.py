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
    """A moderator writes a remark; the data keeps ``proposal``, ``round``, ``reason`` and ``asked`` (when)."""

    return_remark = State()
    reject_remark = State()


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
