"""Titles and texts of made-up proposals, put together from the sentences of the sample campaign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from bot.seed_plan import Sample, load_samples
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS
from locales.places import region_forms, topic_forms

TITLE_MOST = 120
TEXT_MOST = 1500
KAZAKH_SHARE = 0.58
NATIONAL_SHARE = 0.12
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Made:
    """What one proposal says and is about."""

    language: str
    place: str
    region: str
    topic: str
    title: str
    text: str


class Texts:
    """Gives proposals one by one; the same chance gives the same ones."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        samples = load_samples()
        self._samples = {code: [one for one in samples if one.language == code] for code in ("kk", "ru")}
        self._sentences = {code: _sentences(chosen) for code, chosen in self._samples.items()}
        self._regions = list(REGION_CODES)
        chance.shuffle(self._regions)
        # The largest has ten times the people of the smallest.
        self._weights = [1 / (place + 2.1) for place in range(len(self._regions))]
        self._topics = list(TOPIC_SLUGS)
        chance.shuffle(self._topics)
        self._topic_weights = [1 / (place + 2) for place in range(len(self._topics))]

    def region(self) -> str:
        """Where somebody lives."""
        return self._chance.choices(self._regions, self._weights)[0]

    def language(self) -> str:
        """What somebody writes in."""
        return "kk" if self._chance.random() < KAZAKH_SHARE else "ru"

    def make(self, number: int) -> Made:
        """Proposal number so and so."""
        chance, language, region = self._chance, self.language(), self.region()
        place = NATIONAL if chance.random() < NATIONAL_SHARE else region
        topic = chance.choices(self._topics, self._topic_weights)[0]
        begins = chance.choice(self._samples[language]).title
        where = region_forms()[language][place]["short"]
        about = topic_forms()[language][topic]["short"]
        ends = f": {where}, {about}, {number}"
        title = begins[: TITLE_MOST - len(ends)] + ends
        sentences = self._sentences[language]
        text = " ".join(chance.choice(sentences) for _ in range(chance.randint(2, 6)))
        return Made(language, place, region, topic, title, text[:TEXT_MOST])


def _sentences(samples: list[Sample]) -> list[str]:
    return [sentence for sample in samples for sentence in _SENTENCE_END.split(sample.text) if len(sentence) > 15]
