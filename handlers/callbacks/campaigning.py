"""Buttons of organizers about what a campaign is made of; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id, Request


class SuggestAnswer(ButtonData, prefix="cas"):
    """An answer to a question of a new campaign: ``step`` is its setting, ``value`` a day as 20261231, a code, or -."""

    step: Code
    value: Code


class AskSetting(ButtonData, prefix="cac"):
    """Ask how a setting of a campaign shall be from now on."""

    setting: Code
    campaign: Id


class ProposeSetting(ButtonData, prefix="cav"):
    """Show what a setting would be; ``value`` as in SuggestAnswer."""

    setting: Code
    value: Code
    campaign: Id


class SaveSetting(ButtonData, prefix="cao"):
    """Make the setting as it was shown; what that was is in the form, so ``request`` tells one showing from another."""

    campaign: Id
    request: Request = ""


class OpenActs(ButtonData, prefix="cah"):
    """What was done to a campaign, older than the act ``before`` (0: the latest)."""

    campaign: Id
    before: Id = 0


class OpenPast(ButtonData, prefix="cap"):
    """A campaign that is over, at a glance."""

    campaign: Id
