"""Fluent files of one language, read once and turned into functions that write a sentence.

fluent.runtime walks the syntax tree for every sentence and formats whole numbers through Babel: 7 µs for
two arguments, 30–40 µs for a plural, and it refuses an argument longer than 2,500 characters. So what our
files are made of (text, variables, selects, references) is turned into plain functions when the files are
read; the rest of the language (functions, parameterized terms) still goes through its FluentBundle.
"""

import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

from locales.formats import decimal_category, whole_category

HOME: Final = Path(__file__).parent
LOG: Final = logging.getLogger(__name__)


class Voice(Protocol):
    """Turns the arguments of a sentence into text: escaped for HTML or plain."""

    by_type: Mapping[type, Callable[..., str]]

    def say(self, key: str, name: str, value: object) -> str:
        """Write an argument whose exact type is not in `by_type`."""

    def lacks(self, key: str, name: str) -> str:
        """Answer for an argument that was not given."""

    def fails(self, key: str, errors: list[Exception]) -> None:
        """Hear what FluentBundle complained about."""


Arguments = Mapping[str, object]
Part = Callable[[Arguments, Voice], str]
Message = str | Part


class NotPlain(Exception):
    """The message uses a part of Fluent that only FluentBundle can resolve."""


def read_resources(language: str, home: Path = HOME) -> dict[str, ast.Resource]:
    """Parse every .ftl file of a language: file name → syntax tree, in the order of names."""
    parser = FluentParser(with_spans=False)
    return {
        path.name: parser.parse(path.read_text(encoding="utf-8")) for path in sorted((home / language).glob("*.ftl"))
    }


@lru_cache(maxsize=8)
def load_messages(language: str, home: Path = HOME) -> dict[str, Message]:
    """Read a language: key → its text, or a function of the arguments.

    Unreadable entries are logged and left out.
    """
    resources = read_resources(language, home)
    compiler = _Compiler(language)
    for name, resource in resources.items():
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                first_line = (entry.content or "").strip().partition("\n")[0]
                LOG.error("unreadable entry in locales/%s/%s: %s", language, name, first_line)
            compiler.add(entry)
    return compiler.compile()


class _Compiler:
    def __init__(self, language: str) -> None:
        self._language = language
        self._category = whole_category(language)
        self._patterns: dict[str, ast.Pattern] = {}
        self._bundle = FluentBundle([language], use_isolating=False)

    def add(self, entry: ast.EntryType) -> None:
        """Take one entry of a file; what is not a message or a term is passed over."""
        if isinstance(entry, ast.Message) and entry.value is not None:
            self._patterns[entry.id.name] = entry.value
        elif isinstance(entry, ast.Term):
            self._patterns["-" + entry.id.name] = entry.value
        else:
            return
        self._bundle.add_resource(ast.Resource([entry]), allow_overrides=True)

    def compile(self) -> dict[str, Message]:
        return {key: self._message(key) for key in self._patterns if not key.startswith("-")}

    def _message(self, key: str) -> Message:
        try:
            return _joined(self._parts(key, self._patterns[key], ()))
        except NotPlain:
            return self._through_bundle(key)

    def _parts(self, key: str, pattern: ast.Pattern, inside: tuple[str, ...]) -> list[Message]:
        parts: list[Message] = []
        for element in pattern.elements:
            if isinstance(element, ast.TextElement):
                parts.append(element.value)
                continue
            # After the sign № a number is a name, not a quantity: it is never grouped.
            is_name = bool(parts) and isinstance(parts[-1], str) and parts[-1].rstrip().endswith("№")
            parts.extend(self._placeable(key, element.expression, inside, is_name))
        return parts

    def _placeable(
        self,
        key: str,
        expression: ast.InlineExpression | ast.Placeable | ast.SelectExpression,
        inside: tuple[str, ...],
        is_name: bool = False,
    ) -> list[Message]:
        match expression:
            case ast.VariableReference():
                return [_variable(key, expression.id.name, is_name)]
            case ast.StringLiteral():
                return [str(expression.parse()["value"])]
            case ast.NumberLiteral():
                return [expression.value]
            case ast.SelectExpression():
                return [self._select(key, expression, inside)]
            case ast.MessageReference(attribute=None):
                return self._reference(key, expression.id.name, inside)
            case ast.TermReference(attribute=None, arguments=None):
                return self._reference(key, "-" + expression.id.name, inside)
        raise NotPlain(key)

    def _reference(self, key: str, target: str, inside: tuple[str, ...]) -> list[Message]:
        if target in inside or target not in self._patterns:
            raise NotPlain(key)
        return self._parts(key, self._patterns[target], (*inside, target))

    def _select(self, key: str, expression: ast.SelectExpression, inside: tuple[str, ...]) -> Part:
        if not isinstance(expression.selector, ast.VariableReference):
            raise NotPlain(key)
        branches: dict[object, Part] = {}
        default: Part = _constant("")
        for variant in expression.variants:
            branch = _as_part(_joined(self._parts(key, variant.value, inside)))
            if isinstance(variant.key, ast.NumberLiteral):
                branches[float(variant.key.value)] = branch
            else:
                branches[variant.key.name] = branch
            if variant.default:
                default = branch
        return self._choice(key, expression.selector.id.name, branches, default)

    def _choice(self, key: str, name: str, branches: dict[object, Part], default: Part) -> Part:
        category, language = self._category, self._language

        def choose(args: Arguments, voice: Voice) -> str:
            try:
                value = args[name]
            except KeyError:
                voice.lacks(key, name)
                return default(args, voice)
            if type(value) is int:
                branch = branches.get(value) or branches.get(category(value), default)
            elif isinstance(value, float):
                branch = branches.get(value) or branches.get(decimal_category(value, language), default)
            else:
                # An enumeration's member is hashed by its name, so its text is taken out first.
                branch = branches.get(str.__str__(value) if isinstance(value, str) else None, default)
            return branch(args, voice)

        return choose

    def _through_bundle(self, key: str) -> Part:
        bundle = self._bundle

        def resolve(args: Arguments, voice: Voice) -> str:
            said = {
                name: voice.say(key, name, value) if isinstance(value, str) else value for name, value in args.items()
            }
            pattern = bundle.get_message(key).value
            if pattern is None:  # cannot be: `add` takes messages with a value only
                return ""
            text, errors = bundle.format_pattern(pattern, said)
            if errors:
                voice.fails(key, errors)
            return str(text)

        return resolve


def _variable(key: str, name: str, is_name: bool) -> Part:
    def write(args: Arguments, voice: Voice) -> str:
        try:
            value = args[name]
        except KeyError:
            return voice.lacks(key, name)
        if is_name and type(value) is int:
            return str(value)
        say = voice.by_type.get(type(value))
        return voice.say(key, name, value) if say is None else say(value)

    return write


def _constant(text: str) -> Part:
    return lambda args, voice: text


def _as_part(message: Message) -> Part:
    return _constant(message) if isinstance(message, str) else message


def _joined(parts: list[Message]) -> Message:
    """Join texts and functions into one text or one function."""
    fields = tuple(part for part in parts if not isinstance(part, str))
    if not fields:
        return "".join(part for part in parts if isinstance(part, str))
    if len(parts) == 1:
        return fields[0]
    template = "".join(part.replace("%", "%%") if isinstance(part, str) else "%s" for part in parts)

    def join(args: Arguments, voice: Voice) -> str:
        return template % tuple([field(args, voice) for field in fields])

    return join
