"""Buttons of organizers; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id, Request


class OpenOrganizer(ButtonData, prefix="org"):
    """``page``: main, campaign, export, team, invite."""

    page: Code = "main"


class CampaignStep(ButtonData, prefix="cmp"):
    """``action``: new, cancel, create, end, end-sure, or the name of the step to answer (again)."""

    action: Code
    campaign: Id = 0


class InviteRole(ButtonData, prefix="inv"):
    """Choose whom to invite; ``chosen``: bits of the regions marked so far, by their place in REGION_CODES."""

    role: Code
    chosen: int = 0


class MakeInvitation(ButtonData, prefix="mki"):
    """Make the one-time link of a role; ``chosen`` as above, 0 for an organizer; ``request`` as in ExportAs."""

    role: Code
    chosen: int = 0
    request: Request = ""


class OpenTeam(ButtonData, prefix="tm"):
    """One page of the team, from 1."""

    page: int = 1


class RevokeMember(ButtonData, prefix="rvk"):
    """``sure``: 0 asks, 1 revokes."""

    member: Id
    sure: int = 0
