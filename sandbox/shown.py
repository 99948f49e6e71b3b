"""Messages as a person sees them: text, labels of buttons, links, files."""

from dataclasses import dataclass
from functools import cached_property

from sandbox.page_message import file_of, text_of
from sandbox.rich import tables_of
from sandbox.shapes import Json

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


def plain(text: str) -> str:
    """A text with ordinary spaces, so that a test need not know where a line must not break."""
    return text.translate(_SPACES)


@dataclass(frozen=True)
class ShownMessage:
    """One message of a chat at one moment; `raw` is Telegram's Message."""

    raw: Json

    @property
    def id(self) -> int:
        """The message_id."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """Text or caption, or all words of a rich message, without markup, with its own spaces."""
        return text_of(self.raw)

    @property
    def entities(self) -> list[Json]:
        """Telegram's entities of the text or caption, offsets in UTF-16 units."""
        entities: list[Json] = self.raw.get("entities") or self.raw.get("caption_entities") or []
        return entities

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables of a rich message, those of collapsed parts too: rows of cells' words with ordinary spaces."""
        blocks = self.raw.get("rich_message", {}).get("blocks", [])
        return [[[plain(cell) for cell in row] for row in table] for table in tables_of(blocks)]

    @property
    def is_edited(self) -> bool:
        """Whether its content was changed after it was sent."""
        return "edit_date" in self.raw

    @property
    def rows(self) -> list[list[Json]]:
        """Telegram's buttons under the message, row by row."""
        rows: list[list[Json]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def labels(self) -> list[str]:
        """Labels of the buttons under the message, in reading order."""
        return [button["text"] for row in self.rows for button in row]

    @cached_property
    def words(self) -> str:
        """The text with ordinary spaces, to look for words in."""
        return plain(self.text)

    @property
    def file_id(self) -> str | None:
        """The file_id of what is attached, a photo's largest size; None for a message without a file."""
        described = file_of(self.raw)
        return str(described["file_id"]) if described else None

    def button(self, label: str) -> Json | None:
        """Telegram's button with this label or its beginning or part, None when there is none."""
        place = self.find_button(label)
        return None if place is None else self.rows[place[0]][place[1]]

    def find_button(self, label: str) -> tuple[int, int] | None:
        """Row and column of a button: the label itself before its beginning before a part of it."""
        places = [(row, column) for row, cells in enumerate(self.rows) for column in range(len(cells))]
        found = best_match(label, [plain(self.rows[row][column]["text"]) for row, column in places])
        return None if found is None else places[found]

    def links(self) -> list[str]:
        """Links of the text and the buttons, what a button copies among them."""
        units = self.text.encode("utf-16-le")
        found = []
        for entity in self.entities:
            begin, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            if entity["type"] == "text_link":
                found.append(entity["url"])
            elif entity["type"] in {"url", "code"}:
                found.append(units[begin:end].decode("utf-16-le"))
        for row in self.rows:
            found += [button["url"] for button in row if "url" in button]
            found += [button["copy_text"]["text"] for button in row if "copy_text" in button]
        return found

    def __str__(self) -> str:
        kind = f"<{self.raw['document'].get('file_name', 'document')}>\n" if "document" in self.raw else ""
        kind = "<photo>\n" if "photo" in self.raw else kind
        keys = ["".join(f"[{button['text']}]" for button in row) for row in self.rows]
        return kind + "\n".join([self.text, *keys])


def best_match(label: str, candidates: list[str]) -> int | None:
    """The place of the candidate that is the label, else begins with it, else holds it."""
    wanted = plain(label)
    tests = (str.__eq__, str.startswith, str.__contains__)
    for is_match in tests:
        for place, candidate in enumerate(candidates):
            if is_match(candidate, wanted):
                return place
    return None
