"""Which know-how and which goods a text names, and how near two kinds of know-how, or of goods, are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from data.reading.script import fold
from data.reference.knowhow import knowhow
from data.reference.products import Product, products

LONGEST = 1_500
"""Characters of a text that are looked at."""

CLAUSES = re.compile(r"[,，。;；!！\n]")
REFUSED = re.compile(
    r"(?<![要会能])(?:不(?:会|懂|做|接|能|愿意?|想|收|管|碰|捐|出|开|干|卖|打|教|参加|擅长)|没(?:有)?(?=渠道|客户|门路|资源)|没(?:干|做|学|卖|碰)过|从来?不|一概不|免谈|的活不接|不接$)"
)
"""What stands in a clause with one of these is not offered."""

REFUSED_WORDS = (
    (re.compile(r"卖|渠道|客户|门路|推销|销售"), "sell"),
    (re.compile(r"捐|出钱|花钱|掏钱|钱"), "giving"),
    (re.compile(r"电脑|打字|软件"), "office"),
    (re.compile(r"打球|运动"), "sport"),
)
"""Broad words by which somebody rules a thing out."""

ONLY_MAKES = re.compile(r"只(?:会|懂)(?:种|养|编|做|干)")
"""只会种: whoever says so does not sell."""

SAME_GROUP, SAME_ROOT, BROAD, BOTH_GROWN, BOTH_EATEN, APART = 0.75, 0.55, 0.85, 0.3, 0.25, 0.05
UNSAID_GOODS = 0.6
"""Where a side names no goods."""

GROWN = frozenset({"grain", "oil", "fruit", "tea", "veg", "herb", "flower", "fibre", "sugar", "tobacco"})
EATEN = frozenset({"grain", "oil", "fruit", "tea", "veg", "herb", "sugar", "meat", "fish", "bee", "drink", "food"})


@cache
def knowhow_index() -> Mapping[str, int]:
    """The row of each kind of know-how, in the order of the table."""
    return MappingProxyType({code: row for row, code in enumerate(knowhow())})


@cache
def product_index() -> Mapping[str, int]:
    """The row of each kind of goods, from 1; 0 stands for none named."""
    return MappingProxyType({code: row for row, code in enumerate(products(), 1)})


@cache
def knowhow_matrix() -> NDArray[np.float64]:
    """[asked, held]: how far one kind of know-how serves for another; symmetric, 1 on the diagonal; read-only."""
    index = knowhow_index()
    matrix = np.eye(len(index))
    for item in knowhow().values():
        for code, share in item.near:
            row, column = index[item.code], index[code]
            matrix[row, column] = matrix[column, row] = max(matrix[row, column], share)
    matrix.flags.writeable = False
    return matrix


@cache
def tied() -> NDArray[np.float64]:
    """How far each kind of know-how holds for one product alone, by row; read-only."""
    shares = np.array([item.tied for item in knowhow().values()])
    shares.flags.writeable = False
    return shares


@cache
def product_matrix() -> NDArray[np.float64]:
    """How near two kinds of goods are, row and column 0 for none named; symmetric; read-only."""
    every = list(products().values())
    matrix = np.full((len(every) + 1, len(every) + 1), UNSAID_GOODS)
    for row, a in enumerate(every, 1):
        for column, b in enumerate(every, 1):
            matrix[row, column] = _goods(a, b)
    matrix.flags.writeable = False
    return matrix


def _goods(a: Product, b: Product) -> float:
    if a.code == b.code:
        return 1.0
    if a.root == b.root:
        return BROAD if a.broad or b.broad else SAME_GROUP if a.group == b.group else SAME_ROOT
    if "food" in (a.root, b.root) and {a.root, b.root} <= EATEN:
        return SAME_ROOT
    if {a.root, b.root} <= GROWN:
        return BOTH_GROWN
    return BOTH_EATEN if {a.root, b.root} <= EATEN else APART


@lru_cache(maxsize=50_000)
def found_knowhow(text: str) -> tuple[tuple[str, int, int], ...]:
    """The know-how that a text names and does not refuse: code and span, in its order."""
    return tuple(_found(text, refused=False))


@lru_cache(maxsize=50_000)
def refused_knowhow(text: str) -> tuple[tuple[str, int, int], ...]:
    """The know-how that a text rules out (不会卖东西, 上房的活不接)."""
    return tuple(_found(text, refused=True))


@lru_cache(maxsize=50_000)
def found_products(text: str) -> tuple[tuple[str, int, int], ...]:
    """The goods that a text names, in its order, the narrower before the broad ones."""
    plain = _plain(text)
    hits = [hit for hit in _longest(plain, _product_words()) if hit[0]]
    return tuple(sorted(hits, key=lambda hit: products()[hit[0]].broad))


def _found(text: str, refused: bool) -> Iterator[tuple[str, int, int]]:
    plain, start = _plain(text), 0
    for clause in CLAUSES.split(plain):
        turned = REFUSED.search(clause) is not None
        if turned is refused:
            for code, first, last in _longest(clause, _knowhow_words()):
                yield code, start + first, start + last
            if refused:
                for pattern, code in REFUSED_WORDS:
                    if match := pattern.search(clause):
                        yield code, start + match.start(), start + match.end()
        if refused and (match := ONLY_MAKES.search(clause)):
            yield "sell", start + match.start(), start + match.end()
        start += len(clause) + 1


def _plain(text: str) -> str:
    folded = fold(text[:LONGEST]).text
    return folded if len(folded) == len(text[:LONGEST]) else text[:LONGEST]


def _longest(text: str, words: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]) -> Iterator[tuple[str, int, int]]:
    """The words of the text from the left, the longest where several start at one place."""
    at = 0
    while at < len(text):
        hit = next(((word, codes) for word, codes in words.get(text[at], ()) if text.startswith(word, at)), None)
        if hit is None:
            at += 1
            continue
        for code in hit[1]:
            yield code, at, at + len(hit[0])
        at += len(hit[0])


@cache
def _knowhow_words() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    return _by_first((word, item.code) for item in knowhow().values() for word in item.words)


@cache
def _product_words() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Words of goods; one that only holds such a word stands for nothing."""
    named = [(word, item.code) for item in products().values() for word in item.words]
    known = {word for word, _ in named}
    masked = [(word, "") for item in products().values() for word in item.instead if word not in known]
    return _by_first([*named, *masked])


def _by_first(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    codes: dict[str, dict[str, None]] = {}
    for word, code in pairs:
        plain = fold(word).text
        codes.setdefault(plain if len(plain) == len(word) else word, {})[code] = None
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for word in sorted(codes, key=len, reverse=True):
        found.setdefault(word[0], []).append((word, tuple(codes[word])))
    return MappingProxyType({first: tuple(known) for first, known in found.items()})
