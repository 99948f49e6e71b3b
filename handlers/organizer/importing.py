"""An organizer imports proposals from a file: the template, what a file would add, and adding it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from forum import campaigns, importing
from forum.errors import DomainError, StaleButton
from forum.import_rows import Progress
from forum.import_table import FILE_MEGABYTES
from forum.import_template import FORMATS
from forum.importing import Done, File, Report
from forum.policies import demand_organizer
from handlers.callbacks import ImportStep, OpenOrganizer, RunImport
from handlers.callbacks.ids import new_request
from handlers.form_storage import LoadedForm
from handlers.organizer.campaign import campaign_screen
from handlers.organizer.import_files import NotFetched, fetched, send_report, send_template
from handlers.organizer.import_progress import told
from handlers.screen import Notice, Screen, complain, drop_buttons, edit, send, show
from handlers.services import Services
from handlers.states import ImportForm
from handlers.typed import IsAnswer, demand_open_step, is_of_refused_album, was_seen
from handlers.views import importing as views
from handlers.views.shorten import shortened
from locales import Markup, Translator
from locales.import_words import ImportWords
from storage.records import Person

TEMPLATES = {f"template-{format}": format for format in FORMATS}
SHEET_UNITS = 100


def router() -> Router:
    """A fresh router of imports."""
    imports = Router(name="import")
    imports.callback_query.register(open_import, OpenOrganizer.filter(F.page == "import"))
    imports.callback_query.register(give_template, ImportStep.filter(F.action.in_(set(TEMPLATES))))
    imports.callback_query.register(ask_publish, ImportStep.filter(F.action == "publish"))
    imports.callback_query.register(cancel_import, ImportStep.filter(F.action == "cancel"))
    imports.callback_query.register(run_import, RunImport.filter())
    imports.message.register(accept_file, StateFilter(ImportForm), IsAnswer())
    return imports


async def open_import(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """What to do; from now on a file that is sent is looked through."""
    demand_organizer(person)
    screen = views.import_screen(await campaigns.current(services.db), t)
    seen = (await state.get_data()).get("seen", 0)
    await state.replace(ImportForm.file, {"screen": await show(callback, screen), "seen": seen})


async def give_template(
    callback: CallbackQuery, callback_data: ImportStep, services: Services, person: Person, t: Translator
) -> None:
    """The file to fill in; the screen stays."""
    demand_organizer(person)
    await send_template(callback, services, TEMPLATES[callback_data.action], t)


async def cancel_import(
    callback: CallbackQuery, services: Services, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Leave without adding anything; again is the same."""
    demand_organizer(person)
    demand_open_step(callback, await state.get_data())
    await state.clear()
    await show(callback, await campaign_screen(services, person, t, t.html("import-cancelled")))


async def ask_publish(
    callback: CallbackQuery, callback_data: ImportStep, person: Person, t: Translator, state: LoadedForm
) -> None:
    """Ask once more before anything is public that nobody has looked at."""
    demand_organizer(person)
    data = await _looked_through(state, callback_data.request)
    await show(callback, views.publish_screen(int(data["added"]), int(data["warnings"]), callback_data.request, t))


async def accept_file(message: Message, services: Services, person: Person, t: Translator, state: LoadedForm) -> None:
    """Look the file through and say what it would add; what is no table is named and asked for again."""
    demand_organizer(person)
    data = await state.get_data()
    if was_seen(message, data) or is_of_refused_album(message, data):
        return
    refusal = _refusal(message, t)
    if refusal is not None:
        await _complain(message, refusal, services, t, state)
        return
    assert message.document is not None
    await drop_buttons(message, data.get("screen"))
    name = message.document.file_name or "file"
    asked = {"file": message.document.file_id, "name": name, "sheet": _sheet_of(message)}
    shown = await send(message, views.reading_screen(name, None, t))
    try:
        report = await _look_through(message, asked, shown, services, person, t)
    except NotFetched:
        await _complain(message, t.html("import-not-fetched"), services, t, state)
        return
    # Made with the report: pressed again its button imports this very file, and no other.
    request = new_request()
    kept = {**asked, "request": request, "added": len(report.proposals), "warnings": report.warnings}
    screen = views.report_screen(report, request, t)
    shown = await send(message, screen) if shown is None else await edit(message, shown, screen)
    if len(report.problems) > views.SHOWN_MOST:
        await send_report(message, report, shortened(name, views.NAME_UNITS), t)
    looked_through = kept if report.may_go_on else {}
    await state.replace(ImportForm.file, {**looked_through, "screen": shown, "seen": message.message_id})


async def run_import(
    callback: CallbackQuery,
    callback_data: RunImport,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> Notice | None:
    """Look the file through once more and add what is new in it; pressed again it says what was added."""
    demand_organizer(person)
    data = await _looked_through(state, callback_data.request)
    await campaigns.current(services.db)
    shown = await show(callback, views.writing_screen(None, t))
    try:
        report = await _look_through(callback, data, shown, services, person, t)
    except NotFetched:
        await state.replace(ImportForm.file, {"screen": shown, "seen": data.get("seen", 0)})
        await _show(callback, shown, views.import_screen(await campaigns.current(services.db), t))
        return Notice(t.plain("import-not-fetched"), alert=True)
    if report.errors:
        # What was right then is not any more: a day has passed, a region has another name.
        await _show(callback, shown, views.report_screen(report, callback_data.request, t))
        return None
    is_public = callback_data.publish == 1
    done = await _added(callback, report, shown, services, person, t, is_public)
    services.wake()
    await _show(callback, shown, views.done_screen(done, report, t, published=is_public))
    # The file stays known: whoever presses twice is told the same.
    await state.replace(None, data)
    return None


async def _added(
    callback: CallbackQuery,
    report: Report,
    shown: int | None,
    services: Services,
    person: Person,
    t: Translator,
    is_public: bool,
) -> Done:
    """Raises NoCampaign (it has ended meanwhile), NotAllowed (the role was taken back)."""

    async def work(progress: Progress) -> Done:
        now = services.now()
        return await importing.run(services.db, person, report, now, publish=is_public, progress=progress)

    try:
        return await told(callback, shown, lambda at: views.writing_screen(at, t), work)
    except DomainError:
        await _show(callback, shown, views.nothing_screen(t))
        raise


async def _show(event: CallbackQuery, shown: int | None, screen: Screen) -> None:
    await (show(event, screen) if shown is None else edit(event, shown, screen))


async def _look_through(
    event: Message | CallbackQuery,
    asked: Mapping[str, Any],
    shown: int | None,
    services: Services,
    person: Person,
    t: Translator,
) -> Report:
    """Raises NotFetched, NoCampaign."""
    if event.bot is None:
        raise NotFetched
    name = str(asked["name"])
    async with fetched(event.bot, str(asked["file"])) as path:
        file = File(path, name, asked.get("sheet"))

        async def work(progress: Progress) -> Report:
            now, words = services.now(), ImportWords(t)
            return await importing.dry_run(services.db, person, file, words, now, services.rules, progress=progress)

        return await told(event, shown, lambda at: views.reading_screen(name, at, t), work)


async def _looked_through(state: LoadedForm, request: str) -> dict[str, Any]:
    """The form with the file of a report's button. Raises StaleButton when another one came since."""
    data = await state.get_data()
    if not request or data.get("request") != request:
        raise StaleButton
    return data


def _refusal(message: Message, t: Translator) -> Markup | None:
    """Why a message is no file to be looked through; None when it is. Whose it was first is no matter."""
    document = message.document
    if document is None or message.animation is not None:
        return t.html("import-not-file")
    if (document.file_size or 0) > FILE_MEGABYTES * 1024 * 1024:
        return t.html("import-file-large", limit=FILE_MEGABYTES)
    return None


def _sheet_of(message: Message) -> str | None:
    """Which sheet is meant: the file's caption says it."""
    return shortened((message.caption or "").strip(), SHEET_UNITS) or None


async def _complain(message: Message, sentence: Markup, services: Services, t: Translator, state: LoadedForm) -> None:
    """A report that waits for its buttons to be pressed stays above; else the step is repeated."""
    data = {**await state.get_data(), "seen": message.message_id, "refused": message.media_group_id}
    if "request" in data:
        await send(message, Screen(sentence))
    else:
        await drop_buttons(message, data.get("screen"))
        data["screen"] = await complain(message, sentence, views.import_screen(await campaigns.current(services.db), t))
    await state.replace(ImportForm.file, data)
