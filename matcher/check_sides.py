"""How both sides look at an answer: pairs that would rather have each other, and how unevenly members are proposed."""

import numpy as np

from matcher.check_rows import Marks, Numbers, Rows
from matcher.demand import Allocation, Demand

NEVER = 2**62


def blocking_pairs(rows: Rows, wishes: Numbers | None = None) -> Numbers:
    """The numbers of the pairs left apart of whom each has room, or would give up its worst for the other.

    An opportunity goes by the score alone, a member by `wishes`, int64[E], where members have their own. Where a
    quota's part is full, its group can only take the place of its own worst, even if seats are free beside it. A
    locked pair is given up by neither side.
    """
    wanted = rows.scores if wishes is None else wishes
    may_go = rows.held & ~rows.locked
    would = wanted > _worst(len(rows.takes), rows.members, wanted, may_go)[rows.members]
    would |= (rows.busy < rows.takes)[rows.members]
    full = np.append(rows.quotas.taken >= rows.quotas.most, False)[rows.parts]
    in_part = np.append(_worst(len(rows.quotas.most), rows.parts, rows.scores, may_go & (rows.parts >= 0)), 0)[rows.parts]
    at_all = rows.scores > _worst(len(rows.seats.most), rows.places, rows.scores, may_go)[rows.places]
    room = (rows.seats.taken < rows.seats.most)[rows.places]
    could = np.where(full, rows.scores > in_part, room | at_all)
    return np.flatnonzero(rows.open & ~rows.held & would & could)


def _worst(count: int, owners: Numbers, worths: Numbers, marks: Marks) -> Numbers:
    """What each owner's least marked pair is worth; more than anything where it has none."""
    worst = np.full(count, NEVER, np.int64)
    np.minimum.at(worst, owners[marks], worths[marks])
    return worst


def gini(counts: Numbers) -> float:
    """How unevenly something is spread: 0 where all have as much, towards 1 where one has it all, 0 where nobody has any.

    Half the mean difference between two, divided by the mean (Gini 1912, Variabilità e mutabilità); by rank, with x
    in rising order: sum of (2i - n - 1) x_i over n times the sum of x (Sen 1973, On Economic Inequality).
    """
    total, several = int(counts.sum()), len(counts)
    if not total:
        return 0.0
    ranks = 2 * np.arange(1, several + 1) - several - 1
    return int((ranks * np.sort(counts)).sum()) / (several * total)


def proposed_by_rankings(demand: Demand, rows: Rows, top: int | None = None) -> Numbers:
    """How often each candidate is proposed if every opportunity asks alone: its best `top`, seats and reserves if None."""
    order = np.flatnonzero(rows.open)
    order = order[np.lexsort((rows.members[order], -rows.scores[order], rows.places[order]))]
    places = rows.places[order]
    rank = np.arange(len(order)) - np.searchsorted(places, places)
    asked = (rows.seats.most + demand.alternates)[places] if top is None else top
    return _of_candidates(rows, rows.members[order[rank < asked]])


def proposed_by_answer(found: Allocation, rows: Rows) -> Numbers:
    """How often each candidate is proposed by the answer: its seats, and where it is a reserve."""
    reserves = [one.member for several in found.reserves for one in several]
    return _of_candidates(rows, np.concatenate([rows.members[rows.held], np.array(reserves, np.int64)]))


def _of_candidates(rows: Rows, proposals: Numbers) -> Numbers:
    """Only members who are a candidate somewhere are counted: others cannot be proposed, however evenly it is done."""
    candidates = np.bincount(rows.members[rows.open], minlength=len(rows.takes)) > 0
    known = proposals[(proposals >= 0) & (proposals < len(rows.takes))]
    return np.asarray(np.bincount(known, minlength=len(rows.takes))[candidates])
