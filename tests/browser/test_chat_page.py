"""The chat page as people use it: in a real browser, against the real sandbox, with a small scripted bot."""

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.reader import Reader
from tests.browser.stage import Stage, picture

pytestmark = pytest.mark.browser


def _open_started(reader: Reader, stage: Stage, key: str = "aigul") -> None:
    stage.run(stage.sandbox.person(key).starts())
    stage.run(stage.sandbox.person(key).sees("№ 214"))
    reader.opens(f"{stage.url}/#{key}")
    reader.finds(".message.from-bot", "№ 214")


def test_a_newcomer_reads_what_the_bot_is_and_starts_it(reader: Reader, stage: Stage) -> None:
    reader.opens(f"{stage.url}/")
    reader.finds("main", "Кімнің чатын ашасыз?")
    reader.presses('[data-person="yerlan"]')
    reader.finds(".welcome", "Азаматтық форумға ұсыныс жинайды.")
    reader.presses(".start-button", "Бастау")
    reader.finds(".message.from-person", "/start")
    reader.finds(".message.from-bot strong", "Сәлеметсіз бе!")
    assert reader.finds("#composer").get_attribute("placeholder") == "Мәзірден таңдаңыз"
    assert reader.runs("return location.hash") == "#yerlan"


def test_a_tapped_button_spins_until_the_bot_answers_and_the_message_changes_in_place(
    reader: Reader, stage: Stage
) -> None:
    _open_started(reader, stage)
    number = reader.finds(".message.from-bot", "№ 214").get_attribute("data-message-id")
    stage.hold_answers(True)
    reader.presses("button.inline-button", "Қолдаймын · 311")
    reader.finds('button.inline-button[aria-busy="true"] .spinner')
    stage.hold_answers(False)
    reader.finds(".toast", "Дауысыңыз есепке алынды")
    changed = f'.message[data-message-id="{number}"]'
    reader.finds(changed, "№ 214, қолдағандар: 312")
    reader.finds(f"{changed} button.inline-button.is-success", "✓ Қолдаймын · 312")
    reader.misses(".spinner")


def test_an_alert_is_a_dialog_closed_by_its_button(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.presses("button.inline-button.is-danger", "Ескерту")
    reader.finds("dialog.alert", "Дауыс беру жабылды.")
    reader.presses("dialog.alert button", "Жарайды")
    reader.misses("dialog.alert")


def test_buttons_that_copy_copy_and_disabled_ones_do_nothing(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    assert not reader.finds("button.inline-button", "Жабық").is_enabled()
    reader.presses("button.inline-button", "Көшіру")
    reader.finds(".toast", "№ 214")


def test_the_reply_keyboard_writes_for_the_person_and_can_be_put_away(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.presses(".reply-button", "Ұсыныстар")
    reader.finds(".message.from-bot", "Естідім: Ұсыныстар")
    reader.presses(".keyboard-toggle")
    reader.misses(".reply-button")
    reader.presses(".keyboard-toggle")
    reader.finds(".reply-button", "Ұсыныс жіберу")


def test_the_contact_button_asks_before_it_sends_the_number(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.presses(".reply-button", "Нөмірімді жіберу")
    reader.presses("dialog button", "Бас тарту")
    reader.misses("dialog")
    reader.presses(".reply-button", "Нөмірімді жіберу")
    reader.presses("dialog button", "Жіберу")
    reader.finds(".message.from-bot", "Нөмір: +77010000001")
    reader.finds('.message.from-person[data-kind="contact"]', "Айгүл Сәрсенова")


def test_words_after_the_bots_name_show_a_list_and_a_line_of_it_is_sent(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.types("@usynys_bot пандус", send=False)
    reader.finds(".inline-result", "№ 214")
    reader.presses(".inline-result", "№ 215")
    reader.finds(".message.from-person", "@usynys_bot арқылы")
    reader.finds(".message.from-person button.inline-button", "Дауыс беру")
    assert reader.finds("#composer").get_attribute("value") == ""
    reader.misses(".inline-result")
    reader.types("@usynys_bot жоқ", send=False)
    reader.finds(".hints", "Ештеңе табылмады")


def test_a_document_is_downloaded_whole_and_under_its_name(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.types("файл")
    reader.finds(".message.from-bot a.file", "32 Б")
    reader.presses(".message.from-bot a.file", "ұсыныстар.csv")
    assert reader.receives("ұсыныстар.csv").decode() == "№;Атауы\n214;Пандус\n"


def test_photos_are_shown_and_sent_with_a_caption(reader: Reader, stage: Stage, tmp_path: Path) -> None:
    _open_started(reader, stage)
    reader.types("сурет")
    reader.finds('.message.from-bot[data-kind="photo"]', "Аялдама")
    shown = "return [...document.querySelectorAll('.photo img')].every((img) => img.complete && img.naturalWidth > 0)"
    reader.waits(lambda: reader.runs(shown), "the photo's pixels")
    (tmp_path / "пандус.png").write_bytes(picture())
    reader.presses(".attach")
    reader.runs("HTMLInputElement.prototype.click = () => {}")  # the system's file chooser cannot be driven
    reader.presses('[role="menuitem"]', "Фотосурет")
    chooser = reader.browser.find_element(By.CSS_SELECTOR, ".file-input")
    chooser.send_keys(str(tmp_path / "пандус.png"))
    reader.finds("dialog input[type=text]").send_keys("Міне" + Keys.ENTER)
    reader.finds('.message.from-person[data-kind="photo"]', "Міне")
    reader.finds(".message.from-bot", "Фотосурет келді")


def test_formatting_is_shown_and_markup_in_a_text_stays_text(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.types("мәтін")
    for selector, text in (("strong", "Қалың"), ("em", "көлбеу"), ("u", "асты"), ("s", "сызылған"), ("code", "9f2c")):
        reader.finds(f".message.from-bot .text {selector}", text)
    reader.finds(".message.from-bot", "<img src=x>")
    assert reader.finds(".text a", "сілтеме").get_attribute("rel") == "noopener noreferrer"
    reader.presses(".spoiler:not(.is-shown)")
    reader.finds(".spoiler.is-shown", "жасырын")
    reader.presses(".quote-toggle", "Толық көрсету")
    reader.finds(".quote-toggle", "Қысқарту")
    reader.types("<b>мен</b> <script>alert(1)</script>")
    reader.finds(".message.from-person", "<b>мен</b> <script>alert(1)</script>")


def test_the_last_message_is_edited_by_the_up_arrow(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.types("бірінші")
    reader.finds(".message.from-bot", "Естідім: бірінші")
    reader.types(Keys.ARROW_UP, send=False)
    reader.finds(".subject", "Хабарламаны өзгерту")
    reader.types(" нұсқа")
    reader.finds(".message.from-bot", "Өзгертілді: бірінші нұсқа")
    reader.finds(".message.from-person .edited")


def test_a_link_to_the_bot_opens_here_for_this_person_or_for_another_beside(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.types("сілтеме")
    reader.presses(".message.from-bot .text a", "t.me/usynys_bot")
    reader.finds('[data-chat="aigul"] .message.from-bot', "Сілтеме: p_214")
    reader.presses(".link-more")
    reader.presses('[role="menuitem"]', "Сергей Ковалёв")
    reader.finds('[data-chat="sergey"] .message.from-bot', "Сілтеме: p_214")
    assert reader.runs("return location.hash") == "#aigul,sergey"


def test_people_side_by_side_each_have_the_page_in_their_language(reader: Reader, stage: Stage) -> None:
    reader.opens(f"{stage.url}/#yerlan,nobody")
    reader.finds('[data-chat="yerlan"] .start-button', "Бастау")
    reader.presses(".choose-beside")
    reader.presses('[role="menuitem"]', "Ольга Пак")
    reader.presses('[data-chat="olga"] .start-button', "Начать")
    reader.finds('[data-chat="olga"] .message.from-bot', "№ 214")
    reader.presses('[data-language="ru"]')
    reader.finds('[data-chat="yerlan"] .start-button', "Начать")
    reader.finds('[data-person="marat"]', "Модератор Северо-Казахстанской области")
    reader.presses('[data-language="ru"]')
    reader.finds('[data-chat="yerlan"] .start-button', "Бастау")
    assert reader.runs("return location.hash") == "#yerlan,olga"


def test_messages_to_people_who_are_not_shown_are_counted(reader: Reader, stage: Stage) -> None:
    reader.opens(f"{stage.url}/#aigul")
    reader.finds(".start-button")
    stage.run(stage.sandbox.person("marat").starts())
    reader.finds('[data-person="marat"] .badge', "2")
    reader.presses('[data-person="marat"]')
    reader.finds('[data-chat="marat"] .message.from-bot', "№ 214")
    reader.misses('[data-person="marat"] .badge')


def test_commands_stand_in_the_menu_in_the_text_and_under_a_slash(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.presses(".menu-button")
    reader.presses('[role="menuitem"]', "/help")
    reader.finds(".message.from-bot", "Естідім: /help")
    reader.presses(".message.from-bot .text-button", "/help")
    reader.waits(lambda: len(_texts(reader, "Естідім: /help")) == 2, "a second answer to /help")
    reader.types("/he", send=False)
    reader.finds(".hint", "Көмек")
    reader.types("")
    reader.waits(lambda: len(_texts(reader, "Естідім: /help")) == 3, "a third answer to /help")


def _texts(reader: Reader, text: str) -> list[str]:
    shown = [message.text for message in reader.browser.find_elements(By.CSS_SELECTOR, ".message.from-bot")]
    return [words for words in shown if text in words]


def test_what_the_bot_is_doing_stands_under_its_name(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.types("жазып жатыр")
    reader.finds(".chat-status", "файл жіберіп жатыр…")


def test_a_blocked_bot_can_be_started_again(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.presses(".chat-menu")
    reader.presses('[role="menuitem"]', "Ботты бұғаттау")
    reader.finds('[data-person="aigul"]', "Бот бұғатталған")
    reader.misses("#composer")
    reader.presses(".start-button", "Қайта бастау")
    reader.finds("#composer")


def test_the_keyboard_alone_is_enough_and_keeps_its_place_when_a_message_changes(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.runs("arguments[0].focus()", reader.finds("button.inline-button", "Қолдаймын · 311"))
    reader.browser.switch_to.active_element.send_keys(Keys.ENTER)
    reader.finds("button.inline-button", "✓ Қолдаймын · 312")
    reader.waits(lambda: "312" in reader.browser.switch_to.active_element.text, "the focus on the changed button")


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_telephone_list_and_chat_take_turns_and_nothing_sticks_out(
    reader: Reader, stage: Stage, dark: bool
) -> None:
    reader.shows(360, 740, dark=dark)
    stage.run(stage.sandbox.person("aigul").starts())
    stage.run(stage.sandbox.person("aigul").says("мәтін"))
    reader.opens(f"{stage.url}/")
    _nothing_sticks_out(reader)
    reader.presses('[data-person="aigul"]')
    reader.finds(".quote-toggle")
    assert not reader.browser.find_element(By.ID, "people").is_displayed()
    _nothing_sticks_out(reader)
    reader.presses(".back")
    reader.finds('[data-person="aigul"]')
    reader.misses("#composer")


def _nothing_sticks_out(reader: Reader) -> None:
    wide = reader.runs(
        "return [...document.querySelectorAll('html, .log, .people')].filter((n) => n.scrollWidth > n.clientWidth)"
    )
    assert wide == []


def test_nothing_is_asked_of_any_other_computer(reader: Reader, stage: Stage) -> None:
    _open_started(reader, stage)
    reader.types("сурет")
    reader.finds('[data-kind="photo"] img')
    asked = reader.runs("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert asked
    assert [address for address in asked if not address.startswith((stage.url, "data:", "blob:"))] == []
