"""Buttons of organizers about the team's people, its history and its open links; each handler checks the rights."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Id


class OpenMember(ButtonData, prefix="tmm"):
    """Somebody of the team, by one of their roles (also a former one): what they are and what they did."""

    member: Id


class OpenTeamHistory(ButtonData, prefix="tmh"):
    """A page, from 1, of who was invited, joined and lost a role."""

    page: int = 1


class OpenInvitations(ButtonData, prefix="tmi"):
    """A page, from 1, of the links nobody has used yet."""

    page: int = 1


class TakeLinkBack(ButtonData, prefix="tmt"):
    """End a link that nobody has used; ``sure``: 0 asks, 1 does it."""

    invitation: Id
    sure: int = 0
