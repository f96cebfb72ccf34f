"""Which occupation a job title or a wish for work names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from data.reference.occupations import Occupation, assignable, occupations
from features.linkers.classifier import Classifier, classifier
from features.linkers.heads import MISFIT, allowed, fits
from features.linkers.lexicon import Lexicon, Row, best_of_each, coverage
from features.linkers.link import Link
from features.linkers.mentions import longest_first
from features.linkers.spelling import spell
from features.linkers.title import Piece, pieces, stems

REMAINDER = re.compile(r"^其他|^不便分类|^军队")
RANK_WORDS = frozenset("主管 经理 助理 专员 总监 技术员 工程师 研究员 讲师 店员 领班 组长 顾问 负责人 维修 编辑".split())
GENERIC = frozenset(
    "老师 教师 工程师 技术员 经理 助理 顾问 总监 负责人 店长 研究员 编辑 教练 操作工 工人 员工 技师 设计师 主管 客户经理 运营 "
    "专员 学徒 合伙人 老板 代表 经纪人 管理员 维修工 司机 研发 技术工程师 engineer technician manager assistant".split()
)
ALTERNATIVES = re.compile(r"[/、]")
ASIDE = re.compile(r"[(（].*?[)）]")

STEMMED = 0.97
GENERIC_SHARE = 0.62
BACKING = 0.6
SETTLED = 0.9
WORD_ALONE = 0.85
WORD_BESIDE_MODEL = 0.35
WORD_POWER = 6
WORD_EXACT = 0.97
LIKENESS_SHARE = 0.2
STAND_IN = 0.9


def link(title: str, groups: bool = False) -> tuple[Link, ...]:
    """The occupations that a title names, surest first; with `groups` also whole groups for vague titles."""
    return by_all(title, classifier(), groups)


def by_all(title: str, learned: Classifier | None, groups: bool = False) -> tuple[Link, ...]:
    """Words and learned weights together.

    Both are read as chances and joined as if apart: 1 - (1 - words)(1 - weights). Words count less where the
    weights know the occupation, for those were learned from the same words.
    """
    whole = pieces(title)
    named = _by_words(whole)
    if learned is None:
        return tuple(found for found in named if groups or found.code in _assignable())
    chances = learned.chances(whole)
    if not groups:
        chances = _to_assignable(chances)
        named = tuple(found for found in named if found.code in _assignable())
    heads = allowed(whole)
    chances = {code: chance * (1.0 if fits(code, heads) else MISFIT) for code, chance in chances.items()}
    joined = [_joined(found, chances, learned) for found in named]
    met = {found.code for found in named}
    joined += [_guessed(code, chance, whole, title) for code, chance in chances.items() if code not in met]
    ranked = best_of_each(joined)
    return _with_sure_first(ranked, named)


def by_words(title: str, groups: bool = False) -> tuple[Link, ...]:
    """Codes for a title from names and likeness alone, surest first."""
    return by_all(title, None, groups)


@cache
def lexicon() -> Lexicon:
    """Every occupation under its name, what people say, and titles of advertisements.

    What people say of a group counts, a little less, for the occupation that stands in for it.
    """
    return Lexicon(_rows())


@cache
def stand_in(code: str) -> str | None:
    """The assignable occupation that a vague title is counted as: the group's remainder, else its first."""
    if code in _assignable():
        return code
    group = occupations().get(code)
    if group is None:
        return None
    if code in LEVEL_ONE:
        return LEVEL_ONE[code]
    depth = 4 if group.level == 2 else 7
    below = [row for row in assignable() if row.code[:depth] == code[:depth]]
    rest = [row for row in below if REMAINDER.match(row.name)]
    chosen = (rest or below)[:1]
    return chosen[0].code if chosen else None


LEVEL_ONE = {
    "1-00-00-00": "1-06-01-02",
    "2-00-00-00": "2-99-00-00",
    "3-00-00-00": "3-99-00-00",
    "4-00-00-00": "4-99-00-00",
    "5-00-00-00": "5-01-02-01",
    "6-00-00-00": "6-31-99-00",
}


@cache
def _assignable() -> frozenset[str]:
    return frozenset(row.code for row in assignable())


def _by_words(whole: Sequence[Piece]) -> tuple[Link, ...]:
    known = lexicon()
    named = best_of_each(found for piece in whole for found in _named(known, piece))
    if named and named[0].similarity >= SETTLED:
        return named
    alike = best_of_each(
        _placed(found, piece, piece.weight) for piece in whole[:3] for found in known.alike(spell(piece.text))
    )
    return _backed(named, alike)


def _joined(found: Link, chances: dict[str, float], learned: Classifier) -> Link:
    chance = max(chances.get(found.code, 0.0), 0.0)
    if found.via == "alias":
        trust = WORD_BESIDE_MODEL if found.code in _known_to(learned) else WORD_ALONE
        words = WORD_EXACT if found.similarity >= 1 else trust * found.similarity**WORD_POWER
    else:
        words = LIKENESS_SHARE * found.similarity
    via = "model" if chance > words else found.via
    return replace(found, similarity=round(1 - (1 - words) * (1 - chance), 4), via=via)


def _guessed(code: str, chance: float, whole: Sequence[Piece], title: str) -> Link:
    start, end = (whole[0].start, whole[0].end) if whole else (0, len(title))
    return Link(code, occupations()[code].name, round(chance, 4), start, end, "model")


def _with_sure_first(ranked: tuple[Link, ...], named: Iterable[Link]) -> tuple[Link, ...]:
    """A first link that words also name exactly is as sure as the words."""
    words = {found.code: found for found in named if found.via == "alias" and found.similarity >= SETTLED}
    if not ranked or ranked[0].code not in words:
        return ranked
    exact = words[ranked[0].code]
    return (exact if exact.similarity > ranked[0].similarity else ranked[0], *ranked[1:])


def _to_assignable(chances: dict[str, float]) -> dict[str, float]:
    """The chance of a group goes to the occupation that stands in for it."""
    lone: dict[str, float] = {}
    for code, chance in chances.items():
        heir = stand_in(code)
        if heir is not None:
            share = chance if heir == code else chance * STAND_IN
            lone[heir] = 1 - (1 - lone.get(heir, 0.0)) * (1 - share)
    return lone


@cache
def _codes_known(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(codes)


def _known_to(learned: Classifier) -> frozenset[str]:
    return _codes_known(tuple(learned.codes))


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
            if mention.end - mention.start == length:
                continue
            entry = known.entries[mention.entry]
            generic = GENERIC_SHARE if entry.spelled in GENERIC else 1.0
            start, end = inner.span(mention.start, mention.end)
            yield Link(
                entry.code,
                known.titles[entry.code],
                round(coverage(mention, length) * entry.sure * sure * generic, 4),
                piece.start + at + start,
                piece.start + at + end,
                "alias",
            )


def _backed(named: tuple[Link, ...], alike: tuple[Link, ...]) -> tuple[Link, ...]:
    """Named links made surer by likeness of the whole title to the same occupation; then the merely alike."""
    likeness = {found.code: found.similarity for found in alike}
    surer = [
        replace(found, similarity=round(1 - (1 - found.similarity) * (1 - BACKING * likeness.get(found.code, 0)), 4))
        for found in named
    ]
    return best_of_each([*surer, *alike])


def _placed(found: Link, piece: Piece, weight: float, at: int = 0) -> Link:
    """A link found in a piece, put where it stands in the whole title."""
    start, end = piece.start + at + found.start, min(piece.start + at + found.end, piece.end)
    return replace(found, similarity=round(found.similarity * weight, 4), start=start, end=end)


def _rows() -> Iterator[Row]:
    lent: dict[str, list[str]] = {}
    for row in occupations().values():
        if row.code not in _assignable() and (heir := stand_in(row.code)):
            lent.setdefault(heir, []).extend((*row.colloquial, *row.aliases))
    for row in assignable():
        yield _row(row, tuple(lent.get(row.code, ())))


def _row(occupation: Occupation, lent: tuple[str, ...]) -> Row:
    said = () if REMAINDER.match(occupation.name) else (occupation.name,)
    english = (occupation.name_en,) if occupation.name_en and said else ()
    weaker = (part for alias in (*occupation.aliases, *lent) for part in _alternatives(alias))
    return Row(occupation.code, occupation.name, (*said, *occupation.colloquial, *english), tuple(weaker))


def _alternatives(alias: str) -> Iterator[str]:
    """A slashed alias, and each side of it that can stand alone."""
    plain = ASIDE.sub("", alias)
    yield plain
    sides = ALTERNATIVES.split(plain)
    if len(sides) > 1:
        yield from (side for side in sides if len(side) > 2 and side not in RANK_WORDS)
