"""What a delivery says: rendered when it is sent, in the language the person, or the group, has then."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from forum import digests, exports, moderation, notices, people, resident_digests
from forum.errors import NotAllowed, ProposalNotFound
from forum.policies import PUBLIC
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.changes import change_screen
from handlers.views.digest import digest_screen
from handlers.views.notices import decision_screen
from handlers.views.rulings import hidden_screen, ruling_screen
from handlers.views.switches import with_stop
from handlers.views.week import week_screen
from locales import LANGUAGES, Translator, translator
from locales.export_words import Words
from storage.database import from_ms
from storage.records import Delivery


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be sent and then deleted by whoever sends it; ``caption`` is HTML."""

    path: Path
    name: str
    caption: str


Outgoing = Screen | Document


async def render_delivery(services: Services, delivery: Delivery) -> Outgoing | None:
    """Load what the delivery is about and put it into words; None when the person has switched it off since.

    Raises the DomainError of whatever is gone, KeyError or ValueError for facts that cannot be read.
    """
    t = translator(delivery.language or LANGUAGES[0], services.zone)
    switch = notices.SWITCH_OF.get(delivery.kind)
    if switch is None or delivery.person_id is None:
        return await _render(services, delivery, t)
    if not await notices.is_wanted(services.db, delivery.person_id, delivery.kind):
        return None
    said = await _render(services, delivery, t)
    return with_stop(said, switch, t) if isinstance(said, Screen) else said


async def _render(services: Services, delivery: Delivery, t: Translator) -> Outgoing:
    facts = delivery.facts
    match delivery.kind:
        case "decision":
            return await _decision(services, int(str(facts["decision"])), t)
        case "hidden":
            return hidden_screen(await notices.told(services.db, int(str(facts["proposal"]))), t)
        case "change" | "outcome":
            return await _change(services, delivery, t)
        case "weekly":
            since, until = (from_ms(int(str(facts[edge]))) for edge in ("since", "until"))
            return week_screen(await resident_digests.week_of(services.db, str(facts["region"]), since, until), t)
        case "digest":
            digest_id = int(str(facts["digest"]))
            return digest_screen(await digests.content_of(services.db, digest_id, services.now(), services.rules), t)
        case "export":
            await _demand_still_organizer(services, delivery)
            return await _export(services, facts)
        case "export_failed":
            await _demand_still_organizer(services, delivery)
            return Screen(t.html("export-failed"))
    raise ValueError(f"unknown kind of delivery: {delivery.kind}")


async def _change(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """A state somebody is told of. Raises ProposalNotFound when it cannot be read by them any more."""
    proposal, is_own = await notices.told(services.db, int(str(delivery.facts["proposal"]))), delivery.kind == "change"
    if not is_own and proposal.state not in PUBLIC:
        raise ProposalNotFound
    return change_screen(proposal, str(delivery.facts["state"]), t, is_own=is_own)


async def _decision(services: Services, decision_id: int, t: Translator) -> Screen:
    notice = await moderation.decision_notice(services.db, decision_id)
    link = services.link(f"p_{notice.proposal.id}")
    return ruling_screen(notice, link, t) or decision_screen(notice.proposal, notice.decision, link, t)


def _new_file(suffix: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="usynys-", suffix=suffix)
    os.close(handle)
    return Path(name)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)


async def _demand_still_organizer(services: Services, delivery: Delivery) -> None:
    """Somebody whose role was taken back since gets no file and no word of one. Raises NotAllowed."""
    person = None if delivery.person_id is None else await people.find(services.db, delivery.person_id)
    if person is None or not (person.is_organizer or person.telegram_id in services.admin_ids):
        raise NotAllowed


async def _export(services: Services, facts: dict[str, object]) -> Document:
    """Write the file into the temporary folder of the machine, in the language it was ordered in."""
    t = translator(str(facts["language"]), services.zone)
    format_name, is_internal = str(facts["format"]), bool(facts["internal"])
    campaign, now = await exports.campaign_to_export(services.db, int(str(facts["campaign"]))), services.now()
    path = _new_file(f".{format_name}")
    write = exports.write_csv if format_name == "csv" else exports.write_xlsx
    try:
        await write(services.db, path, campaign, Words(t), internal=is_internal)
    except BaseException:
        _delete(path)
        raise
    caption = t.html(
        "export-caption-internal" if is_internal else "export-caption", name=campaign.name(t.language), at=now
    )
    shown = exports.file_name(campaign, format_name, t.language, now, internal=is_internal, zone=services.zone)
    return Document(path, shown, caption)
