"""A translation being written: what is kept between two messages, and the screen of each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.types import Message

from forum import translating
from forum.errors import DomainError
from forum.translating import Original
from handlers.resident.visit import Visit
from handlers.screen import Screen, edit, show
from handlers.states import TranslateForm
from handlers.typed import length_before
from handlers.views import translate as views
from handlers.views.translate import BODY, NAME, PREVIEW, Words

STATES = {NAME: TranslateForm.title, BODY: TranslateForm.text, PREVIEW: TranslateForm.preview}


@dataclass(frozen=True, slots=True)
class Form:
    """What a moderator is translating: the proposal as it is now, and the state's data."""

    visit: Visit
    original: Original
    data: dict[str, Any]

    @property
    def words(self) -> Words:
        """What is written so far."""
        return Words(self.data.get("title"), self.data.get("text"))

    @property
    def step(self) -> str:
        """Where the moderator is."""
        step = self.data.get("step")
        return step if step in STATES else NAME

    @property
    def view(self) -> str:
        """What of the queue the moderator came from."""
        return str(self.data.get("view", ""))

    @property
    def is_saved(self) -> bool:
        """Whether what stands was saved by this moderator."""
        translation = self.original.translation
        return translation is not None and translation.translated_by == self.visit.person.id

    async def ask(self, step: str, problem: str | None = None, **kept: Any) -> None:
        """Show a step and remember it; ``problem`` (HTML) stands above, ``kept`` goes into the data."""
        event, former = self.visit.event, self.data.get("screen")
        screen = await self._screen(step)
        if problem is not None:
            screen = Screen(f"{problem}\n\n{screen.text}", screen.keyboard)
        if former is not None and isinstance(event, Message) and length_before(event, self.data):
            shown = await edit(event, int(former), screen)
        else:
            shown = await show(event, screen)
        data = {key: value for key, value in self.data.items() if key not in ("cut", "refused")}
        if isinstance(event, Message):
            data["seen"] = event.message_id
        await self.visit.state.replace(STATES[step], {**data, **kept, "step": step, "screen": shown})

    async def refuse(self, problem: str, cut: int = 0) -> None:
        """The same step under the sentence that says what is wrong; ``cut``: how long a text in pieces is so far."""
        event = self.visit.event
        kept: dict[str, Any] = {}
        if isinstance(event, Message):
            kept["refused"] = event.media_group_id
            if cut:
                kept["cut"] = [event.date.timestamp(), cut]
        await self.ask(self.step, problem, **kept)

    async def _screen(self, step: str) -> Screen:
        words, t = self.words, self.visit.t
        if step != PREVIEW:
            return views.question(self.original, step, words, self.visit.services.rules, t, self.view)
        language = self.original.language
        is_doubtful = await translating.is_other_language(words.title or "", words.text or "", language)
        return views.preview(self.original, words, t, self.view, is_doubtful=is_doubtful)


def begun(original: Original, view: str) -> dict[str, Any]:
    """The data of a form that begins: what is seen now, and the words of the translation that stands."""
    translation = original.translation
    return {
        "proposal": original.proposal.id,
        "fingerprint": original.proposal.fingerprint,
        "language": original.language,
        "version": original.version,
        "view": view,
        "title": None if translation is None else translation.title,
        "text": None if translation is None else translation.text,
    }


async def form_of(visit: Visit, proposal_id: int, view: str = "") -> Form:
    """The form under way with this proposal, or one begun now (from ``view`` of the queue).

    It is over when the forum refuses for good.
    """
    is_under_way = (await visit.state.get_state() or "") in {step.state for step in STATES.values()}
    data = await visit.state.get_data() if is_under_way else {}
    try:
        original = await translating.find_original(visit.services.db, visit.person, proposal_id)
    except DomainError:
        if data.get("proposal") == proposal_id:
            await visit.state.clear()
        raise
    return Form(visit, original, data if data.get("proposal") == proposal_id else begun(original, view))
