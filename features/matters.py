"""How near two matters are for who offers and who asks, and which matters a text names, unrefused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from data.reading.clauses import pieces, refusal
from data.records import Phrase
from data.reference.matters import Matter, matters
from features.linkers.link import Link
from features.linking import find

SPECIAL_FOR_BROAD = 0.9
"""Between a group and one of its matters, either way: 助老 for somebody who asks for 关爱帮扶."""
SISTERS = 0.5
"""Two matters of one group, where the table says nothing nearer."""

CUED = 0.6
"""How sure a matter is that is told by cues only."""

CANNOT = (
    r"不(?:会|懂|能|愿意?|想|便|方便|参加|参与|报名|需要|用|考虑|接受)|没(?:时间|空|法|办法)|做不了|干不了|无需"
)
REFUSED_BEFORE = re.compile(rf"(?<![能会要想愿需可行])(?:{CANNOT})[^想要但只]*$")
"""A clause that says this before a matter's name says what a person will not or need not have."""
REFUSED_AFTER = re.compile(r"(?:的|就|方面)?(?:不行|不要|不考虑|不参加|不做|不会|不懂|免谈|除外|勿扰|做不了|干不了|没空)")


@cache
def matter_index() -> Mapping[str, int]:
    """The row, and column, of each matter in `matter_matrix`, in the order of the codes."""
    return MappingProxyType({code: row for row, code in enumerate(sorted(matters()))})


@cache
def matter_matrix() -> NDArray[np.uint8]:
    """Nearness of every matter to every other in hundredths, [n, n], symmetric, 100 on the diagonal; read-only."""
    index = matter_index()
    matrix = np.zeros((len(index), len(index)), np.uint8)
    for a in matters().values():
        for b in matters().values():
            matrix[index[a.code], index[b.code]] = round(100 * _nearness(a, b))
    matrix.flags.writeable = False
    return matrix


def matter_nearness(a: str, b: str) -> float:
    """How far who offers `a` serves who asks for `b`, in [0, 1] and the same both ways; KeyError if unknown."""
    index = matter_index()
    return int(matter_matrix()[index[a], index[b]]) / 100


def found_matters(text: str) -> tuple[Link, ...]:
    """Every matter that a text names and does not refuse, in its order; of overlapping names the longest.

    A clause that names none by one of its names means the matters all of whose cues it holds, less surely.
    """
    found: list[Link] = []
    for clause in pieces(text, ""):
        named = list(_unrefused(clause))
        told = {link.code for link in named}
        broad = all(matters()[code].parent is None for code in told)
        cued = [link for link in _cued(clause) if broad or link.code.partition(".")[0] not in _groups(told)]
        found += sorted([*named, *(link for link in cued if link.code not in told)], key=lambda link: link.start)
    return tuple(found)


def _groups(codes: Iterable[str]) -> set[str]:
    return {code.partition(".")[0] for code in codes}


def _cued(clause: Phrase) -> Iterator[Link]:
    """The matters whose cues stand in the clause, the special ones instead of their groups."""
    text = clause.text
    if refusal(clause) is not None or REFUSED_BEFORE.search(text):
        return
    found = {code: span for code, cues in _cues() if (span := _span(text, cues))}
    special = {code.partition(".")[0] for code in found if "." in code}
    for code, (start, end) in found.items():
        if code not in special:
            yield Link(code, matters()[code].name, CUED, clause.start + start, clause.start + end, "alias")


def _span(text: str, cues: tuple[tuple[str, ...], ...]) -> tuple[int, int] | None:
    """From the first to the last cue where one word of each stands in the text, no letter used twice."""
    spans: list[tuple[int, int]] = []
    for words in cues:
        places = ((at, at + len(word)) for word in words if (at := text.find(word)) >= 0)
        free = [place for place in places if all(place[1] <= s or e <= place[0] for s, e in spans)]
        if not free:
            return None
        spans.append(min(free))
    return min(start for start, _ in spans), max(end for _, end in spans)


@cache
def _cues() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    return tuple((matter.code, matter.cues) for matter in matters().values() if matter.cues)


def _unrefused(clause: Phrase) -> Iterator[Link]:
    refused = refusal(clause)
    for link in find("matter", clause.text):
        start, end = clause.start + link.start, clause.start + link.end
        within = refused is not None and refused.start <= start and end <= refused.end
        before, after = clause.text[: link.start], clause.text[link.end :]
        if not (within or REFUSED_BEFORE.search(before) or REFUSED_AFTER.match(after)):
            yield Link(link.code, link.name, link.similarity, start, end, link.via)


def _nearness(a: Matter, b: Matter) -> float:
    if a.code == b.code:
        return 1.0
    said = dict(a.near).get(b.code, 0.0)
    if b.code == a.parent or a.code == b.parent:
        return max(SPECIAL_FOR_BROAD, said)
    sisters = a.parent is not None and a.parent == b.parent
    return max(SISTERS if sisters else 0.0, said)
