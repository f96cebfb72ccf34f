"""What the duties of an opening ask for: skills, credentials and industries, where they are asked and not just named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from features.linkers.asking import Stretches, asking
from features.linkers.context import by_context, hangs_on_context
from features.linkers.trades import known_trade
from features.linkers.word_borders import cuts_a_word
from features.linking import Link, find


def asked(kind: str, text: str) -> tuple[Link, ...]:
    """Every code of that kind that a duty text asks for, in its order, with the span it was read from.

    Unlike `find`, which takes every name that stands in a text, this leaves out what an employer says of the
    firm, the pay, a career or a degree; names that run across two words; and words that mean a skill only
    beside others. An industry counts only where somebody should know it.
    """
    stretches = asking(text)
    named = [
        hit
        for hit in find(kind, text)
        if stretches.covers(hit.start) and not cuts_a_word(text, hit.start, hit.end)
    ]
    return tuple(_CHOOSERS[kind](text, stretches, named))


def _skills(text: str, stretches: Stretches, named: Sequence[Link]) -> Iterable[Link]:
    plain = [
        hit
        for hit in named
        if not hangs_on_context(text[hit.start : hit.end]) and not stretches.of_others(hit.start, hit.end)
    ]
    told = (hit for hit in by_context(text, _spans(plain)) if stretches.covers(hit.start))
    asked_for = (hit for hit in (*plain, *told) if not stretches.of_study(hit.start))
    return sorted(asked_for, key=lambda hit: (hit.start, hit.end, hit.code))


def _credentials(text: str, stretches: Stretches, named: Sequence[Link]) -> Iterable[Link]:
    titles = _spans(find("occupation", text))
    return (hit for hit in named if not _overlaps(hit, titles) or stretches.held_paper(hit.start, hit.end))


def _industries(text: str, stretches: Stretches, named: Sequence[Link]) -> Iterable[Link]:
    skills = _spans(find("skill", text))
    asked_for = (hit for hit in named if not stretches.of_study(hit.start))
    return (hit for hit in asked_for if known_trade(stretches.text, hit.start, hit.end, _overlaps(hit, skills)))


_CHOOSERS = {"skill": _skills, "credential": _credentials, "industry": _industries}


def _spans(hits: Iterable[Link]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in hits]


def _overlaps(hit: Link, spans: list[tuple[int, int]]) -> bool:
    return any(start < hit.end and hit.start < end for start, end in spans)
