"""The team looked back on: who came and went, the links still open, one person with what they did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from forum.team_history import Profile, TeamAct
from handlers.callbacks import OpenInvitations, OpenTeam, OpenTeamHistory, RevokeMember, TakeLinkBack
from handlers.screen import DANGER, Button, Screen, button, buttons, in_rows
from handlers.views.shorten import shortened
from locales import Markup, Translator
from storage.team_history import Link, Role

Item = TypeVar("Item")
ON_A_PAGE: Final = 10
NAME_UNITS: Final = 64
ROLES_SHOWN: Final = 20
REGIONS_NAMED: Final = 3  # more are counted
WHAT: Final = {
    "invited": "team-act-invited",
    "joined": "team-act-joined",
    "revoked": "team-act-revoked",
    "ended": "team-act-ended",
}
WORK: Final = {
    "publish": "team-work-publish",
    "send_back": "team-work-return",
    "reject": "team-work-reject",
    "join": "team-work-join",
    "undone": "team-work-undone",
    "sanctions": "team-work-sanctions",
    "selections": "team-work-selections",
    "outcomes": "team-work-outcomes",
}


def history_screen(acts: Sequence[TeamAct], number: int, t: Translator) -> Screen:
    """A page of what happened, from 1 (one too far is the last), the newest first."""
    shown, number, last = _page(acts, number)
    parts: list[str] = [t.html("team-history-title"), *(_act(act, t) for act in shown)]
    if not shown:
        parts.append(t.html("team-history-empty"))
    turning: list[Button] = []
    if number > 1:
        turning.append(button(t.plain("acts-newer"), OpenTeamHistory(page=number - 1)))
    if number < last:
        turning.append(button(t.plain("acts-older"), OpenTeamHistory(page=number + 1)))
    return Screen("\n\n".join(parts), buttons(turning, [_back(t)]))


def _act(act: TeamAct, t: Translator) -> str:
    role = _role_name(act.role, act.regions, t)
    name = shortened(act.name or "", NAME_UNITS)
    said = t.plain(WHAT[act.what], role=role) if act.name is None else t.plain(WHAT[act.what], name=name, role=role)
    line = t.html("acts-entry", at=t.moment(act.at), what=said)
    if act.by is None:
        return line
    by = shortened(act.by, NAME_UNITS) if act.by else t.plain("role-admin")
    return f"{line}\n{t.html('team-by', by=by)}"


def _role_name(role: str, regions: Sequence[str], t: Translator) -> str:
    name = t.plain(f"role-{role}")
    if not regions:
        return name
    named = ", ".join(t.region(region, "title") for region in regions[:REGIONS_NAMED])
    if len(regions) > REGIONS_NAMED:
        named = t.plain("team-regions-more", regions=named, more=len(regions) - REGIONS_NAMED)
    return t.plain("team-role-region", role=name, region=named)


def _page(items: Sequence[Item], number: int) -> tuple[Sequence[Item], int, int]:
    last = max(1, -(-len(items) // ON_A_PAGE))
    number = min(max(1, number), last)
    return items[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], number, last


def links_screen(links: Sequence[Link], number: int, t: Translator, first: Markup | None = None) -> Screen:
    """A page of the links somebody may still use, from 1; ``first`` is said above it."""
    shown, number, last = _page(links, number)
    start = (number - 1) * ON_A_PAGE
    parts: list[str] = [*([first] if first else []), t.html("team-links-title")]
    parts += [_link(position, link, t) for position, link in enumerate(shown, start=start + 1)]
    parts.append(t.html("team-links-hint" if shown else "team-links-empty"))
    numbers = [
        button(str(position), TakeLinkBack(invitation=link.id)) for position, link in enumerate(shown, start=start + 1)
    ]
    turning: list[Button] = []
    if number > 1:
        turning.append(button(t.plain("button-previous"), OpenInvitations(page=number - 1)))
    if number < last:
        turning.append(button(t.plain("button-next"), OpenInvitations(page=number + 1)))
    return Screen("\n\n".join(parts), buttons(*in_rows(numbers, 5), turning, [_back(t)]))


def _link(position: int, link: Link, t: Translator) -> str:
    head = t.html("team-link", position=position, role=_role_name(link.role, link.regions, t))
    return f"{head}\n{_made(link, t)}"


def _made(link: Link, t: Translator) -> str:
    by = shortened(link.by, NAME_UNITS) if link.by else t.plain("role-admin")
    return t.html("team-link-made", at=t.moment(link.created_at), by=by, until=t.moment(link.expires_at))


def take_back_screen(link: Link, t: Translator) -> Screen:
    """Asks once more before a link ends."""
    text = t.html("team-link-ask", role=_role_name(link.role, link.regions, t))
    return Screen(
        f"{text}\n{_made(link, t)}\n\n{t.html('team-link-then')}",
        buttons(
            [button(t.plain("team-button-link-back"), TakeLinkBack(invitation=link.id, sure=1), DANGER)],
            [button(t.plain("button-cancel"), OpenInvitations())],
        ),
    )


def member_screen(profile: Profile, t: Translator) -> Screen:
    """Somebody of the team: roles in force and former ones, what they did, a button that takes each role back."""
    held = [role for role in profile.roles if role.revoked_at is None]
    former = [role for role in profile.roles if role.revoked_at is not None]
    parts: list[str] = [t.html("team-member", name=shortened(profile.name, NAME_UNITS))]
    if held:
        parts.append("\n".join([t.html("team-member-roles"), *(_held(role, t) for role in held[:ROLES_SHOWN])]))
    if former:
        newest = former[::-1][:ROLES_SHOWN]
        parts.append("\n".join([t.html("team-member-former"), *(_former(role, t) for role in newest)]))
    done = [t.html(WORK[name], count=count) for name, count in profile.work._asdict().items() if count]
    parts.append("\n".join([t.html("team-member-work"), *(done or [t.html("team-work-none")])]))
    return Screen("\n\n".join(parts), buttons(*in_rows(_revoking(held, t)), [_back(t)]))


def _held(role: Role, t: Translator) -> str:
    return t.html("team-role-since", role=_of(role, t), date=t.short_date(role.given_at))


def _former(role: Role, t: Translator) -> str:
    assert role.revoked_at is not None
    since, until = t.short_date(role.given_at), t.short_date(role.revoked_at)
    return t.html("team-role-until", role=_of(role, t), since=since, until=until)


def _of(role: Role, t: Translator) -> str:
    return _role_name(role.role, (role.region,) if role.region else (), t)


def _revoking(held: Sequence[Role], t: Translator) -> list[Button]:
    if len(held) == 1:
        return [button(t.plain("team-button-revoke"), RevokeMember(member=held[0].id))]
    return [
        button(t.plain("team-button-revoke-one", role=_short(role, t)), RevokeMember(member=role.id)) for role in held
    ]


def _short(role: Role, t: Translator) -> str:
    return t.region(role.region, "short") if role.region else t.plain(f"role-{role.role}")


def _back(t: Translator) -> Button:
    return button(t.plain("campaign-button-team"), OpenTeam())
