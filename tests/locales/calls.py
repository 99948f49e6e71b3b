"""What the program asks the Translator to say, read from its source."""

import ast
import re
from dataclasses import dataclass
from functools import cache

from tests.locales.reading import PROJECT, source_files

KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
MANNERS = ("html", "plain", "has")


@dataclass(frozen=True)
class Call:
    """One t.html("key", …) or t.plain("key", …); `arguments` is None where the source does not tell them."""

    where: str
    manner: str
    key: str
    arguments: frozenset[str] | None
    is_one_of_several: bool


def _constants(node: ast.expr) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return _constants(body) + _constants(orelse)
    return []


def _prefix(node: ast.expr) -> str | None:
    match node:
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            return text
        case ast.JoinedStr():
            return ""
    return None


@cache
def _nodes() -> list[tuple[str, ast.AST]]:
    """Calls and constants of the whole program, and where they stand."""
    found: list[tuple[str, ast.AST]] = []
    for path in source_files():
        name = path.relative_to(PROJECT)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Call, ast.Constant)):
                found.append((f"{name}:{node.lineno}", node))
    return found


def _manner(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Attribute(attr=manner), args=[_, *_]) if manner in MANNERS:
            return manner
    return None


@cache
def calls() -> list[Call]:
    """Every call with a literal key."""
    found = []
    for where, node in _nodes():
        manner = _manner(node)
        if manner is None or not isinstance(node, ast.Call):
            continue
        names = [keyword.arg for keyword in node.keywords]
        arguments = None if None in names else frozenset(name for name in names if name)
        keys = [key for key in _constants(node.args[0]) if KEY.fullmatch(key)]
        found += [Call(where, manner, key, arguments, len(keys) > 1) for key in keys]
    return found


@cache
def built_prefixes() -> list[tuple[str, str]]:
    """Where a key is put together (f"state-{…}"): (place, the text it begins with)."""
    return [
        (where, prefix)
        for where, node in _nodes()
        if _manner(node) is not None and isinstance(node, ast.Call) and (prefix := _prefix(node.args[0])) is not None
    ]


@cache
def alerts() -> frozenset[str]:
    """Keys said inside Notice(…): Telegram cuts the answer of a callback at 200 characters."""
    return frozenset(
        key
        for _, node in _nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice"
        for argument in node.args
        if isinstance(argument, ast.Call) and _manner(argument) == "plain"
        for key in _constants(argument.args[0])
    )


@cache
def mentioned() -> frozenset[str]:
    """Every string of the program that looks like a key."""
    return frozenset(
        node.value
        for _, node in _nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value)
    )
