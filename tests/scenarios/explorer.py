"""A resident who presses everything: screens are found breadth first, told apart by their words and buttons.

A screen is its text with numbers, names of places and topics, and people's own titles left out, with the classes of its
buttons. A button is its data with the same left out and its place among those that are then alike: so every button
of a list is pressed, once for each screen. Screens with the same classes of buttons are told apart a few times, then
the further ones count as one (a list has a hundred filters); each is looked at all the same. Only what the bot shows
right now is ever pressed.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from aiogram.fsm.storage.base import StorageKey

from forum.policies import CONSENT_VERSION
from handlers.form_storage import row_of
from sandbox.person import Person
from sandbox.queries import CallbackAnswer
from sandbox.shown import ShownMessage
from tests.running import TOKEN, RunningBot
from tests.scenarios.explorer_checks import View, complaints, foreign_words
from tests.scenarios.explorer_map import Action, Findings, Place, Step, Way, any_of, blanked, pattern_of

ROOT = "menu"
REGION = "KZ-59"
PATIENCE = 5.0  # seconds until a press counts as unanswered
# An answer that any step takes (10–120 characters, 30 or more of them), and some that none does.
GOOD = {
    "kk": "Мектеп жанына жаяу жүргіншілер жолын салу керек екен",
    "ru": "Построить возле школы безопасную пешеходную дорожку",
}
BAD = ("а", "sticker")
# What changes the lists for good comes late (so does what is red), and being forgotten last of all.
LATE = {"snd": 1, "sna": 1, "fgt": 2}


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        cause = f": {record.exc_info[1]!r}" if record.exc_info else ""
        self.lines.append(f"{record.name}: {record.getMessage()}{cause}")


class Explorer:
    """One walk of one resident in one language; ``people_wrote`` are titles and texts that screens may quote."""

    def __init__(
        self,
        bot: RunningBot,
        person: Person,
        language: str,
        people_wrote: Iterable[str],
        *,
        depth: int,
        presses: int,
        alike: int = 2,
    ) -> None:
        """``alike``: so many screens with the same classes of buttons are told apart."""
        self.findings = Findings()
        self._bot = bot
        self._person = person
        self._language = language
        self._people_wrote = [*people_wrote, GOOD[language], *BAD]
        self._titles = any_of(self._people_wrote[:-2])
        self._depth = depth
        self._presses = presses
        self._alike = alike
        self._places: dict[str, Place] = {}
        self._kinds: Counter[str] = Counter()
        self._errors = _Errors()
        self._refused = 0
        self._way: list[str] = []
        self._view = View()
        self._here = ROOT
        self._actions: dict[str, Action] = {}

    async def walk(self) -> Findings:
        """Press everything that can be reached, as long as there are presses left."""
        logging.getLogger().addHandler(self._errors)
        try:
            await self._go_to_root()
            while self.findings.presses < self._presses:
                way = self._nearest()
                if way is None:
                    self.findings.is_over = True
                    break
                await self._try(way)
        finally:
            logging.getLogger().removeHandler(self._errors)
        self.findings.screens = len(self._places)
        return self.findings

    def _nearest(self) -> Way | None:
        """To the place with something left to do that is the fewest steps away, what comes late after the rest."""
        for lateness in range(3):
            for begin in (self._here, ROOT):
                found = self._search(begin, lateness)
                if found is not None:
                    return found
        return None

    def _search(self, begin: str, lateness: int) -> Way | None:
        queue: deque[Way] = deque([()])
        seen = {begin}
        while queue:
            way = queue.popleft()
            name = way[-1].leads_to if way else begin
            place = self._places[name]
            if place.depth < self._depth:
                for key, action in place.open.items():
                    # What is here is seen; elsewhere it was there once.
                    if action.lateness == lateness and (name != self._here or key in self._actions):
                        return (*way, Step(name, key))
            for key, leads_to in place.leads.items():
                if leads_to not in seen and (name != self._here or key in self._actions):
                    seen.add(leads_to)
                    queue.append((*way, Step(name, key, leads_to)))
        return None

    async def _try(self, way: Way) -> None:
        if way[0].begin != self._here:
            await self._go_to_root()
        for step in way:
            action = self._actions.get(step.key)
            if self._here != step.begin or action is None:
                self._give_up(step, way)
                return
            if not await self._do(action):
                return

    def _give_up(self, step: Step, way: Way) -> None:
        """The way has changed since (something was withdrawn, voted on …): another one is looked for, a few times."""
        if step is not way[0] and self._here != step.begin:
            step = way[way.index(step) - 1]
            self._places[step.begin].leads[step.key] = self._here
            return
        self._places[step.begin].leads.pop(step.key, None)
        if self._places[step.begin].open.pop(step.key, None) is not None:
            self.findings.unreached.append(step.key)

    async def _do(self, action: Action) -> bool:
        """Do one thing, look at what it brought, and be there; False when the way has to begin anew."""
        self.findings.presses += 1
        self._way.append(action.value if action.kind in {"press", "say"} else action.kind)
        before, moment = self._here, self._person.moment
        try:
            answer = await self._perform(action)
        except AssertionError as silence:
            self._note(f"no answer: {str(silence).partition('; on the screen')[0]}")
            self._places[before].open.pop(action.key, None)
            await self._go_to_root()
            return False
        await self._bot.idle()
        changed = self._person._bot_messages(moment)
        messages = tuple(sorted(changed, key=lambda message: message.id))
        menu = any(message.id in self._person._chat.uneditable for message in messages)
        view = View(messages, answer.text if answer else "", menu)
        language = await self._spoken()
        self._judge(view, language or self._language, action, is_silent=not messages and answer is None)
        done = self._places[before].open.pop(action.key, None)
        if language != self._language:
            await self._go_to_root()
            self._places[before].leads[action.key] = ROOT
            return False
        if messages:
            await self._arrive(view, self._places[before].depth + 1)
        if done is not None or action.key not in self._places[before].leads:
            self._places[before].leads[action.key] = self._here
        return True

    async def _perform(self, action: Action) -> CallbackAnswer | None:
        match action.kind:
            case "press":
                self.findings.prefixes.add(action.value.partition(":")[0])
                return await self._person.forges(action.value, action.message, timeout=PATIENCE)
            case "sticker":
                await self._person.sends_sticker()
            case "contact":
                await self._person.shares_contact(own=action.value == "own")
            case _:
                await self._person.says(action.value)
        return None

    def _judge(self, view: View, language: str, action: Action, *, is_silent: bool) -> None:
        for complaint in complaints(view, language, self._people_wrote, was_offered=action.is_offered):
            self._note(f"{complaint} | {view.words[:300]!r}")
        if is_silent:
            self._note("silence")
        for line in self._errors.lines:
            self._note(f"logged: {line}")
        self._errors.lines.clear()
        for refused in self._bot.sandbox.refused[self._refused :]:
            # Pressing what is on already shows the same screen: that refusal is what the bot expects.
            if "message is not modified" not in str(refused):
                self._note(f"refused by Telegram: {refused}")
        self._refused = len(self._bot.sandbox.refused)

    def _note(self, problem: str) -> None:
        self.findings.problems.setdefault(problem, " → ".join(self._way))

    async def _spoken(self) -> str | None:
        """The language the person has chosen by now."""
        rows = await self._bot.rows("SELECT language FROM people WHERE telegram_id = :id", id=self._person.id)
        return str(rows[0]["language"]) if rows and rows[0]["language"] else None

    async def _go_to_root(self) -> None:
        """The menu, as a resident of the language, whatever was given up on the way."""
        rows = await self._bot.rows(
            "SELECT language, consent_version, region FROM people WHERE telegram_id = :id", id=self._person.id
        )
        wanted = {"language": self._language, "consent_version": CONSENT_VERSION, "region": REGION}
        if not rows or rows[0] != wanted:
            await self._bot.make_resident(self._person, self._language, REGION, starts=False)
        self._way = []
        moment = self._person.moment
        await self._person.says("/menu")
        await self._bot.idle()
        messages = tuple(sorted(self._person._bot_messages(moment), key=lambda message: message.id))
        self._here, self._view = ROOT, View(messages, "", True)
        place = self._places.get(ROOT)
        self._actions = {action.key: action for action in (*self._of_menu(), *self._of_buttons(messages))}
        if place is None:
            self._places[ROOT] = Place(0, dict(self._actions))
            self._judge(self._view, self._language, Action("say", "/menu", "/menu"), is_silent=not messages)
            listed = [command["description"] for command in self._person.commands]
            if foreign := foreign_words("\n".join([*listed, *self._person.reply_labels()]), self._language):
                self._note(f"words of another language in the menu: {', '.join(foreign)}")

    async def _arrive(self, view: View, depth: int) -> None:
        self._view = view
        state = await self._step()
        words = [self._titles.sub("…", blanked(message.words)) for message in view.messages]
        actions = [*self._of_buttons(view.messages), *(self._of_step(state) if state else ())]
        self._actions = {action.key: action for action in actions}
        classes = sorted({action.value.partition(":")[0] for action in actions if action.kind == "press"})
        is_own = any(action.value.endswith(":mine") for action in actions)  # one's own has other buttons further on
        kind = " ".join([*classes, state or "", "own" if is_own else ""])
        self._here = "\n".join([*words, kind])
        if self._here not in self._places:
            self._kinds[kind] += 1
            if self._kinds[kind] > self._alike:
                self._here = kind
        place = self._places.get(self._here)
        if place is None:
            self._places[self._here] = Place(depth, dict(self._actions))
        else:
            self._come_nearer(place, depth)

    def _come_nearer(self, place: Place, depth: int) -> None:
        """A shorter way to a place, and so to all that it leads to."""
        if depth < place.depth:
            place.depth = depth
            for name in place.leads.values():
                self._come_nearer(self._places[name], depth + 1)

    async def _step(self) -> str | None:
        """The step of a form the person is at, if it waits for something typed."""
        key = StorageKey(bot_id=int(TOKEN.partition(":")[0]), chat_id=self._person.id, user_id=self._person.id)
        rows = await self._bot.rows("SELECT state FROM conversations WHERE key = :key", key=row_of(key))
        return str(rows[0]["state"]) if rows and rows[0]["state"] else None

    def _of_menu(self) -> Iterator[Action]:
        """The keyboard that stays, the commands, and what nobody asked for."""
        for label in self._person.reply_labels():
            yield Action("say", label, f"say {label}")
        for command in self._person.commands:
            yield Action("say", f"/{command['command']}", f"say /{command['command']}")
        for odd in ("/nosuchthing", "а"):
            yield Action("say", odd, f"say {odd}", is_offered=False)
        yield Action("sticker", "", "sticker", is_offered=False)

    @staticmethod
    def _of_buttons(messages: Iterable[ShownMessage]) -> Iterator[Action]:
        alike: dict[str, int] = {}
        for message in messages:
            for row in message.rows:
                for button in row:
                    data = button.get("callback_data")
                    if data is None:
                        continue
                    pattern = pattern_of(data)
                    place = alike[pattern] = alike.get(pattern, -1) + 1
                    lateness = LATE.get(data.partition(":")[0], int(button.get("style") == "danger"))
                    yield Action("press", data, f"{pattern} {place}", message, lateness=lateness)

    def _of_step(self, state: str) -> Iterator[Action]:
        """One good answer and some bad ones."""
        yield Action("say", BAD[0], "say short", is_offered=False)
        yield Action("sticker", "", "sticker", is_offered=False)
        yield Action("say", GOOD[self._language], f"say {state}", is_offered=False)
