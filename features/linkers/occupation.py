"""Which occupation a job title or a wish for work names: words and what was learned, together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.reference.occupations import occupations
from features.linkers.heads import allowed, fitting
from features.linkers.learned import Learned, learned
from features.linkers.linear import traits
from features.linkers.link import Link
from features.linkers.spelling import spell
from features.linkers.stand_in import inherited
from features.linkers.title import CALLED, Piece, pieces
from features.linkers.title_words import SETTLED, by_words, specified

OUR_WORD = 0.75
ADVERTISED_WORD = 0.25
PART_OF_TITLE = 0.1
UNTAUGHT = 0.45
WORD_POWER = 6
LIKENESS_SHARE = 0.05

FILED = {True: 0.8, False: 0.4}
"""The share of the filing in the mean of both opinions, with groups and without: people and work are matched without
them, and of the trades that our own names tell apart collections hold few."""

MOST = 25
"""How many codes are told at most."""

TRADES = ("2-05", "4", "5", "6")
OUR_TRADE = 0.9
"""How sure we are at least of our own name for a trade, or for work in health care, when it is all that was said."""

BARE_CALL = 4
"""高薪诚聘: so many characters before a name are no firm."""


def link(title: str, groups: bool = False) -> tuple[Link, ...]:
    """The occupations that a title names, surest first; with `groups` also whole groups for vague titles."""
    return joined(title, learned(), groups)


def joined(title: str, known: Learned | None, groups: bool = False) -> tuple[Link, ...]:
    """The mean of two opinions: what the title sounds like, and where a collection of titles would file it."""
    whole = specified(pieces(title))
    named = by_words(whole, groups)
    if known is None or not whole:
        return named
    shown = traits(whole)
    filed = known.filing.chances(whole, shown, named, groups)
    heard = known.sound.chances(shown)
    heads = allowed(whole)
    heard = fitting(heard if groups else inherited(heard), heads)
    if not groups:
        filed = fitting(inherited(filed), heads)
    said = {found.code: found for found in named}
    opinions = (
        Opinions(code, said.get(code), heard.get(code, 0.0), filed.get(code, 0.0), code in known.sound.taught)
        for code in {**said, **heard, **filed}
    )
    alone = _all_that_was_said(title, whole)
    sure = sorted(((opinion.mean(groups, alone), opinion) for opinion in opinions), key=_surest)
    return _sure_first([opinion.link(mean, whole[0]) for mean, opinion in sure[:MOST] if mean > 0], said, groups)


@dataclass(frozen=True, slots=True)
class Opinions:
    """What speaks for one code: words that stand in the title, its sound, and where a collection would file it."""

    code: str
    said: Link | None
    heard: float
    filed: float
    taught: bool

    def mean(self, groups: bool, alone: bool) -> float:
        """The similarity; of names of trades that are all that was said, not less than we are sure of them."""
        mean = (1 - FILED[groups]) * self._told() + FILED[groups] * self.filed
        if self.said and self.said.via == "alias" and self.said.similarity >= 1:
            if not groups or (alone and self.code.startswith(TRADES)):
                mean = max(mean, OUR_TRADE)
        return round(mean, 4)

    def link(self, similarity: float, first: Piece) -> Link:
        """The link, with the place of the words that say so."""
        if self.said is None:
            return Link(self.code, occupations()[self.code].name, similarity, first.start, first.end, "model")
        via = "model" if self._words() < min(self.heard, OUR_WORD) else self.said.via
        return replace(self.said, similarity=similarity, via=via)

    def _told(self) -> float:
        """Words and sound are read as chances and joined as if apart: 1 - (1 - words)(1 - sound)."""
        return 1 - (1 - self._words()) * (1 - self.heard)

    def _words(self) -> float:
        """How far words alone are believed.

        Words that are not the whole title count less where advertised titles taught the sound the same words; where
        none taught it anything, words are all there is.
        """
        if self.said is None:
            return 0.0
        similarity = self.said.similarity
        if self.said.via != "alias":
            return LIKENESS_SHARE * similarity
        if similarity >= 1:
            return OUR_WORD
        if not self.taught:
            return UNTAUGHT * similarity**WORD_POWER
        return ADVERTISED_WORD if similarity >= SETTLED else PART_OF_TITLE * similarity**WORD_POWER


def _all_that_was_said(title: str, whole: Sequence[Piece]) -> bool:
    """Whether pay, perks and a bare call are all that stands beside one name; a firm that calls tells its line of work."""
    before = title[: whole[0].start]
    return len(whole) == 1 and (len(spell(before).text) <= BARE_CALL or not CALLED.match(before))


def _surest(weighed: tuple[float, Opinions]) -> tuple[float, str]:
    return (-weighed[0], weighed[1].code)


def _sure_first(ranked: Sequence[Link], said: Mapping[str, Link], groups: bool) -> tuple[Link, ...]:
    """Where no groups are asked for, a first link that words also name exactly is as sure as the words."""
    words = said.get(ranked[0].code) if ranked and not groups else None
    if words is None or words.via != "alias" or words.similarity < max(SETTLED, ranked[0].similarity):
        return tuple(ranked)
    return (words, *ranked[1:])
