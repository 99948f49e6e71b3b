"""The organizer's campaign: none, the questions of a new one, its preview, the open one, its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from forum.campaigns import last_day, phases
from handlers.callbacks import CampaignStep, ExportAs, OpenDays, OpenOrganizer, OpenQueue, OpenReasons, OpenTeam
from handlers.screen import DANGER, PRIMARY, Button, Keyboard, Screen, button, buttons
from locales import Markup, Translator
from storage.records import Campaign

# The questions in their order; also the names of CampaignForm's states and of the answers it keeps.
STEPS = ("name_kk", "name_ru", "collecting_until", "voting_until")
NAME_LENGTH = (3, 120)
_QUESTION = {
    "name_kk": "campaign-ask-name-kk",
    "name_ru": "campaign-ask-name-ru",
    "collecting_until": "campaign-ask-collecting",
    "voting_until": "campaign-ask-voting",
}
PHASES = ("preparation", "collecting", "voting", "closed")


def none_screen(t: Translator, first: Markup | None = None) -> Screen:
    """No campaign is open; ``first`` is said above it."""
    text = t.html("campaign-none")
    new = button(t.plain("campaign-button-new"), CampaignStep(action="new"), PRIMARY)
    team = button(t.plain("campaign-button-team"), OpenTeam())
    rows = buttons([new], [team, _days_button(t)], [_reasons_button(t)])
    return Screen(f"{first}\n\n{text}" if first else text, rows)


def overview_screen(
    campaign: Campaign, published: int, now: datetime, t: Translator, first: Markup | None = None, appeals: int = 0
) -> Screen:
    """The open campaign at a glance; ``first`` is said above it, ``appeals`` wait for this organizer."""
    current = phases(campaign, now)
    phase = " · ".join(t.plain(f"phase-{name}") for name in PHASES if name in current)
    lines = [
        *([first, ""] if first else []),
        t.html("campaign-title", name=campaign.name(t.language)),
        _other_name(campaign, t),
        "",
        t.html("campaign-phase", phase=phase),
        t.html("campaign-collecting", date=last_day(campaign.collecting_until, t.zone)),
        t.html("campaign-voting", date=last_day(campaign.voting_until, t.zone)),
        t.html("campaign-published", count=published),
    ]
    end = CampaignStep(action="end", campaign=campaign.id)
    return Screen(
        "\n".join(lines),
        buttons(
            [
                button(t.plain("campaign-button-export"), OpenOrganizer(page="export")),
                button(t.plain("campaign-button-team"), OpenTeam()),
            ],
            [_days_button(t), _reasons_button(t)],
            [button(t.plain("queue-button-appeals", count=appeals), OpenQueue())] if appeals else [],
            [button(t.plain("campaign-button-end"), end, DANGER)],
        ),
    )


def _days_button(t: Translator) -> Button:
    return button(t.plain("days-button-days"), OpenDays())


def _reasons_button(t: Translator) -> Button:
    return button(t.plain("reasons-button"), OpenReasons())


def _other_name(campaign: Campaign, t: Translator) -> str:
    if t.language == "kk":
        return t.html("campaign-name-ru", name=campaign.name_ru)
    return t.html("campaign-name-kk", name=campaign.name_kk)


def question_screen(step: str, example: date, t: Translator) -> Screen:
    """One question of a new campaign; ``example`` shows how a date is written."""
    number = STEPS.index(step)
    place = t.html("campaign-step", step=number + 1, total=len(STEPS))
    facts: dict[str, object]
    if step in ("name_kk", "name_ru"):
        facts = {"minimum": NAME_LENGTH[0], "maximum": NAME_LENGTH[1]}
    else:
        facts = {"example": t.short_date(example)}
    question = t.html(_QUESTION[step], **facts)
    # It names the step, so that the same press twice does not go back twice.
    back = CampaignStep(action=STEPS[number - 1]) if number else OpenOrganizer(page="campaign")
    return Screen(
        f"{place}. {question}",
        buttons(
            [
                button(t.plain("button-back"), back),
                button(t.plain("button-cancel"), CampaignStep(action="cancel")),
            ]
        ),
    )


def preview_screen(answers: Mapping[str, str], t: Translator) -> Screen:
    """All four answers (dates as ISO text) before the campaign is created."""
    text = "\n".join(
        [
            t.html("campaign-preview"),
            "",
            t.html("campaign-name-kk", name=answers["name_kk"]),
            t.html("campaign-name-ru", name=answers["name_ru"]),
            t.html("campaign-collecting", date=date.fromisoformat(answers["collecting_until"])),
            t.html("campaign-voting", date=date.fromisoformat(answers["voting_until"])),
            "",
            t.html("campaign-preview-note"),
        ]
    )
    return Screen(text, _preview_buttons(t))


def _preview_buttons(t: Translator) -> Keyboard:
    labels = ("name-kk", "name-ru", "collecting", "voting")
    change = [
        button(t.plain(f"campaign-button-{label}"), CampaignStep(action=step))
        for label, step in zip(labels, STEPS, strict=True)
    ]
    return buttons(
        [button(t.plain("campaign-button-create"), CampaignStep(action="create"), PRIMARY)],
        change[:2],
        change[2:],
        [button(t.plain("button-cancel"), CampaignStep(action="cancel"))],
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


def export_screen(campaign: Campaign, request: str, t: Translator) -> Screen:
    """Asks for the format of the file; each of the buttons orders it once."""
    from_here = button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))
    return Screen(
        t.html("export-ask", name=campaign.name(t.language)),
        buttons(
            [
                button(t.plain("export-button-xlsx"), ExportAs(format="xlsx", request=request), PRIMARY),
                button(t.plain("export-button-csv"), ExportAs(format="csv", request=request)),
            ],
            [
                button(t.plain("export-button-internal-xlsx"), ExportAs(format="xlsx", internal=1, request=request)),
                button(t.plain("export-button-internal-csv"), ExportAs(format="csv", internal=1, request=request)),
            ],
            *(
                [
                    button(t.plain(f"export-button-{key}"), ExportAs(format=kind, internal=internal, request=request))
                    for key, kind in ((f"{prefix}history-{ending}", f"history-{ending}") for ending in ("xlsx", "csv"))
                ]
                for prefix, internal in (("", 0), ("internal-", 1))
            ),
            [from_here],
        ),
    )


def preparing_screen(format_name: str, is_internal: bool, t: Translator) -> Screen:
    """The file was ordered."""
    from_here = button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))
    kind = f"internal-{format_name}" if is_internal else format_name
    label = t.plain(f"export-button-{kind}")
    return Screen(t.html("export-preparing", format=label), buttons([from_here]))
