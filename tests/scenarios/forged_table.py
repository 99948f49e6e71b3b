"""What each button may change, and pressed by whom: one line a button, with the ids of the stage (forged_stage).

Whoever is not named changes nothing at all. OWN tables may change in the presser's own rows only.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from aiogram.filters.callback_data import CallbackData

import handlers.callbacks as cb
from handlers.callbacks.ids import BIGGEST, ButtonData
from locales import TOPIC_SLUGS
from storage.database import to_ms
from storage.vocabulary import NATIONAL
from tests.running import MONDAY

# Roles of the walk. All but the newcomer are residents; "other" and "moderator" moderate KZ-39 and KZ-59.
EVERYBODY: Final = frozenset(
    {"newcomer", "resident", "author", "muted", "banned", "other", "moderator", "organizer", "revoked"}
)
VOTERS: Final = EVERYBODY - {"newcomer", "banned"}
WRITERS: Final = VOTERS - {"muted"}
NOBODY: Final = frozenset[str]()
AUTHOR, RESIDENT = frozenset({"author"}), frozenset({"resident"})
MODERATOR, OTHER, ORGANIZER = frozenset({"moderator"}), frozenset({"other"}), frozenset({"organizer"})
QUEUES: Final = MODERATOR | OTHER | ORGANIZER

OWN: Final = frozenset({"phase_followers", "people", "sightings", "follows", "switches", "resident_digests", "carries"})

# The stage makes these in this order.
BASE, JOINED, PENDING, PUBLISHED, REJECTED, RETURNED, APPEALED, HIDDEN = range(1, 9)
BY_MUTED, BY_BANNED, DRAFT = 9, 10, 11
SHORTLISTED, ANSWERED, ANSWER = 12, 13, 3  # two proposals, and the step that is the answer
JOIN, PUBLISH = 3, 4  # decisions
FILE, MUTE, CAMPAIGN, GROUP, MODERATOR_ROLE, SECTION = 1, 1, 1, 1, 1, 1
DAY_OFF = date(2026, 12, 30)
DECIDED_AT = MONDAY + timedelta(minutes=11)  # all but the join, and a translation: its version

DECIDES = frozenset({"proposals", "history", "decisions", "deliveries", "reports", "votes", "vote_hours"})
SENDS = frozenset({"proposals", "history", "deliveries", "proposal_stems", "translations", "campaigns"})
VOTES = frozenset({"votes", "vote_hours", "proposals"})
FORM = frozenset({"proposals", "attachments"})
TAKES = frozenset({"proposals"})
RECORDS = frozenset({"proposals", "history", "outcomes"})


class Try(NamedTuple):
    """One button, who may change something with it, and in which tables."""

    button: CallbackData
    may: frozenset[str] = NOBODY
    touches: frozenset[str] = frozenset()
    in_group: bool = False


def _tables(*names: str) -> frozenset[str]:
    return frozenset(names)


def _all(*found: ButtonData, in_group: bool = False) -> list[Try]:
    """Buttons that show or ask, and change nothing, whoever presses them."""
    return [Try(button, in_group=in_group) for button in found]


RESIDENTS = [
    Try(cb.ChooseLanguage(code="ru"), EVERYBODY, _tables("people")),
    Try(cb.ChooseLanguage(code="kk"), EVERYBODY, _tables("people")),
    Try(cb.ChooseConsent(answer="agree"), EVERYBODY, _tables("people")),
    Try(cb.ChooseRegion(region="KZ-75"), EVERYBODY, _tables("people")),
    Try(cb.ListPage(order="n"), EVERYBODY, _tables("people")),
    Try(cb.OpenNext(), EVERYBODY, _tables("sightings", "proposals")),
    Try(cb.SetNotice(kind="own", wanted=0), EVERYBODY, _tables("switches")),
    Try(cb.SetNotice(kind="weekly", wanted=1), EVERYBODY, _tables("resident_digests")),
    Try(cb.SetNotice(kind="phase", wanted=1), EVERYBODY, _tables("phase_followers")),
    Try(cb.CastVote(proposal=PUBLISHED, value=-1), VOTERS - AUTHOR, VOTES),
    Try(cb.CastVote(proposal=HIDDEN, value=1)),
    Try(cb.SetFollow(proposal=PUBLISHED, wanted=1), VOTERS, _tables("follows")),
    Try(cb.ReportProposal(proposal=PUBLISHED, reason=1), WRITERS - AUTHOR, _tables("reports", *DECIDES)),
    Try(cb.AnswerCarry(decision=JOIN, answer="carry"), RESIDENT, _tables("carries", *VOTES)),
    Try(cb.RateAnswer(outcome=ANSWER, rating="f"), RESIDENT | AUTHOR, _tables("ratings", "outcomes")),
    Try(cb.StartProposal(), WRITERS - AUTHOR, FORM),
    Try(cb.ChoosePlace(place=NATIONAL, proposal=DRAFT), AUTHOR, FORM),
    Try(cb.ChoosePlace(place="KZ-39", proposal=DRAFT)),  # no region but one's own
    Try(cb.ChooseTopic(topic=TOPIC_SLUGS[0], proposal=DRAFT), AUTHOR, FORM),
    Try(cb.DropFile(proposal=DRAFT, file=FILE), AUTHOR, FORM),
    Try(cb.FormStep(action="clear", proposal=DRAFT), AUTHOR, FORM),
    Try(cb.DiscardDraft(proposal=DRAFT, sure=1), AUTHOR, FORM),
    Try(cb.SendProposal(proposal=RETURNED, round=1), AUTHOR, SENDS),
    Try(cb.SendAnyway(proposal=RETURNED, round=1, seen="0"), AUTHOR, SENDS),
    # Nothing but the row of somebody who chose no language yet is there to be forgotten; others are asked first.
    Try(cb.ForgetMe(), frozenset({"newcomer"}), _tables("people")),
    Try(cb.ForgetMe(shown="forged", language="kk"), frozenset({"newcomer"}), _tables("people")),
    Try(cb.Withdraw(proposal=PENDING, sure=1), AUTHOR, SENDS),
    *_all(
        cb.AppealRejection(proposal=REJECTED), cb.FileAppeal(proposal=REJECTED, sure=1),
        cb.HideSimilar(proposal=RETURNED), cb.EditProposal(proposal=RETURNED),
        cb.DiscardDraft(proposal=RETURNED, sure=1), cb.FormStep(action="title", proposal=DRAFT),
        cb.OpenCard(proposal=PENDING),
        cb.OpenCard(proposal=PUBLISHED), cb.OpenHelp(), cb.OpenMenu(), cb.OpenMine(), cb.OpenMore(proposal=HIDDEN),
        cb.OpenNotices(), cb.OpenPrivacy(), cb.OpenRights(), cb.OpenSearch(), cb.OpenSettings(),
        cb.PickFilter(what="filters"), cb.OpenAnswer(outcome=ANSWER), cb.OpenAnswer(outcome=ANSWER, origin="org"),
        cb.SeeOutcomeFiles(outcome=ANSWER), cb.RateAnswer(outcome=1, rating="f"),
        cb.SearchPage(request="forged"), cb.SendMyData(), cb.SharePhone(), cb.ShowAttachments(proposal=DRAFT),
        cb.ShowHistory(proposal=PENDING), cb.Withdraw(proposal=PENDING),
    ),
]  # fmt: skip
MODERATORS = [
    Try(cb.TakeItem(proposal=PENDING), MODERATOR, TAKES),
    Try(cb.TakeItem(proposal=APPEALED), OTHER | ORGANIZER, TAKES),
    Try(cb.NextItem(), QUEUES, TAKES),
    Try(cb.PublishItem(proposal=PENDING, round=1), MODERATOR, DECIDES),
    Try(cb.PublishItem(proposal=HIDDEN, round=2), MODERATOR, DECIDES),
    Try(cb.PublishItem(proposal=APPEALED, round=2), OTHER | ORGANIZER, DECIDES),
    Try(cb.SkipRemark(proposal=PENDING, round=1, reason="abuse"), MODERATOR, DECIDES),
    Try(cb.SkipRemark(proposal=APPEALED, round=2, reason="abuse"), OTHER | ORGANIZER, DECIDES),
    Try(cb.UndoDecision(decision=PUBLISH), MODERATOR, DECIDES),
    Try(cb.JoinTo(proposal=PENDING, round=1, target=PUBLISHED), MODERATOR, DECIDES),
    Try(cb.JoinTo(proposal=PUBLISHED, round=2, target=PUBLISHED)),
    Try(
        cb.SetCorrection(proposal=PENDING, round=1, field="place", value="KZ-39"), MODERATOR,
        _tables("proposals", "history", "deliveries"),
    ),
    Try(
        cb.DropTranslation(proposal=PUBLISHED, version=to_ms(DECIDED_AT), sure=1), MODERATOR,
        _tables("translations", "history", "proposal_stems"),
    ),
    Try(
        cb.SetSanction(proposal=PENDING, kind="warn", days=0, after=0, grounds=1), MODERATOR,
        _tables("sanctions", "deliveries"),
    ),
    Try(cb.LiftSanction(sanction=MUTE), MODERATOR | ORGANIZER, _tables("sanctions", "people of others", "deliveries")),
    Try(cb.SetDuty(region="KZ-59", weekday=2), MODERATOR, _tables("duties", "deliveries")),
    Try(cb.SetDigest(whose="KZ-59", cadence="weekly", minute=600, weekday=5), MODERATOR, _tables("digest_plans")),
    Try(cb.PauseDigest(whose="KZ-59", until=20261130), MODERATOR, _tables("digest_plans")),
    Try(cb.SpeakDigest(whose="KZ-59", language="ru"), MODERATOR, _tables("digest_plans")),
    Try(cb.ShapeDigest(whose="KZ-59", form="rich"), MODERATOR, _tables("people", "digest_plans")),
    Try(cb.SetDigest(whose=NATIONAL, cadence="off", minute=540, weekday=1), ORGANIZER, _tables("digest_plans")),
    *_all(
        cb.SetDigest(whose=f"KZ-59.{GROUP}", cadence="off", minute=540, weekday=1),  # in the group itself only
        cb.OpenQueue(), cb.FilterQueue(), cb.ConfirmBan(proposal=PENDING),
        cb.GiveSanctionReason(proposal=PENDING, kind="ban", days=0, after=0, grounds=1),
        cb.OpenAuthor(proposal=PENDING),
        cb.SetSanction(proposal=PENDING, kind="ban", days=0, after=0, grounds=1),
        cb.ChooseSanction(proposal=PENDING, kind="ban", days=0, after=0), cb.OpenSanctions(),
        cb.OpenWork(proposal=PUBLISHED),
        cb.OpenJoin(proposal=PENDING, round=1), cb.PreviewJoin(proposal=PENDING, round=1, target=PUBLISHED),
        cb.OpenCorrect(proposal=PENDING, round=1), cb.ChooseCorrection(proposal=PENDING, round=1, field="topic"),
        cb.OpenTranslate(proposal=PUBLISHED), cb.TranslateStep(proposal=PUBLISHED, action="name"),
        cb.TranslateStep(proposal=PUBLISHED, action="save"), cb.OpenHistory(proposal=PENDING), cb.OpenDuty(),
        cb.EditDuty(region="KZ-59", weekday=1), cb.OpenDigest(whose="KZ-59"), cb.SendWeekPicture(whose="KZ-59"),
    ),
    *[
        Try(button, MODERATOR, TAKES)
        for button in (
            cb.SeeFiles(proposal=PENDING),
            cb.ReturnItem(proposal=PENDING, round=1), cb.RejectItem(proposal=PENDING, round=1),
            cb.GiveReason(proposal=PENDING, round=1, reason="abuse"),
        )
    ],
]  # fmt: skip
ORGANIZERS = [
    Try(cb.CampaignStep(action="end-sure", campaign=CAMPAIGN), ORGANIZER, _tables("campaigns", "campaign_acts")),
    Try(cb.ExportAs(format="csv", internal=1, request="abcdefgh"), ORGANIZER, _tables("deliveries", "export_orders")),
    Try(cb.MakeInvitation(role="organizer", request="abcdefgh"), ORGANIZER, _tables("invitations")),
    Try(cb.RevokeMember(member=MODERATOR_ROLE, sure=1), ORGANIZER, _tables("team", "invitations", "deliveries")),
    Try(cb.TakeDayBack(day=int(f"{DAY_OFF:%Y%m%d}")), ORGANIZER, _tables("days", "digest_plans")),
    Try(cb.TakeStep(proposal=SHORTLISTED, seen=0, to="recommended"), ORGANIZER, RECORDS),
    Try(cb.RecommendAll(upto=BIGGEST), ORGANIZER, RECORDS),
    Try(cb.UndoOutcome(outcome=ANSWER), ORGANIZER, RECORDS),
    Try(cb.PlaceSection(section=SECTION, position=2), ORGANIZER, _tables("sections", "campaign_acts")),
    Try(cb.RemoveSection(section=SECTION, sure=1), ORGANIZER, _tables("sections", "campaign_acts")),
    Try(cb.SetReason(code="abuse", wanted="withdrawn"), ORGANIZER, _tables("rejection_reasons")),
    Try(cb.PlaceReason(code="abuse", position=1), ORGANIZER, _tables("rejection_reasons")),
    *_all(
        cb.AnnounceStep(action="new"), cb.AnnounceStep(action="count"), cb.ChooseSegment(field="region"),
        cb.OpenAnnouncement(announcement=1), cb.OpenAnnouncements(), cb.StartAnnouncement(announcement=1),
        cb.SetAnnouncement(announcement=1, wanted="cancelled"), cb.OpenOrganizer(page="announcements"),
        cb.OpenExport(internal=1), cb.PickExport(what="state"), cb.CancelExport(order=99),
        cb.OpenOrganizer(), cb.OpenOrganizer(page="team"), cb.OpenTeam(), cb.InviteRole(role="moderator", chosen=1),
        cb.CampaignStep(action="new"), cb.CampaignStep(action="create"), cb.OpenDays(), cb.AskDay(working=0),
        cb.OpenOutcomes(), cb.OpenOutcomes(state="sent"), cb.NarrowOutcomes(state="sent"), cb.RecommendAll(),
        cb.UndoRecommended(by=1, at=to_ms(MONDAY)),
        cb.OpenOutcome(proposal=ANSWERED), cb.TakeStep(proposal=ANSWERED, seen=ANSWER, to="done"),
        cb.SendingStep(action="save"), cb.ChooseAddressee(addressee=1), cb.OpenAddressees(),
        cb.AnsweringStep(action="save"),
        cb.AskSetting(setting="vote_budget", campaign=CAMPAIGN), cb.OpenActs(campaign=CAMPAIGN),
        cb.ProposeSetting(setting="vote_budget", value="5", campaign=CAMPAIGN), cb.SaveSetting(campaign=CAMPAIGN),
        cb.SuggestAnswer(step="vote_budget", value="5"), cb.OpenPast(campaign=CAMPAIGN),
        cb.AskPause(what="voting", campaign=CAMPAIGN), cb.SetPause(what="voting", campaign=CAMPAIGN, wanted=1),
        cb.OpenSection(section=SECTION), cb.AskSection(), cb.AddSection(campaign=CAMPAIGN),
        cb.RemoveSection(section=SECTION),
        cb.OpenStats(), cb.OpenStats(page="place"), cb.OpenStats(page="campaigns"), cb.SendStatsPicture(page="topic"),
        cb.OpenReasons(), cb.OpenReason(code="abuse"), cb.AskReason(code="abuse", field="name_kk"),
        cb.OpenOrganizer(page="import"), cb.ImportStep(action="template-csv"), cb.ImportStep(action="cancel"),
        cb.ImportStep(action="publish", request="forged"), cb.RunImport(publish=1, request="forged"),
        cb.NewReasonStep(action="new"), cb.AddReason(code="added-1", public=1), cb.RevokeMember(member=MODERATOR_ROLE),
        cb.OpenMember(member=MODERATOR_ROLE), cb.OpenTeamHistory(), cb.OpenInvitations(),
        # Every link of the stage is used, and voting goes on: there is nothing to take back or to confirm yet.
        cb.TakeLinkBack(invitation=1), cb.TakeLinkBack(invitation=1, sure=1), cb.OpenOrganizer(page="shortlist"),
        cb.OpenRankings(), cb.OpenRanking(of="r_KZ-59"), cb.OpenCandidate(of="r_KZ-59", proposal=PUBLISHED),
        cb.ConfirmCandidate(of="r_KZ-59", proposal=PUBLISHED), cb.ConfirmCandidate(of="other", proposal=PUBLISHED),
        cb.ChooseSectionFor(of="r_KZ-59", proposal=PUBLISHED), cb.MoveSelected(of="", proposal=PUBLISHED),
        cb.DropSelected(of="", proposal=PUBLISHED, sure=1), cb.OpenShortlist(), cb.OpenShortlistSection(),
        cb.ChooseOther(),
    ),
]  # fmt: skip
IN_GROUP = [
    Try(
        cb.ConnectGroup(region="KZ-59", instead_of="KZ-59"), MODERATOR,
        _tables("staff_groups", "digest_plans", "deliveries"), in_group=True,
    ),
    Try(cb.OpenGroupItem(proposal=PENDING), MODERATOR, TAKES, in_group=True),
    Try(cb.OpenGroupItem(proposal=APPEALED), in_group=True),
    Try(cb.PublishInGroup(proposal=PENDING, round=1), MODERATOR, DECIDES, in_group=True),
    Try(cb.RejectInGroup(proposal=PENDING, round=1), MODERATOR, TAKES, in_group=True),
    Try(cb.GiveReasonInGroup(proposal=PENDING, round=1, reason="abuse"), MODERATOR, DECIDES, in_group=True),
    Try(cb.UndoInGroup(decision=PUBLISH), MODERATOR, DECIDES, in_group=True),
    Try(
        cb.SetDigest(whose=f"KZ-59.{GROUP}", cadence="off", minute=540, weekday=1), MODERATOR, _tables("digest_plans"),
        in_group=True,
    ),
    *_all(
        cb.LeaveGroupAsIs(), cb.OpenGroupQueue(), cb.ConnectGroup(region="KZ-71", instead_of="KZ-59"),
        cb.ConnectGroup(region="KZ-39", instead_of="KZ-59"),
        cb.PublishItem(proposal=PENDING, round=1), cb.OpenDigest(whose=f"KZ-59.{GROUP}"),
        in_group=True,
    ),
]  # fmt: skip
TRIES: Final = [*RESIDENTS, *MODERATORS, *ORGANIZERS, *IN_GROUP]
