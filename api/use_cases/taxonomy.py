"""Completing what somebody types to entries of the reference tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

from data.errors import Fault, InvalidInput
from data.reading.script import simplify
from data.text import Text

BAD_KIND = Text(zh="没有这种词表", en="there is no such table")
NO_LETTERS = Text(zh="没有要补全的字", en="there is nothing to complete")
LETTERS = Text(zh="1 到 40 个字", en="1 to 40 characters")
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with all that it is called, each name also folded for comparing."""

    code: str
    name: str
    name_en: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """An entry and the name of it that the letters stand in."""

    entry: Entry
    matched: str


def complete(kind: str, letters: str, limit: int = 10) -> list[Completion]:
    """Entries that a name of starts with the letters, then those that hold them; InvalidInput for an unknown table."""
    if kind not in TABLES:
        raise InvalidInput(BAD_KIND, (Fault("kind", kind[:80], Text("、".join(TABLES), ", ".join(TABLES))),))
    wanted = _fold(letters)
    if not wanted or len(letters) > LONGEST:
        raise InvalidInput(NO_LETTERS, (Fault("q", letters[:80], LETTERS),))
    found = (hit for entry in _entries(kind) if (hit := _best(entry, wanted)) is not None)
    return [Completion(entry, matched) for *_, entry, matched in nsmallest(limit, found, key=lambda hit: hit[:4])]


def _best(entry: Entry, wanted: str) -> tuple[int, int, int, str, Entry, str] | None:
    """How well an entry fits: whole, from the start, inside; a proper name before an alias, short before long."""
    best: tuple[int, int, int, str, Entry, str] | None = None
    for alias, (name, folded) in enumerate(entry.names):
        at = folded.find(wanted)
        if at < 0:
            continue
        place = 0 if folded == wanted else 1 if at == 0 else 2
        hit = (place, min(alias, 1), len(folded), entry.code, entry, name)
        if best is None or hit[:4] < best[:4]:
            best = hit
    return best


def _fold(text: str) -> str:
    return simplify(text).strip().lower()


@cache
def _entries(kind: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(code, name, english, tuple((n, _fold(n)) for n in dict.fromkeys((name, *others, english)) if n))
        for code, name, others, english in TABLES[kind]()
    )


Rows = Iterable[tuple[str, str, tuple[str, ...], str]]


def _occupations() -> Rows:
    from data.reference.occupations import assignable

    return ((row.code, row.name, (*row.aliases, *row.colloquial), row.name_en) for row in assignable())


def _skills() -> Rows:
    from data.reference.skills import skills

    return ((row.code, row.name, row.aliases, row.name_en) for row in skills().values())


def _credentials() -> Rows:
    from data.reference.credentials import credentials

    return ((row.code, row.name, row.aliases, row.name_en) for row in credentials().values())


def _industries() -> Rows:
    from data.reference.industries import industries

    return ((row.code, row.name, row.aliases, row.name_en) for row in industries().values())


def _regions() -> Rows:
    from data.reference.latin_names import english
    from data.reference.regions import full_name, regions

    standing = (row for row in regions().values() if row.active)
    return ((row.code, full_name(row.code), (row.name, row.short, *row.aliases), english(row.code)) for row in standing)


TABLES: dict[str, Callable[[], Rows]] = {
    "occupation": _occupations,
    "skill": _skills,
    "credential": _credentials,
    "industry": _industries,
    "region": _regions,
}
