"""The words of an exported file: headings, sheets, names of codes."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from locales.places import NATIONAL, REGION_CODES, TOPIC_SLUGS, region_forms, topic_forms
from locales.translator import Translator, translator

QUARTER = 900  # seconds; no zone moves its clock within a quarter of an hour
ACTS_KEPT = 10_000  # sentences


class Words:
    """Speaks for a file through one Translator: its language and its zone."""

    regions = (*REGION_CODES, NATIONAL)
    topics = TOPIC_SLUGS

    def __init__(self, t: Translator, reasons: Mapping[str, str]) -> None:
        """``reasons``: the names of reasons for rejection in the Translator's language, by their codes."""
        self._t = t
        self.zone = t.zone
        self._reasons = reasons
        self._regions = {code: forms["title"] for code, forms in region_forms()[t.language].items()}
        self._topics = {slug: forms["name"] for slug, forms in topic_forms()[t.language].items()}
        self._names: dict[tuple[str, str], str] = {}
        self._roles: dict[str, str] = {}
        self._quarters: dict[int, datetime] = {}
        self._acts: dict[tuple[str, str, str | None, int | None], str] = {}

    @property
    def leading(self) -> str:
        """The language of the words."""
        return self._t.language

    def pack(self, key: str, language: str | None = None, /, **facts: object) -> str:
        """Say a label or a sentence of the forum pack, in this language or the named one."""
        speaker = self._t if language is None else translator(language, self._t.zone)
        return speaker.plain(f"pack-{key}", **facts)

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
        return self._name("state", slug)

    def reason(self, code: str) -> str:
        """Name a reason for rejection."""
        return self._reasons.get(code, code)

    def basis(self, code: str) -> str:
        """Say by which ranking a proposal was shortlisted."""
        return self._name("export-basis", code)

    def language(self, code: str) -> str:
        """Name a language in itself."""
        return self._name("language", code)

    def role(self, code: str) -> str:
        """Name who acted."""
        name = self._roles.get(code)
        if name is None:
            name = self._roles[code] = self._t.plain("acts-by-role", role=code)
        return name

    def act(self, kind: str, details: str, state: str | None, target: int | None) -> str:
        """Say what was done, as the history in the chat says it."""
        wanted = kind, details, state, target
        said = self._acts.get(wanted)
        if said is None:
            if len(self._acts) == ACTS_KEPT:  # joins tell numbers, of which a file has any number
                self._acts.clear()
            said = self._acts[wanted] = self._act(*wanted)
        return said

    def _act(self, kind: str, details: str, state: str | None, target: int | None) -> str:
        t = self._t
        match kind:
            case "sanction" | "lifted":
                return t.plain("acts-sanction-lifted" if kind == "lifted" else "acts-sanction", kind=details)
            case "undo":
                return t.plain("acts-undone", state=self.state(state or ""))
            case "translate":
                return t.plain("acts-translated", **_codes(details))
            case "correct":
                codes = _codes(details)
                if codes["field"] == "section":
                    return t.plain("shortlist-history-section")
                edges = {edge: self._corrected(codes["field"], codes[edge]) for edge in ("from", "to")}
                return t.plain("acts-corrected", field=codes["field"], **edges)
        if kind == "state" and "import" in _codes(details):
            return t.plain("import-history", state=state or "")
        return self.state(state or "") if target is None else t.plain("acts-joined", number=str(target))

    def _corrected(self, field: str, code: str) -> str:
        match field:
            case "topic":
                return self.topic(code)
            case "place":
                return self.region(code)
        return self.language(code)

    def moment(self, milliseconds: int) -> datetime:
        """Give the wall clock of the zone at milliseconds since 1970, to the second and naive."""
        # The zone is asked once a quarter of an hour: 0.7 µs instead of 2.5, and dates were a third of a row's cost.
        quarter, seconds = divmod(milliseconds // 1000, QUARTER)
        start = self._quarters.get(quarter)
        if start is None:
            start = datetime.fromtimestamp(quarter * QUARTER, self._t.zone).replace(tzinfo=None)
            self._quarters[quarter] = start
        return start + timedelta(0, seconds)

    def _name(self, kind: str, code: str) -> str:
        name = self._names.get((kind, code))
        if name is None:
            key = f"{kind}-{code.replace('_', '-')}"
            # One old code must not stop a file of thousands of rows: it is shown as it is stored.
            name = self._t.plain(key) if self._t.has(key) else code
            self._names[kind, code] = name
        return name


def _codes(details: str) -> dict[str, str]:
    return {name: str(code) for name, code in json.loads(details).items()}
