"""The settings of a campaign: as a list, as questions with answers that make sense, and as old and new beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData

from forum import campaign_settings as settings
from forum.campaign_changes import Preview
from forum.campaign_settings import DATES, NAMES, NUMBERS, SETTINGS, Value
from handlers.callbacks import AskSetting, OpenOrganizer, SaveSetting
from handlers.screen import PRIMARY, Button, Screen, button, buttons, in_rows
from locales import Markup, Translator
from storage.records import Campaign

NUMBERS_OFFERED = {"vote_budget": (5, 10), "shortlist_per_region": (3, 5), "shortlist_per_topic": (3, 5)}


def _key(setting: str) -> str:
    return setting.replace("_", "-")


def setting_name(setting: str, t: Translator) -> str:
    """A setting in words. Raises KeyError for none."""
    if setting not in SETTINGS:
        raise KeyError(setting)
    return t.plain(f"setting-{_key(setting)}")


def value_words(setting: str, value: Value, t: Translator) -> str:
    """A value in words."""
    if value is None:
        return t.plain(f"setting-none-{_key(setting)}")
    if isinstance(value, date):
        return t.date(value)
    if setting == "verification":
        return t.plain("setting-verification-phone" if value == "phone" else "setting-verification-off")
    return str(value)


def settings_lines(values: Callable[[str], Value], t: Translator, wanted: Sequence[str] = SETTINGS) -> list[str]:
    """A line of HTML for each setting."""
    return [t.html("setting-line", name=setting_name(one, t), value=value_words(one, values(one), t)) for one in wanted]


def changes_screen(campaign: Campaign, t: Translator, first: Markup | None = None) -> Screen:
    """Every setting of a campaign with its value, and a button for each; ``first`` is said above it."""
    lines: list[str] = [first, ""] if first else []
    lines += [t.html("setting-title"), ""]
    lines += settings_lines(lambda setting: settings.value_of(campaign, setting, t.zone), t)
    change = [
        button(t.plain(f"setting-button-{_key(one)}"), AskSetting(setting=one, campaign=campaign.id))
        for one in SETTINGS
    ]
    back = [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))]
    return Screen("\n".join(lines), buttons(*in_rows(change), back))


def question_text(setting: str, example: date, t: Translator) -> Markup:
    """What is asked, and how it is answered."""
    if setting in NAMES:
        least, most = settings.NAME_LENGTH
        return t.html(f"campaign-ask-{_key(setting)}", minimum=least, maximum=most)
    if setting in DATES:
        return t.html(f"campaign-ask-{_key(setting)}", example=t.short_date(example))
    if setting in NUMBERS:
        least, most = settings.VOTE_BUDGET if setting == "vote_budget" else settings.SHORTLIST
        return t.html(f"campaign-ask-{_key(setting)}", minimum=least, maximum=most)
    return t.html("campaign-ask-verification")


def answers(
    setting: str, days: Sequence[date], code: Callable[[Value], CallbackData], t: Translator
) -> list[list[Button]]:
    """Buttons with answers that make sense; whatever may be missing has one for that."""
    offered: list[Value] = [*days]
    if setting == "verification":
        offered = ["phone", "none"]
    offered += NUMBERS_OFFERED.get(setting, ())
    rows = in_rows(button(_short(setting, one, t), code(one)) for one in dict.fromkeys(offered))
    if setting in settings.OPTIONAL:
        rows.append([button(t.plain(f"setting-button-none-{_key(setting)}"), code(None))])
    return rows


def _short(setting: str, value: Value, t: Translator) -> str:
    return t.short_date(value) if isinstance(value, date) else value_words(setting, value, t)


def ask_screen(
    campaign: Campaign,
    setting: str,
    example: date,
    rows: Sequence[Sequence[Button]],
    t: Translator,
) -> Screen:
    """How a setting stands, and how it shall be from now on."""
    now = value_words(setting, settings.value_of(campaign, setting, t.zone), t)
    back = [button(t.plain("button-back"), OpenOrganizer(page="changes"))]
    text = f"{question_text(setting, example, t)}\n\n{t.html('setting-now', value=now)}"
    return Screen(text, buttons(*rows, back))


def confirm_screen(campaign: Campaign, setting: str, wanted: Preview, request: str, t: Translator) -> Screen:
    """The old value and the new one, before it is so, and what it leaves as it is."""
    said: list[str] = [
        t.html(
            "setting-confirm",
            name=setting_name(setting, t),
            old=value_words(setting, wanted.old, t),
            new=value_words(setting, wanted.new, t),
        )
    ]
    if wanted.shortlisted:
        said.append(t.html("setting-shortlisted", count=wanted.shortlisted))
    said.append(t.html("setting-confirm-ask"))
    again = AskSetting(setting=setting, campaign=campaign.id)
    return Screen(
        "\n\n".join(said),
        buttons(
            [button(t.plain("setting-button-save"), SaveSetting(campaign=campaign.id, request=request), PRIMARY)],
            [
                button(t.plain("setting-button-other"), again),
                button(t.plain("button-cancel"), OpenOrganizer(page="changes")),
            ],
        ),
    )
