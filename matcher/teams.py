"""Which distinct people together cover all needs of a project, and which needs stay open."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.allocation import allocate
from matcher.demand import Demand, Edges, Seats

FLOOR = 5_000
"""Hundredths of a point below which nobody is put forward for a need."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The member for one need, with the pair's score in hundredths."""

    need: str
    member: str
    score: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that nobody was found for; `best` is the nearest one's score, None where there is no candidate at all."""

    need: str
    best: int | None = None
    taken: bool = False
    """Whether somebody above the floor is there, but is wanted more for another need."""


@dataclass(frozen=True, slots=True)
class Team:
    """One member at most for each need and one need at most for each member."""

    chosen: tuple[Chosen, ...]
    gaps: tuple[Gap, ...]


def team(scores: Mapping[str, Mapping[str, int]], floor: int = FLOOR) -> Team:
    """The set of distinct members that covers most needs and, of such sets, scores best.

    `scores` holds for each need the hundredths of its candidates; those below the floor are not put forward.
    """
    needs = list(scores)
    members = sorted({member for found in scores.values() for member in found})
    number = {member: i for i, member in enumerate(members)}
    above = [(member, need, score) for need, found in scores.items() for member, score in found.items() if score >= floor]
    counts = 1 + len(needs) * max((score for _, _, score in above), default=0)
    edges = Edges.of((number[member], needs.index(need), counts + score) for member, need, score in above)
    found = allocate(Demand(edges, (Seats(1),) * len(needs), len(members)))
    chosen = {p.opportunity: Chosen(needs[p.opportunity], members[p.member], p.score - counts) for p in found.placements}
    gaps = tuple(_gap(need, scores[need], floor) for at, need in enumerate(needs) if at not in chosen)
    return Team(tuple(chosen[at] for at in sorted(chosen)), gaps)


def _gap(need: str, found: Mapping[str, int], floor: int) -> Gap:
    best = max(found.values(), default=None)
    return Gap(need, best, taken=best is not None and best >= floor)
