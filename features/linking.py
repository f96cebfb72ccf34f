"""Free words tied to codes: which occupation, skill, credential, industry or matter is meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal, get_args

from data.errors import InvalidInput
from data.reading.persons import impersonal
from data.reference.skill_cells import skill_cells
from data.text import Text
from features.linkers.lexicon import Lexicon, Row
from features.linkers.link import Link

__all__ = ["UNKNOWN_BELOW", "Kind", "Link", "find", "link"]

Kind = Literal["occupation", "skill", "credential", "industry", "matter"]
UNKNOWN_BELOW = 0.35
"""A link less sure than this is a guess: callers treat the text as unknown."""

NO_SUCH_KIND = Text(zh="没有这种词表：{kind}", en="no such kind of code: {kind}")


@lru_cache(maxsize=50_000)
def link(kind: str, text: str, top: int = 5, groups: bool = False) -> tuple[Link, ...]:
    """At most `top` codes that a short phrase may mean, surest first, equal ones by code.

    Occupations are assignable ones, unless `groups` allows whole groups for vague titles. An empty answer
    means that nothing is alike; what is below `UNKNOWN_BELOW` is better treated so too.
    Raises InvalidInput for an unknown kind.
    """
    text = impersonal(text)
    if kind == "occupation":
        from features.linkers import occupation

        return occupation.link(text, groups)[:top]
    if kind == "skill" and text.strip() in skill_cells():
        return _cell(text)
    return _lexicon(kind).link(text, top)


@lru_cache(maxsize=20_000)
def find(kind: str, text: str) -> tuple[Link, ...]:
    """Every name of that kind standing inside a longer text, in its order; of overlapping ones the longest.

    Two codes that share a name both come, with the same span. Time grows with the length of the text.
    """
    return _lexicon(kind).find(impersonal(text))


def _cell(text: str) -> tuple[Link, ...]:
    """A bare word that is the whole of a skill cell: its skill, or nothing where it names none."""
    from data.reference.skills import skills

    code = skill_cells()[text.strip()]
    return (Link(code, skills()[code].name, 1.0, 0, len(text), "alias"),) if code else ()


@cache
def _lexicon(kind: str) -> Lexicon:
    build = _BUILDERS.get(kind)
    if build is None:
        raise InvalidInput(NO_SUCH_KIND.filled(kind=kind))
    return build()


def _occupations() -> Lexicon:
    from features.linkers.title_words import lexicon

    return lexicon()


def _skills() -> Lexicon:
    from data.reference.skills import skills

    return Lexicon(Row(row.code, row.name, (*row.aliases, row.name_en)) for row in skills().values())


def _credentials() -> Lexicon:
    from data.reference.credentials import credentials

    return Lexicon(Row(row.code, row.name, (*row.aliases, row.name_en)) for row in credentials().values())


def _industries() -> Lexicon:
    from data.reference.industries import industries

    return Lexicon(Row(row.code, row.name, (*row.aliases, row.name_en)) for row in industries().values())


def _matters() -> Lexicon:
    from data.reference.matters import matters

    return Lexicon(Row(row.code, row.name, (*row.aliases, row.name_en)) for row in matters().values())


_BUILDERS: dict[str, Callable[[], Lexicon]] = {
    "occupation": _occupations,
    "skill": _skills,
    "credential": _credentials,
    "industry": _industries,
    "matter": _matters,
}
assert set(_BUILDERS) == set(get_args(Kind))
