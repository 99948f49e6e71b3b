"""Screens of onboarding: language, consent, region."""

from __future__ import annotations

from forum.policies import CONSENT_VERSION
from handlers.callbacks import ChooseConsent, ChooseLanguage, ChooseRegion
from handlers.screen import PRIMARY, Screen, button, buttons
from handlers.views.choices import region_rows
from locales import LANGUAGES, Translator, translator
from storage.records import Person


def choose_language(suggested: str, then: str) -> Screen:
    """Both languages, Kazakh first; the button of the suggested one comes first."""
    speakers = [translator(language) for language in LANGUAGES]
    text = "\n\n".join(f"{t.html('start-hello')} {t.html('start-about')}" for t in speakers)
    asks = " · ".join(t.html("start-language") for t in speakers)
    ordered = sorted(LANGUAGES, key=lambda language: language != suggested)
    row = [
        button(
            translator(language).plain(f"language-{language}"),
            ChooseLanguage(code=language, then=then),
            PRIMARY if language == suggested else None,
        )
        for language in ordered
    ]
    return Screen(f"{text}\n\n<b>{asks}</b>", buttons(row))


def consent(t: Translator, operator: str, then: str, *, is_needed: bool = False) -> Screen:
    """The short text of consent; ``is_needed`` says first that the way here leads through it."""
    text: str = t.html("start-consent", operator=operator)
    if is_needed:
        text = f"{t.html('start-consent-needed')}\n\n{text}"
    return Screen(
        text,
        buttons(
            [button(t.plain("start-agree"), ChooseConsent(answer="agree", then=then), PRIMARY)],
            [button(t.plain("button-details"), ChooseConsent(answer="more", then=then))],
            [button(t.plain("start-read-only"), ChooseConsent(answer="read", then=then))],
        ),
    )


def consent_details(t: Translator, operator: str, then: str) -> Screen:
    """The whole text of consent, with its version."""
    return Screen(
        t.html("start-consent-details", operator=operator, version=CONSENT_VERSION),
        buttons(
            [button(t.plain("start-agree"), ChooseConsent(answer="agree", then=then), PRIMARY)],
            [
                button(t.plain("button-back"), ChooseConsent(answer="back", then=then)),
                button(t.plain("start-read-only"), ChooseConsent(answer="read", then=then)),
            ],
        ),
    )


def choose_region(t: Translator, then: str) -> Screen:
    """The 20 regions."""
    rows = region_rows(t, lambda code: ChooseRegion(region=code, then=then))
    return Screen(t.html("start-region"), buttons(*rows))


def done(t: Translator, person: Person) -> Screen:
    """What was chosen, left in the chat as a trace."""
    language = t.plain(f"language-{t.language}")
    if person.region is None:
        return Screen(t.html("start-done-reading", language=language))
    return Screen(t.html("start-done", language=language, region=t.region(person.region, "title")))
