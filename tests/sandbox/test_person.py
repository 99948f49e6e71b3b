"""The test kit against a real aiogram bot that polls."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from sandbox import Sandbox
from tests.sandbox.conftest import bot_of


def keyboard(count: int) -> InlineKeyboardMarkup:
    vote = InlineKeyboardButton(text=f"✓ Қолдаймын · {count}", callback_data=f"su:{count}")
    link = InlineKeyboardButton(text="Сілтеме", copy_text=CopyTextButton(text="https://t.me/usynys_bot?start=p_7"))
    return InlineKeyboardMarkup(inline_keyboard=[[vote], [link]])


def dispatcher() -> Dispatcher:
    """A small bot: a counter that edits itself, a menu, a file, a download."""
    dp = Dispatcher()

    @dp.message(CommandStart())
    async def start(message: Message, command: CommandObject) -> None:
        keys = [
            [KeyboardButton(text="Мәзір"), KeyboardButton(text="Нөмірім", request_contact=True)],
        ]
        await message.answer("Мәзір", reply_markup=ReplyKeyboardMarkup(keyboard=keys))
        await message.answer(f"Сәлем {command.args or ''}\u00a0№\u00a07", reply_markup=keyboard(0))

    @dp.callback_query(F.data.startswith("su:"))
    async def vote(query: CallbackQuery) -> None:
        await query.answer("Дауысыңыз есепке алынды", show_alert=True)
        await asyncio.sleep(0.05)
        count = int((query.data or "su:0")[3:]) + 1
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"Қолдағандар: {count}", reply_markup=keyboard(count))

    @dp.callback_query()
    async def unknown(query: CallbackQuery) -> None:
        await query.answer("Бұл түйме ескірген")

    @dp.message(F.photo)
    async def photo(message: Message, bot: Bot) -> None:
        assert message.photo is not None
        data = await bot.download(message.photo[-1])
        assert data is not None
        await message.answer_document(BufferedInputFile(data.read(), "photo.jpg"), caption="міне")

    @dp.message(F.contact)
    async def contact(message: Message) -> None:
        assert message.contact is not None
        assert message.from_user is not None
        is_own = message.contact.user_id == message.from_user.id
        await message.answer("өз нөміріңіз" if is_own else "бөтен нөмір")

    @dp.message()
    async def echo(message: Message) -> None:
        await message.answer(f"Естідім: {message.text or 'сөзсіз хабар'}")

    @dp.edited_message()
    async def edited(message: Message) -> None:
        await message.answer(f"Өзгерді: {message.text}")

    return dp


class Running:
    """The bot of these tests, started and stopped as often as needed."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.bot, self.dispatcher = bot_of(self.sandbox), dispatcher()
        self.polled = asyncio.Event()
        self.dispatcher.startup.register(self.polled.set)
        # One after the other: a handler that outlives its polling would open the session again and leave it open.
        polling = self.dispatcher.start_polling(
            self.bot, handle_signals=False, close_bot_session=True, handle_as_tasks=False
        )
        self.task = asyncio.create_task(polling)

    async def stop(self) -> None:
        if self.task is not None:
            await self.polled.wait()
            await self.dispatcher.stop_polling()
            await self.task
            self.task = None


@pytest.fixture
async def running(sandbox: Sandbox) -> AsyncIterator[Running]:
    one = Running(sandbox)
    await one.start()
    yield one
    await one.stop()


@pytest.mark.usefixtures("running")
class TestAgainstARunningBot:
    async def test_a_person_starts_taps_and_sees(self, sandbox: Sandbox) -> None:
        aigul = sandbox.person("aigul")
        await aigul.starts("p_214")
        await aigul.sees("Сәлем", "p_214", "№ 7")
        assert aigul.reply_labels() == ["Мәзір", "Нөмірім"]
        for count in range(1, 6):
            answer = await aigul.taps("Қолдаймын")
            assert answer is not None
            assert answer.show_alert
            await aigul.alerted("есепке алынды")
            await aigul.sees(f"Қолдағандар: {count}")
        assert aigul.labels() == ["✓ Қолдаймын · 5", "Сілтеме"]
        assert await aigul.sees_button("Қолдаймын") == "✓ Қолдаймын · 5"
        assert aigul.screen == "Қолдағандар: 5\n[✓ Қолдаймын · 5]\n[Сілтеме]"
        assert not sandbox.refused

    async def test_a_reply_button_is_said_or_shares_the_contact(self, sandbox: Sandbox) -> None:
        aigul = sandbox.person("aigul")
        await aigul.starts()
        await aigul.sees("Сәлем")
        assert await aigul.taps("Мәзір") is None
        await aigul.sees("Естідім: Мәзір")
        await aigul.taps("Нөмірім")
        await aigul.sees("өз нөміріңіз")
        await aigul.shares_contact(own=False)
        await aigul.sees("бөтен нөмір")

    async def test_files_go_both_ways(self, sandbox: Sandbox) -> None:
        aigul = sandbox.person("aigul")
        photo = await aigul.sends_photo()
        received = await aigul.receives_file(".jpg")
        assert (received.name, received.caption) == ("photo.jpg", "міне")
        assert received.data.startswith(b"\xff\xd8")
        assert photo.file_id
        await aigul.sends_sticker()
        await aigul.sees("Естідім: сөзсіз хабар")

    async def test_an_edit_a_forgery_and_a_link(self, sandbox: Sandbox) -> None:
        aigul, bolat = sandbox.person("aigul"), sandbox.add_person("Болат", "kk")
        said = await aigul.says("бір")
        await aigul.edits(said, "екі")
        await aigul.sees("Өзгерді: екі")
        await aigul.starts()
        await aigul.sees("Сәлем")
        assert aigul.data_behind("Қолдаймын") == "su:0"
        answer = await bolat.forges("no:such")
        assert answer is not None
        assert answer.text == "Бұл түйме ескірген"
        await bolat.follows(aigul.link())
        await bolat.sees("Сәлем p_7")

    async def test_a_failure_shows_the_screen_and_the_keyboard(self, sandbox: Sandbox) -> None:
        aigul = sandbox.person("aigul")
        await aigul.starts()
        await aigul.sees("Сәлем")
        with pytest.raises(AssertionError) as failed:
            await aigul.sees("мұндай сөз жоқ", timeout=0.05)
        assert "[✓ Қолдаймын · 0]" in str(failed.value)
        assert "[Мәзір] [Нөмірім]" in str(failed.value)
        with pytest.raises(AssertionError, match="has no button 'Қарсымын'"):
            await aigul.taps("Қарсымын", timeout=0.05)

    async def test_silence_is_heard_and_noise_too(self, sandbox: Sandbox) -> None:
        aigul = sandbox.person("aigul")
        await aigul.says("бір")
        await aigul.sees("Естідім")
        await aigul.hears_nothing(for_=0.1)
        before = aigul.moment
        await aigul.says("екі")
        with pytest.raises(AssertionError, match="heard something"):
            await aigul.hears_nothing(for_=5, since=before)

    async def test_many_people_at_once_each_see_their_own(self, sandbox: Sandbox) -> None:
        people = [sandbox.add_person(f"Тұрғын {number}") for number in range(30)]

        async def acts(number: int) -> None:
            await people[number].starts(f"p_{number}")
            await people[number].sees(f"Сәлем p_{number}\u00a0")
            await people[number].taps("Қолдаймын")
            await people[number].sees("Қолдағандар: 1")

        await asyncio.gather(*map(acts, range(30)))
        assert not sandbox.refused
        assert sum(call.method == "answerCallbackQuery" for call in sandbox.calls) == 30

    async def test_the_same_tap_twice_at_once_is_two_queries(self, sandbox: Sandbox) -> None:
        aigul = sandbox.person("aigul")
        await aigul.starts()
        card = await aigul.sees("Сәлем")
        answers = await asyncio.gather(aigul.taps("Қолдаймын", message=card), aigul.taps("Қолдаймын", message=card))
        assert None not in answers
        assert len({answer.query_id for answer in answers if answer}) == 2


async def test_actions_wait_while_the_bot_is_away(sandbox: Sandbox, running: Running) -> None:
    aigul = sandbox.person("aigul")
    await aigul.starts()
    await aigul.sees("Сәлем")
    await running.stop()
    await aigul.taps("Қолдаймын", wait=False)
    await aigul.says("бар ма?")
    await aigul.hears_nothing(for_=0.2)
    await running.start()
    await aigul.sees("Естідім: бар ма?")


async def test_a_tap_nobody_answers_fails_the_test(sandbox: Sandbox) -> None:
    aigul = sandbox.person("aigul")
    with pytest.raises(AssertionError, match="got no answer to the tap"):
        await aigul.forges("x", timeout=0.05)


async def test_a_bot_that_is_blocked_cannot_be_written_to(sandbox: Sandbox) -> None:
    aigul = sandbox.person("aigul")
    await aigul.starts()
    aigul.blocks_bot()
    with pytest.raises(AssertionError, match="the bot is blocked"):
        await aigul.says("a")
    await aigul.starts()
    assert [message.text for message in aigul.messages] == ["/start", "/start"]
