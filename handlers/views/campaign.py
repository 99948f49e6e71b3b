"""The organizer's campaign: none, the questions of a new one, its preview, the open one, its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from forum.campaign_settings import SETTINGS, last_day, value_of
from forum.campaigns import phases
from handlers.callbacks import CampaignStep, OpenDays, OpenOrganizer, OpenQueue, OpenReasons, OpenTeam
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.campaign_settings import question_text, settings_lines
from locales import Markup, Translator
from storage.records import Campaign
from storage.vocabulary import PHASES

# The questions in their order; also the names of CampaignForm's states and of the answers it keeps.
STEPS = ("name_kk", "name_ru", "collecting_until", "voting_until")
PREVIEW = "preview"
# Pages about what came of a campaign: also once it has ended.
RESULTS = ("shortlist", "outcomes", "export", "stats", "announcements")


def none_screen(t: Translator, first: Markup | None = None, latest: Campaign | None = None) -> Screen:
    """No campaign is open; ``first`` is said above it. ``latest``: the one that ended last, whose results go on."""
    text = t.html("campaign-none")
    if latest is not None:
        text = Markup(f"{text}\n\n{t.html('campaign-latest', name=latest.name(t.language))}")
    new = button(t.plain("campaign-button-new"), CampaignStep(action="new"), PRIMARY)
    results = _pages(t, RESULTS) if latest is not None else []
    rows = buttons([new], *results, *_house_rows(t), _pages(t, ("past",))[0] if latest is not None else [])
    return Screen(f"{first}\n\n{text}" if first else text, rows)


def overview_screen(
    campaign: Campaign, published: int, now: datetime, t: Translator, first: Markup | None = None, appeals: int = 0
) -> Screen:
    """The open campaign at a glance; ``first`` is said above it, ``appeals`` wait for this organizer."""
    end = CampaignStep(action="end", campaign=campaign.id)
    return Screen(
        "\n".join([*([first, ""] if first else []), *overview_lines(campaign, published, now, t)]),
        buttons(
            *_pages(t, ("changes", "pauses", *RESULTS, "import", "sections")),
            *_house_rows(t),
            *_pages(t, ("history", "past")),
            [button(t.plain("queue-button-appeals", count=appeals), OpenQueue())] if appeals else [],
            [button(t.plain("campaign-button-end"), end, DANGER)],
        ),
    )


def overview_lines(campaign: Campaign, published: int, now: datetime, t: Translator) -> list[str]:
    """What a campaign is, in lines of HTML: names, phase, dates, how many proposals are public."""
    current = phases(campaign, now)
    phase = " · ".join(t.plain(f"phase-{name}") for name in PHASES if name in current)
    return [
        t.html("campaign-title", name=campaign.name(t.language)),
        _other_name(campaign, t),
        "",
        t.html("campaign-phase", phase=phase),
        t.html("campaign-collecting", date=last_day(campaign.collecting_until, t.zone)),
        t.html("campaign-voting", date=last_day(campaign.voting_until, t.zone)),
        *_pauses(campaign, t),
        t.html("campaign-published", count=published),
    ]


def _pauses(campaign: Campaign, t: Translator) -> list[str]:
    said = (("pause-submitting", campaign.submitting_pause), ("pause-voting", campaign.voting_pause))
    return [t.html(key, why=pause.text(t.language)) for key, pause in said if pause is not None]


def _pages(t: Translator, pages: Sequence[str]) -> list[list[Button]]:
    """A button for each page, two a row."""
    return in_rows(button(t.plain(f"campaign-button-{page}"), OpenOrganizer(page=page)) for page in pages)


def _house_rows(t: Translator) -> list[list[Button]]:
    """What is there with and without a campaign: the team, the days, the reasons."""
    team = button(t.plain("campaign-button-team"), OpenTeam())
    return [[team, _days_button(t)], [_reasons_button(t)]]


def _days_button(t: Translator) -> Button:
    return button(t.plain("days-button-days"), OpenDays())


def _reasons_button(t: Translator) -> Button:
    return button(t.plain("reasons-button"), OpenReasons())


def _other_name(campaign: Campaign, t: Translator) -> str:
    if t.language == "kk":
        return t.html("campaign-name-ru", name=campaign.name_ru)
    return t.html("campaign-name-kk", name=campaign.name_kk)


def question_screen(step: str, example: date, rows: Sequence[Sequence[Button]], t: Translator) -> Screen:
    """One question of a new campaign; ``example`` shows how a date is written, ``rows`` offer answers."""
    question = question_text(step, example, t)
    cancel = button(t.plain("button-cancel"), CampaignStep(action="cancel"))
    if step not in STEPS:
        back = button(t.plain("button-back"), CampaignStep(action=PREVIEW))
        return Screen(question, buttons(*rows, [back, cancel]))
    number = STEPS.index(step)
    place = t.html("campaign-step", step=number + 1, total=len(STEPS))
    # It names the step, so that the same press twice does not go back twice.
    before = CampaignStep(action=STEPS[number - 1]) if number else OpenOrganizer(page="campaign")
    return Screen(f"{place}. {question}", buttons(*rows, [button(t.plain("button-back"), before), cancel]))


def preview_screen(campaign: Campaign, today: date, t: Translator) -> Screen:
    """Every setting of the campaign (with no id yet) before it is created, and a button to change each."""
    lines = [t.html("campaign-preview"), ""]
    lines += settings_lines(lambda setting: value_of(campaign, setting, t.zone), t)
    if value_of(campaign, "collecting_from", t.zone) == today:
        lines += ["", t.html("campaign-preview-note")]
    change = [
        button(t.plain(f"setting-button-{step.replace('_', '-')}"), CampaignStep(action=step)) for step in SETTINGS
    ]
    return Screen(
        "\n".join(lines),
        buttons(
            [button(t.plain("campaign-button-create"), CampaignStep(action="create"), PRIMARY)],
            *in_rows(change),
            [button(t.plain("button-cancel"), CampaignStep(action="cancel"))],
        ),
    )


def end_screen(campaign: Campaign, t: Translator) -> Screen:
    """Asks once more before a campaign ends."""
    sure = CampaignStep(action="end-sure", campaign=campaign.id)
    return Screen(
        t.html("campaign-end-ask", name=campaign.name(t.language)),
        buttons(
            [button(t.plain("campaign-button-end-sure"), sure, DANGER)],
            [button(t.plain("button-cancel"), OpenOrganizer(page="campaign"))],
        ),
    )
