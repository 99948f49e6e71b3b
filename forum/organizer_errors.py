"""Refusals of what organizers do, and of what belongs to it: facts with a key, as :mod:`forum.errors`."""

from __future__ import annotations

from forum.errors import DomainError


class SubmittingPaused(DomainError):
    """Organizers paused submitting. Facts: ``why`` (their sentence in the person's language)."""

    key = "submitting-paused"


class VotingPaused(DomainError):
    """Organizers paused voting. Facts: ``why`` (their sentence in the person's language)."""

    key = "voting-paused"
