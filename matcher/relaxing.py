"""Which conditions cannot hold together, and which to give up so that the others can: as few as can be."""

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from math import comb
from typing import TypeVar

C = TypeVar("C", bound=Hashable)
Hold = Callable[[Sequence[C]], bool]

MOST_SETS = 20_000
"""So many sets of one size are tried; where there are more, what meets most conflicts is given up first, maybe one too many."""


def conflict_among(conditions: Sequence[C], hold: Hold[C]) -> tuple[C, ...]:
    """A set that cannot hold together while without any one of it the others can, in the order given; () where all can.

    Of several such sets the one that does without early conditions; fewer conditions never hold less.
    """
    if hold(conditions):
        return ()
    found = _narrowed([], [], list(conditions), hold)
    return () if len(found) == 1 and not hold(()) else tuple(found)


def _narrowed(background: list[C], grown: list[C], conditions: list[C], hold: Hold[C]) -> list[C]:
    """Those that are needed for a conflict beside the background, which `grown` was just added to (QuickXplain, Junker 2004)."""
    if not conditions or (grown and not hold(background)):
        return []
    if len(conditions) == 1:
        return conditions
    middle = (len(conditions) + 1) // 2
    early, late = conditions[:middle], conditions[middle:]
    of_early = _narrowed([*late, *background], late, early, hold)
    return of_early + _narrowed([*of_early, *background], of_early, late, hold)


def smallest_relaxation(conditions: Sequence[C], hold: Hold[C]) -> tuple[C, ...]:
    """The fewest conditions without which all others hold together, early ones first; () where all can hold.

    Every conflict must lose a condition (Reiter 1987): what stands in conflict with nothing but facts is given up at
    once; other conflicts are collected until the smallest set that takes one from each of them leaves none.
    """
    alone: list[C] = []
    conflicts: list[tuple[C, ...]] = []
    given: tuple[C, ...] = ()
    while conflict := conflict_among([one for one in conditions if one not in given], hold):
        if len(conflict) == 1:
            alone.append(conflict[0])
        else:
            conflicts.append(conflict)
        given = (*alone, *_hitting([one for one in conflicts if not set(one) & set(alone)], conditions))
    return tuple(one for one in conditions if one in given)


def _hitting(conflicts: Sequence[tuple[C, ...]], conditions: Sequence[C]) -> tuple[C, ...]:
    """The smallest set that holds one condition of every conflict, the earliest of several."""
    named = [one for one in conditions if any(one in conflict for conflict in conflicts)]
    for size in range(len(conflicts) + 1):
        if comb(len(named), size) > MOST_SETS:
            break
        for chosen in combinations(named, size):
            if all(not set(chosen).isdisjoint(conflict) for conflict in conflicts):
                return chosen
    return _greedy(conflicts, named)


def _greedy(conflicts: Sequence[tuple[C, ...]], named: Sequence[C]) -> tuple[C, ...]:
    left, chosen = list(conflicts), []
    while left:
        chosen.append(max(named, key=lambda one: sum(one in conflict for conflict in left)))
        left = [conflict for conflict in left if chosen[-1] not in conflict]
    return tuple(chosen)
