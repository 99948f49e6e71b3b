"""Campaigns that are over, chosen by a resident or looked at by an organizer; what was done to a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from forum.browsing import PageQuery
from forum.campaign_changes import ACTS_A_PAGE, value_from
from handlers.callbacks import ListPage, OpenActs, OpenOrganizer, OpenPast, PickFilter
from handlers.screen import Button, Screen, button, buttons
from handlers.views.campaign import overview_lines
from handlers.views.campaign_settings import setting_name, value_words
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.campaign_acts import CampaignAct
from storage.records import Campaign

NAME_UNITS = 60  # of a button
SAID_UNITS = 120  # of a sentence in the history


def past_screen(past: Sequence[Campaign], current: Campaign | None, t: Translator) -> Screen:
    """Which forum's proposals are read: the one in force, or one that is over."""
    rows: list[list[Button]] = []
    if current is not None:
        rows.append([button(_name(current, t), ListPage.of(PageQuery()))])
    rows += [[button(_name(one, t), ListPage.of(PageQuery(campaign=one.id, order="top")))] for one in past]
    back = [button(t.plain("button-back"), PickFilter(what="filters"))]
    return Screen(t.html("past-title" if past else "past-none"), buttons(*rows, back))


def past_campaigns_screen(past: Sequence[Campaign], t: Translator) -> Screen:
    """The organizer's list of campaigns that are over."""
    rows = [[button(_name(one, t), OpenPast(campaign=one.id))] for one in past]
    back = [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))]
    return Screen(t.html("past-title" if past else "past-none"), buttons(*rows, back))


def past_campaign_screen(campaign: Campaign, published: int, now: datetime, t: Translator) -> Screen:
    """One that is over, at a glance."""
    lines = overview_lines(campaign, published, now, t)
    if campaign.ended_at is not None:
        lines.append(t.html("past-ended", at=t.moment(campaign.ended_at)))
    return Screen(
        "\n".join(lines),
        buttons(
            [button(t.plain("past-button-read"), ListPage.of(PageQuery(campaign=campaign.id, order="top")))],
            [button(t.plain("campaign-button-history"), OpenActs(campaign=campaign.id))],
            [button(t.plain("button-back"), OpenOrganizer(page="past"))],
        ),
    )


def acts_screen(campaign: Campaign, acts: Sequence[CampaignAct], t: Translator) -> Screen:
    """A page of what was done to a campaign, the latest first; there is one more than a page where there is more."""
    shown = acts[:ACTS_A_PAGE]
    lines: list[str] = [t.html("record-title", name=campaign.name(t.language))]
    for act in shown:
        who = t.plain("record-operator") if act.is_operator else act.name or t.plain("record-organizer")
        lines += ["", t.html("record-line", at=t.moment(act.at), who=who), _what(act, t)]
    if not shown:
        lines += ["", t.html("record-none")]
    older = [button(t.plain("record-button-older"), OpenActs(campaign=campaign.id, before=shown[-1].id))]
    is_open = campaign.state == "open"
    back = OpenOrganizer(page="campaign") if is_open else OpenPast(campaign=campaign.id)
    label = "campaign-button-campaign" if is_open else "button-back"
    return Screen(
        "\n".join(lines),
        buttons(older if len(acts) > ACTS_A_PAGE else [], [button(t.plain(label), back)]),
    )


def _what(act: CampaignAct, t: Translator) -> str:
    details = act.details
    match act.act:
        case "change":
            return _changed(details, t)
        case "pause" | "resume":
            said = str(details.get(t.language, ""))
            paused = t.html(f"record-{act.act}-{'voting' if details.get('what') == 'voting' else 'submitting'}")
            return f"{paused}\n{escape(shortened(said, SAID_UNITS))}" if said else paused
        case "section":
            what = details.get("what")
            known = what if what in ("add", "rename", "move", "remove") else "rename"
            return t.html(f"record-section-{known}", name=shortened(str(details.get(t.language, "")), SAID_UNITS))
        case "create" | "end":
            return t.html(f"record-{act.act}")
    return t.html("record-other")


def _changed(details: Any, t: Translator) -> str:
    setting = str(details.get("setting"))
    try:
        old, new = (value_from(setting, details.get(side)) for side in ("old", "new"))
        return t.html(
            "record-change",
            setting=setting_name(setting, t),
            old=value_words(setting, old, t),
            new=value_words(setting, new, t),
        )
    except (KeyError, ValueError):
        return t.html("record-other")


def _name(campaign: Campaign, t: Translator) -> str:
    return shortened(campaign.name(t.language), NAME_UNITS)
