"""How near two occupations, or a skill asked and a skill held, are for a working person: pure look-ups in [0, 1]."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.reference.occupation_near import occupation_near
from data.reference.occupations import occupations
from data.reference.skills import Skill, skills

Hundredths = NDArray[np.uint8]

# Same first part of the code: one character (level 1), four (level 2), seven (level 3).
WITHIN: Mapping[int, int] = MappingProxyType({1: 8, 4: 35, 7: 60})
# A broad title ("driver", "factory hand") against what lies below it; vague titles are also linked to the
# remainder of a group (其他…人员), which is therefore as broad as the group.
BROAD: Mapping[int, int] = MappingProxyType({1: 20, 4: 50, 7: 80})

SPECIAL_COVERS_BROAD = 0.9
BROAD_FOR_SPECIAL = 0.6
SIBLING = 0.4
STEP_BESIDE_RELATION = 0.6
LEAST = 0.2


class _Block(NamedTuple):
    """Every pair of one stretch of codes with another gets `hundredths`; narrower blocks are laid over wider."""

    narrowness: int
    order: int
    a: slice
    b: slice
    hundredths: int


@cache
def occupation_index() -> Mapping[str, int]:
    """The row, and column, of each code of the classification in `occupation_matrix`."""
    return MappingProxyType({code: row for row, code in enumerate(occupations())})


@cache
def occupation_matrix() -> Hundredths:
    """Similarity of every occupation to every other in hundredths, [n, n], symmetric, 100 on the diagonal.

    The place in the classification gives a start; the hand-written table of neighbours corrects it,
    where a narrower statement always beats a wider one. Read-only.
    """
    size = len(occupation_index())
    matrix = np.zeros((size, size), dtype=np.uint8)
    for block in sorted([*_by_place(), *_by_hand()], key=attrgetter("narrowness", "order")):
        matrix[block.a, block.b] = block.hundredths
        matrix[block.b, block.a] = block.hundredths
    np.fill_diagonal(matrix, 100)
    matrix.flags.writeable = False
    return matrix


def occupation_similarity(a: str, b: str) -> float:
    """How far somebody who did `a` can do `b`, in [0, 1] and the same both ways; KeyError for an unknown code."""
    row = occupation_index()
    return int(occupation_matrix()[row[a], row[b]]) / 100


@cache
def skill_neighbours(asked: str) -> Mapping[str, float]:
    """The skills whose holder has something of `asked`, each with its share in [0.2, 1], `asked` itself with 1.

    A more special skill covers the broader one asked; a broader or a sister skill covers a part; a related
    one what its table says; a relation and one step up or down the tree together, a part of the relation.
    Raises KeyError for an unknown code.
    """
    direct = _direct(skills()[asked])
    found: dict[str, float] = {}
    for held, share in _beside_a_relation(asked):
        found[held] = max(found.get(held, 0.0), share)
    found |= direct | {asked: 1.0}
    return MappingProxyType({code: round(share, 4) for code, share in found.items() if share >= LEAST})


def skill_similarity(asked: str, held: str) -> float:
    """How much of the skill `asked` the holder of `held` brings, in [0, 1]; 0 below 0.2; KeyError if unknown."""
    skills()[held]
    return skill_neighbours(asked).get(held, 0.0)


def _by_place() -> Iterator[_Block]:
    """What the tree alone says: pairs under one parent, and a broad title against everything below it."""
    for length, hundredths in WITHIN.items():
        for prefix in {code[:length] for code in occupation_index()}:
            yield _Block(2 * _depth(prefix), 0, _stretch(prefix), _stretch(prefix), hundredths)
    for code in occupation_index():
        prefix = _covered(code)
        if len(prefix) in BROAD:
            narrowness = _depth(code) + _depth(prefix)
            yield _Block(narrowness, 0, _stretch(code), _stretch(prefix), BROAD[len(prefix)])


def _by_hand() -> Iterator[_Block]:
    for order, near in enumerate(occupation_near(), start=1):
        narrowness = _depth(near.a) + _depth(near.b)
        yield _Block(narrowness, order, _stretch(near.a), _stretch(near.b), near.hundredths)


def _covered(code: str) -> str:
    """The beginning of the codes that a title stands for: a group's own, and its remainder's (`6-31-99-00`)."""
    parts = code.split("-")
    while parts[-1] in ("00", "99"):
        parts.pop()
    return "-".join(parts)


def _depth(prefix: str) -> int:
    return prefix.count("-") + 1


@cache
def _stretch(prefix: str) -> slice:
    """Where the codes that begin with `prefix` stand: together, since the codes are in order."""
    codes = list(occupation_index())
    begin = bisect_left(codes, prefix)
    return slice(begin, bisect_left(codes, prefix + "~", begin))


def _direct(skill: Skill) -> dict[str, float]:
    """One step away: what is stated for the pair, else what the tree of skills says."""
    family = _children().get(skill.parent, ()) if skill.parent else ()
    found = {sister: SIBLING for sister in family if sister != skill.code}
    found |= _ancestors(skill) | dict.fromkeys(_below(skill.code), SPECIAL_COVERS_BROAD)
    return found | dict(skill.related)


def _beside_a_relation(asked: str) -> Iterator[tuple[str, float]]:
    """Those one relation and one step up or down from `asked`, in either order."""
    for related, nearness in skills()[asked].related:
        for held in _next_in_line(related):
            yield held, nearness * STEP_BESIDE_RELATION
    for between in _next_in_line(asked):
        for held, nearness in skills()[between].related:
            yield held, nearness * STEP_BESIDE_RELATION


def _next_in_line(code: str) -> tuple[str, ...]:
    parent = skills()[code].parent
    return (*_children().get(code, ()), *((parent,) if parent else ()))


def _ancestors(skill: Skill) -> dict[str, float]:
    """Those above, each step up worth less."""
    found: dict[str, float] = {}
    share = BROAD_FOR_SPECIAL
    while skill.parent:
        found[skill.parent] = share
        skill, share = skills()[skill.parent], share * BROAD_FOR_SPECIAL
    return found


def _below(code: str) -> Iterator[str]:
    for child in _children().get(code, ()):
        yield child
        yield from _below(child)


@cache
def _children() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for skill in skills().values():
        if skill.parent:
            found.setdefault(skill.parent, []).append(skill.code)
    return MappingProxyType({parent: tuple(below) for parent, below in found.items()})
