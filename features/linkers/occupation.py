"""Which occupation a job title or a wish for work names: words and learned weights together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.reference.occupations import occupations
from features.linkers.classifier import Classifier, classifier
from features.linkers.heads import MISFIT, allowed, fits
from features.linkers.lexicon import best_of_each
from features.linkers.link import Link
from features.linkers.stand_in import inherited
from features.linkers.title import Piece, pieces
from features.linkers.title_words import SETTLED, by_words

OUR_WORD = 0.75
ADVERTISED_WORD = 0.25
PART_OF_TITLE = 0.1
UNTAUGHT = 0.45
WORD_POWER = 6
LIKENESS_SHARE = 0.05


def link(title: str, groups: bool = False) -> tuple[Link, ...]:
    """The occupations that a title names, surest first; with `groups` also whole groups for vague titles."""
    return joined(title, classifier(), groups)


def joined(title: str, learned: Classifier | None, groups: bool = False) -> tuple[Link, ...]:
    """Words and weights are read as chances and joined as if apart: 1 - (1 - words)(1 - weights).

    Words that are not the whole title count less where pairs taught the weights the same words.
    """
    whole = pieces(title)
    named = by_words(whole, groups)
    if learned is None:
        return named
    chances = learned.chances(whole)
    if not groups:
        chances = inherited(chances)
    heads = allowed(whole)
    chances = {code: chance * (1.0 if fits(code, heads) else MISFIT) for code, chance in chances.items()}
    met = {found.code for found in named}
    both = [_both(found, chances.get(found.code, 0.0), learned) for found in named]
    both += [_guessed(code, chance, whole, title) for code, chance in chances.items() if code not in met]
    return _sure_first(best_of_each(both), named)


def _both(found: Link, chance: float, learned: Classifier) -> Link:
    words = _chance_of_words(found, found.code in learned.taught)
    via = "model" if words < min(chance, OUR_WORD) else found.via
    return replace(found, similarity=round(1 - (1 - words) * (1 - chance), 4), via=via)


def _chance_of_words(found: Link, taught: bool) -> float:
    """How far words alone are believed; where no pair taught the weights anything, words are all there is."""
    if found.via != "alias":
        return LIKENESS_SHARE * found.similarity
    if found.similarity >= 1:
        return OUR_WORD
    if not taught:
        return UNTAUGHT * found.similarity**WORD_POWER
    return ADVERTISED_WORD if found.similarity >= SETTLED else PART_OF_TITLE * found.similarity**WORD_POWER


def _guessed(code: str, chance: float, whole: Sequence[Piece], title: str) -> Link:
    start, end = (whole[0].start, whole[0].end) if whole else (0, len(title))
    return Link(code, occupations()[code].name, round(chance, 4), start, end, "model")


def _sure_first(ranked: tuple[Link, ...], named: Iterable[Link]) -> tuple[Link, ...]:
    """A first link that words also name exactly is as sure as the words."""
    exact = {found.code: found for found in named if found.via == "alias" and found.similarity >= SETTLED}
    if not ranked or ranked[0].code not in exact:
        return ranked
    words = exact[ranked[0].code]
    return (words if words.similarity > ranked[0].similarity else ranked[0], *ranked[1:])
