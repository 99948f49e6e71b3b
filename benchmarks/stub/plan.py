"""What is sent: votes of many people on the cards the product itself would have shown them, cut into ready bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BOT = {"id": 500000001, "is_bot": True, "first_name": "Ұсыныс", "username": "usynys_bot"}
FIRST_UPDATE = 700_000_000
DATE = 1_798_000_000
SUPPORT_OF_FIVE = 4  # of five votes, so many are for


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal's card: what stands before and after the numbers that differ from one message to another."""

    tail: bytes
    support: bytes
    objection: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """Who votes on what. Vote ``n`` is of another pair of person and card than every other vote."""

    people: list[int]
    cards: list[Card]

    @property
    def most(self) -> int:
        """How many different votes there are."""
        return len(self.people) * len(self.cards)

    def person(self, serial: int) -> int:
        """The Telegram id behind a vote: people take turns, so that nobody has two votes under way."""
        return self.people[serial % len(self.people)]

    def card(self, serial: int) -> Card:
        """The card of a vote; neighbours in time vote on different ones."""
        return self.cards[(serial // len(self.people) + serial * 7) % len(self.cards)]

    def update(self, serial: int) -> bytes:
        """The update of a vote: a press below a whole card, as Telegram sends it."""
        person, card = self.person(serial), self.card(serial)
        data = card.support if serial % 5 < SUPPORT_OF_FIVE else card.objection
        return (
            b'{"update_id":%d,"callback_query":{"id":"%d","from":{"id":%d,"is_bot":false,"first_name":"A",'
            b'"language_code":"kk"},"message":%b,"chat_instance":"-3811093826412345678","data":%b}}'
        ) % (FIRST_UPDATE + serial, serial, person, _message(serial, person, card), data)

    def edited(self, serial: int) -> bytes:
        """What Telegram answers to the edit of a vote's card."""
        return b'{"ok":true,"result":%b}' % _message(serial, self.person(serial), self.card(serial))


def _message(serial: int, person: int, card: Card) -> bytes:
    return b'{"message_id":%d,"chat":{"id":%d,"first_name":"A","type":"private"},%b' % (serial, person, card.tail)


def _card(told: dict[str, Any]) -> Card:
    rest = {"from": BOT, "date": DATE, "text": told["text"], "entities": told["entities"]}
    rest["reply_markup"] = {"inline_keyboard": told["keyboard"]}
    return Card(
        tail=json.dumps(rest).encode()[1:],
        support=json.dumps(told["support"]).encode(),
        objection=json.dumps(told["objection"]).encode(),
    )


def load(path: Path) -> Plan:
    """Read a plan: ``people`` (Telegram ids) and ``cards`` (text, entities, keyboard and the two buttons' data)."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Plan(told["people"], [_card(card) for card in told["cards"]])
