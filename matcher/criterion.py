"""What a criterion and a requirement are: a measure over two columns, and the words that tell it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from data.records import Member, Phrase
from data.text import Text
from data.vocabulary import Track

Measure = Callable[[Any, Any], NDArray[np.float64]]
"""(member values, opportunity values), broadcast against each other -> [0, 1]; nan = cannot say."""


class Reducer(StrEnum):
    """How the pairs of a member's and an opportunity's values become one figure."""

    SINGLE = "single"
    """One value a side."""
    BEST = "best"
    """The best pair of the two bags."""
    COVER = "cover"
    """Each thing asked takes its best held value; they share the maximum by their `share` (sum 100)."""
    MATCH = "match"
    """As COVER, where only values whose first fields are equal can serve for each other, so that the parts simply add up."""
    EVERY = "every"
    """No pair may fail (requirements only)."""


class Evidence(Struct, frozen=True):
    """What in the record speaks for a criterion: the words, where they stand, what they were read as."""

    text: str
    source: str
    span: tuple[int, int]
    code: str
    similarity: float
    confirmed: bool


class Telling(Struct, frozen=True):
    """One criterion at one pair, in words: what was asked, held, missing and unknown."""

    values: dict[str, object] = {}
    asked: tuple[Text, ...] = ()
    held: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    unknown: tuple[Text, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[tuple[str, str, dict[str, object]], ...] = ()
    """For a requirement of several: each one's key, state and values."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something the member could do, and the record as it would be then."""

    action: Text
    member: Member
    values: dict[str, object] = field(default_factory=dict)
    code: str | None = None
    """The skill or the certificate that it would add: what a course may lead to."""


Ladder = Callable[[], Sequence[tuple[Any, Any]]]
"""Pairs of a member's and an opportunity's value, from worst to best."""

Tell = Callable[[Any, Any], Telling]
Changes = Callable[[Any, Any], Iterable[Change]]


MET, PARTIAL, UNMET, UNKNOWN = "met", "partial", "unmet", "unknown"
"""The states of a criterion; a requirement is never partial."""

UNASKED = Text(zh="对此未作要求，不加不减", en="not asked; neutral")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A soft criterion: `measure` of the two columns becomes points out of a scorecard's maximum.

    Args:
        member: the member's column; opportunity: the opportunity's column.
        measure: serves both directions, as it broadcasts; pure, without any dependence on the batch.
        reason: one sentence, filled with the values that `tell` gives.
        field: the sheet heading that answers the criterion when the member has not stated it.
        ladder: example pairs from worst to best, documentation and monotonicity test at once; read when asked.
    """

    key: str
    label: Text
    tracks: frozenset[Track]
    member: str
    opportunity: str
    measure: Measure
    reason: Text
    tell: Tell
    ladder: Ladder
    field: str
    reducer: Reducer = Reducer.SINGLE
    changes: Changes | None = None
    unasked: Text = UNASKED
    """What is said where the opportunity's side holds nothing."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A hard condition: `measure` below one half is unmet and excludes; nan is unknown and does not."""

    key: str
    label: Text
    tracks: frozenset[Track]
    member: str
    opportunity: str
    measure: Measure
    reason: dict[str, Text]
    tell: Tell
    reducer: Reducer = Reducer.SINGLE


def evidence(phrase: Phrase, code: str, similarity: float) -> Evidence:
    """Evidence from a phrase of the record."""
    return Evidence(phrase.text, phrase.source, (phrase.start, phrase.end), code, similarity, phrase.confirmed)
