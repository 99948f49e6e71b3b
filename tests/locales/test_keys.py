"""Both languages have the same files, messages, arguments and variants; the program asks for what exists."""

from collections import Counter

import pytest
from fluent.syntax import ast

from forum import errors, organizer_errors
from locales import LANGUAGES
from tests.locales.calls import built_prefixes, calls, mentioned
from tests.locales.reading import (
    FAMILIES,
    PLURALS,
    Entry,
    all_messages,
    entries,
    listed,
    messages,
    report,
    resources,
    walk,
)

both = pytest.mark.parametrize("language", LANGUAGES)


def pairs() -> list[tuple[Entry, Entry]]:
    russian = entries("ru")
    return [(entry, russian[entry.key]) for entry in messages("kk") if entry.key in russian]


def test_both_languages_have_the_same_files() -> None:
    assert list(resources("kk")) == list(resources("ru"))


@both
def test_every_file_is_read_to_its_last_line(language: str) -> None:
    junk = [
        f"locales/{language}/{file}: {(node.content or '').strip()[:120]}"
        for file, resource in resources(language).items()
        for node in resource.body
        if isinstance(node, ast.Junk)
    ]
    assert not junk, report(junk)


@both
def test_a_key_is_written_once(language: str) -> None:
    seen = Counter(entry.key for entry in listed(language))
    twice = [str(entry) for entry in listed(language) if seen[entry.key] > 1]
    assert not twice, report(twice)


def test_every_message_stands_in_the_same_file_of_both_languages() -> None:
    missing = [
        f"{entry}: not in locales/{other}/{entry.file}"
        for language, other in (LANGUAGES, LANGUAGES[::-1])
        for entry in messages(language)
        if entry.key not in entries(other) or entries(other)[entry.key].file != entry.file
    ]
    assert not missing, report(missing)


def test_messages_are_values_without_attributes_or_functions() -> None:
    odd = [
        str(entry)
        for language in LANGUAGES
        for entry in listed(language)
        if entry.node.value is None
        or entry.node.attributes
        or any(isinstance(node, ast.FunctionReference) for node in walk(entry.node))
    ]
    assert not odd, report(odd)


def test_references_lead_to_messages_that_exist() -> None:
    lost = [
        f"{entry} → {target}"
        for language in LANGUAGES
        for entry in listed(language)
        for target in entry.references
        if target not in entries(language)
    ]
    assert not lost, report(lost)


def test_a_message_takes_the_same_arguments_in_both_languages() -> None:
    different = [
        f"{kazakh}: kk {sorted(kazakh.variables)}, ru {sorted(russian.variables)}"
        for kazakh, russian in pairs()
        if kazakh.variables != russian.variables
    ]
    assert not different, report(different)


@both
def test_a_plural_has_every_variant_of_its_language(language: str) -> None:
    lacking = [
        f"{entry}: {{ ${select.variable} }} lacks {sorted(PLURALS[language] - set(select.variants))}"
        for entry in entries(language).values()
        for select in entry.selects
        if select.is_plural and not PLURALS[language] <= set(select.variants)
    ]
    strange = [
        f"{entry}: {{ ${select.variable} }} has {sorted(set(select.variants) - PLURALS[language])}"
        for entry in entries(language).values()
        for select in entry.selects
        if select.is_plural and set(select.variants) - PLURALS[language] - select.numbers
    ]
    assert not lacking + strange, report(lacking + strange)


def named_variants(entry: Entry) -> set[tuple[str, str]]:
    """Variants that are not plural categories: those of one language must be those of the other."""
    return {
        (select.variable, variant)
        for select in entry.selects
        for variant in (select.numbers if select.is_plural else set(select.variants) - {"other"})
    }


def test_named_variants_are_the_same_in_both_languages() -> None:
    different = [
        f"{kazakh}: only in one language: {sorted(named_variants(kazakh) ^ named_variants(russian))}"
        for kazakh, russian in pairs()
        if named_variants(kazakh) != named_variants(russian)
    ]
    assert not different, report(different)


def test_every_key_the_program_says_exists_in_both_languages() -> None:
    unknown = [
        f"{call.where}: {call.key} ({language})"
        for call in calls()
        for language in LANGUAGES
        if call.key not in entries(language)
    ]
    assert not unknown, report(unknown)


def test_the_program_gives_every_message_exactly_its_arguments() -> None:
    known = entries("kk")
    wrong = [
        f"{call.where}: {call.key} takes {sorted(known[call.key].variables)}, given {sorted(call.arguments)}"
        for call in calls()
        if call.key in known and call.manner != "has" and call.arguments is not None
        if not known[call.key].variables <= call.arguments
        or (call.arguments != known[call.key].variables and not call.is_one_of_several)
    ]
    assert not wrong, report(wrong)


def test_keys_are_put_together_only_within_the_families() -> None:
    strange = [
        f"{where}: begins with {prefix!r}, which is not in FAMILIES of tests/locales/reading.py"
        for where, prefix in built_prefixes()
        if not prefix.startswith(FAMILIES) and not (prefix and any(family.startswith(prefix) for family in FAMILIES))
    ]
    assert not strange, report(strange)


def test_every_message_is_said_somewhere() -> None:
    used = set(mentioned())
    for entry in all_messages():
        used |= entry.references
    silent = [str(entry) for entry in messages("kk") if entry.key not in used and not entry.key.startswith(FAMILIES)]
    assert not silent, report(silent)


def refusals() -> list[type[errors.DomainError]]:
    said = [value for module in (errors, organizer_errors) for value in vars(module).values()]
    return [value for value in said if isinstance(value, type) and issubclass(value, errors.DomainError)]


@both
def test_every_refusal_of_the_forum_has_its_sentence(language: str) -> None:
    known = entries(language)
    silent = [f"{kind.__name__}: error-{kind.key}" for kind in refusals() if f"error-{kind.key}" not in known]
    assert not silent, report(silent)
