"""Moderators: joining, the queue, decisions, digests. Every handler asks the forum whether it may."""

from __future__ import annotations

from aiogram import Router

from handlers.moderator import (
    author,
    connect,
    correct,
    decide,
    digest,
    duty,
    history,
    joining,
    queue,
    remarks,
    translate,
    undo,
    week_picture,
    work,
)


def router() -> Router:
    """A fresh router of everything a moderator does."""
    moderator = Router(name="moderator")
    moderator.include_routers(
        author.router(),
        connect.router(),
        translate.router(),
        history.router(),
        queue.router(),
        digest.router(),
        week_picture.router(),
        duty.router(),
        decide.router(),
        remarks.router(),
        joining.router(),
        undo.router(),
        correct.router(),
        work.router(),
    )
    return moderator
