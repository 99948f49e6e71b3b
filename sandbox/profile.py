"""What the bot says about itself: name, descriptions, commands and menu button, per language and scope."""

from dataclasses import dataclass, field

from sandbox.people import Account, language_of
from sandbox.shapes import Json

BOT_ID = 500_000_001
BOT_USERNAME = "usynys_bot"
BOT_NAME = "Ұсыныс"


@dataclass(slots=True)
class Profile:
    """Texts by language, "" being everybody else's; commands by scope and language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, dict[str, list[Json]]] = field(default_factory=dict)
    menu_button: Json | None = None

    def user(self) -> Json:
        """Telegram's User of the bot, as in messages."""
        name = self.names.get("") or BOT_NAME
        return {"id": BOT_ID, "is_bot": True, "first_name": name, "username": BOT_USERNAME}

    def in_language_of(self, account: Account) -> Json:
        """Name and descriptions as this person's application shows them."""
        language = language_of(account)
        return {
            "name": _in(self.names, language) or BOT_NAME,
            "description": _in(self.descriptions, language),
            "short_description": _in(self.short_descriptions, language),
        }

    def commands_for(self, account: Account) -> list[Json]:
        """The commands this person's application shows, found in Telegram's order of scopes."""
        language = language_of(account)
        for scope in (f"chat:{account.id}", "all_private_chats", "default"):
            by_language = self.commands.get(scope, {})
            for wanted in (language, ""):
                if by_language.get(wanted):
                    return by_language[wanted]
        return []


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("", "")
