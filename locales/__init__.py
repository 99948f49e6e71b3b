"""Every word the bot says, in Kazakh and in Russian, and the Translator that speaks them."""

from locales.places import NATIONAL, REGION_CODES, REGION_FORMS, TOPIC_SLUGS
from locales.translator import (
    HOME_ZONE,
    LANGUAGES,
    Markup,
    MissingMessage,
    Translator,
    escape,
    set_strict,
    translator,
)

__all__ = [
    "HOME_ZONE",
    "LANGUAGES",
    "NATIONAL",
    "REGION_CODES",
    "REGION_FORMS",
    "TOPIC_SLUGS",
    "Markup",
    "MissingMessage",
    "Translator",
    "escape",
    "set_strict",
    "translator",
]
