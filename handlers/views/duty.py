"""The moderator of the day: a region's week, who may be put on duty, who stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from forum.duty import WEEKDAYS, Duty, Rota, in_force
from handlers.callbacks import EditDuty, OpenDuty, OpenQueue, SetDuty
from handlers.screen import PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.shorten import shortened
from locales import Translator
from storage.duties import Colleague, DutyRow

NAME_UNITS, LABEL_UNITS = 64, 30
PAGE = 10


def choice_screen(regions: tuple[str, ...], t: Translator) -> Screen:
    """Which region's rota: for moderators of several."""
    choices = [button(t.region(region, "short"), OpenDuty(region=region)) for region in regions]
    return Screen(t.html("duty-choose-region"), buttons(*in_rows(choices)))


def rota_screen(rota: Rota, t: Translator) -> Screen:
    """Who is on duty today and on each weekday, with a button a weekday."""
    parts = [
        t.html("duty-title", region=t.region(rota.region, "title")),
        _today(rota, t),
        "\n".join(_line(weekday, rota.days.get(weekday), t) for weekday in WEEKDAYS),
    ]
    days = [
        button(t.plain(f"digest-weekday-short-{weekday}"), EditDuty(region=rota.region, weekday=weekday))
        for weekday in WEEKDAYS
    ]
    queue = button(t.plain("queue-button-queue"), OpenQueue())
    return Screen("\n\n".join([*parts, t.html("duty-about")]), buttons(days[:4], days[4:], [queue]))


def _today(rota: Rota, t: Translator) -> str:
    return "".join(on_duty(rota.today, t)) or t.html("duty-today-nobody")


def on_duty(duty: Duty | None, t: Translator) -> list[str]:
    """Who is on duty today, in one line, if anybody was put on it: for the queue and digests too."""
    if duty is None:
        return []
    name = shortened(duty.name, NAME_UNITS)
    if duty.deputy_name is None:
        return [t.html("duty-today", name=name)]
    return [t.html("duty-today-deputy", name=name, deputy=shortened(duty.deputy_name, NAME_UNITS))]


def _line(weekday: int, row: DutyRow | None, t: Translator) -> str:
    day, duty = t.plain(f"digest-weekday-{weekday}"), in_force(row)
    if duty is None:
        return t.html("duty-line-nobody", weekday=day)
    name = shortened(duty.name, NAME_UNITS)
    if duty.deputy_name is None:
        return t.html("duty-line", weekday=day, name=name)
    return t.html("duty-line-deputy", weekday=day, name=name, deputy=shortened(duty.deputy_name, NAME_UNITS))


def person_screen(rota: Rota, weekday: int, page: int, t: Translator) -> Screen:
    """Who is on duty on a weekday: the region's moderators, or nobody."""
    row = rota.days.get(weekday)
    parts = [t.html("duty-ask-person", weekday=t.plain(f"digest-weekday-{weekday}")), _line(weekday, row, t)]
    if row is not None and row.set_by_name is not None:
        parts.append(t.html("duty-set-by", name=shortened(row.set_by_name, NAME_UNITS), at=row.set_at))
    labels = _labels(rota.colleagues)
    shown, turning = _page(rota.colleagues, page, lambda n: EditDuty(region=rota.region, weekday=weekday, page=n), t)
    names = [
        button(labels[one.person_id], EditDuty(region=rota.region, weekday=weekday, person=one.person_id))
        for one in shown
    ]
    nobody = button(t.plain("duty-button-nobody"), SetDuty(region=rota.region, weekday=weekday))
    return Screen("\n\n".join(parts), buttons(*in_rows(names), turning, [nobody], [_back(rota.region, t)]))


def deputy_screen(rota: Rota, weekday: int, person: Colleague, page: int, t: Translator) -> Screen:
    """Who stands in for whom was chosen: somebody else, or nobody."""
    text = t.html(
        "duty-ask-deputy", weekday=t.plain(f"digest-weekday-{weekday}"), name=shortened(person.name, NAME_UNITS)
    )
    ids = {"region": rota.region, "weekday": weekday, "person": person.person_id}
    labels = _labels(rota.colleagues)
    others = tuple(one for one in rota.colleagues if one.person_id != person.person_id)
    shown, turning = _page(others, page, lambda n: EditDuty(**ids, page=n), t)
    names = [button(labels[one.person_id], SetDuty(**ids, deputy=one.person_id)) for one in shown]
    alone = button(t.plain("duty-button-no-deputy"), SetDuty(**ids), PRIMARY)
    again = button(t.plain("button-back"), EditDuty(region=rota.region, weekday=weekday))
    return Screen(text, buttons(*in_rows(names), turning, [alone], [again]))


def _labels(colleagues: Sequence[Colleague]) -> dict[int, str]:
    """Names for buttons; namesakes get a number."""
    seen: Counter[str] = Counter()
    labels = {}
    for one in colleagues:
        name = shortened(one.name, LABEL_UNITS)
        seen[name] += 1
        labels[one.person_id] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return labels


def _page(
    colleagues: Sequence[Colleague], page: int, turn: Callable[[int], EditDuty], t: Translator
) -> tuple[Sequence[Colleague], list[Button]]:
    """The names of a page, and the buttons that turn it."""
    last = max(1, -(-len(colleagues) // PAGE))
    page = min(max(1, page), last)
    turning: list[Button] = []
    if last > 1:
        turning = [button(t.plain("browse-page", number=page), turn(page))]
        if page > 1:
            turning.insert(0, button("‹", turn(page - 1)))
        if page < last:
            turning.append(button("›", turn(page + 1)))
    return colleagues[(page - 1) * PAGE : page * PAGE], turning


def _back(region: str, t: Translator) -> Button:
    return button(t.plain("button-back"), OpenDuty(region=region))
