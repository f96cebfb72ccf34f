"""What a run of match-all is over: who asks for whom, how many places, how it is cut into shards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from data.vocabulary import Track
from matcher.compile import Side
from matcher.engine import Matcher
from matcher.scorecard import Scorecard

PLACES_KEPT = 5_000_000
"""So many places a worker keeps at once for a shard that is worked from the other side."""

FEWEST_SHARDS = 4
"""So many shards there are at least on such a side, so that several workers have something to do."""

BLOCK = 32
"""Shards that go through the parts of the searched side together: so many wait to be merged at most."""

TERMS: Mapping[str, str] = {
    "track": "--track",
    "scorecard": "scorecard",
    "digest": "scorecard",
    "encoder": "encoder",
    "askers": "--for",
    "k": "--k",
    "lowest": "--lowest",
    "explained": "--explain",
    "shard": "--shard",
    "parts": "--parts",
}
"""The terms that all shards of a run must share, and where each is chosen."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a run; `lowest` in hundredths of a point, `askers` in the order in which they are worked through."""

    track: Track
    scorecard: str
    digest: str
    encoder: str
    askers: tuple[Side, ...] = ("opportunity",)
    k: int = 20
    lowest: int = 0
    explained: int = 0
    shard: int = 2_000
    parts: int = 1

    def as_json(self) -> dict[str, Any]:
        """The terms as the manifest has them."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in self._items()}

    def differences(self, other: "Terms") -> Iterator[tuple[str, str, str]]:
        """Each term that differs: where it is chosen, its value here and there."""
        for (key, here), (_, there) in zip(self._items(), other._items(), strict=True):
            if here != there:
                yield TERMS[key], _told(here), _told(there)

    def _items(self) -> list[tuple[str, Any]]:
        return [(key, getattr(self, key)) for key in TERMS]


def _told(value: object) -> str:
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)


def read_terms(plain: Mapping[str, Any]) -> Terms:
    """The terms in a manifest; KeyError or ValueError where it is not one."""
    found = Terms(**{key: plain[key] for key in TERMS})
    return replace(found, track=Track(found.track), askers=tuple(found.askers))


def terms_of(matcher: Matcher, **chosen: Any) -> Terms:
    """The terms that follow from a matcher, with those chosen."""
    scorecard = matcher.scorecard
    return Terms(matcher.track, scorecard.name, digest_of(scorecard), matcher.encoder.name, **chosen)


def digest_of(scorecard: Scorecard) -> str:
    """Equal for scorecards that give equal points."""
    return blake2b(repr(scorecard).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Shard:
    """Those who ask, by their places in the order of asking: `first` up to but not including `last`."""

    asking: Side
    number: int
    first: int
    last: int
    turned: bool = False
    """Whether it is worked from the other side."""


@dataclass(frozen=True, slots=True)
class Task:
    """A shard against one part of the searched side, or against the whole of it where that is not split."""

    shard: Shard
    part: int = 0


def size_of_shard(terms: Terms, count: int, turned: bool) -> int:
    """How many of `count` ask in one shard; many where it is worked from the other side, as each shard costs all its tables."""
    return max(terms.shard, min(PLACES_KEPT // terms.k, -(-count // FEWEST_SHARDS))) if turned else terms.shard


def shards_of(asking: Side, count: int, size: int, turned: bool = False) -> list[Shard]:
    """All shards of those who ask on one side."""
    return [Shard(asking, at, first, min(first + size, count), turned) for at, first in enumerate(range(0, count, size))]


def tasks_of(shards: list[Shard], parts: int) -> Iterator[Task]:
    """Every shard with every part: a part stays open for a block of shards before the next one is taken."""
    block = BLOCK if parts > 1 else 1
    for start in range(0, len(shards), block):
        for part in range(parts):
            yield from (Task(shard, part) for shard in shards[start : start + block])
