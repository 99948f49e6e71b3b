"""The language of a proposal is told by its text; where it does not tell, it is the author's."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from bot.seed_plan import load_samples
from forum import languages, submission
from tests.forum.people import NOW, RULES, Cast

ON_A_RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def test_every_sample_is_told_rightly() -> None:
    wrong = [
        sample.title
        for sample in load_samples()
        if languages.detected(f"{sample.title}\n{sample.text}") != sample.language
    ]
    assert not wrong


def test_kazakh_typed_with_russian_letters_is_kazakh() -> None:
    kazakh = [sample for sample in load_samples() if sample.language == "kk"]
    texts = [f"{sample.title}\n{sample.text}".translate(ON_A_RUSSIAN_KEYBOARD) for sample in kazakh]
    assert {languages.detected(text) for text in texts} == {"kk"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("В ауле Жаңаталап нет воды, просим провести водопровод.", "ru"),  # Kazakh letters in a name only
        ("Ауылда су жок, мектепке баратын жол керек.", "kk"),
        ("There is no water in our village, please help us.", None),
        ("12345 67890", None),
        ("", None),
    ],
)
def test_hard_cases(text: str, told: str | None) -> None:
    assert languages.detected(text) == told


@pytest.mark.parametrize("otherwise", ["kk", "ru"])
async def test_what_does_not_tell_is_in_the_language_of_its_author(otherwise: str) -> None:
    assert await languages.language_of("WWW 2030 ITS", otherwise) == otherwise
    told = await asyncio.gather(*(languages.language_of("Ауылға таза ауыз су тартылсын", "ru") for _ in range(20)))
    assert set(told) == {"kk"}


@pytest.mark.parametrize("menu", ["kk", "ru"])
async def test_a_sent_proposal_has_the_language_of_its_text(cast: Cast, menu: str) -> None:
    await cast.campaign()
    author = await cast.resident(language=menu)
    for language, title, text in (
        ("kk", "Ауыл мектебіне интернет", "Ауылдағы мектепте интернет баяу, оқушылар сабаққа қатыса алмайды."),
        ("ru", "Интернет в сельской школе", "В школе медленный интернет, ученики не могут посещать уроки."),
    ):
        draft = await submission.begin(cast.db, author, NOW, RULES)
        await submission.change(
            cast.db, author, draft.proposal.id, NOW, RULES, place="national", topic="education", title=title, text=text
        )
        receipt = await submission.send(cast.db, author, draft.proposal.id, 0, menu, NOW, RULES)
        assert receipt.proposal.language == language


def test_a_start_does_not_load_the_detector() -> None:
    program = "import sys, forum.submission, forum.moderation; sys.exit('lingua' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
