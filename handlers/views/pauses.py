"""What is paused in a campaign, the question for the sentence of a pause, and both sentences before it holds."""

from __future__ import annotations

from forum.pauses import LENGTH
from handlers.callbacks import AskPause, OpenOrganizer, SetPause
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons
from locales import Markup, Translator
from storage.campaigns import PAUSABLE
from storage.records import Campaign, Pause


def _pause_of(campaign: Campaign, what: str) -> Pause | None:
    return campaign.voting_pause if what == "voting" else campaign.submitting_pause


def pauses_screen(campaign: Campaign, t: Translator, first: Markup | None = None) -> Screen:
    """Submitting and voting, whether they are paused and since when; ``first`` is said above it."""
    lines: list[str] = [first, ""] if first else []
    lines.append(t.html("pause-title"))
    rows: list[list[Button]] = []
    for what in PAUSABLE:
        pause = _pause_of(campaign, what)
        ask = AskPause(what=what, campaign=campaign.id)
        if pause is None:
            lines += ["", t.html(f"pause-none-{what}")]
            rows.append([button(t.plain(f"pause-button-{what}"), ask)])
            continue
        lines += [
            "",
            t.html(f"pause-since-{what}", at=t.moment(pause.since)),
            t.html("pause-said-kk", text=pause.text_kk),
            t.html("pause-said-ru", text=pause.text_ru),
        ]
        resume = SetPause(what=what, campaign=campaign.id, wanted=0)
        rows.append([button(t.plain(f"pause-button-resume-{what}"), resume, PRIMARY)])
        rows.append([button(t.plain(f"pause-button-reword-{what}"), ask)])
    back = [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))]
    return Screen("\n".join(lines), buttons(*rows, back))


def ask_screen(campaign: Campaign, what: str, language: str, t: Translator) -> Screen:
    """What residents are told in one language."""
    text = t.html(f"pause-ask-{language}", minimum=LENGTH[0], maximum=LENGTH[1])
    rows = [[button(t.plain("button-cancel"), OpenOrganizer(page="pauses"))]]
    if language == "ru":
        again = AskPause(what=what, campaign=campaign.id, language="kk")
        rows[0].insert(0, button(t.plain("button-back"), again))
    return Screen(f"{t.html(f'pause-heading-{what}')}\n\n{text}", buttons(*rows))


def confirm_screen(campaign: Campaign, what: str, kk: str, ru: str, t: Translator) -> Screen:
    """Both sentences before the pause holds."""
    text = "\n".join(
        [
            t.html(f"pause-heading-{what}"),
            "",
            t.html("pause-said-kk", text=kk),
            t.html("pause-said-ru", text=ru),
            "",
            t.html(f"pause-note-{what}"),
        ]
    )
    sure = SetPause(what=what, campaign=campaign.id, wanted=1)
    return Screen(
        text,
        buttons(
            [button(t.plain("pause-button-sure"), sure, DANGER)],
            [
                button(t.plain("pause-button-kk"), AskPause(what=what, campaign=campaign.id, language="kk")),
                button(t.plain("pause-button-ru"), AskPause(what=what, campaign=campaign.id, language="ru")),
            ],
            [button(t.plain("button-cancel"), OpenOrganizer(page="pauses"))],
        ),
    )
