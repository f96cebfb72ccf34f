"""Whether what is told beside the placements agrees with them: cut-offs, shortages, reserves, members left out."""

from collections.abc import Iterator

import numpy as np

from matcher.check_rows import Marks, Numbers, Rows
from matcher.demand import Allocation, Demand

NONE = -1
"""Stands for a cut-off or a score where there is none."""


def wrongly_told(demand: Demand, found: Allocation, rows: Rows) -> Iterator[str]:
    """Everything that the answer says of itself and that is not so."""
    others = rows.placed[(np.append(rows.scores, NONE)[rows.at] != rows.placed[:, 2]) & (rows.at >= 0)]
    yield from (f"the score of pair {(member, at)} is not the pair's" for member, at, _ in others.tolist())
    if not len(found.shortages) == len(found.cutoffs) == len(found.reserves) == len(demand.seats):
        yield "not every opportunity is told of"
        return
    short = rows.seats.most - rows.seats.taken
    for at in np.flatnonzero(np.array(found.shortages, np.int64) != short).tolist():
        yield f"the shortage of opportunity {at} is {short[at]}"
    cutoffs = _last_seats(rows, short)
    told = np.array([NONE if value is None else value for value in found.cutoffs], np.int64)
    yield from (f"the cut-off of opportunity {at} is not its last seat's score" for at in np.flatnonzero(told != cutoffs).tolist())
    yield from _reserves(demand, found, rows)
    yield from _left_out(found, rows, cutoffs)


def _last_seats(rows: Rows, short: Numbers) -> Numbers:
    """The least score at each opportunity; NONE where seats stayed free or there are none."""
    lowest = np.full(len(short), 2**62, np.int64)
    np.minimum.at(lowest, rows.places[rows.held], rows.scores[rows.held])
    return np.where((short == 0) & (rows.seats.taken > 0), lowest, NONE)


def _reserves(demand: Demand, found: Allocation, rows: Rows) -> Iterator[str]:
    """By falling score, and nobody who could step in as well is passed over for a lower one."""
    waiting = _could_step_in(rows)
    order = np.flatnonzero(waiting)
    order = order[np.lexsort((rows.members[order], -rows.scores[order], rows.places[order]))]
    firsts = np.searchsorted(rows.places[order], np.arange(len(demand.seats) + 1))
    keys = {}
    if demand.alternates:
        numbers = np.flatnonzero(waiting & np.isin(rows.members, [one.member for several in found.reserves for one in several]))
        pairs = zip(rows.members[numbers].tolist(), rows.places[numbers].tolist(), strict=True)
        keys = dict(zip(pairs, rows.scores[numbers].tolist(), strict=True))
    for at, several in enumerate(found.reserves):
        told = [one.score for one in several]
        if any(keys.get((one.member, one.opportunity)) != one.score or one.opportunity != at for one in several):
            yield f"a reserve of opportunity {at} could not step in at that score"
        elif len({one.member for one in several}) < len(several) or told != sorted(told, reverse=True):
            yield f"the reserves of opportunity {at} are out of order"
        elif told != rows.scores[order[firsts[at] : firsts[at + 1]][: demand.alternates]].tolist():
            yield f"the reserves of opportunity {at} pass somebody over"


def _could_step_in(rows: Rows) -> Marks:
    """Pairs left apart whose member has a place left and whose group has any place there at all."""
    barred = np.append(rows.quotas.most == 0, False)[rows.parts]
    return np.asarray(rows.open & ~rows.held & ~barred & (rows.busy < rows.takes)[rows.members])


def _left_out(found: Allocation, rows: Rows, cutoffs: Numbers) -> Iterator[str]:
    idle = np.flatnonzero((rows.busy == 0) & (rows.takes > 0))
    members = [item.member for item in found.left_out]
    if sorted(members) != idle.tolist():
        yield "those left out are not those without a seat"
        return
    best = np.full(len(rows.takes), NONE, np.int64)
    np.maximum.at(best, rows.members[rows.open], rows.scores[rows.open])
    told = np.array([NONE if item.score is None else item.score for item in found.left_out], np.int64)
    wrong = set(np.array(members, np.int64)[told != best[members]].tolist()) if members else set()
    own = np.flatnonzero(rows.open & (rows.scores == best[rows.members]) & (rows.busy == 0)[rows.members])
    where = set(zip(rows.members[own].tolist(), rows.places[own].tolist(), strict=True))
    last = [None if value == NONE else value for value in cutoffs.tolist()]
    for item in found.left_out:
        nowhere = item.opportunity is None
        if item.member in wrong or (not nowhere and (item.member, item.opportunity) not in where):
            yield f"the best place that member {item.member} was left out of is another"
        elif item.cutoff != (None if item.opportunity is None else last[item.opportunity]):
            yield f"the last seat's score told to member {item.member} is another"
