"""People for tests: they do what one does in Telegram and look at what comes back.

    async with Sandbox() as sandbox:               # for the bot: sandbox.url, sandbox.token
        aigul = sandbox.person("aigul")            # aigul sergey marat dinara yerlan olga
        asel = sandbox.add_person("Әсел", "kk")    # somebody new

        await aigul.starts()                       # or starts("p_214") as from a deep link
        await aigul.sees("Тілді таңдаңыз")         # waits; new or edited since her last action
        card = await aigul.sees("214", "Қостанай")  # several texts: all in one message
        answer = await aigul.taps("Қазақша")       # a label, its beginning or a part of it
        assert answer.show_alert                   # None came back from links and reply keys
        await aigul.taps("Қолдаймын", wait=False)  # for races and for a bot that is away
        await aigul.taps("Қолдаймын", message=card)  # the button under that very message
        await aigul.alerted("дауыс беру аяқталды")  # words of the last answer to a tap
        await aigul.sees_button("Жіберу")          # aigul.labels(), aigul.reply_labels()
        said = await aigul.says("Пандус керек")    # edits(said, "…"), says("…", reply_to=card)
        await aigul.sends_photo(caption="…")       # sends_document(name, data), sends_album(3)
        await aigul.sends_location(54.87, 69.16)   # live_period=900: live; sends_venue(…)
        await aigul.sends_sticker()                # sends_voice(), forwards("арнадағы жазба")
        await aigul.shares_contact()               # own; phone="7701…": as written on the card
        await aigul.shares_contact(of=sergey)      # another account's; own=False, phone="+7702…": a bare number
        found = await aigul.types_inline("пандус")  # "@bot пандус": found.titles, found.results[0].message
        card = await aigul.picks_result(0)         # via the bot, somewhere; into=aigul, into=group
        file = await dinara.receives_file(".xlsx")  # file.name, file.data, file.caption
        await olga.forges(marat.data_behind("Жариялау"))  # callback data of somebody's button, or any other
        query = aigul.presses("vt:7:1:link")       # several at once; await aigul.answered(query) later
        await aigul.hears_nothing(for_=0.5)        # from now; since=aigul.moment taken before
        await sergey.follows(aigul.link("t.me/"))  # the first such link on her newest screens
        aigul.blocks_bot()                         # unblocks_bot(), deletes_account()
        aigul.screen                               # .shown .messages .commands .bot_texts
        assert not sandbox.refused                 # sandbox.calls: everything but polls

Actions queue as updates while the bot is away. A failed wait raises AssertionError with the last screens;
`sandbox.world.patience` is how many seconds everybody waits who is not told otherwise.
Spaces that do not break count as plain ones. A button is looked for on the newest message
that has it, then on the keyboard under the input field. Faults: sandbox.fails("too_many_requests").
Counts: sandbox.tally. Groups and channels: sandbox.add_group("…"), add_channel("…"), see sandbox.group;
what a person does in them: sandbox.member.
"""

from urllib.parse import parse_qs, urlsplit

from sandbox import actions, actions_sharing
from sandbox.member import Member
from sandbox.profile import BOT_USERNAME
from sandbox.queries import CallbackAnswer, Query
from sandbox.shapes import Json
from sandbox.shown import ShownMessage, plain
from sandbox.watcher import ReceivedFile

__all__ = ["Person", "ReceivedFile", "ShownMessage"]

SETTLE_SECONDS = 1.5
"""How long a person who is about to tap lets the bot finish what it is doing."""

Target = tuple[ShownMessage, int, int] | Json


class Person(Member):
    """One person of a sandbox, as a test moves them."""

    async def starts(self, payload: str | None = None) -> ShownMessage:
        """Press Start, with the payload of a deep link if there is one."""
        return self._act(lambda: actions.start(self._world, self._chat, payload))

    async def says(self, text: str, reply_to: ShownMessage | None = None) -> ShownMessage:
        """Write a message."""
        replied = reply_to.id if reply_to else None
        return self._act(lambda: actions.say(self._world, self._chat, text, replied))

    async def edits(self, message: ShownMessage, text: str) -> ShownMessage:
        """Change a message one has written."""
        return self._act(lambda: actions.edit(self._world, self._chat, message.id, text))

    async def follows(self, link: str) -> ShownMessage:
        """Open a link to the bot and press Start there."""
        parts = urlsplit(link)
        query = parse_qs(parts.query)
        bot = query.get("domain", [""])[0] if parts.scheme == "tg" else parts.path.strip("/")
        assert bot.lower() == BOT_USERNAME, f"{link!r} does not lead to the bot"
        return await self.starts(query.get("start", [None])[0])

    def blocks_bot(self) -> None:
        """Block the bot: it cannot write any more and is told so."""
        self._mark_action()
        actions.block(self._world, self._chat, True)

    def unblocks_bot(self) -> None:
        """Let the bot write again."""
        self._mark_action()
        actions.block(self._world, self._chat, False)

    def deletes_account(self) -> None:
        """Be gone from Telegram: the bot is told when it writes."""
        actions.delete_account(self._chat)

    async def taps(
        self,
        label: str,
        timeout: float | None = None,
        wait: bool = True,
        message: ShownMessage | None = None,
    ) -> CallbackAnswer | None:
        """Tap a button by its label, its beginning or a part of it, as soon as it is there.

        The newest message that has it, else the keyboard under the input field; with `message`, only there.
        The bot's answer comes back, None for a link or a reply button or when not waiting for it.
        """
        if wait:
            await self._settled()
        patience = timeout if wait else 0
        found: Target | None = await self._until(lambda: self._target(label, message), patience)
        if found is None:
            self._fail(f"has no button {label!r}")
        if not isinstance(found, tuple):
            self._press(found)
            return None
        shown, row, column = found
        self._mark_action()
        query = self._do(lambda: actions.tap(self._world, self._chat, shown.id, row, column))
        return await self._answer(query, label, timeout) if query is not None and wait else None

    async def forges(
        self,
        data: str,
        message: ShownMessage | None = None,
        timeout: float | None = None,
        wait: bool = True,
    ) -> CallbackAnswer | None:
        """Send callback data as a modified client can, from `message` or the newest one of the bot."""
        query = self.presses(data, message)
        return await self._answer(query, data, timeout) if wait else None

    def presses(self, data: str, message: ShownMessage | None = None) -> Query:
        """Send callback data and do not wait; `answered` tells later what came of it."""
        self._mark_action()
        return self._do(lambda: actions.forge(self._world, self._chat, data, message.id if message else None))

    async def answered(self, query: Query, timeout: float | None = None) -> CallbackAnswer:
        """The bot's answer to what was pressed."""
        return await self._answer(query, "a button", timeout)

    def _target(self, label: str, message: ShownMessage | None) -> Target | None:
        """What a finger would hit: an inline button, unless only a reply button has exactly this name."""
        if message is not None:
            current = self._chat.messages.get(message.id)
            shown = ShownMessage(current or message.raw)
            place = shown.find_button(label)
            return None if place is None else (shown, *place)
        inline, reply = self._inline_button(label), self._reply_button(label)
        if inline is None or reply is None:
            return inline or reply
        shown, row, column = inline
        is_exact = plain(shown.rows[row][column]["text"]) == plain(label)
        return reply if not is_exact and plain(reply["text"]) == plain(label) else inline

    def _press(self, button: Json) -> None:
        """Tap a button of the reply keyboard."""
        if button.get("request_contact"):
            self._act(lambda: actions_sharing.share_contact(self._world, self._chat, own=True))
        elif button.get("request_location"):
            self._act(lambda: actions_sharing.share_location(self._world, self._chat, 54.87, 69.16))
        else:
            self._act(lambda: actions.say(self._world, self._chat, button["text"]))

    async def _settled(self) -> None:
        """Let the bot, if one is there, finish what this person has asked for before."""
        updates = self._world.updates
        if updates.is_served():
            await self._until(lambda: updates.is_quiet(self.id) or None, SETTLE_SECONDS)

    async def _answer(self, query: Query, what: str, timeout: float | None) -> CallbackAnswer:
        answer = await self._until(lambda: query.answer, timeout)
        if answer is None:
            self._fail(f"got no answer to the tap on {what!r}")
        self.last_answer = answer
        await self._settled()
        return answer
