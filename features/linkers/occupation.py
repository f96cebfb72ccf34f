"""Which occupation a job title or a wish for work names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from data.reference.occupations import Occupation, assignable
from features.linkers.lexicon import Lexicon, Row, best_of_each, coverage
from features.linkers.link import Link
from features.linkers.mentions import longest_first
from features.linkers.spelling import spell
from features.linkers.title import Piece, pieces, stems

REMAINDER = re.compile(r"^其他|^不便分类|^军队")
RANK_WORDS = frozenset("主管 经理 助理 专员 总监 技术员 工程师 研究员 讲师 店员 领班 组长 顾问 负责人 维修 编辑".split())
STEMMED = 0.97
GENERIC = frozenset(
    "老师 教师 工程师 技术员 经理 助理 顾问 总监 负责人 店长 研究员 编辑 教练 操作工 工人 员工 技师 设计师 主管 客户经理 运营 "
    "专员 学徒 合伙人 老板 代表 经纪人 管理员 维修工 司机 研发 技术工程师 engineer technician manager assistant".split()
)
GENERIC_SHARE = 0.62
BACKING = 0.6
SETTLED = 0.9
ALTERNATIVES = re.compile(r"[/、]")
ASIDE = re.compile(r"[(（].*?[)）]")


@cache
def lexicon() -> Lexicon:
    """The assignable occupations under their names, what people say, and titles of advertisements."""
    return Lexicon(_row(occupation) for occupation in assignable())


def link(title: str) -> tuple[Link, ...]:
    """The assignable occupations that a title names, surest first."""
    return by_words(title)


def by_words(title: str) -> tuple[Link, ...]:
    """Codes for a title from names and likeness alone, surest first."""
    known = lexicon()
    whole = pieces(title)
    named = best_of_each(link for piece in whole for link in _named(known, piece))
    if named and named[0].similarity >= SETTLED:
        return named
    alike = best_of_each(
        _placed(link, piece, piece.weight) for piece in whole[:3] for link in known.alike(spell(piece.text))
    )
    return _backed(named, alike)


def _backed(named: tuple[Link, ...], alike: tuple[Link, ...]) -> tuple[Link, ...]:
    """Named links made surer by likeness of the whole title to the same occupation; then the merely alike."""
    likeness = {link.code: link.similarity for link in alike}
    surer = [
        replace(link, similarity=round(1 - (1 - link.similarity) * (1 - BACKING * likeness.get(link.code, 0)), 4))
        for link in named
    ]
    return best_of_each([*surer, *alike])


def _named(known: Lexicon, piece: Piece) -> Iterator[Link]:
    """Links by exact meeting of the piece or a stem of it, else by what it contains."""
    lost = 0
    for rank, stem in enumerate(stems(piece.text)):
        at = piece.text.find(stem)
        inner = spell(stem)
        sure = piece.weight * (STEMMED if rank else 1.0) * (0.99**lost)
        met = known.exact(inner)
        yield from (_placed(link, piece, sure, at) for link in met)
        if met:
            return
        length = len(inner.text)
        for mention in longest_first(known.names.inside(inner), length):
            if mention.end - mention.start == length:
                continue
            entry = known.entries[mention.entry]
            start, end = inner.span(mention.start, mention.end)
            generic = GENERIC_SHARE if entry.spelled in GENERIC else 1.0
            similarity = coverage(mention, length) * entry.sure * sure * generic
            yield Link(
                entry.code,
                known.titles[entry.code],
                round(similarity, 4),
                piece.start + at + start,
                piece.start + at + end,
                "alias",
            )
        lost += 1


def _placed(link: Link, piece: Piece, weight: float, at: int = 0) -> Link:
    """A link found in a piece, put where it stands in the whole title."""
    return Link(
        link.code,
        link.name,
        round(link.similarity * weight, 4),
        piece.start + at + link.start,
        min(piece.start + at + link.end, piece.end),
        link.via,
    )


def _row(occupation: Occupation) -> Row:
    said = () if REMAINDER.match(occupation.name) else (occupation.name,)
    english = (occupation.name_en,) if occupation.name_en else ()
    return Row(
        occupation.code,
        occupation.name,
        (*said, *occupation.colloquial, *english),
        tuple(part for alias in occupation.aliases for part in _alternatives(alias)),
    )


def _alternatives(alias: str) -> Iterator[str]:
    """A slashed alias, and each side of it that can stand alone."""
    plain = ASIDE.sub("", alias)
    yield plain
    sides = ALTERNATIVES.split(plain)
    if len(sides) > 1:
        yield from (side for side in sides if len(side) > 2 and side not in RANK_WORDS)
