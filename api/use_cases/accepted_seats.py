"""Which seats a run filled, whatever kind of run it is: what there is to accept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.vocabulary import Track

Pair = tuple[str, str]
"""(member, opportunity) by their ids."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A member whom a run placed or holds in reserve; `score` in hundredths as it was then."""

    member: str
    opening: str
    score: int
    track: Track | None
    reserve: bool

    @property
    def pair(self) -> Pair:
        return self.member, self.opening


def seats_in(result: Mapping[str, Any]) -> list[Seat]:
    """All seats of a run, the best first, reserves and other groups' partners last; each pair once."""
    seats = [*(_of_team(result["team"]) if "team" in result else _of_group(result["group"]) if "group" in result else _of_openings(result))]
    first: dict[Pair, Seat] = {}
    for seat in sorted(seats, key=lambda seat: (seat.reserve, -seat.score, seat.pair)):
        first.setdefault(seat.pair, seat)
    return list(first.values())


def _of_openings(result: Mapping[str, Any]) -> Iterator[Seat]:
    track = Track(result["track"])
    for one in result["openings"]:
        for name in ("seats", "reserves"):
            for seat in one[name]:
                yield Seat(seat["member"], one["id"], seat["score"], track, name == "reserves")


def _of_group(result: Mapping[str, Any]) -> Iterator[Seat]:
    groups: Sequence[Mapping[str, Any]] = result["groups"]
    for rank, group in enumerate(groups):
        for partner in group["partners"]:
            yield Seat(partner["member"], result["need"], partner["score"], Track.INVEST, rank > 0)


def _of_team(result: Mapping[str, Any]) -> Iterator[Seat]:
    for name in ("chosen", "runners_up"):
        for one in result[name]:
            yield Seat(one["member"], one["need"], one["score"], None, name == "runners_up")
