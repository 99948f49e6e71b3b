"""Screens of the form that a proposal is written in."""

from __future__ import annotations

from collections.abc import Sequence

from forum.policies import Rules
from forum.submission import Draft
from handlers.callbacks import (
    ChoosePlace,
    ChooseTopic,
    DiscardDraft,
    DropFile,
    FormStep,
    SendProposal,
)
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.choices import Rows, choice, topic_rows
from handlers.views.proposal import REMARK_UNITS, TEXT_UNITS, TITLE_UNITS, about_line
from handlers.views.shorten import shortened
from locales import NATIONAL, Translator, escape
from storage.records import Attachment, Proposal

STEPS = ("place", "topic", "title", "text", "files")
PREVIEW = "preview"
FILE_NAME_UNITS = 60


def first_missing(proposal: Proposal) -> str | None:
    """The first step whose field is still empty; files are optional."""
    fields = {
        "place": proposal.place,
        "topic": proposal.topic,
        "title": proposal.title,
        "text": proposal.text,
    }
    return next((step for step, value in fields.items() if value is None), None)


def is_empty(draft: Draft) -> bool:
    """Whether nothing was put into the draft yet."""
    p = draft.proposal
    return not (p.place or p.topic or p.title or p.text or draft.attachments)


def next_step(step: str, proposal: Proposal, *, is_editing: bool) -> str:
    """Where an accepted answer leads: on, or back to the preview it was opened from."""
    missing = first_missing(proposal)
    if missing is not None:
        return missing
    return "files" if step == "text" and not is_editing else PREVIEW


def step_screen(step: str, draft: Draft, t: Translator, rules: Rules, region: str, *, is_editing: bool) -> Screen:
    """One of STEPS; ``region`` is the person's, ``is_editing`` when it was opened from the preview."""
    proposal = draft.proposal
    heading = t.html("submit-step", step=STEPS.index(step) + 1, steps=len(STEPS))
    text = " ".join([heading, _question(step, t, rules)])
    now = _value_now(step, draft, t)
    rows: Rows = []
    if step == "place":
        rows = _place_rows(t, proposal, region)
    elif step == "topic":
        rows = topic_rows(t, lambda slug: ChooseTopic(topic=slug, proposal=proposal.id), proposal.topic)
    elif step == "files":
        rows = _file_rows(t, draft)
    if step != "files" and now is not None and not is_editing:
        onwards = FormStep(action=_after(step), proposal=proposal.id)
        rows.append([button(t.plain("submit-keep"), onwards, PRIMARY)])
    rows.append(_way_back(step, t, proposal, is_editing=is_editing))
    return Screen(f"{text}\n\n{now}" if now else text, buttons(*rows))


def preview(draft: Draft, t: Translator, remark: str | None) -> Screen:
    """Everything at once, each field one tap away; ``remark`` is the moderator's, on a returned one."""
    proposal = draft.proposal
    is_returned = proposal.state == "returned"
    lines: list[str] = [t.html("submit-preview-returned" if is_returned else "submit-preview")]
    if remark:
        lines += ["", t.html("submit-remark", remark=shortened(remark, REMARK_UNITS))]
    lines += [
        "",
        f"<b>{escape(shortened(proposal.title or '', TITLE_UNITS))}</b>",
        about_line(t, proposal),
        "",
        escape(shortened(proposal.text or "", TEXT_UNITS)),
        "",
        t.html("submit-preview-files", files=files_in_words(t, draft.attachments)),
        "",
        t.html("submit-preview-hint"),
    ]
    return Screen("\n".join(lines), buttons(*_preview_rows(t, proposal, is_returned=is_returned)))


def files_in_words(t: Translator, attachments: Sequence[Attachment]) -> str:
    """2 photos, 1 document, a place on the map."""
    kinds = [attachment.kind for attachment in attachments]
    photos, documents = kinds.count("photo"), kinds.count("document")
    parts = [
        t.plain(key, count=count)
        for key, count in (("submit-files-photos", photos), ("submit-files-documents", documents))
        if count
    ]
    if "location" in kinds:
        parts.append(t.plain("submit-files-place"))
    return ", ".join(parts) or t.plain("submit-files-none")


def _file_lines(t: Translator, attachments: Sequence[Attachment]) -> list[str]:
    """Each file with the number its button bears; one alone needs none."""
    if len(attachments) < 2:
        return []
    return [
        t.html("submit-file-line", number=number, name=_file_name(t, attachment))
        for number, attachment in enumerate(attachments, start=1)
    ]


def _file_name(t: Translator, attachment: Attachment) -> str:
    if attachment.kind == "location":
        return t.plain("submit-file-place")
    if attachment.kind == "photo":
        return t.plain("submit-file-photo")
    return shortened(attachment.name, FILE_NAME_UNITS) or t.plain("submit-file-document")


def _question(step: str, t: Translator, rules: Rules) -> str:
    match step:
        case "title":
            return t.html("submit-title", minimum=rules.title_min, maximum=rules.title_max)
        case "text":
            return t.html("submit-text", minimum=rules.text_min, maximum=rules.text_max)
        case "files":
            sizes = {"maximum": rules.attachments_most, "megabytes": rules.attachment_megabytes}
            return t.html("submit-files", **sizes)
    return t.html(f"submit-{step}")


def _value_now(step: str, draft: Draft, t: Translator) -> str | None:
    proposal = draft.proposal
    if step == "place" and proposal.place:
        return t.html("submit-now", value=t.region(proposal.place, "title"))
    if step == "topic" and proposal.topic:
        return t.html("submit-now", value=t.topic(proposal.topic))
    if step == "title" and proposal.title:
        return t.html("submit-now-title", title=proposal.title)
    if step == "text" and proposal.text:
        return t.html("submit-now-text", text=shortened(proposal.text, TEXT_UNITS))
    if step == "files" and draft.attachments:
        added = t.html("submit-files-added", files=files_in_words(t, draft.attachments))
        return "\n".join([added, *_file_lines(t, draft.attachments)])
    return None


def _after(step: str) -> str:
    return STEPS[STEPS.index(step) + 1]


def _place_rows(t: Translator, proposal: Proposal, region: str) -> Rows:
    return [
        [
            choice(
                t,
                t.region(place, "short"),
                ChoosePlace(place=place, proposal=proposal.id),
                chosen=place == proposal.place,
            )
        ]
        for place in (region, NATIONAL)
    ]


def _file_rows(t: Translator, draft: Draft) -> Rows:
    done = FormStep(action=PREVIEW, proposal=draft.proposal.id)
    if not draft.attachments:
        return [[button(t.plain("button-skip"), done, PRIMARY)]]
    clear = FormStep(action="clear", proposal=draft.proposal.id)
    drops = [
        button(t.plain("submit-drop-file", number=number), DropFile(proposal=draft.proposal.id, file=file.id))
        for number, file in enumerate(draft.attachments, start=1)
    ]
    return [
        [button(t.plain("submit-done"), done, PRIMARY)],
        *in_rows(drops if len(drops) > 1 else []),
        [button(t.plain("submit-clear-files"), clear, DANGER)],
    ]


def _way_back(step: str, t: Translator, proposal: Proposal, *, is_editing: bool) -> list[Button]:
    # From the first step the way back leads out of the form; the draft stays.
    before = STEPS[STEPS.index(step) - 1] if step != STEPS[0] else "later"
    back = PREVIEW if is_editing else before
    return [
        button(t.plain("button-back"), FormStep(action=back, proposal=proposal.id)),
        button(t.plain("button-cancel"), FormStep(action="cancel", proposal=proposal.id)),
    ]


def _preview_rows(t: Translator, proposal: Proposal, *, is_returned: bool) -> Rows:
    def change(step: str) -> Button:
        return button(t.plain(f"submit-change-{step}"), FormStep(action=step, proposal=proposal.id))

    last = [button(t.plain("submit-later"), FormStep(action="later", proposal=proposal.id))]
    if not is_returned:
        last.append(button(t.plain("submit-delete"), DiscardDraft(proposal=proposal.id), DANGER))
    send = SendProposal(proposal=proposal.id, round=proposal.round)
    return [
        [button(t.plain("button-send"), send, PRIMARY)],
        [change("title"), change("text")],
        [change("place"), change("topic")],
        [change("files")],
        last,
    ]
