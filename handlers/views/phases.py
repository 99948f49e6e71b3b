"""What somebody is told when a phase of the campaign begins."""

from __future__ import annotations

from collections.abc import Sequence

from forum.campaign_settings import last_day
from handlers.callbacks import ListPage, StartProposal
from handlers.screen import PRIMARY, Button, Screen, button, buttons
from locales import Translator
from storage.records import Campaign


def phase_screen(campaign: Campaign, current: Sequence[str], t: Translator, *, is_late: bool) -> Screen:
    """The phases that began together, until when they go on, and the way there.

    ``is_late``: they began long before, so it is said what goes on, not that it begins.
    """
    lines: list[str] = [t.html("campaign-title", name=campaign.name(t.language)), ""]
    for phase in current:
        lines.append(t.html(f"stage-goes-on-{phase}" if is_late else f"stage-begins-{phase}"))
        lines += _until(campaign, phase, t)
    return Screen("\n".join(lines), buttons(_ways(campaign, current, t)))


def _until(campaign: Campaign, phase: str, t: Translator) -> list[str]:
    match phase:
        case "collecting":
            lines = [t.html("campaign-collecting", date=last_day(campaign.collecting_until, t.zone))]
            pause = campaign.submitting_pause
            return [*lines, t.html("pause-submitting", why=pause.text(t.language))] if pause else [*lines]
        case "voting":
            lines = [t.html("campaign-voting", date=last_day(campaign.voting_until, t.zone))]
            pause = campaign.voting_pause
            return [*lines, t.html("pause-voting", why=pause.text(t.language))] if pause else [*lines]
        case "preparation":
            return [t.html("menu-voting-from", date=t.date(campaign.voting_from))]
        case "closed" if campaign.follow_up_from is not None:
            return [t.html("menu-follow-up-from", date=t.date(campaign.follow_up_from))]
    return []


def _ways(campaign: Campaign, current: Sequence[str], t: Translator) -> list[Button]:
    row: list[Button] = []
    if "collecting" in current and campaign.submitting_pause is None:
        row.append(button(t.plain("menu-submit"), StartProposal(fresh=1), PRIMARY))
    row.append(button(t.plain("menu-browse"), ListPage()))
    return row
