"""A bit of everything people do with the bot, each with words of their own that no log may hold."""

from __future__ import annotations

from tests.canned import reason_name
from tests.crash.kills import Kills
from tests.crash.stage import Stage
from tests.scenarios.resident_steps import REGION, TOPIC, heading

TITLE, TEXT = (
    "Қыстағы мұзды көшелерге құм себу",
    "Тайғақ көшелерде адамдар жығылып, сүйегін сындырып жүр. Құм себілсін.",
)
TYPED = {
    "title": TITLE,
    "text": TEXT,
    "second title": "Ескі саябақтағы шамдарды жаңарту",
    "third title": "Мектеп жанына жаяу жүргінші өткелін салу",
    "remark": "Қай көше екенін нақтылап жазыңызшы, құрметті автор",
    "comment": "Мұндай өткел былтыр салынып қойған болатын",
    "stray words": "Сәлем, бот, маған көршімнің үйі туралы айтып берші",
    "edited words": "Жазғанымды өзгерттім, көршінің үйі емес екен",
    "forwarded post": "Арнадағы жаңалық: көктемде жол жөнделеді",
    "caption": "Міне, біздің ауладағы мұздың суреті",
    "file": "аула-сметасы.xlsx",
    "somebody's phone": "+77051112233",
}


class WholeRound:
    """Goes through it step by step; ``words`` is everything private that was said on the way."""

    def __init__(self, stage: Stage, kills: Kills) -> None:
        self._stage, self._kills = stage, kills
        self._kk, self._ru = stage.speaks("kk"), stage.speaks("ru")
        self.words = dict(TYPED)
        for account in stage.sandbox.world.people.by_id.values():
            for name in ("first_name", "last_name", "username", "phone"):
                if value := getattr(account, name):
                    self.words[f"{account.key}'s {name}"] = value

    async def prepare(self) -> None:
        """A campaign, two authors whose proposals wait, a moderator."""
        stage, person = self._stage, self._stage.sandbox.person
        for key in ("aigul", "sergey", "marat", "dinara"):
            stage.sandbox.world.chats[person(key).id].is_started = True
        await stage.open_campaign()
        for key in ("aigul", "sergey"):
            await stage.make_resident(person(key), region=REGION, starts=False)
        await stage.make_resident(person("dinara"), "ru", "KZ-71", starts=False)
        await stage.make_moderator(person("marat"), language="ru", name=stage.name_of(person("marat")))
        await stage.submit(person("aigul"), title=TYPED["second title"])
        await stage.submit(person("sergey"), title=TYPED["third title"])

    async def residents(self) -> None:
        """Onboarding, odd messages, a proposal with files; the bot is killed in the middle."""
        t, yerlan = self._kk, self._stage.sandbox.person("yerlan")
        await yerlan.starts()
        await yerlan.taps(t.plain("language-kk"))
        await yerlan.taps(t.plain("start-agree"))
        await yerlan.taps(t.region(REGION, "short"))
        await yerlan.sees_button(t.plain("menu-submit"))
        said = await yerlan.says(TYPED["stray words"])
        await yerlan.edits(said, TYPED["edited words"])
        await yerlan.sends_sticker()
        await yerlan.forwards(TYPED["forwarded post"])
        await yerlan.shares_contact()
        await yerlan.shares_contact(own=False, phone=TYPED["somebody's phone"])
        await yerlan.says("/submit")
        await yerlan.taps(t.region(REGION, "short"))
        await yerlan.taps(t.topic(TOPIC, "short"))
        await yerlan.sees(heading(t, 3))
        await yerlan.says(TITLE)
        await self._kills.strike(0)
        await yerlan.sees(heading(t, 4))
        await yerlan.says(TEXT)
        await yerlan.sees(heading(t, 5))
        await yerlan.sends_photo(caption=TYPED["caption"])
        await yerlan.sends_document(TYPED["file"])
        await yerlan.sees("1 құжат")
        await yerlan.taps(t.plain("submit-done"))
        await yerlan.taps(t.plain("button-send"))
        await yerlan.sees("№ 3")

    async def moderator(self) -> None:
        """Publishes one, returns one with a remark, rejects one with a sentence; looks at the digest."""
        t, marat = self._ru, self._stage.sandbox.person("marat")
        self._stage.sandbox.person("aigul").blocks_bot()
        await marat.says("/queue")
        await marat.taps("№ 1")
        await marat.taps(t.plain("item-button-publish"))
        await marat.sees(t.plain("decide-author-told"))
        await marat.says("/queue")
        await marat.taps("№ 2")
        await marat.taps(t.plain("item-button-reject"))
        await marat.taps(reason_name("duplicate", t.language))
        await marat.says(TYPED["comment"])
        await marat.sees(TYPED["comment"])
        await marat.says("/queue")
        await marat.taps("№ 3")
        await marat.taps(t.plain("item-button-return"))
        await marat.says(TYPED["remark"])
        await self._kills.strike(0)
        await marat.sees(TYPED["remark"])
        await marat.says("/digest")
        await marat.sees(t.region(REGION, "title"))

    async def organizer(self) -> None:
        """Orders a file and makes an invitation."""
        t, dinara = self._ru, self._stage.sandbox.person("dinara")
        await dinara.says("/export")
        await dinara.taps(t.plain("export-button-internal"))
        await dinara.taps(t.plain("export-button-csv"))
        await dinara.receives_file(".csv")
        await dinara.says("/team")
        await dinara.taps(t.plain("team-button-organizer"))
        await dinara.sees("t.me/")
        self.words["invitation"] = dinara.link("start=i_").rpartition("start=i_")[2]

    async def voters(self) -> None:
        """Votes on what was published; asks Telegram to refuse with the words themselves in its sentence."""
        t, sergey, sandbox = self._kk, self._stage.sandbox.person("sergey"), self._stage.sandbox
        await sergey.starts("p_1")
        await sergey.taps(t.plain("button-support"))
        await sergey.alerted(t.plain("browse-voted-support"))
        sentence = f'Bad Request: can\'t parse entities: Unsupported start tag "{TYPED["second title"]}"'
        sandbox.fails("refusal", "sendMessage", sergey.id, status=400, description=sentence)
        await sergey.starts("p_1")
        await sergey.starts("p_1")
        await sergey.sees(TYPED["second title"])
