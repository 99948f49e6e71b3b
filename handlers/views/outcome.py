"""What became of a proposal, for its readers: the lines and buttons of a card, the whole answer, the notice."""

from __future__ import annotations

from typing import Final

from forum.became import Became, Told, Words
from forum.due_answers import DueClock
from handlers.callbacks import OpenAnswer, OpenCard, OpenOutcome, RateAnswer, SeeOutcomeFiles
from handlers.screen import PRIMARY, SUCCESS, Button, Screen, button, buttons, in_rows
from handlers.views.choices import Rows
from handlers.views.shorten import shortened
from locales import Markup, Translator, escape
from storage.outcomes import Outcome
from storage.vocabulary import RATINGS

# With a card's text of TEXT_UNITS beside them, and the longest names, these stay under 4,096 units.
TEXT_UNITS: Final = 1500
ANSWER_UNITS, NEWS_UNITS, NAME_UNITS, TITLE_UNITS = 550, 350, 200, 240
# An answer of 2,000 characters is whole, were half of them of two units.
WHOLE_UNITS, TOLD_UNITS = 3000, 2400
FROM_ORGANIZERS: Final = "org"
FROM_NOTICE: Final = "notice"


def outcome_lines(became: Became, t: Translator) -> list[str]:
    """Addressee, days and clock, the answer as a quotation, how it was rated."""
    lines = [*_sent_lines(became, t), *_clock_lines(became, t)]
    answer, news = became.answer, became.news
    if answer is not None:
        date = t.date(answer.recorded_at)
        lines += [t.html("outcome-answer", date=date), quoted(answer.answer(t.language), ANSWER_UNITS)]
    if news is not None:
        date = t.date(news.recorded_at)
        lines += [t.html("outcome-news", date=date), quoted(news.answer(t.language), NEWS_UNITS)]
    if answer is not None:
        lines.append(shares_line(answer, t))
    if became.may_rate:
        lines.append(t.html("outcome-ask-rating"))
    return lines


def _sent_lines(became: Became, t: Translator) -> list[str]:
    lines: list[str] = []
    if became.addressee is not None:
        lines.append(t.html("outcome-sent", name=shortened(became.addressee.name(t.language), NAME_UNITS)))
    if became.sent is not None and became.sent.sent_on is not None:
        lines.append(t.html("outcome-sent-on", date=became.sent.sent_on))
    return lines


def _clock_lines(became: Became, t: Translator) -> list[str]:
    if became.clock is None:
        return []
    return [clock_line(became.clock, t, is_answer=became.latest.state == "sent")]


def clock_line(clock: DueClock, t: Translator, *, is_answer: bool) -> Markup:
    """By when an answer (or what it promised) is due, and how much of the term is over."""
    if clock.is_overdue and not clock.late:  # since then there were only days off
        return t.html("outcome-due-over-now" if is_answer else "outcome-until-over-now", date=clock.due_on)
    if clock.is_overdue:
        key = "outcome-due-over" if is_answer else "outcome-until-over"
        return t.html(key, date=clock.due_on, late=clock.late)
    if clock.day == 0:
        return t.html("outcome-due" if is_answer else "outcome-until", date=clock.due_on)
    key = "outcome-due-clock" if is_answer else "outcome-until-clock"
    return t.html(key, date=clock.due_on, day=clock.day, limit=clock.limit)


def quoted(words: str, most: int) -> str:
    """Somebody's words as a quotation."""
    return f"<blockquote>{escape(shortened(words, most))}</blockquote>"


def shares_line(answer: Outcome, t: Translator) -> Markup:
    """How the answer was rated, in per cent and in people."""
    if not answer.rated:
        return t.html("outcome-unrated")
    shares = {kind: round(100 * count / answer.rated) for kind, count in answer.counts.items()}
    counts = {f"{kind}_count": count for kind, count in answer.counts.items()}
    return t.html("outcome-shares", rated=answer.rated, **shares, **counts)


def outcome_rows(became: Became, t: Translator, origin: str) -> Rows:
    """Rating, the whole answer, its files."""
    rows: Rows = list(rating_rows(became, t, origin))
    for step, label, most in (
        (became.answer, "outcome-button-whole", ANSWER_UNITS),
        (became.news, "outcome-button-news", NEWS_UNITS),
    ):
        if step is not None and shortened(step.answer(t.language), most) != step.answer(t.language):
            rows.append([button(t.plain(label), OpenAnswer(outcome=step.id, origin=origin))])
    return rows + files_rows(became, t)


def rating_rows(became: Became, t: Translator, origin: str) -> Rows:
    """The three ratings for those who asked; the one that was given is marked."""
    answer = became.answer
    if answer is None or not became.may_rate:
        return []
    return in_rows([_rating(answer, rating, t, origin, is_given=rating == became.my_rating) for rating in RATINGS])


def _rating(answer: Outcome, rating: str, t: Translator, origin: str, *, is_given: bool) -> Button:
    label = t.plain(f"outcome-button-{rating}")
    label = t.plain("browse-chosen", label=label) if is_given else label
    return button(label, RateAnswer(outcome=answer.id, rating=rating[0], origin=origin), SUCCESS if is_given else None)


def files_rows(became: Became, t: Translator) -> Rows:
    """A button for the files of each step that has some."""
    found: Rows = []
    for step in became.steps:
        count = sum(file.outcome_id == step.id for file in became.files)
        if count:
            found.append([button(t.plain("outcome-button-files", count=count), SeeOutcomeFiles(outcome=step.id))])
    return found


def told_screen(told: Told, t: Translator) -> Screen:
    """One step to the author, or to somebody who supports or follows; the words as long as a message lets them be."""
    proposal, became = told.proposal, told.became
    parts: list[str] = [_told_heading(told, t)]
    lines: list[str] = []
    step = became.latest
    if step.answer_kk is not None:
        is_answer = step is became.answer
        if is_answer and became.addressee is not None:
            name = shortened(became.addressee.name(t.language), NAME_UNITS)
            lines.append(t.html("outcome-told-from", name=name))
        lines.append(quoted(step.answer(t.language), TOLD_UNITS))
        if is_answer:
            lines.append(t.html("outcome-told-state", state=t.plain(state_key(step.state))))
    else:
        lines += _sent_lines(became, t)
    lines += _clock_lines(became, t)
    if lines:
        parts.append("\n".join(lines))
    is_rated_here = step is became.answer and became.may_rate
    if is_rated_here:
        parts.append(t.html("outcome-ask-rating"))
    open_ = button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin=FROM_NOTICE), PRIMARY)
    return Screen(
        "\n\n".join(parts),
        buttons(*(rating_rows(became, t, FROM_NOTICE) if is_rated_here else []), *_own_files(became, t), [open_]),
    )


def _told_heading(told: Told, t: Translator) -> Markup:
    step, proposal = told.became.latest, told.proposal
    facts = {"number": str(proposal.number), "title": shortened(proposal.title or "", TITLE_UNITS)}
    if step is told.became.answer:
        return t.html("outcome-told-answer-own" if told.is_own else "outcome-told-answer", **facts)
    state = t.plain(state_key(step.state))
    return t.html("change-own" if told.is_own else "change-outcome", state=state, **facts)


def _own_files(became: Became, t: Translator) -> Rows:
    count = sum(file.outcome_id == became.latest.id for file in became.files)
    if not count:
        return []
    label = t.plain("outcome-button-files", count=count)
    return [[button(label, SeeOutcomeFiles(outcome=became.latest.id))]]


def state_key(state: str) -> str:
    """The key of a state's name."""
    return "state-" + state.replace("_", "-")


def answer_screen(words: Words, language: str, origin: str, t: Translator) -> Screen:
    """The whole words of a step in one language; organizers go back to their own screen."""
    proposal, outcome, addressee = words.proposal, words.outcome, words.addressee
    facts = {"number": str(proposal.number), "title": shortened(proposal.title or "", TITLE_UNITS)}
    lines: list[str] = [t.html("outcome-whole" if words.is_answer else "outcome-whole-news", **facts)]
    if words.is_answer and addressee is not None:
        lines.append(t.html("outcome-sent", name=shortened(addressee.name(t.language), NAME_UNITS)))
    lines.append(t.html("outcome-told-state", state=t.plain(state_key(outcome.state))))
    text = "\n".join([*lines, "", quoted(outcome.answer(language), WHOLE_UNITS)])
    if origin == FROM_ORGANIZERS:
        other = "ru" if language == "kk" else "kk"
        return Screen(
            text,
            buttons(
                [button(t.plain(f"language-{other}"), OpenAnswer(outcome=outcome.id, language=other, origin=origin))],
                [button(t.plain("button-back"), OpenOutcome(proposal=proposal.id))],
            ),
        )
    back = button(t.plain("mine-back-to-proposal"), OpenCard(proposal=proposal.id, origin=origin))
    return Screen(text, buttons([back]))
