"""The main menu: its text and the keyboard that stays."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from forum import campaigns
from forum.campaign_settings import last_day
from forum.policies import has_consent
from forum.submission import Draft
from handlers.callbacks import StartProposal
from handlers.screen import PRIMARY, Screen, button, buttons
from locales import Translator, escape
from storage.overview import Overview
from storage.records import Campaign, Person
from storage.vocabulary import PHASES

RESIDENT_ROWS = (("menu-submit", "menu-browse"), ("menu-next", "menu-mine"), ("menu-settings", "menu-help"))
MODERATOR_ROW = ("menu-queue", "menu-digest")
ORGANIZER_ROW = ("menu-organizer",)
MENU_KEYS = (*(key for row in RESIDENT_ROWS for key in row), *MODERATOR_ROW, *ORGANIZER_ROW)


def keyboard(t: Translator, person: Person) -> ReplyKeyboardMarkup:
    """The menu of the roles the person has."""
    rows: list[tuple[str, ...]] = [*RESIDENT_ROWS]
    if person.is_moderator:
        rows.append(MODERATOR_ROW)
    if person.is_organizer:
        rows.append(ORGANIZER_ROW if person.is_moderator else (*ORGANIZER_ROW, "menu-digest"))
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=t.plain(key)) for key in row] for row in rows],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=t.plain("menu-placeholder"),
    )


def menu(t: Translator, person: Person, campaign: Campaign, overview: Overview, now: datetime) -> Screen:
    """What goes on now and how much there is."""
    lines = [f"<b>{escape(campaign.name(t.language))}</b>", "", *_dates(t, campaign, now), ""]
    if person.region is not None:
        region = t.region(person.region, "title")
        lines.append(t.html("menu-region", region=region, here=overview.published_here))
    lines.append(t.html("menu-published", published=overview.published))
    if overview.mine:
        lines.append(t.html("menu-mine-count", mine=overview.mine))
    if overview.votes_left is not None and has_consent(person) and campaigns.takes_votes(campaign, now):
        lines.append(t.html("vote-left", left=overview.votes_left))
    if person.is_moderator:
        lines.append(t.html("menu-waiting", waiting=overview.waiting))
    return Screen("\n".join(lines + _reading(t, person)))


def no_campaign(t: Translator, person: Person) -> Screen:
    """The menu between campaigns."""
    return Screen("\n".join([t.html("menu-no-campaign"), *_reading(t, person)]))


def draft_offer(t: Translator, draft: Draft) -> Screen:
    """A draft that waits to be continued."""
    title = draft.proposal.title
    text = t.html("menu-draft", title=title) if title else t.html("menu-draft-untitled")
    return Screen(text, buttons([button(t.plain("menu-draft-continue"), StartProposal(), PRIMARY)]))


def _dates(t: Translator, campaign: Campaign, now: datetime) -> list[str]:
    def day(instant: datetime) -> str:
        return t.date(last_day(instant, t.zone))

    if now < campaign.collecting_from:
        collecting = t.html("menu-collecting-from", date=t.date(campaign.collecting_from))
    elif now < campaign.collecting_until and campaign.submitting_pause is not None:
        collecting = t.html("pause-submitting", why=campaign.submitting_pause.text(t.language))
    elif now < campaign.collecting_until:
        collecting = t.html("menu-collecting-until", date=day(campaign.collecting_until))
    else:
        collecting = t.html("menu-collecting-closed")
    if now < campaign.voting_from:
        voting = t.html("menu-voting-from", date=t.date(campaign.voting_from))
    elif now < campaign.voting_until and campaign.voting_pause is not None:
        voting = t.html("pause-voting", why=campaign.voting_pause.text(t.language))
    elif now < campaign.voting_until:
        voting = t.html("menu-voting-until", date=day(campaign.voting_until))
    else:
        voting = t.html("menu-voting-closed")
    return [_phase(t, campaign, now), collecting, voting, *_follow_up(t, campaign, now)]


def _phase(t: Translator, campaign: Campaign, now: datetime) -> str:
    """What goes on now, in the words of the notices about it."""
    current = campaigns.phases(campaign, now)
    return t.html("menu-phase", phase=" · ".join(t.plain(f"phase-{phase}") for phase in PHASES if phase in current))


def _follow_up(t: Translator, campaign: Campaign, now: datetime) -> list[str]:
    if campaign.follow_up_from is None or now < campaign.voting_until:
        return []
    key = "menu-follow-up-from" if now < campaign.follow_up_from else "menu-follow-up"
    return [t.html(key, date=t.date(campaign.follow_up_from))]


def _reading(t: Translator, person: Person) -> list[str]:
    return [] if has_consent(person) else ["", t.html("menu-reading")]
