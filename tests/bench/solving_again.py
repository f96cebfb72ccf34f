"""How long a changed record takes: the present placement mended, beside everything placed anew, with the same answer.

Times are CPU milliseconds, the best of three; `check` is the verifier on the same market.

    python -m tests.bench.solving_again             20,000 members x 500 openings, without and with quotas and minima
    python -m tests.bench.solving_again --large     200,000 x 5,000, without them
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from matcher.again import Again, solve_again
from matcher.allocation import allocate
from matcher.allocation_check import check, told_of
from matcher.demand import Demand, Edges, Pair, Quota, Seats
from tests.bench.allocation_market import market

SMALL, LARGE = (20_000, 500), (200_000, 5_000)
SEATS_A_MEMBER, GROUPS, TURNS = 0.95, 20, 3
Change = tuple[str, Demand]


def demand_of(members: int, openings: int) -> Demand:
    """The market that the allocation's own measurement uses, with too few seats."""
    made = market(members, openings, SEATS_A_MEMBER)
    return Demand(made.edges, tuple(Seats(int(most)) for most in made.seats), members, alternates=3)


def bounded(demand: Demand) -> Demand:
    """With stations, quotas for three of them at every larger opening, and half of the seats as minimum."""
    groups = tuple(np.random.default_rng(5).integers(0, GROUPS, demand.members).tolist())
    large = [at for at, seats in enumerate(demand.seats) if seats.most >= 10]
    quotas = tuple(Quota(at, group, 0, demand.seats[at].most // 10) for at in large for group in range(3))
    return replace(demand, groups=groups, quotas=quotas, seats=tuple(Seats(one.most, one.most // 2) for one in demand.seats))


def changes(demand: Demand, present: frozenset[Pair]) -> Iterator[Change]:
    """One record at a time."""
    edges, by_size = demand.edges, sorted(range(len(demand.seats)), key=lambda at: demand.seats[at].most)
    member, at = sorted(present)[len(present) // 3]
    kept = edges.members != member
    yield "a member withdrawn", replace(demand, edges=Edges(edges.members[kept], edges.opportunities[kept], edges.scores[kept]))
    scores = edges.scores.copy()
    scores[(edges.members == member) & (edges.opportunities == at)] -= 1_500
    yield "a score 15 points lower", replace(demand, edges=Edges(edges.members, edges.opportunities, scores))
    yield "a pair forbidden", replace(demand, forbids=frozenset({(member, at)}))
    for share in (0.5, 0.9):
        place = by_size[int(share * len(by_size))]
        seats = demand.seats[place]
        for name, most in ((f"{seats.most} seats closed", 0), (f"{seats.most} seats and 3 more", seats.most + 3)):
            changed = (*demand.seats[:place], Seats(most, min(seats.least, most)), *demand.seats[place + 1 :])
            yield name, replace(demand, seats=changed)


def timed(work: Callable[[], Again]) -> tuple[Again, float]:
    """What it gives, and the least CPU milliseconds of a few turns."""
    times = []
    for _ in range(TURNS):
        start = time.thread_time()
        found = work()
        times.append(1_000 * (time.thread_time() - start))
    return found, min(times)


def run(demand: Demand) -> bool:
    """Print one market's figures; whether what was mended is as good as what was placed anew, every time."""
    whole = solve_again(demand, ())
    bounds = sum(one.least > 0 for one in demand.seats)
    print(f"{demand.members:,} members x {len(demand.seats):,} openings, {len(demand.edges):,} pairs, ", end="")
    print(f"{len(demand.quotas):,} quotas, {bounds} minima: {len(whole.placed):,} placed", flush=True)
    same = True
    for name, changed in changes(demand, whole.placed):
        mended, quick = timed(lambda changed=changed: solve_again(changed, whole.placed))  # type: ignore[misc]
        anew, slow = timed(lambda changed=changed: solve_again(changed, whole.placed, afresh=True))  # type: ignore[misc]
        same &= (mended.total, len(mended.kept), mended.missed) == (anew.total, len(anew.kept), anew.missed)
        how = "placed anew" if mended.afresh else "mended"
        print(f"  {name:24} {quick:7.0f} ms {how}, anew {slow:7.0f} ms; {len(mended.removed)} leave, {len(mended.added)} come")
    return same


def check_run(demand: Demand) -> bool:
    """Print how long the verifier takes, and all that it tells."""
    found = allocate(demand)
    check(demand, found)
    start = time.thread_time()
    verdict = check(demand, found)
    print(f"  check {1_000 * (time.thread_time() - start):.0f} ms")
    print(*(f"    {line.en}" for line in told_of(verdict)), sep="\n", flush=True)
    return verdict.certified and not verdict.faults


def main(arguments: Sequence[str]) -> int:
    """0 where every answer is the same both ways and certified."""
    large = "--large" in arguments
    demand = demand_of(*(LARGE if large else SMALL))
    solve_again(replace(demand, seats=demand.seats[:1] * len(demand.seats)), ())
    several = [demand] if large else [demand, bounded(demand)]
    return 0 if all([run(one) for one in several] + [check_run(one) for one in several]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
