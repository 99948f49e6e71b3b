"""Screens of the settings: language, region, consent."""

from __future__ import annotations

from forum.policies import Rules, has_consent
from handlers.callbacks import ChooseLanguage, ChooseRegion, OpenNotices, OpenPrivacy, OpenSettings, SharePhone
from handlers.screen import PRIMARY, Screen, button, buttons
from handlers.views.choices import choice, region_rows
from locales import LANGUAGES, Translator
from storage.records import Person

THEN = "settings"


def settings(t: Translator, person: Person, rules: Rules) -> Screen:
    """What is chosen and what can be changed."""
    lines = [
        t.html("settings-title"),
        "",
        t.html("settings-language-now", language=t.plain(f"language-{t.language}")),
        t.html("settings-region-now", region=t.region(person.region, "title"))
        if person.region is not None
        else t.html("settings-region-none"),
        t.html("settings-consent-given" if has_consent(person) else "settings-consent-none"),
    ]
    if rules.phone_needed:
        lines.append(t.html("settings-phone-given" if person.is_verified else "settings-phone-none"))
    lines += ["", t.html("settings-keeps")]
    change = [
        button(t.plain("settings-language"), OpenSettings(what="language")),
        button(t.plain("settings-region"), OpenSettings(what="region")),
    ]
    consent = OpenSettings(what="consent")
    if has_consent(person):
        last = [button(t.plain("settings-consent-text"), consent)]
    else:
        last = [button(t.plain("settings-consent"), consent, PRIMARY)]
    last.append(button(t.plain("settings-privacy"), OpenPrivacy()))
    told = [button(t.plain("switch-button-open"), OpenNotices())]
    phone = [button(t.plain("settings-phone"), SharePhone())] if rules.phone_needed and not person.is_verified else []
    return Screen("\n".join(lines), buttons(change, told, last, phone))


def languages(t: Translator) -> Screen:
    """Both languages, each by its own name."""
    row = [
        choice(
            t,
            t.plain(f"language-{language}"),
            ChooseLanguage(code=language, then=THEN),
            chosen=language == t.language,
        )
        for language in LANGUAGES
    ]
    back = [button(t.plain("button-back"), OpenSettings())]
    return Screen(t.html("settings-choose-language"), buttons(row, back))


def regions(t: Translator, person: Person) -> Screen:
    """The 20 regions."""
    rows = region_rows(t, lambda code: ChooseRegion(region=code, then=THEN), person.region)
    back = [button(t.plain("button-back"), OpenSettings())]
    return Screen(t.html("settings-choose-region"), buttons(*rows, back))


def consent_text(t: Translator, operator: str, version: int) -> Screen:
    """The consent that was given, to read again."""
    text = t.html("start-consent-details", operator=operator, version=version)
    return Screen(text, buttons([button(t.plain("button-back"), OpenSettings())]))
