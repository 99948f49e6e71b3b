"""Every button's data: a prefix of a few letters and ids, never user text, at most 64 bytes packed.

A button says the wanted result ("support proposal 214"), never "toggle": pressing it twice changes nothing.
"""

from __future__ import annotations

from handlers.callbacks.complaints import (
    AppealRejection,
    FileAppeal,
    ReportProposal,
)
from handlers.callbacks.lists import (
    ListPage,
)
from handlers.callbacks.moderators import (
    GiveReason,
    NextItem,
    OpenDigest,
    OpenQueue,
    PublishItem,
    RejectItem,
    ReturnItem,
    SeeFiles,
    SetDigest,
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
from handlers.callbacks.privacy import (
    ForgetMe,
    OpenPrivacy,
    SendMyData,
    SharePhone,
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
from handlers.callbacks.search import (
    HideSimilar,
    OpenSearch,
    SearchPage,
)
from handlers.callbacks.submitting import (
    DropFile,
    SendAnyway,
)

__all__ = [
    "AppealRejection",
    "CampaignStep",
    "CastVote",
    "ChooseConsent",
    "ChooseLanguage",
    "ChoosePlace",
    "ChooseRegion",
    "ChooseTopic",
    "DiscardDraft",
    "DropFile",
    "EditProposal",
    "ExportAs",
    "FileAppeal",
    "ForgetMe",
    "FormStep",
    "GiveReason",
    "HideSimilar",
    "InviteRole",
    "ListPage",
    "MakeInvitation",
    "NextItem",
    "OpenCard",
    "OpenDigest",
    "OpenHelp",
    "OpenMenu",
    "OpenMine",
    "OpenMore",
    "OpenNext",
    "OpenNotices",
    "OpenOrganizer",
    "OpenPrivacy",
    "OpenQueue",
    "OpenRights",
    "OpenSearch",
    "OpenSettings",
    "OpenTeam",
    "PickFilter",
    "PublishItem",
    "RejectItem",
    "ReportProposal",
    "ReturnItem",
    "RevokeMember",
    "SearchPage",
    "SeeFiles",
    "SendAnyway",
    "SendMyData",
    "SendProposal",
    "SetDigest",
    "SetFollow",
    "SetNotice",
    "SharePhone",
    "ShowAttachments",
    "ShowHistory",
    "SkipRemark",
    "StartProposal",
    "TakeItem",
    "Withdraw",
]
