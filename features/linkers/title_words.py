"""Which occupations a title names in words, or is written like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from data.reference.occupations import Occupation, assignable, occupations
from features.linkers import stand_in
from features.linkers.lexicon import Lexicon, Row, best_of_each, coverage
from features.linkers.link import Link
from features.linkers.mentions import longest_first
from features.linkers.spelling import spell
from features.linkers.title import ASIDE, Piece, stems

RANKS = re.compile("主管|经理|助理|专员|总监|技术员|工程师|研究员|讲师|店员|领班|组长|顾问|负责人|维修|编辑")
GENERIC = re.compile(
    "老师|教师|工程师|技术员|经理|助理|顾问|总监|负责人|店长|研究员|编辑|教练|操作工|工人|员工|技师|设计师|主管|客户经理|运营|专员|"
    "学徒|合伙人|老板|代表|经纪人|管理员|维修工|司机|研发|技术工程师|engineer|technician|manager|assistant"
)
ALTERNATIVES = re.compile(r"[/、]")
BRACKETED = re.compile(r"[(（].*?[)）]")

SETTLED = 0.9
STEMMED = 0.97
GENERIC_SHARE = 0.62
BACKING = 0.6


def by_words(whole: Sequence[Piece], groups: bool = False) -> tuple[Link, ...]:
    """Links for the pieces of a title, surest first; likeness is asked only when no words settle it."""
    known = lexicon(groups)
    named = best_of_each(found for piece in whole for found in _named(known, piece))
    if named and named[0].similarity >= SETTLED:
        return named
    alike = best_of_each(
        _placed(found, piece, piece.weight) for piece in whole[:3] for found in known.alike(spell(piece.text))
    )
    return _backed(named, alike)


def specified(whole: Sequence[Piece]) -> Sequence[Piece]:
    """One piece where a title and what stands in brackets are one of our names together: 护理(养老) is 养老护理."""
    if len(whole) != 2 or whole[1].weight != ASIDE:
        return whole
    title, aside = whole
    start, end = min(title.start, aside.start), max(title.end, aside.end)
    for text in (aside.text + title.text, title.text + aside.text):
        if lexicon(groups=True).exact(spell(text)):
            return (Piece(start, end, text, 1.0),)
    return whole


@cache
def lexicon(groups: bool = False) -> Lexicon:
    """Every assignable occupation; what people say of a group counts for its stand-in, or for itself."""
    if groups:
        return Lexicon(_row(row, ()) for row in occupations().values() if row.code not in stand_in.NONE)
    lent: dict[str, list[Occupation]] = {}
    for row in occupations().values():
        heir = stand_in.stand_in(row.code)
        if heir is not None and heir != row.code:
            lent.setdefault(heir, []).append(row)
    return Lexicon(_row(row, lent.get(row.code, ())) for row in assignable() if row.code in stand_in.fileable())


def _named(known: Lexicon, piece: Piece) -> Iterator[Link]:
    """Links by exact meeting of the piece or a stem of it, else by what it contains."""
    for lost, stem in enumerate(stems(piece.text)):
        at = piece.text.find(stem)
        inner = spell(stem)
        sure = piece.weight * (STEMMED if lost else 1.0) * (0.99**lost)
        met = known.exact(inner)
        yield from (_placed(found, piece, sure, at) for found in met)
        if met:
            return
        length = len(inner.text)
        for mention in longest_first(known.names.inside(inner), length):
            entry = known.entries[mention.entry]
            share = GENERIC_SHARE if GENERIC.fullmatch(entry.spelled) else 1.0
            start, end = inner.span(mention.start, mention.end)
            found = Link(entry.code, known.titles[entry.code], entry.sure * share, start, end, "alias")
            yield _placed(found, piece, coverage(mention, length) * sure, at)


def _backed(named: tuple[Link, ...], alike: tuple[Link, ...]) -> tuple[Link, ...]:
    """Named links made surer by likeness of the whole title to the same occupation; then the merely alike."""
    likeness = {found.code: found.similarity for found in alike}
    surer = [
        replace(
            found,
            similarity=round(1 - (1 - found.similarity) * (1 - BACKING * likeness.get(found.code, 0)), 4),
        )
        for found in named
    ]
    return best_of_each([*surer, *alike])


def _placed(found: Link, piece: Piece, weight: float, at: int = 0) -> Link:
    """A link found in a piece, put where it stands in the whole title."""
    start, end = piece.start + at + found.start, min(piece.start + at + found.end, piece.end)
    return replace(found, similarity=round(found.similarity * weight, 4), start=start, end=end)


def _row(occupation: Occupation, groups: Sequence[Occupation]) -> Row:
    said = () if stand_in.REMAINDER.match(occupation.name) else (occupation.name,)
    english = (occupation.name_en,) if occupation.name_en and said else ()
    lent = (word for group in groups for word in group.colloquial)
    advertised = (alias for row in (occupation, *groups) for alias in row.aliases)
    return Row(
        occupation.code,
        occupation.name,
        (*said, *occupation.colloquial, *english, *lent),
        tuple(part for alias in advertised for part in _alternatives(alias)),
    )


def _alternatives(alias: str) -> Iterator[str]:
    """A slashed alias, and each side of it that can stand alone."""
    plain = BRACKETED.sub("", alias)
    yield plain
    sides = ALTERNATIVES.split(plain)
    if len(sides) > 1:
        yield from (side for side in sides if len(side) > 2 and not RANKS.fullmatch(side))
