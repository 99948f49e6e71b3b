"""What a delivery says: rendered when it is sent, in the language the person, or the group, has then."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from forum import digests, exports, moderation, people
from forum.errors import NotAllowed
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.digest import digest_screen
from handlers.views.notices import decision_screen
from locales import LANGUAGES, Translator, translator
from locales.export_words import Words
from storage.records import Delivery


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be sent and then deleted by whoever sends it; ``caption`` is HTML."""

    path: Path
    name: str
    caption: str


Outgoing = Screen | Document


async def render_delivery(services: Services, delivery: Delivery) -> Outgoing:
    """Load what the delivery is about and put it into words.

    Raises the DomainError of whatever is gone, KeyError or ValueError for facts that cannot be read.
    """
    t = translator(delivery.language or LANGUAGES[0], services.zone)
    facts = delivery.facts
    if delivery.kind == "decision":
        return await _decision(services, int(str(facts["decision"])), t)
    if delivery.kind == "digest":
        digest_id = int(str(facts["digest"]))
        return digest_screen(await digests.content_of(services.db, digest_id, services.now(), services.rules), t)
    if delivery.kind == "export":
        await _demand_still_organizer(services, delivery)
        return await _export(services, facts)
    if delivery.kind == "export_failed":
        await _demand_still_organizer(services, delivery)
        return Screen(t.html("export-failed"))
    raise ValueError(f"unknown kind of delivery: {delivery.kind}")


async def _decision(services: Services, decision_id: int, t: Translator) -> Screen:
    notice = await moderation.decision_notice(services.db, decision_id)
    link = services.link(f"p_{notice.proposal.id}")
    return decision_screen(notice.proposal, notice.decision, link, t)


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
