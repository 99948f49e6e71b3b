"""What moderators see of an author and of what is in force, and what the author is told.

``view`` is what of the queue the moderator came from (handlers.callbacks.queueing), for the way back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from forum.policies import PUBLIC, WAITING, Rules
from forum.sanctions import MUTE_DAYS, PAGE, Author, Page
from handlers.callbacks import (
    ChooseSanction,
    ConfirmBan,
    GiveSanctionReason,
    LiftSanction,
    OpenAuthor,
    OpenQueue,
    OpenSanctions,
    OpenWork,
    SetSanction,
    TakeItem,
)
from handlers.screen import DANGER, Button, Screen, button, buttons, in_rows
from handlers.views.queue import REMARK_UNITS, TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.sanctions import Sanction
from storage.vocabulary import SANCTION_REASONS

NAME_UNITS: Final = 64


def author_screen(author: Author, now: datetime, t: Translator, view: str = "") -> Screen:
    """Numbers instead of a name, what was done before, and what can be done."""
    record, proposal = author.record, author.proposal
    numbers = t.html("author-record", sent=record.sent, published=record.published, rejected=record.rejected)
    parts: list[str] = [t.html("author-title", number=number_of(proposal)), numbers]
    earlier = [_line(one, now, t) for one in author.sanctions]
    parts.append("\n".join([t.html("author-earlier"), *earlier]) if earlier else t.html("author-nothing-earlier"))
    back = [_to_proposal(author, view, t)]
    if author.is_own:
        parts.append(t.html("author-own"))
        return Screen("\n\n".join(parts), buttons(back))
    parts.append(t.html("author-choose"))
    ids: dict[str, Any] = {"proposal": proposal.id, "after": author.latest, "view": view}
    warn = button(t.plain("author-button-warn"), ChooseSanction(kind="warn", days=0, **ids))
    mutes = [
        button(t.plain("author-button-mute", days=days), ChooseSanction(kind="mute", days=days, **ids))
        for days in MUTE_DAYS
    ]
    held = [one for one in author.sanctions if one.is_in_force(now)][:3]
    whose: dict[str, Any] = {"proposal": proposal.id, "view": view}
    lifts = [button(t.plain(f"author-button-lift-{one.kind}"), LiftSanction(sanction=one.id, **whose)) for one in held]
    return Screen(
        "\n\n".join(parts),
        buttons(
            *in_rows([warn, *mutes], 2),
            [button(t.plain("author-button-ban"), ChooseSanction(kind="ban", days=0, **ids), DANGER)],
            *in_rows(lifts, 1),
            back,
        ),
    )


def _line(one: Sanction, now: datetime, t: Translator) -> str:
    """Who did what when and why, and what became of it."""
    said = t.html(
        f"author-line-{one.kind}",
        on=t.short_date(one.set_at),
        reason=t.plain(f"sanction-reason-{one.reason}"),
        by=shortened(one.set_by_name, NAME_UNITS),
    )
    if one.lifted_at is not None:
        lifted = t.html("author-line-lifted", on=t.short_date(one.lifted_at), by=shortened(one.lifted_by_name, 64))
        return f"• {said} {lifted}"
    if one.until is not None and one.until > now:
        return f"• {said} {t.html('author-line-until', until=one.until)}"
    return f"• {said}"


def grounds_screen(author: Author, pressed: ChooseSanction, t: Translator) -> Screen:
    """Why."""
    ids = pressed.model_dump()
    reasons = [
        button(t.plain(f"sanction-reason-{reason}"), GiveSanctionReason(grounds=place, **ids))
        for place, reason in enumerate(SANCTION_REASONS, 1)
    ]
    text = f"{_what(author, pressed.kind, pressed.days, t)}\n\n{t.html('author-ask-reason')}"
    return Screen(text, buttons(*in_rows(reasons), [_back(author, pressed.view, t)]))


def sentence_screen(author: Author, pressed: GiveSanctionReason, reason: str, rules: Rules, t: Translator) -> Screen:
    """A sentence to the author, or none."""
    skip = t.plain("button-skip")
    parts = [
        _what(author, pressed.kind, pressed.days, t),
        t.html("sanction-reason", reason=t.plain(f"sanction-reason-{reason}")),
        t.html("author-ask-sentence", maximum=rules.remark_max, skip=skip),
    ]
    without = button(skip, SetSanction(**pressed.model_dump()), DANGER)
    return Screen("\n\n".join(parts), buttons([without], [_back(author, pressed.view, t)]))


def sure_screen(
    author: Author, reason: str, remark: str | None, yes: SetSanction | ConfirmBan, t: Translator
) -> Screen:
    """A ban is asked about once more; ``yes`` bans without a sentence, or (ConfirmBan) with the one that was typed."""
    parts = [
        _what(author, "ban", 0, t),
        t.html("sanction-reason", reason=t.plain(f"sanction-reason-{reason}")),
        *_quoted(remark),
        t.html("author-ban-sure"),
    ]
    label = t.plain("author-button-ban-sure")
    return Screen("\n\n".join(parts), buttons([button(label, yes, DANGER)], [_back(author, yes.view, t)]))


def done_screen(one: Sanction, t: Translator, view: str = "") -> Screen:
    """It is done; the person is being told."""
    parts = [
        t.html(f"sanction-done-{one.kind}", **_until(one)),
        t.html("sanction-reason", reason=t.plain(f"sanction-reason-{one.reason}")),
        *_quoted(one.remark),
        t.html("sanction-done-told"),
    ]
    rows: list[list[Button]] = []
    if one.proposal_id is not None:
        rows.append([button(t.plain("item-button-author"), OpenAuthor(proposal=one.proposal_id, view=view))])
    return Screen("\n\n".join(parts), buttons(*rows))


def sanctions_screen(page: Page, t: Translator) -> Screen:
    """What is in force, each with the way to take it back."""
    if not page.sanctions and page.number == 0:
        return Screen(f"{t.html('sanctions-title')}\n\n{t.html('sanctions-none')}")
    parts: list[str] = [t.html("sanctions-title")]
    lifts: list[Button] = []
    for place, one in enumerate(page.sanctions, 1):
        shown = page.number * PAGE + place
        until = {} if one.until is None else {"until": one.until}
        line = t.html(
            f"sanctions-line-{one.kind}",
            place=str(shown),
            number=str(one.number or ""),
            region=t.region(one.region, "short"),
            reason=t.plain(f"sanction-reason-{one.reason}"),
            by=shortened(one.set_by_name, NAME_UNITS),
            on=t.short_date(one.set_at),
            **until,
        )
        parts.append(line)
        lifts.append(
            button(
                t.plain("sanctions-button-lift", place=str(shown)), LiftSanction(sanction=one.id, number=page.number)
            )
        )
    earlier = [button(t.plain("button-back"), OpenSanctions(number=page.number - 1))] if page.number else []
    more = [button(t.plain("button-next"), OpenSanctions(number=page.number + 1))] if page.has_more else []
    return Screen("\n\n".join(parts), buttons(*in_rows(lifts), [*earlier, *more]))


def sanction_notice(one: Sanction, is_lifted: bool, operator: str, t: Translator) -> Screen:
    """To the person: what, why, until when, what may still be done, and how to object."""
    if is_lifted:
        return Screen(t.html(f"sanction-notice-lifted-{one.kind}", number=str(one.number or "")))
    parts = [
        t.html(f"sanction-notice-{one.kind}", number=str(one.number or ""), **_until(one)),
        t.html("sanction-reason", reason=t.plain(f"sanction-reason-{one.reason}")),
        *_quoted(one.remark),
        t.html(f"sanction-notice-{one.kind}-still"),
        t.html("sanction-notice-object", operator=operator),
    ]
    return Screen("\n\n".join(parts))


def _what(author: Author, kind: str, days: int, t: Translator) -> str:
    number = number_of(author.proposal)
    title = escape(shortened(author.proposal.title or "", TITLE_UNITS))
    return f"{t.html(f'author-what-{kind}', number=number, days=days)}\n{title}"


def _back(author: Author, view: str, t: Translator) -> Button:
    return button(t.plain("button-back"), OpenAuthor(proposal=author.proposal.id, view=view))


def _to_proposal(author: Author, view: str, t: Translator) -> Button:
    """Back to the item, to what else may be done about a published one, or, where neither is, to the queue."""
    proposal = author.proposal
    if proposal.state in PUBLIC | {"joined"}:
        return button(t.plain("button-back"), OpenWork(proposal=proposal.id))
    if proposal.state in WAITING - {"appealed"}:
        return button(t.plain("button-back"), TakeItem(proposal=proposal.id, view=view))
    return button(t.plain("queue-button-queue"), OpenQueue(view=view))  # another region judges an appeal


def _until(one: Sanction) -> dict[str, datetime]:
    return {} if one.until is None else {"until": one.until}


def _quoted(remark: str | None) -> list[str]:
    return [f"<blockquote>{escape(shortened(remark, REMARK_UNITS))}</blockquote>"] if remark else []
