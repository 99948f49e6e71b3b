"""HTTP answers are read whole however their bytes arrive, and what is no HTTP is noticed."""

from __future__ import annotations

import pytest

from bot.telegram import answer_reader as answer_reader_module
from bot.telegram.answer_reader import BODY_MOST, HEAD_MOST, Answer, AnswerReader, BadAnswer

PLAIN = b"HTTP/1.1 200 OK\r\nServer: nginx\r\ncontent-length: 5\r\n\r\nhello"
EMPTY = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
CHUNKED = b"HTTP/1.1 502 Bad\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;note=1\r\nllo\r\n0\r\n\r\n"
TRAILED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nSum: 1\r\n\r\n"
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + PLAIN
NOTHING = b"HTTP/1.1 204 No Content\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (PLAIN, Answer(200, b"hello")),
        (EMPTY, Answer(200, b"")),
        (CHUNKED, Answer(502, b"hello")),
        (TRAILED, Answer(200, b"hello")),
        (INTERIM, Answer(200, b"hello")),
        (NOTHING, Answer(204, b"")),
    ],
)
@pytest.mark.parametrize("step", [1, 2, 7, 1000])
def test_an_answer_is_read_in_pieces_of_any_size(data: bytes, answer: Answer, step: int) -> None:
    reader = AnswerReader()
    pieces = [data[start : start + step] for start in range(0, len(data), step)]
    given = [reader.feed(piece) for piece in pieces]
    assert given == [*[None] * (len(pieces) - 1), answer]
    assert reader.keeps_alive


@pytest.mark.parametrize("step", [1, 50, 1000])
def test_one_reader_reads_the_answers_of_a_connection_one_after_another(step: int) -> None:
    reader = AnswerReader()
    given: list[Answer] = []
    for data in (PLAIN, CHUNKED, EMPTY, INTERIM, NOTHING, TRAILED, b"\r\n" + PLAIN):
        pieces = [reader.feed(data[start : start + step]) for start in range(0, len(data), step)]
        given += [answer for answer in pieces if answer is not None]
    assert [status for status, _ in given] == [200, 502, 200, 200, 204, 200, 200]
    assert b"".join(body for _, body in given) == b"hello" * 5
    assert reader.keeps_alive


def test_a_body_longer_than_a_head_may_be_comes_whole_in_pieces() -> None:
    body = b"x" * (HEAD_MOST * 3)
    data = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nServer: nginx\r\n\r\n%b" % (len(body), body)
    reader = AnswerReader()
    given = [reader.feed(data[start : start + 30]) for start in range(0, len(data), 30)]
    assert given[-1] == Answer(200, body)


def test_an_answer_without_a_length_ends_with_its_connection() -> None:
    reader = AnswerReader()
    assert reader.feed(b"HTTP/1.1 500 Oops\r\n\r\nhalf") is None
    assert reader.feed(b" and half") is None
    assert reader.end() == Answer(500, b"half and half")
    assert not reader.keeps_alive


@pytest.mark.parametrize("cut", [PLAIN[:-1], PLAIN[:20], CHUNKED[:-2], b""])
def test_an_answer_cut_off_is_none(cut: bytes) -> None:
    reader = AnswerReader()
    assert reader.feed(cut) is None
    assert reader.end() is None


def test_a_connection_that_ends_between_answers_gives_none() -> None:
    reader = AnswerReader()
    assert reader.feed(PLAIN) == Answer(200, b"hello")
    assert reader.end() is None


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.replace(b"Server: nginx", b"Connection: close"),
        PLAIN.replace(b"HTTP/1.1", b"HTTP/1.0"),
        PLAIN + b"HTTP/1.1 200 OK",
        PLAIN + INTERIM,
        CHUNKED + b"more",
        PLAIN.replace(b"Server: nginx", b"Connection: close") + b"more",
    ],
    ids=["close", "1.0", "more than one", "two more", "more than chunks", "more after close"],
)
def test_a_connection_that_ends_or_says_too_much_is_not_asked_again(data: bytes) -> None:
    reader = AnswerReader()
    answer = reader.feed(data)
    assert answer is not None
    assert answer.body == b"hello"
    assert not reader.keeps_alive


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.2p1\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1_0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (BODY_MOST + 1),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * (HEAD_MOST + 1),
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: h2\r\nConnection: upgrade\r\n\r\n" + PLAIN,
        b"HTTP/1.1 200 OK\r\nServer: " + b"x" * HEAD_MOST,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 3000,
    ],
    ids=range(15),
)
def test_what_is_no_http_is_refused(data: bytes) -> None:
    with pytest.raises(BadAnswer):
        AnswerReader().feed(data)


@pytest.mark.parametrize("head", [b"", b"Transfer-Encoding: chunked\r\n"])
def test_a_body_of_untold_length_that_grows_too_long_is_refused(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_reader_module, "BODY_MOST", 1000)
    reader = AnswerReader()
    assert reader.feed(b"HTTP/1.1 200 OK\r\n%b\r\n" % head) is None
    assert reader.feed(b"5\r\nhello\r\n" * 90) is None
    with pytest.raises(BadAnswer):
        reader.feed(b"5\r\nhello\r\n" * 10)
