"""The moderator's queue, a page at a time, and what of it is shown."""

from __future__ import annotations

from forum.calendar import lateness
from forum.policies import Rules
from forum.queue import AGES, KINDS, Queue, QueueChoice, QueueItem, Shares
from handlers.callbacks import FilterQueue, NextItem, OpenDuty, OpenQueue, TakeItem
from handlers.callbacks.queueing import view_of
from handlers.screen import PRIMARY, Button, Keyboard, Screen, button, buttons, in_rows
from handlers.views.choices import choice as chosen_button
from handlers.views.duty import on_duty
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Proposal
from storage.vocabulary import NATIONAL

# Together with the frame these stay under 4,096 units even when every character is an emoji of two.
TITLE_UNITS, LINE_UNITS, TEXT_UNITS, REMARK_UNITS = 240, 150, 2500, 800
NAME_UNITS = 64
REPORTED = {
    "insult": "report-insult",
    "personal-data": "report-personal-data",
    "advertising": "report-advertising",
    "not-for-forum": "report-not-for-forum",
}
KIND_NAMES = {
    "all": "queue-kind-all",
    "new": "queue-kind-new",
    "reported": "queue-kind-reported",
    "appealed": "queue-kind-appealed",
}
AGE_NAMES = {
    "all": "queue-age-all",
    "fresh": "queue-age-fresh",
    "near": "queue-age-near",
    "late": "queue-age-late",
}
_LATENESS = {"near": "queue-line-near", "late": "queue-line-late"}


def number_of(proposal: Proposal) -> str:
    """The number people see, as text so that it is not grouped."""
    return str(proposal.number or "")


def queue_screen(queue: Queue, regions: tuple[str, ...], rules: Rules, t: Translator) -> Screen:
    """A page of the queue with buttons; ``regions`` are the moderator's, named in lines only when several."""
    title = "\n".join([t.html("queue-title"), *on_duty(queue.on_duty, t)])
    if not queue.total:
        text = f"{title}\n\n{t.html('queue-empty')}"
        return Screen(text, buttons([button(t.plain("button-refresh"), OpenQueue()), *_duty(regions, t)]))
    lines: list[str] = [title, "\n".join(_head(queue, t))]
    lines += [_queue_line(item, len(regions) > 1, rules, t) for item in queue.items]
    return Screen("\n\n".join(lines), _queue_buttons(queue, regions, t))


def _head(queue: Queue, t: Translator) -> list[str]:
    """How many wait, how many of them are no new proposals, and which of them these are."""
    is_whole = queue.choice.is_all and queue.pages == 1
    lines: list[str] = [t.html("queue-total" if is_whole else "queue-shown", total=queue.total)]
    if queue.reported:
        lines.append(t.html("queue-reported", count=queue.reported))
    if queue.appealed:
        lines.append(t.html("queue-appealed", count=queue.appealed))
    if not queue.choice.is_all:
        lines.append(t.html("queue-chosen", choice=named(queue.choice, t), count=queue.chosen))
    if not queue.items:
        lines.append(t.html("queue-chosen-none"))
    if queue.pages > 1:
        lines.append(t.html("queue-page", page=queue.page, pages=queue.pages))
    return lines


def named(choice: QueueChoice, t: Translator) -> str:
    """What a choice leaves, in a few words."""
    words = [] if choice.kind == "all" else [t.plain(KIND_NAMES[choice.kind])]
    words += [] if choice.age == "all" else [t.plain(AGE_NAMES[choice.age])]
    words += [] if choice.topic is None else [t.topic(choice.topic, "short")]
    return ", ".join(words)


def _queue_line(item: QueueItem, with_region: bool, rules: Rules, t: Translator) -> str:
    proposal = item.proposal
    title = shortened(proposal.title or "", LINE_UNITS)
    facts: list[str] = [t.html("queue-line-day", day=item.day)]
    stands = lateness(item.day, rules)
    if stands in _LATENESS:
        facts.append(t.html(_LATENESS[stands]))
    if proposal.state == "hidden":
        facts.append(t.html("queue-line-reported"))
    if proposal.state == "appealed":
        facts.append(t.html("queue-line-appealed"))
    if with_region or proposal.place == NATIONAL or proposal.state == "appealed":
        facts.append(escape(t.region(proposal.place, "short")))
    if item.taken_by_name:
        facts.append(t.html("queue-line-taken", by=shortened(item.taken_by_name, NAME_UNITS)))
    return f"{t.html('queue-line', number=number_of(proposal), title=title)}\n{' · '.join(facts)}"


def _duty(regions: tuple[str, ...], t: Translator) -> list[Button]:
    """The way to who is on duty: for moderators, not for organizers who judge appeals here."""
    return [button(t.plain("duty-button-duty"), OpenDuty())] if regions else []


def _queue_buttons(queue: Queue, regions: tuple[str, ...], t: Translator) -> Keyboard:
    view = view_of(queue.choice)
    items = [
        button(
            t.plain("queue-button-item", number=number_of(item.proposal)),
            TakeItem(proposal=item.proposal.id, view=view),
        )
        for item in queue.items
    ]
    oldest = [button(t.plain("queue-button-oldest"), NextItem(view=view), PRIMARY)] if items else []
    everything = [] if queue.choice.is_all else [button(t.plain("queue-button-everything"), OpenQueue())]
    return buttons(
        oldest,
        *in_rows(items, 3),
        _turns(queue, view),
        [button(t.plain("queue-button-filters"), FilterQueue(view=view)), *everything],
        [button(t.plain("button-refresh"), OpenQueue(view=view, page=queue.page)), *_duty(regions, t)],
    )


def _turns(queue: Queue, view: str) -> list[Button]:
    before = [button("‹", OpenQueue(view=view, page=queue.page - 1))] if queue.page > 1 else []
    after = [button("›", OpenQueue(view=view, page=queue.page + 1))] if queue.page < queue.pages else []
    return [*before, *after]


def filters_screen(shares: Shares, t: Translator) -> Screen:
    """Kinds and ages with how many each would leave; the topics stand on a screen of their own."""
    choice = shares.choice
    kinds = [
        _share(t.plain(KIND_NAMES[kind]), shares.kinds[kind], QueueChoice(kind, choice.age, choice.topic), choice, t)
        for kind in KINDS
    ]
    ages = [
        _share(t.plain(AGE_NAMES[age]), shares.ages[age], QueueChoice(choice.kind, age, choice.topic), choice, t)
        for age in AGES
    ]
    topic = t.plain("queue-any-topic") if choice.topic is None else t.topic(choice.topic, "short")
    view = view_of(choice)
    lines = [t.html("queue-filters-title"), t.html("queue-filters-count", count=shares.kinds[choice.kind])]
    return Screen(
        "\n\n".join(lines),
        buttons(
            *in_rows(kinds),
            *in_rows(ages),
            [button(t.plain("queue-button-topic", topic=topic), FilterQueue(what="topic", view=view))],
            [button(t.plain("queue-button-queue"), OpenQueue(view=view), PRIMARY)],
        ),
    )


def topics_screen(shares: Shares, t: Translator) -> Screen:
    """The topics of what waits, with how many of each."""
    choice = shares.choice
    topics = [
        _share(
            t.plain("browse-all-topics") if topic is None else t.topic(topic, "short"),
            count,
            QueueChoice(choice.kind, choice.age, topic),
            choice,
            t,
        )
        for topic, count in shares.topics.items()
    ]
    back = button(t.plain("button-back"), FilterQueue(view=view_of(choice)))
    return Screen(t.html("queue-filters-topic"), buttons(*in_rows(topics), [back]))


def _share(label: str, count: int, wanted: QueueChoice, now: QueueChoice, t: Translator) -> Button:
    label = t.plain("queue-filter-line", label=label, count=count)
    return chosen_button(t, label, FilterQueue(view=view_of(wanted)), chosen=wanted == now)
