"""In which language a proposal is written, told by its text: its author may speak another one with the bot."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Final

SURE: Final = 0.9
"""How certain the detector must be; below that the author's own language is the better guess."""

_loading = threading.Lock()
_detectors: list[Callable[[str], tuple[str, float]]] = []


async def language_of(text: str, otherwise: str) -> str:
    """``kk`` or ``ru``; ``otherwise`` where the text does not tell (too little of it, or a third language).

    Computed in a thread: the first call loads the detector, which takes 0.1 s and 15 MB, and any takes a millisecond.
    """
    return await asyncio.to_thread(detected, text) or otherwise


def detected(text: str) -> str | None:
    """``kk`` or ``ru`` when that is certain enough, else None."""
    language, confidence = _detector()(text)
    return language if language in {"kk", "ru"} and confidence >= SURE else None


def _detector() -> Callable[[str], tuple[str, float]]:
    with _loading:
        if not _detectors:
            _detectors.append(_load())
        return _detectors[0]


def _load() -> Callable[[str], tuple[str, float]]:
    # Not at the top: a file of 100 MB, read only by a process that gets proposals.
    from lingua import Language, LanguageDetectorBuilder

    codes = {Language.KAZAKH: "kk", Language.RUSSIAN: "ru", Language.ENGLISH: "en"}
    detector = LanguageDetectorBuilder.from_languages(*codes).with_low_accuracy_mode().build()

    def detect(text: str) -> tuple[str, float]:
        best = detector.compute_language_confidence_values(text)[0]
        return codes[best.language], best.value

    return detect
