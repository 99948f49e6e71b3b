"""Reads the HTTP/1.1 answers of one connection out of its bytes, as they come. The parsing is llhttp's (httptools)."""

from __future__ import annotations

from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

HEAD_MOST = 64 * 1024  # bytes before a body begins
BODY_MOST = 64 * 1024 * 1024  # bytes of an answer altogether


class Answer(NamedTuple):
    """Status and body of an HTTP answer."""

    status: int
    body: bytes


class BadAnswer(Exception):
    """What came is not HTTP/1.x, or too long. The reader is of no use any more."""


class AnswerReader:
    """``feed`` it with what arrives; it gives each answer when that is whole.

    ``keeps_alive`` says, once there is an answer, whether the connection may be asked again. The ``on_…`` methods are
    for the parser, which calls them while it is fed.
    """

    def __init__(self) -> None:
        self.keeps_alive = True
        self._parser = HttpResponseParser(self)
        self._answer: Answer | None = None
        self._size = 0  # bytes since the last answer
        self._in_body = False
        self._length: int | None = None  # of the body; 0: chunks tell, None: the end of the connection does
        self._body = bytearray()

    def feed(self, data: bytes) -> Answer | None:
        """More bytes came; the answer if it is whole now. Raises BadAnswer."""
        self._size += len(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as problem:
            if self._answer is None:
                raise BadAnswer(str(problem)) from None
            self.keeps_alive = False
        answer, self._answer = self._answer, None
        if answer is not None:
            self._size = 0
        elif self._size > (BODY_MOST if self._in_body else HEAD_MOST) or (self._length or 0) > BODY_MOST:
            raise BadAnswer("too long")
        return answer

    def end(self) -> Answer | None:
        """The connection ended; the answer if its length was to be told by that."""
        self.keeps_alive = False
        if not self._in_body or self._length is not None:
            return None
        return Answer(self._parser.get_status_code(), bytes(self._body))

    def on_message_begin(self) -> None:
        """An answer begins."""
        if self._answer is not None:  # nobody asked for a second one: such a connection is not asked again
            self.keeps_alive = False
        self._length = None

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head; the parser has checked it, and reads the body by it."""
        match name.lower():
            case b"content-length":
                self._length = int(value)
            case b"transfer-encoding":
                self._length = 0

    def on_headers_complete(self) -> None:
        """The head is read."""
        self._in_body = True

    def on_body(self, piece: bytes) -> None:
        """A piece of the body, chunks taken apart."""
        self._body += piece

    def on_message_complete(self) -> None:
        """The answer is whole: the one asked for, or an interim one (1xx) before it."""
        self._in_body = False
        status = self._parser.get_status_code()
        if status // 100 != 1 and self._answer is None:
            self._answer = Answer(status, bytes(self._body))
            self.keeps_alive = self._parser.should_keep_alive()
        self._body.clear()
