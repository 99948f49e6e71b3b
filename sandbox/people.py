"""People of the sandbox: their Telegram accounts as the bot may see them."""

import json
import re
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from sandbox.refusals import ActionRefused
from sandbox.shapes import Json

START_SET = Path(__file__).with_name("people.json")
FIRST_ADDED_ID = 700_000_101


@dataclass
class Account:
    """One person's Telegram account; `id` is also the id of their private chat with the bot."""

    key: str
    id: int
    first_name: str
    language_code: str | None = None
    last_name: str = ""
    username: str = ""
    phone: str = ""
    about: dict[str, str] = field(default_factory=dict)

    @cached_property
    def user(self) -> Json:
        """Telegram's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                user[name] = getattr(self, name)
        return user

    @cached_property
    def chat(self) -> Json:
        """Telegram's Chat of this person with the bot."""
        chat = {name: value for name, value in self.user.items() if name not in {"is_bot", "language_code"}}
        return chat | {"type": "private"}


class People:
    """All accounts, by id and by key."""

    def __init__(self) -> None:
        self.by_id: dict[int, Account] = {}
        self.by_key: dict[str, Account] = {}
        self._next_id = FIRST_ADDED_ID

    def load_start_set(self) -> None:
        """Take in the people who are always there."""
        self.restore(json.loads(START_SET.read_text(encoding="utf-8")))

    def add(
        self,
        first_name: str,
        language_code: str | None = None,
        last_name: str = "",
        username: str = "",
        phone: str = "",
    ) -> Account:
        """A new account with the next free id.

        Raises ActionRefused when the name is empty or longer than Telegram's 64 characters.
        """
        if not 1 <= len(first_name.strip()) <= 64:
            raise ActionRefused("a first name has 1 to 64 characters")
        while self._next_id in self.by_id:
            self._next_id += 1
        number = self._next_id
        self._next_id += 1
        phone = phone or f"+7701{number % 10_000_000:07d}"
        account = Account(f"person{number}", number, first_name, language_code, last_name, username, phone)
        self._put(account)
        return account

    def _put(self, account: Account) -> None:
        self.by_id[account.id] = account
        self.by_key[account.key] = account

    def dump(self) -> list[Json]:
        """Everybody, as people.json holds them."""
        return [asdict(account) for account in self.by_id.values()]

    def restore(self, records: list[Json]) -> None:
        """Take in people written by `dump`."""
        for record in records:
            self._put(Account(**record))


def language_of(account: Account) -> str:
    """The two-letter language of an account's application, "" where it has none."""
    found = re.match(r"[a-z]{2}", account.language_code or "")
    return found.group() if found else ""
