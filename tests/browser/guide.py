"""`make guide`: walks a campaign from its preparation to rated answers in the chat page and photographs it.

An organizer, a moderator and two residents act, first all in Kazakh, then all in Russian.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from locales import LANGUAGES, translator
from tests.bot.command import PROJECT
from tests.browser.guide_stage import BotThread, Walk
from tests.browser.pictures import open_browser

FOLDER = PROJECT / "docs" / "guide"
AIGUL, SERGEY, MARAT, DINARA = "aigul", "sergey", "marat", "dinara"
REGION, TOPIC = "KZ-59", "inclusion"
NAMES = ("XIII Азаматтық форум", "XIII Гражданский форум")
SECTION = ("Инклюзия және қолжетімді орта", "Инклюзия и доступная среда")
AKIMAT = ("Солтүстік Қазақстан облысының әкімдігі", "Акимат Северо-Казахстанской области")
ANSWER = (
    "Облыс орталығындағы 42 аялдамаға пандус орнатылады. Қаражат 2027 жылғы бюджетте бар, жұмыс көктемде басталады.",
    "Пандусы установят на 42 остановках областного центра. Деньги заложены в бюджет 2027 года, работы начнутся весной.",
)
ANNOUNCEMENT = (
    "Форум ұсынымдары бойынша алғашқы жауаптар келді. Әр ұсыныстың карточкасынан оқып, баға беріңіз.",
    "Пришли первые ответы на рекомендации форума. Прочитайте их на карточках предложений и оцените.",
)
WORDS = {
    "kk": (
        "Аялдамаларға пандус орнату",
        "Мүмкіндігі шектеулі жандар қоғамдық көлікке міне алмай жүр. Облыс орталығындағы әр аялдамаға пандус керек.",
    ),
    "ru": (
        "Пандусы на автобусных остановках",
        "Люди с инвалидностью не могут сесть в автобус. На каждой остановке областного центра нужен пандус.",
    ),
}


def main() -> None:
    """Both languages, or the one that is named."""
    for language in sys.argv[1:] or LANGUAGES:
        folder = FOLDER / language
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as work, BotThread(Path(work)) as thread, open_browser(Path(work)) as reader:
            walk(Walk(reader, thread, translator(language), folder))


def walk(w: Walk) -> None:
    """The whole campaign, as its people live it."""
    prepare(w)
    invite(w)
    submit(w)
    moderate(w)
    vote(w)
    choose(w)
    follow_up(w)
    rate(w)
    tell_everybody(w)


def typed(day: date) -> str:
    """A date as people write it."""
    return day.strftime("%d.%m.%Y")


def arrive(w: Walk, key: str) -> None:
    """Language, consent, region."""
    w.taps(key, f"language-{w.t.language}")
    w.taps(key, "start-agree")
    w.taps(key, w.t.region(REGION, "short"))


def prepare(w: Walk) -> None:
    """The organizer creates the campaign and names the sections of the forum."""
    w.starts(DINARA)
    arrive(w, DINARA)
    w.says(DINARA, "/campaign")
    w.taps(DINARA, "campaign-button-new")
    today = w.thread.bot.clock.today
    for question, said in (
        ("name-kk", NAMES[0]),
        ("name-ru", NAMES[1]),
        ("collecting-until", typed(today + timedelta(days=30))),
        ("voting-until", typed(today + timedelta(days=45))),
    ):
        w.answers(DINARA, f"campaign-ask-{question}", said)
    w.taps(DINARA, "setting-button-shortlist-per-region")
    w.says(DINARA, "3")
    w.sees(DINARA, "campaign-preview")
    w.photographs(DINARA, "organizer-preview")
    w.taps(DINARA, "campaign-button-create")
    w.photographs(DINARA, "organizer-campaign")
    w.taps(DINARA, "campaign-button-sections")
    w.taps(DINARA, "section-button-add")
    for question, said in zip(("kk", "ru"), SECTION, strict=True):
        w.answers(DINARA, f"section-ask-{question}", said)
    w.taps(DINARA, "section-button-save")
    w.sees(DINARA, "section-added")


def invite(w: Walk) -> None:
    """A link makes the moderator of a region."""
    w.says(DINARA, "/team")
    w.taps(DINARA, "team-button-moderator")
    w.taps(DINARA, w.t.region(REGION, "short"))
    w.taps(DINARA, "team-button-link")
    w.sees(DINARA, "team-invite-ready")
    w.photographs(DINARA, "organizer-invitation")
    people = w.thread.bot.sandbox
    w.thread.run(people.person(MARAT).follows(people.person(DINARA).link("t.me/")))
    arrive(w, MARAT)
    w.photographs(MARAT, "moderator-welcome")


def submit(w: Walk) -> None:
    """A resident sends a proposal."""
    title, text = WORDS[w.t.language]
    w.starts(AIGUL)
    w.photographs(AIGUL, "resident-language")
    w.taps(AIGUL, f"language-{w.t.language}")
    w.photographs(AIGUL, "resident-consent")
    w.taps(AIGUL, "start-agree")
    w.taps(AIGUL, w.t.region(REGION, "short"))
    w.opens_menu(AIGUL, "menu-submit")
    w.taps(AIGUL, w.t.region(REGION, "short"))
    w.taps(AIGUL, w.t.topic(TOPIC, "short"))
    for step, said in ((3, title), (4, text)):
        w.sees(AIGUL, "submit-step", step=step, steps=5)
        w.says(AIGUL, said)
    w.sees(AIGUL, "submit-step", step=5, steps=5)
    w.taps(AIGUL, "button-skip")
    w.sees(AIGUL, title)
    w.photographs(AIGUL, "resident-preview")
    w.taps(AIGUL, "button-send")
    w.photographs(AIGUL, "resident-receipt")


def moderate(w: Walk) -> None:
    """The moderator reads the digest of the next morning and publishes."""
    w.thread.bot.clock.move(hours=23)
    w.says(MARAT, "/digest")
    w.photographs(MARAT, "moderator-digest")
    w.taps(MARAT, "№ 1")
    w.sees(MARAT, WORDS[w.t.language][1])
    w.photographs(MARAT, "moderator-item")
    w.taps(MARAT, "item-button-publish")
    w.photographs(MARAT, "moderator-result")


def vote(w: Walk) -> None:
    """The author hears of it; another resident finds the proposal and supports it."""
    w.sees(AIGUL, WORDS[w.t.language][0])
    w.photographs(AIGUL, "resident-published")
    w.starts(SERGEY)
    arrive(w, SERGEY)
    w.opens_menu(SERGEY, "menu-browse")
    w.photographs(SERGEY, "resident-list")
    w.taps(SERGEY, "1")
    w.taps(SERGEY, "button-support")
    w.sees(SERGEY, WORDS[w.t.language][1])
    w.photographs(SERGEY, "resident-card")


def choose(w: Walk) -> None:
    """Voting is over: the organizer confirms the shortlist."""
    w.passes(days=60)
    w.says(DINARA, "/shortlist")
    w.sees(DINARA, w.t.region(REGION, "title"))
    w.photographs(DINARA, "organizer-shortlist")
    w.taps(DINARA, w.t.region(REGION, "short"))
    w.taps(DINARA, "1")
    w.photographs(DINARA, "organizer-candidate")
    w.taps(DINARA, "shortlist-button-confirm-in")
    w.taps(DINARA, "1")


def follow_up(w: Walk) -> None:
    """It is recommended, sent to an addressee, and the answer published in both languages."""
    w.says(DINARA, "/outcomes 1")
    w.taps(DINARA, "outcomes-button-recommended")
    w.taps(DINARA, "outcomes-button-sent")
    w.taps(DINARA, "outcomes-button-new-addressee")
    for said in AKIMAT:
        w.says(DINARA, said)
    w.sees(DINARA, AKIMAT[LANGUAGES.index(w.t.language)])
    today = w.thread.bot.clock.today
    w.taps(DINARA, "outcomes-button-today", date=typed(today))
    w.taps(DINARA, w.t.plain("outcomes-button-suggested", date="").strip())
    w.photographs(DINARA, "organizer-sent")
    w.taps(DINARA, "outcomes-button-save")
    w.passes(days=12)
    w.says(DINARA, "/outcomes 1")
    w.taps(DINARA, "outcomes-button-answer")
    for said in ANSWER:
        w.says(DINARA, said)
    w.taps(DINARA, "button-continue")
    w.taps(DINARA, "outcomes-means-in-progress")
    w.says(DINARA, typed(today + timedelta(days=90)))
    w.sees(DINARA, "outcomes-preview-told")
    w.photographs(DINARA, "organizer-answer")
    w.taps(DINARA, "outcomes-button-publish")
    w.passes(minutes=11)


def rate(w: Walk) -> None:
    """Who supported it is told of the answer and says what it is worth."""
    w.sees(SERGEY, ANSWER[LANGUAGES.index(w.t.language)])
    w.photographs(SERGEY, "resident-answer")
    w.taps(SERGEY, "outcome-button-answered")
    w.taps(SERGEY, "button-open")
    w.sees(SERGEY, "100 %")
    w.photographs(SERGEY, "resident-rated")


def tell_everybody(w: Walk) -> None:
    """Files, figures and an announcement."""
    w.says(DINARA, "/stats")
    w.photographs(DINARA, "organizer-stats")
    w.says(DINARA, "/export")
    w.photographs(DINARA, "organizer-export")
    w.says(DINARA, "/announce")
    w.taps(DINARA, "announce-button-new")
    for said in ANNOUNCEMENT:
        w.says(DINARA, said)
    w.taps(DINARA, "announce-button-preview")
    w.photographs(DINARA, "organizer-announcement")


if __name__ == "__main__":
    main()
