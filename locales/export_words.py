"""The words of an exported file: headings, sheets, names of codes."""

from datetime import datetime

from locales.places import NATIONAL, REGION_CODES, TOPIC_SLUGS, region_forms, topic_forms
from locales.translator import Translator


class Words:
    """Speaks for a file through one Translator: its language and its zone."""

    regions = (*REGION_CODES, NATIONAL)
    topics = TOPIC_SLUGS

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._regions = {code: forms["title"] for code, forms in region_forms()[t.language].items()}
        self._topics = {slug: forms["name"] for slug, forms in topic_forms()[t.language].items()}
        self._names: dict[str, str] = {}

    def heading(self, key: str) -> str:
        """Name a column; ``internal-note`` is the note on the face of an internal copy."""
        return self._t.plain(f"export-heading-{key}")

    def sheet(self, key: str) -> str:
        """Name a sheet."""
        return self._t.plain(f"export-sheet-{key}")

    def region(self, code: str) -> str:
        """Name a region or the whole country; a code that is gone from the list stays a code."""
        return self._regions.get(code, code)

    def topic(self, slug: str) -> str:
        """Name a topic; a slug that is gone from the list stays a slug."""
        return self._topics.get(slug, slug)

    def state(self, slug: str) -> str:
        """Name a state of a proposal."""
        return self._name(f"state-{slug.replace('_', '-')}")

    def reason(self, code: str) -> str:
        """Name a reason for rejection."""
        return self._name(f"reason-{code}")

    def language(self, code: str) -> str:
        """Name a language in itself."""
        return self._name(f"language-{code}")

    def moment(self, instant: datetime) -> datetime:
        """Give the wall clock of the zone at an aware instant, to the second and naive."""
        return instant.astimezone(self._t.zone).replace(microsecond=0, tzinfo=None)

    def _name(self, key: str) -> str:
        # One old code must not stop a file of thousands of rows: it is shown as it is stored.
        name = self._names.get(key)
        if name is None:
            name = self._t.plain(key) if self._t.has(key) else key.partition("-")[2]
            self._names[key] = name
        return name
