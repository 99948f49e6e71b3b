"""Every button of moderators and organizers is tried by those it was not made for."""

from types import ModuleType

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks import (
    AddReason,
    AskDay,
    AskReason,
    CampaignStep,
    CancelExport,
    DropTranslation,
    EditDuty,
    ExportAs,
    FilterQueue,
    GiveReason,
    InviteRole,
    MakeInvitation,
    NewReasonStep,
    NextItem,
    OpenDays,
    OpenDigest,
    OpenDuty,
    OpenExport,
    OpenHistory,
    OpenOrganizer,
    OpenQueue,
    OpenReason,
    OpenReasons,
    OpenTeam,
    OpenTranslate,
    PauseDigest,
    PickExport,
    PlaceReason,
    PublishItem,
    RejectItem,
    ReturnItem,
    RevokeMember,
    SeeFiles,
    SetDigest,
    SetDuty,
    SetReason,
    ShapeDigest,
    SkipRemark,
    SpeakDigest,
    SuggestAnswer,
    TakeDayBack,
    TakeItem,
    TranslateStep,
)
from handlers.moderator import decide, digest, duty, history, queue, translate
from handlers.organizer import campaign, creation, days, export, reason_creation, reasons, team
from locales import translator
from sandbox.person import Person
from tests.running import RunningBot

# The first proposal of a fresh database has id 1, the first campaign too.
ITEM = {"proposal": 1, "round": 1}
MODERATOR_OF_THE_REGION: list[CallbackData] = [
    TakeItem(proposal=1),
    TakeItem(proposal=1, fresh=1),
    SeeFiles(proposal=1),
    PublishItem(**ITEM),
    ReturnItem(**ITEM),
    RejectItem(**ITEM),
    GiveReason(reason="abuse", **ITEM),
    SkipRemark(reason="abuse", **ITEM),
    OpenDigest(whose="KZ-59"),
    OpenDigest(whose="KZ-59", what="settings"),
    SetDigest(whose="KZ-59", cadence="off", minute=540, weekday=1),
    PauseDigest(whose="KZ-59", until=20261130),
    SpeakDigest(whose="KZ-59", language="ru"),
    ShapeDigest(whose="KZ-59", form="rich"),
    OpenDuty(region="KZ-59"),
    EditDuty(region="KZ-59", weekday=1),
    SetDuty(region="KZ-59", weekday=1),
    OpenTranslate(proposal=1),
    TranslateStep(proposal=1, action="name"),
    DropTranslation(proposal=1, version=1, sure=1),
    OpenHistory(proposal=1),
]
ANY_MODERATOR: list[CallbackData] = [
    OpenQueue(),
    OpenQueue(fresh=1),
    FilterQueue(),
    NextItem(),
    NextItem(after=1),
    OpenDuty(),
]
ORGANIZER: list[CallbackData] = [
    OpenOrganizer(),
    OpenOrganizer(page="campaign"),
    OpenOrganizer(page="export"),
    OpenOrganizer(page="team"),
    *(CampaignStep(action=action) for action in ("new", "cancel", "create", "name_kk", "voting_until")),
    CampaignStep(action="end", campaign=1),
    CampaignStep(action="end-sure", campaign=1),
    ExportAs(format="csv", internal=1),
    OpenExport(internal=1),
    PickExport(what="place"),
    CancelExport(order=1),
    OpenTeam(),
    InviteRole(role="moderator", chosen=1),
    MakeInvitation(role="moderator", chosen=1),
    MakeInvitation(role="organizer"),
    RevokeMember(member=1),
    RevokeMember(member=1, sure=1),
    OpenDays(),
    AskDay(working=0),
    TakeDayBack(day=20261231),
    SuggestAnswer(step="collecting_until", value="20270101"),
    OpenReasons(),
    OpenReason(code="abuse"),
    AskReason(code="abuse", field="name_kk"),
    SetReason(code="abuse", wanted="withdrawn"),
    PlaceReason(code="abuse", position=1),
    NewReasonStep(action="new"),
    AddReason(code="added-1", public=1),
]
COMMANDS = {"moderator": ("/queue", "/digest", "/duty", "/history 1"), "organizer": ("/campaign", "/export", "/team")}
HELD = "SELECT state, round, taken_by FROM proposals WHERE id = 1"


def buttons_of(*modules: ModuleType) -> set[type[CallbackData]]:
    """The callback classes that handlers listen to."""
    found = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    return {thing for thing in found if issubclass(thing, CallbackData)}


async def table(bot: RunningBot) -> tuple[Person, Person, Person]:
    """A waiting proposal of KZ-59 with its moderator; a resident and a moderator of elsewhere who want its buttons."""
    aigul, marat, olga = (bot.sandbox.person(key) for key in ("aigul", "marat", "olga"))
    await bot.open_campaign()
    await bot.make_moderator(marat, "KZ-59")
    await bot.make_moderator(olga, "KZ-75", language="ru")
    sergey = bot.sandbox.person("sergey")
    await bot.make_resident(sergey, "ru", "KZ-59")
    await bot.make_resident(aigul, "kk", "KZ-59")
    proposal = await bot.submit(aigul)
    assert proposal.id == 1
    return marat, olga, sergey


async def traces(bot: RunningBot) -> list[list[dict[str, object]]]:
    """Everything a button of the team could have changed."""
    return [
        await bot.rows(sql)
        for sql in (
            HELD,
            "SELECT * FROM campaigns",
            "SELECT * FROM team ORDER BY id",
            "SELECT * FROM invitations",
            "SELECT * FROM decisions",
            "SELECT * FROM deliveries",
            "SELECT * FROM days",
            "SELECT * FROM duties",
            "SELECT * FROM digest_plans ORDER BY person_id, region",
        )
    ]


def test_the_table_has_every_button_of_moderators_and_organizers() -> None:
    tried = {type(data) for data in (*MODERATOR_OF_THE_REGION, *ANY_MODERATOR)}
    assert tried == buttons_of(queue, decide, digest, duty, history, translate)
    assert {type(data) for data in ORGANIZER} == buttons_of(
        campaign, creation, days, export, reason_creation, reasons, team
    )


async def test_a_resident_presses_none_of_the_teams_buttons(bot: RunningBot) -> None:
    _, _, sergey = await table(bot)
    before, since = await traces(bot), sergey.moment
    refusal = translator("ru").plain("error-not-allowed")
    for data in (*MODERATOR_OF_THE_REGION, *ANY_MODERATOR, *ORGANIZER):
        answer = await sergey.forges(data.pack())
        assert answer is not None
        assert answer.show_alert, data
        assert answer.text == refusal, data
    assert await traces(bot) == before
    await sergey.hears_nothing(since=since)


async def test_a_moderator_of_another_region_presses_none_of_its_buttons(bot: RunningBot) -> None:
    _, olga, _ = await table(bot)
    before, since = await traces(bot), olga.moment
    refusal = translator("ru").plain("error-not-your-region")
    for data in MODERATOR_OF_THE_REGION:
        answer = await olga.forges(data.pack())
        assert answer is not None
        assert answer.show_alert, data
        assert answer.text == refusal, data
    assert await traces(bot) == before
    await olga.hears_nothing(since=since)


async def test_a_moderator_presses_none_of_the_organizers_buttons(bot: RunningBot) -> None:
    marat, _, _ = await table(bot)
    before, since = await traces(bot), marat.moment
    refusal = translator("kk").plain("error-not-allowed")
    for data in ORGANIZER:
        answer = await marat.forges(data.pack())
        assert answer is not None
        assert answer.show_alert, data
        assert answer.text == refusal, data
    assert await traces(bot) == before
    await marat.hears_nothing(since=since)


async def test_commands_of_a_role_are_refused_to_others(bot: RunningBot) -> None:
    marat, _, sergey = await table(bot)
    for command in (*COMMANDS["moderator"], *COMMANDS["organizer"]):
        await sergey.says(command)
        await sergey.sees(translator("ru").plain("error-not-allowed"))
    for command in COMMANDS["organizer"]:
        await marat.says(command)
        await marat.sees(translator("kk").plain("error-not-allowed"))


BROKEN = (
    "tak:1",
    "tak:x:0",
    "pub:1",
    "rsn:1:1:nonsense",
    "rmk:1:1:",
    "dgs:KZ-59:hourly:540:1",
    "dgs:KZ-59:daily:9000:1",
    "dgs:KZ-59:daily:540:9",
    "que:0:0",
    "nonsense",
    "pub:99999999999999999999999:1",
    "tak:-1:0",
)


async def test_broken_data_is_refused_with_a_sentence(bot: RunningBot) -> None:
    marat, _, _ = await table(bot)
    before = await traces(bot)
    for data in BROKEN:
        answer = await marat.forges(data)
        assert answer is not None, data
        assert answer.show_alert, data
        assert answer.text != translator("kk").plain("error-unexpected"), data
        assert await traces(bot) == before, data
