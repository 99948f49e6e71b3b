"""Moderators: joining, the queue, decisions, digests. Every handler asks the forum whether it may."""

from __future__ import annotations

from aiogram import Router

from handlers.moderator import decide, digest, queue, remarks


def router() -> Router:
    """A fresh router of everything a moderator does."""
    moderator = Router(name="moderator")
    moderator.include_routers(queue.router(), digest.router(), decide.router(), remarks.router())
    return moderator
