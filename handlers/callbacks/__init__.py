"""Every button's data: a prefix of a few letters and ids, never user text, at most 64 bytes packed.

A button says the wanted result ("support proposal 214"), never "toggle": pressing it twice changes nothing.
"""

from __future__ import annotations

from handlers.callbacks.complaints import (
    AppealRejection,
    FileAppeal,
    ReportProposal,
)
from handlers.callbacks.days import (
    AskDay,
    OpenDays,
    TakeDayBack,
)
from handlers.callbacks.digests import (
    OpenDigest,
    PauseDigest,
    SetDigest,
    ShapeDigest,
    SpeakDigest,
)
from handlers.callbacks.duty import (
    EditDuty,
    OpenDuty,
    SetDuty,
)
from handlers.callbacks.groups import (
    ConnectGroup,
    GiveReasonInGroup,
    LeaveGroupAsIs,
    OpenGroupItem,
    OpenGroupQueue,
    PublishInGroup,
    RejectInGroup,
    UndoInGroup,
)
from handlers.callbacks.joining import (
    AnswerCarry,
    ChooseCorrection,
    JoinTo,
    OpenCorrect,
    OpenJoin,
    OpenWork,
    PreviewJoin,
    SetCorrection,
    UndoDecision,
)
from handlers.callbacks.lists import (
    ListPage,
)
from handlers.callbacks.moderators import (
    GiveReason,
    NextItem,
    OpenQueue,
    PublishItem,
    RejectItem,
    ReturnItem,
    SeeFiles,
    SkipRemark,
    TakeItem,
)
from handlers.callbacks.more import (
    OpenMore,
    SetFollow,
)
from handlers.callbacks.next import (
    OpenNext,
)
from handlers.callbacks.notices import (
    OpenNotices,
    SetNotice,
)
from handlers.callbacks.organizers import (
    CampaignStep,
    ExportAs,
    InviteRole,
    MakeInvitation,
    OpenOrganizer,
    OpenTeam,
    RevokeMember,
)
from handlers.callbacks.pictures import (
    SendWeekPicture,
)
from handlers.callbacks.privacy import (
    ForgetMe,
    OpenPrivacy,
    SendMyData,
    SharePhone,
)
from handlers.callbacks.queueing import (
    FilterQueue,
)
from handlers.callbacks.reasons import (
    AddReason,
    AskReason,
    NewReasonStep,
    OpenReason,
    OpenReasons,
    PlaceReason,
    SetReason,
)
from handlers.callbacks.residents import (
    CastVote,
    ChooseConsent,
    ChooseLanguage,
    ChoosePlace,
    ChooseRegion,
    ChooseTopic,
    DiscardDraft,
    EditProposal,
    FormStep,
    OpenCard,
    OpenHelp,
    OpenMenu,
    OpenMine,
    OpenSettings,
    PickFilter,
    SendProposal,
    ShowAttachments,
    ShowHistory,
    StartProposal,
    Withdraw,
)
from handlers.callbacks.rights import (
    OpenRights,
)
from handlers.callbacks.sanctioning import (
    ChooseSanction,
    ConfirmBan,
    GiveSanctionReason,
    LiftSanction,
    OpenAuthor,
    OpenSanctions,
    SetSanction,
)
from handlers.callbacks.search import (
    HideSimilar,
    OpenSearch,
    SearchPage,
)
from handlers.callbacks.submitting import (
    DropFile,
    SendAnyway,
)
from handlers.callbacks.translating import (
    DropTranslation,
    OpenHistory,
    OpenTranslate,
    TranslateStep,
)

__all__ = [
    "AddReason",
    "AnswerCarry",
    "AppealRejection",
    "AskDay",
    "AskReason",
    "CampaignStep",
    "CastVote",
    "ChooseConsent",
    "ChooseCorrection",
    "ChooseLanguage",
    "ChoosePlace",
    "ChooseRegion",
    "ChooseSanction",
    "ChooseTopic",
    "ConfirmBan",
    "ConnectGroup",
    "DiscardDraft",
    "DropFile",
    "DropTranslation",
    "EditDuty",
    "EditProposal",
    "ExportAs",
    "FileAppeal",
    "FilterQueue",
    "ForgetMe",
    "FormStep",
    "GiveReason",
    "GiveReasonInGroup",
    "GiveSanctionReason",
    "HideSimilar",
    "InviteRole",
    "JoinTo",
    "LeaveGroupAsIs",
    "LiftSanction",
    "ListPage",
    "MakeInvitation",
    "NewReasonStep",
    "NextItem",
    "OpenAuthor",
    "OpenCard",
    "OpenCorrect",
    "OpenDays",
    "OpenDigest",
    "OpenDuty",
    "OpenGroupItem",
    "OpenGroupQueue",
    "OpenHelp",
    "OpenHistory",
    "OpenJoin",
    "OpenMenu",
    "OpenMine",
    "OpenMore",
    "OpenNext",
    "OpenNotices",
    "OpenOrganizer",
    "OpenPrivacy",
    "OpenQueue",
    "OpenReason",
    "OpenReasons",
    "OpenRights",
    "OpenSanctions",
    "OpenSearch",
    "OpenSettings",
    "OpenTeam",
    "OpenTranslate",
    "OpenWork",
    "PauseDigest",
    "PickFilter",
    "PlaceReason",
    "PreviewJoin",
    "PublishInGroup",
    "PublishItem",
    "RejectInGroup",
    "RejectItem",
    "ReportProposal",
    "ReturnItem",
    "RevokeMember",
    "SearchPage",
    "SeeFiles",
    "SendAnyway",
    "SendMyData",
    "SendProposal",
    "SendWeekPicture",
    "SetCorrection",
    "SetDigest",
    "SetDuty",
    "SetFollow",
    "SetNotice",
    "SetReason",
    "SetSanction",
    "ShapeDigest",
    "SharePhone",
    "ShowAttachments",
    "ShowHistory",
    "SkipRemark",
    "SpeakDigest",
    "StartProposal",
    "TakeDayBack",
    "TakeItem",
    "TranslateStep",
    "UndoDecision",
    "UndoInGroup",
    "Withdraw",
]
