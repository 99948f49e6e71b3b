"""What a delivery says: rendered when it is sent, in the language the person, or the group, has then."""

from __future__ import annotations

from forum import (
    digest_words,
    digests,
    moderation,
    notices,
    people,
    resident_digests,
    sanctions,
    staff_groups,
    translating,
    unattended,
    week_figures,
)
from forum.errors import NotAllowed
from forum.national_digest import NationalContent
from handlers import (
    outgoing_announce,
    outgoing_export,
    outgoing_outcomes,
    outgoing_phases,
    outgoing_shortlist,
    outgoing_work,
)
from handlers.callbacks.digests import Whose
from handlers.outgoing_export import Parcel
from handlers.pictures.posting import Picture, week_picture
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.digest import digest_screen
from handlers.views.group import lost_screen, new_item_screen
from handlers.views.national_digest import national_screen
from handlers.views.notices import decision_screen
from handlers.views.rich_digest import with_tables
from handlers.views.rulings import hidden_screen, ruling_screen
from handlers.views.sanctions import sanction_notice
from handlers.views.switches import with_stop
from handlers.views.translate import told_screen
from handlers.views.unattended import unattended_screen
from handlers.views.week import week_screen
from locales import LANGUAGES, Translator, translator
from storage.database import from_ms
from storage.records import Delivery

Outgoing = Screen | Parcel | Picture


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


async def _render(services: Services, delivery: Delivery, t: Translator) -> Outgoing | None:
    facts = delivery.facts
    match delivery.kind:
        case "decision":
            return await _decision(services, int(str(facts["decision"])), t)
        case "undone":
            return await outgoing_work.undone(services, delivery, t)
        case "corrected":
            return await outgoing_work.corrected(services, delivery, t)
        case "carry":
            return await outgoing_work.carry(services, delivery, t)
        case "hidden":
            return hidden_screen(await notices.told(services.db, int(str(facts["proposal"]))), t)
        case "shortlisted" | "unlisted":
            return await outgoing_shortlist.told(services, delivery, t)
        case "change" | "outcome":
            return await outgoing_outcomes.told(services, delivery, t)
        case "phase":
            return await outgoing_phases.phase(services, delivery, t)
        case "weekly":
            since, until = (from_ms(int(str(facts[edge]))) for edge in ("since", "until"))
            week = await resident_digests.week_of(
                services.db, str(facts["region"]), since, until, services.rules, t.language
            )
            return week_screen(week, t)
        case "digest":
            return await _digest(services, delivery, t)
        case "digest_picture":
            return await _digest_picture(services, delivery, t)
        case "translation":
            return await _translation(services, delivery, t)
        case "new_item":
            new = await staff_groups.new_item(services.db, delivery)
            return None if new is None else new_item_screen(new, t)
        case "group_silent" | "group_left":
            return lost_screen(delivery.kind, str(facts["region"]), t)
        case "sanction" | "sanction_lifted":
            told = await sanctions.told(services.db, int(str(facts["sanction"])))
            return sanction_notice(told, delivery.kind == "sanction_lifted", services.operator[t.language], t)
        case "unattended":
            await _demand_still_organizer(services, delivery)
            region = str(facts["region"])
            count = await unattended.waiting(services.db, region)
            return unattended_screen(region, count, t) if count else None
        case "announcement":
            return await outgoing_announce.notice(services, delivery, t)
        case "announcement_end":
            return await outgoing_announce.ended(services, delivery, t)
        case "announcement_paused":
            return await outgoing_announce.orphaned(services, delivery, t)
        case "export":
            return outgoing_export.parcel_of(delivery)
        case "export_failed":
            await _demand_still_organizer(services, delivery)
            return await outgoing_export.failed(services, delivery, t)
    raise ValueError(f"unknown kind of delivery: {delivery.kind}")


async def _digest(services: Services, delivery: Delivery, t: Translator) -> Screen:
    digest_id, t = _digest_of(services, delivery, t)
    content = await digests.content_of(services.db, digest_id, services.now(), services.rules, services.admin_ids)
    form = await _form_of(services, delivery)
    if isinstance(content, NationalContent):
        return with_tables(national_screen(content, t), content, form, t)
    content = await digest_words.worded(services.db, content, t.language)
    return with_tables(digest_screen(content, t, Whose(content.region, delivery.group_id)), content, form, t)


async def _form_of(services: Services, delivery: Delivery) -> str:
    """How the recipient wants digests to look; a group's are always classic."""
    person = None if delivery.person_id is None else await people.find(services.db, delivery.person_id)
    return "classic" if person is None else person.message_form


async def _digest_picture(services: Services, delivery: Delivery, t: Translator) -> Picture | None:
    """The week before a weekly digest; None when nobody voted and nothing waits. Raises NotDrawn."""
    digest_id, t = _digest_of(services, delivery, t)
    figures = await week_figures.of_digest(services.db, digest_id, services.now(), services.rules, services.admin_ids)
    return None if figures.is_empty else await week_picture(figures, t)


def _digest_of(services: Services, delivery: Delivery, t: Translator) -> tuple[int, Translator]:
    """Which digest, and who speaks: in the language that was chosen for it, else in the recipient's."""
    language = delivery.facts.get("language")
    spoken = t if language is None else translator(str(language), services.zone)
    return int(str(delivery.facts["digest"])), spoken


async def _decision(services: Services, decision_id: int, t: Translator) -> Screen | None:
    notice = await moderation.decision_notice(services.db, decision_id)
    if notice.decision.undone_at is not None:
        return None
    if notice.decision.kind == "join":
        return await outgoing_work.joined(services, notice, t)
    link = services.link(f"p_{notice.proposal.id}")
    return ruling_screen(notice, link, t) or decision_screen(notice, link, t)


async def _translation(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """Another moderator changed or deleted what this one had translated."""
    facts, person_id = delivery.facts, delivery.person_id
    if person_id is None:
        raise NotAllowed
    ids = int(str(facts["proposal"])), int(str(facts["by"]))
    return told_screen(await translating.replaced(services.db, person_id, *ids), str(facts["what"]), t)


async def _demand_still_organizer(services: Services, delivery: Delivery) -> None:
    """Somebody whose role was taken back since gets no file and no word of one. Raises NotAllowed."""
    person = None if delivery.person_id is None else await people.find(services.db, delivery.person_id)
    if person is None or not (person.is_organizer or person.telegram_id in services.admin_ids):
        raise NotAllowed
