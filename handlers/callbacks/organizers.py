"""Buttons of organizers; each handler checks the rights again."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks.ids import Id


class OpenOrganizer(CallbackData, prefix="org"):
    """``page``: main, campaign, export, team, invite."""

    page: str = "main"


class CampaignStep(CallbackData, prefix="cmp"):
    """``action``: new, back, cancel, create, end, end-sure, or the name of the step to answer again."""

    action: str
    campaign: Id = 0


class ExportAs(CallbackData, prefix="exp"):
    """``format``: csv or xlsx; ``internal``: 1 for the organizers' copy."""

    format: str
    internal: int = 0


class InviteRole(CallbackData, prefix="inv"):
    """Choose whom to invite; ``chosen``: bits of the regions marked so far, by their place in REGION_CODES."""

    role: str
    chosen: int = 0


class MakeInvitation(CallbackData, prefix="mki"):
    """Make the one-time link of a role; ``chosen`` as above, 0 for an organizer."""

    role: str
    chosen: int = 0


class OpenTeam(CallbackData, prefix="tm"):
    """One page of the team, from 1."""

    page: int = 1


class RevokeMember(CallbackData, prefix="rvk"):
    """``sure``: 0 asks, 1 revokes."""

    member: Id
    sure: int = 0
