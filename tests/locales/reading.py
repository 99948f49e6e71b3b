"""The .ftl files as data for the checks: entries with their file, key, variables, selects and texts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from fluent.syntax import ast
from fluent.syntax.serializer import FluentSerializer

from locales import LANGUAGES
from locales.messages import HOME, read_resources

PROJECT = HOME.parent

# Messages whose keys the code puts together (f"state-{…}"): beginnings of keys, or whole keys where the
# beginning is a whole area. A new family is added here and nowhere else.
FAMILIES = (
    "author-button-lift-",
    "author-line-",
    "author-what-",
    "browse-new",
    "browse-order-",
    "browse-top",
    "campaign-ask-",
    "campaign-button-",
    "command-",
    "digest-cadence-",
    "digest-plan-",
    "digest-weekday-",
    "error-",
    "export-basis-",
    "export-button-",
    "export-choose-",
    "export-heading-",
    "export-pick-",
    "export-sheet-",
    "help-button-",
    "help-law",
    "help-moderator",
    "help-organizer",
    "help-vote",
    "import-problem-",
    "language-",
    "mine-proposals",
    "mine-votes",
    "outcome-button-",
    "outcomes-ask-",
    "outcomes-change-",
    "outcomes-foreign-",
    "outcomes-means-",
    "outcomes-missing-",
    "outcomes-preview-",
    "outcomes-short-",
    "pack-",
    "pause-",
    "phase-",
    "record-",
    "rights-",
    "role-",
    "sanction-done-",
    "sanction-notice-",
    "sanction-reason-",
    "sanctions-line-",
    "section-ask-",
    "setting-",
    "stage-",
    "state-",
    "stats-",
    "submit-change-",
    "submit-place",
    "submit-topic",
    "switch-",
)

# Messages that are only ever said where Telegram reads no markup, or that must fit there too.
PLAIN_FAMILIES = (
    "alert-",
    "button-",
    "command-",
    "error-",
    "phase-",
    "profile-",
    "role-",
    "state-",
)

PLURALS = {"kk": {"one", "other"}, "ru": {"one", "few", "many", "other"}}
PLURAL_ONLY = {"zero", "one", "two", "few", "many"}

Filler = Callable[[str], str]


@dataclass(frozen=True)
class Select:
    """One choice inside a message: the variable it looks at and the names of its variants."""

    variable: str
    variants: tuple[str, ...]

    @property
    def is_plural(self) -> bool:
        return bool(PLURAL_ONLY & set(self.variants))

    @property
    def numbers(self) -> set[str]:
        return {name for name in self.variants if re.fullmatch(r"-?[\d.]+", name)}


@dataclass(frozen=True)
class Entry:
    """One message or term of one file."""

    language: str
    file: str
    key: str
    node: ast.Message | ast.Term = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"locales/{self.language}/{self.file}: {self.key}"

    @property
    def pattern(self) -> ast.Pattern:
        assert self.node.value is not None, f"{self} has no text"
        return self.node.value

    @property
    def is_term(self) -> bool:
        return isinstance(self.node, ast.Term)

    @property
    def source(self) -> str:
        return FluentSerializer().serialize_entry(self.node)

    @cached_property
    def variables(self) -> set[str]:
        """Names of the arguments, those of the messages it refers to included."""
        own = {node.id.name for node in walk(self.node) if isinstance(node, ast.VariableReference)}
        for target in self.references:
            if target in entries(self.language):
                own |= entries(self.language)[target].variables
        return own

    @cached_property
    def references(self) -> set[str]:
        """Keys of the messages and (with a hyphen in front) terms it is made of."""
        return {
            node.id.name if isinstance(node, ast.MessageReference) else "-" + node.id.name
            for node in walk(self.node)
            if isinstance(node, ast.MessageReference | ast.TermReference)
        }

    @cached_property
    def selects(self) -> list[Select]:
        found = []
        for node in walk(self.node):
            if isinstance(node, ast.SelectExpression):
                assert isinstance(node.selector, ast.VariableReference), f"{self}: selects on something odd"
                found.append(Select(node.selector.id.name, tuple(_name(v) for v in node.variants)))
        return found

    def texts(self, filler: Filler = lambda name: "") -> list[str]:
        """Spell the message out until every variant of every select has been seen; arguments by `filler`."""
        count = max((len(select.variants) for select in self.selects), default=1)
        # Selects inside selects: the inner one needs its own round through every outer variant.
        rounds = count ** min(2, len(self.selects)) if _is_nested(self.node) else count
        return sorted({_spell(self, self.pattern, filler, turn, count) for turn in range(rounds)})

    def longest(self, filler: Filler) -> str:
        """Spell the message out by the longest variant of every select."""
        return max(self.texts(filler), key=utf16_length) if not self.selects else _longest(self, filler)


def _name(variant: ast.Variant) -> str:
    return variant.key.value if isinstance(variant.key, ast.NumberLiteral) else variant.key.name


def walk(node: object) -> Iterator[ast.BaseNode]:
    """Every node of a syntax tree."""
    if isinstance(node, ast.BaseNode):
        yield node
        for name, value in vars(node).items():
            if name != "comment":
                yield from walk(value)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item)


def _is_nested(node: ast.BaseNode) -> bool:
    selects = [found for found in walk(node) if isinstance(found, ast.SelectExpression)]
    return any(
        inner is not outer and isinstance(inner, ast.SelectExpression) for outer in selects for inner in walk(outer)
    )


def _spell(entry: Entry, pattern: ast.Pattern, filler: Filler, turn: int, count: int) -> str:
    def choose(select: ast.SelectExpression, depth: int) -> ast.Pattern:
        index = turn % count if depth == 0 else turn // count
        return select.variants[min(index, len(select.variants) - 1)].value

    return _compose(entry, pattern, filler, choose, 0)


def _longest(entry: Entry, filler: Filler) -> str:
    def choose(select: ast.SelectExpression, depth: int) -> ast.Pattern:
        return max(
            (variant.value for variant in select.variants),
            key=lambda pattern: utf16_length(_compose(entry, pattern, filler, choose, depth + 1)),
        )

    return _compose(entry, entry.pattern, filler, choose, 0)


def _compose(
    entry: Entry,
    pattern: ast.Pattern,
    filler: Filler,
    choose: Callable[[ast.SelectExpression, int], ast.Pattern],
    depth: int,
) -> str:
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append(element.value)
            continue
        match element.expression:
            case ast.VariableReference(id=name):
                parts.append(filler(name.name))
            case ast.StringLiteral() as literal:
                parts.append(str(literal.parse()["value"]))
            case ast.NumberLiteral(value=value):
                parts.append(value)
            case ast.SelectExpression() as select:
                parts.append(_compose(entry, choose(select, depth), filler, choose, depth + 1))
            case ast.MessageReference(id=name) | ast.TermReference(id=name):
                is_term = isinstance(element.expression, ast.TermReference)
                target = entries(entry.language)["-" * is_term + name.name]
                parts.append(_compose(target, target.pattern, filler, choose, depth))
    return "".join(parts)


def utf16_length(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


@cache
def resources(language: str) -> dict[str, ast.Resource]:
    """Syntax trees of a language by file name."""
    return read_resources(language)


@cache
def listed(language: str) -> list[Entry]:
    """Messages and terms of a language in the order of the files, duplicates included."""
    return [
        Entry(language, file, "-" * isinstance(node, ast.Term) + node.id.name, node)
        for file, resource in resources(language).items()
        for node in resource.body
        if isinstance(node, ast.Message | ast.Term)
    ]


@cache
def entries(language: str) -> dict[str, Entry]:
    """Messages and terms of a language by key; a term's key begins with a hyphen."""
    return {entry.key: entry for entry in listed(language)}


def messages(language: str) -> list[Entry]:
    """Messages of a language, without the terms."""
    return [entry for entry in entries(language).values() if not entry.is_term]


def all_messages() -> list[Entry]:
    """Messages of both languages."""
    return [entry for language in LANGUAGES for entry in messages(language)]


def report(problems: list[str]) -> str:
    """One problem a line, for an assertion."""
    return "\n" + "\n".join(problems)


def source_files() -> list[Path]:
    """The program's own .py files, tests left out."""
    rooms = ("bot", "handlers", "forum", "storage", "locales", "sandbox")
    return sorted(path for room in rooms for path in (PROJECT / room).rglob("*.py"))
