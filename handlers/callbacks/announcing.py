"""Buttons of organizers about announcements; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class OpenAnnouncements(ButtonData, prefix="anl"):
    """One page of the announcements that were sent or begun, from 1."""

    page: int = 1


class OpenAnnouncement(ButtonData, prefix="ano"):
    """One of them: how far it is, or what became of it."""

    announcement: Id


class AnnounceStep(ButtonData, prefix="ans"):
    """``action``: new, cancel, text_kk, text_ru, whom, region, language, audience, topic, preview, test, count."""

    action: Code


class ChooseSegment(ButtonData, prefix="anc"):
    """One part of whom it is for; ``field``: region, language, audience or topic; ``value`` "": not narrowed."""

    field: Code
    value: Code = ""


class StartAnnouncement(ButtonData, prefix="anb"):
    """Begin to send what was confirmed."""

    announcement: Id


class SetAnnouncement(ButtonData, prefix="anw"):
    """``wanted``: paused, sending, cancelled; cancel-ask asks before."""

    announcement: Id
    wanted: Code
