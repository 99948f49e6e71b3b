"""The organizer's team: who holds which role, invitations, and the welcome of somebody invited."""

from __future__ import annotations

from forum.policies import Rules
from handlers.callbacks import (
    InviteRole,
    MakeInvitation,
    OpenDigest,
    OpenInvitations,
    OpenMember,
    OpenOrganizer,
    OpenQueue,
    OpenTeam,
    OpenTeamHistory,
    RevokeMember,
)
from handlers.screen import (
    DANGER,
    PRIMARY,
    SUCCESS,
    Button,
    Keyboard,
    Screen,
    button,
    buttons,
    copy_button,
    in_rows,
    share_button,
)
from handlers.views.digest import clock_time
from handlers.views.shorten import shortened
from locales import REGION_CODES, Markup, Translator, escape
from storage.records import Membership, TeamMember

ON_A_PAGE = 20
NAME_UNITS = 80
DIGEST_MINUTE = 540


def regions_of(chosen: int) -> tuple[str, ...]:
    """The codes of the regions whose bits are set."""
    return tuple(code for bit, code in enumerate(REGION_CODES) if chosen >> bit & 1)


def _region_names(regions: tuple[str, ...], t: Translator) -> str:
    return ", ".join(t.region(region, "title") for region in regions)


def team_screen(
    members: tuple[TeamMember, ...], page: int, request: str, t: Translator, first: Markup | None = None
) -> Screen:
    """One page of the team (from 1; a page too far is the last one); ``first`` is said above it.

    ``request`` makes its button for an organizer one link, as in :func:`regions_screen`.
    """
    pages = max(1, -(-len(members) // ON_A_PAGE))
    page = min(max(1, page), pages)
    start = (page - 1) * ON_A_PAGE
    shown = list(enumerate(members, start=1))[start : start + ON_A_PAGE]
    parts: list[str] = [*([first] if first else []), t.html("team-title")]
    for role, heading in (("organizer", "team-organizers"), ("moderator", "team-moderators")):
        lines = [_line(position, member, t) for position, member in shown if member.role == role]
        if lines:
            parts.append("\n".join([t.html(heading), *lines]))
    parts.append(t.html("team-hint") if shown else t.html("team-empty"))
    numbers = [button(str(position), OpenMember(member=member.id)) for position, member in shown]
    return Screen("\n\n".join(parts), _team_buttons(numbers, page, pages, request, t))


def _line(position: int, member: TeamMember, t: Translator) -> str:
    name = shortened(member.display_name, NAME_UNITS)
    if not member.region:
        return t.html("team-line", position=position, name=name)
    return t.html("team-line-region", position=position, name=name, region=t.region(member.region, "title"))


def _team_buttons(numbers: list[Button], page: int, pages: int, request: str, t: Translator) -> Keyboard:
    turns = []
    if page > 1:
        turns.append(button(t.plain("button-previous"), OpenTeam(page=page - 1)))
    if page < pages:
        turns.append(button(t.plain("button-next"), OpenTeam(page=page + 1)))
    return buttons(
        *in_rows(numbers, 5),
        turns,
        [
            button(t.plain("team-button-moderator"), InviteRole(role="moderator")),
            button(t.plain("team-button-organizer"), MakeInvitation(role="organizer", request=request)),
        ],
        [
            button(t.plain("team-button-history"), OpenTeamHistory()),
            button(t.plain("team-button-links"), OpenInvitations()),
        ],
        [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))],
    )


def revoke_screen(member: TeamMember, is_self: bool, t: Translator) -> Screen:
    """Asks once more before a role is taken back."""
    role = t.plain(f"role-{member.role}")
    if member.region:
        role = t.plain("team-role-region", role=role, region=t.region(member.region, "title"))
    text = t.html("team-revoke-ask", name=shortened(member.display_name, NAME_UNITS), role=role)
    if is_self:
        text = Markup(f"{text}\n\n{t.html('team-revoke-self')}")
    sure = RevokeMember(member=member.id, sure=1)
    return Screen(
        text,
        buttons(
            [button(t.plain("team-button-revoke"), sure, DANGER)],
            [button(t.plain("button-cancel"), OpenMember(member=member.id))],
        ),
    )


def regions_screen(chosen: int, request: str, t: Translator) -> Screen:
    """Which regions a new moderator gets; each button says the whole wanted set.

    ``request`` (handlers.callbacks.ids.new_request) makes the last button one link, however often it is pressed.
    """
    text: str = t.html("team-invite-regions")
    if chosen:
        text += f"\n\n{t.html('team-invite-chosen', regions=_region_names(regions_of(chosen), t))}"
    choices = []
    for bit, code in enumerate(REGION_CODES):
        label, is_chosen = t.region(code, "short"), bool(chosen >> bit & 1)
        choices.append(
            button(
                t.plain("team-chosen", label=label) if is_chosen else label,
                InviteRole(role="moderator", chosen=chosen ^ (1 << bit)),
                SUCCESS if is_chosen else None,
            )
        )
    wanted = MakeInvitation(role="moderator", chosen=chosen, request=request)
    make = button(t.plain("team-button-link"), wanted, PRIMARY)
    back = button(t.plain("button-back"), OpenTeam())
    return Screen(text, buttons(*in_rows(choices), [make, back] if chosen else [back]))


def invitation_screen(role: str, regions: tuple[str, ...], link: str, rules: Rules, t: Translator) -> Screen:
    """The link, to be copied or shared; it is shown once and cannot be read back later."""
    lines = [t.html("team-invite-ready"), t.html("team-invite-role", role=t.plain(f"role-{role}"))]
    if regions:
        lines.append(t.html("team-invite-region", regions=_region_names(regions, t)))
    once = t.html("team-invite-once", days=rules.invitation_for.days)
    return Screen(
        "\n".join([*lines, "", f"<code>{escape(link)}</code>", "", once]),
        buttons(
            [
                copy_button(t.plain("team-button-copy"), link),
                share_button(t.plain("button-share"), link, t.plain("team-share-text")),
            ],
            [button(t.plain("campaign-button-team"), OpenTeam())],
        ),
    )


def welcome_screen(memberships: tuple[Membership, ...], rules: Rules, t: Translator) -> Screen:
    """What somebody who accepted an invitation may do now."""
    regions = tuple(member.region for member in memberships if member.role == "moderator")
    parts: list[str] = []
    rows = []
    if regions:
        names = _region_names(regions, t)
        parts.append(t.html("join-moderator", regions=names, limit=rules.decision_workdays))
        parts.append(t.html("join-digest", time=clock_time(DIGEST_MINUTE)))
        settings = OpenDigest(whose=regions[0], what="settings")
        rows += [
            [button(t.plain("join-button-queue"), OpenQueue(fresh=1), PRIMARY)],
            [button(t.plain("digest-button-settings"), settings)],
        ]
    if any(member.role == "organizer" for member in memberships):
        parts.append(t.html("join-organizer"))
        rows.append(
            [
                button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign")),
                button(t.plain("campaign-button-team"), OpenTeam()),
            ]
        )
    return Screen("\n\n".join(parts), buttons(*rows))
