"""The form as a conversation: one message with buttons, replaced by a new one after the person has written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.types import CallbackQuery, Message

from forum import browsing, submission
from forum.errors import DomainError, NotEditable, ProposalNotFound
from forum.submission import Draft
from handlers.middlewares import sentence
from handlers.resident.preview import add_similar
from handlers.resident.visit import Visit
from handlers.screen import Screen, drop_buttons, edit, pressed_message, show
from handlers.states import ProposalForm
from handlers.typed import demand_open_step, is_of_refused_album, length_before, was_seen
from handlers.views import form as views
from locales import escape

STATES = {
    "place": ProposalForm.place,
    "topic": ProposalForm.topic,
    "title": ProposalForm.title,
    "text": ProposalForm.text,
    "files": ProposalForm.files,
    "preview": ProposalForm.preview,
}


@dataclass(frozen=True, slots=True)
class Form:
    """One person's form at one update. What was typed is in the tables; the state says only which step it is.

    The state's data: ``proposal`` (id), ``screen`` (id of the message with the step), ``step``, ``editing`` (whether
    it was opened from the preview), ``seen`` (the last answer taken), ``album`` (of the last file), ``refused`` (the
    album complained about) with ``complaint`` (its sentence), and ``cut`` (when a long text came in pieces: the moment
    of the last one and the length so far), ``differs`` (similar ones are hidden). ``is_current`` is False for a button
    of an older form while something else is being written.
    """

    visit: Visit
    data: dict[str, Any]
    is_current: bool = True

    @classmethod
    async def of(cls, visit: Visit, proposal_id: int | None = None) -> Form:
        """The form as the state remembers it; a button of another proposal's form knows only what is on screen."""
        data = await visit.state.get_data()
        if proposal_id is None or await _is_of(visit, data, proposal_id):
            return cls(visit, data)
        return cls(visit, {key: data[key] for key in ("screen", "seen") if key in data}, is_current=False)

    @property
    def step(self) -> str:
        """The step the person is at."""
        step = self.data.get("step")
        return step if step in STATES else views.PREVIEW

    @property
    def is_editing(self) -> bool:
        """Whether the step was opened from the preview."""
        return bool(self.data.get("editing"))

    @property
    def is_repeat(self) -> bool:
        """Whether this very message was taken already: Telegram sends an update again after a kill."""
        event = self.visit.event
        return isinstance(event, Message) and was_seen(event, self.data)

    def demand_open_step(self) -> None:
        """Raises StaleButton for a button of a step of this form that was answered since."""
        if self.is_current and isinstance(self.visit.event, CallbackQuery):
            demand_open_step(self.visit.event, self.data)

    async def load(self, proposal_id: int | None = None) -> Draft:
        """The draft of a button, or of the state. Raises ProposalNotFound, NotEditable; the form is over then."""
        wanted = int(self.data.get("proposal", 0)) if proposal_id is None else proposal_id
        try:
            return await submission.load(self.visit.services.db, self.visit.person, wanted)
        except (NotEditable, ProposalNotFound):
            await self._end()
            raise

    async def ask(
        self, step: str, draft: Draft, *, is_editing: bool = False, problem: str | None = None, cut: int = 0
    ) -> None:
        """Show a step (or the preview) and remember that the person is there; ``problem`` (HTML) stands above it.

        What was said about one file of an album stays above the others; ``cut`` as in :meth:`refuse_error`.
        """
        is_editing = is_editing and step != views.PREVIEW
        screen = await self._screen(step, draft, is_editing=is_editing)
        if problem is None and self._is_of_refused_album:
            problem = self.data.get("complaint")
        if problem is not None:
            screen = Screen(f"{problem}\n\n{screen.text}", screen.keyboard)
        shown = await self._show(screen)
        await self._remember(step, draft, shown, is_editing=is_editing, problem=problem, cut=cut)
        await self._drop_former(shown)

    async def refuse(self, draft: Draft, problem: str, *, cut: int = 0) -> None:
        """The same step again under the sentence that says what is wrong (plain text), once an album."""
        if not self._is_of_refused_album:
            await self.ask(self.step, draft, is_editing=self.is_editing, problem=escape(problem), cut=cut)

    async def refuse_error(self, draft: Draft, refused: DomainError, *, cut: int = 0) -> None:
        """As :meth:`refuse`, with the sentence of a domain error; ``cut``: how long a text in pieces is so far."""
        await self.refuse(draft, sentence(refused, self.visit.t), cut=cut)

    async def change(self, draft: Draft, **field: str) -> Draft:
        """Keep one field. Raises what forum.submission.change raises."""
        services = self.visit.services
        return await submission.change(
            services.db, self.visit.person, draft.proposal.id, services.now(), services.rules, **field
        )

    async def pause(self, screen: Screen) -> None:
        """Show a question about the form; the step stays where it is."""
        shown = await self._show(screen)
        if self.is_current and self.data:
            await self.visit.state.update_data(screen=shown)
            await self._drop_former(shown)

    async def leave(self, screen: Screen) -> None:
        """Show a last screen and forget the step, unless meanwhile another proposal is being written."""
        shown = await self._show(screen)
        if self.is_current:
            await self.visit.state.clear()
            await self._drop_former(shown)

    async def _screen(self, step: str, draft: Draft, *, is_editing: bool) -> Screen:
        visit = self.visit
        if step == views.PREVIEW:
            preview = views.preview(draft, visit.t, await self._remark(draft))
            return preview if self.data.get("differs") else await add_similar(visit, draft.proposal, preview)
        region = visit.person.region or draft.proposal.region or ""
        return views.step_screen(step, draft, visit.t, visit.services.rules, region, is_editing=is_editing)

    async def _remark(self, draft: Draft) -> str | None:
        if draft.proposal.state != "returned":
            return None
        history = await browsing.history(self.visit.services.db, self.visit.person, draft.proposal.id)
        return next((entry.remark for entry in reversed(history) if entry.remark), None)

    @property
    def length_before(self) -> int:
        """How much of a long text has come already, when this message goes on with it; otherwise 0."""
        event = self.visit.event
        return length_before(event, self.data) if isinstance(event, Message) else 0

    @property
    def _is_of_refused_album(self) -> bool:
        event = self.visit.event
        return isinstance(event, Message) and is_of_refused_album(event, self.data)

    async def _show(self, screen: Screen) -> int | None:
        """Show a screen and give the id of its message; files of an album, pieces of a text change one screen."""
        event, former = self.visit.event, self.data.get("screen")
        if former is not None and isinstance(event, Message) and (self._is_same_album(event) or self.length_before):
            return await edit(event, int(former), screen)
        return await show(event, screen)

    def _is_same_album(self, message: Message) -> bool:
        return message.media_group_id is not None and message.media_group_id == self.data.get("album")

    async def _remember(
        self, step: str, draft: Draft, shown: int | None, *, is_editing: bool, problem: str | None, cut: int
    ) -> None:
        event, seen = self.visit.event, int(self.data.get("seen") or 0)
        album = event.media_group_id if isinstance(event, Message) else None
        data: dict[str, Any] = {
            "proposal": draft.proposal.id,
            "screen": shown,
            "step": step,
            "editing": is_editing,
            "seen": max(seen, event.message_id) if isinstance(event, Message) else seen,
            "album": album,
            "refused": self.data.get("refused") if problem is None else album,
            "differs": bool(self.data.get("differs")),
        }
        if problem is not None and album is not None:
            data["complaint"] = problem
        if cut and isinstance(event, Message):
            data["cut"] = [event.date.timestamp(), cut]
        await self.visit.state.replace(STATES[step], data)

    async def _drop_former(self, shown: int | None) -> None:
        former = self.data.get("screen")
        if former is not None and former != shown:
            await drop_buttons(self.visit.event, int(former))

    async def _end(self) -> None:
        """The proposal has moved on: the buttons of its form go, and the state if it is the one remembered."""
        event = self.visit.event
        if isinstance(event, CallbackQuery):
            await drop_buttons(event, pressed_message(event))
        if self.is_current:
            await self.visit.state.clear()


async def _is_of(visit: Visit, data: dict[str, Any], proposal_id: int) -> bool:
    """Whether what is remembered is this proposal's form, or nothing; a campaign or a decision is neither."""
    state = await visit.state.get_state()
    return data.get("proposal") in (None, proposal_id) and (state is None or state in ProposalForm)


async def open_step(visit: Visit, draft: Draft) -> None:
    """Open the form where the draft stands: the first empty field, or the preview."""
    form = await Form.of(visit, draft.proposal.id)
    await form.ask(views.first_missing(draft.proposal) or views.PREVIEW, draft)
