"""What a stable answer is, by definition and by trying everything: nothing here is shared with the solver."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from matcher.demand import Demand, Pair

Choice = Callable[[Iterable[Pair]], frozenset[Pair]]


class Market:
    """Both sides' wishes of a demand; `wishes` are the members' own where they have any."""

    def __init__(self, demand: Demand, wishes: dict[Pair, int] | None = None) -> None:
        self.demand = demand
        self.scores = {pair: score for pair, score in demand.edges.by_pair().items() if pair not in demand.forbids}
        self.wishes = self.scores if wishes is None else wishes

    def rank_of_member(self, pair: Pair) -> tuple[bool, int, int]:
        """What a member prefers comes last."""
        return pair in self.demand.locks, self.wishes[pair], -pair[1]

    def rank_of_opportunity(self, pair: Pair) -> tuple[bool, int, int]:
        """What an opportunity prefers comes last."""
        return pair in self.demand.locks, self.scores[pair], -pair[0]

    def chosen_by_member(self, pairs: Iterable[Pair]) -> frozenset[Pair]:
        """Of a member's pairs those that the member would keep: of all sets that may be, the one that is preferred."""
        return self._best(pairs, self._member_may, self.rank_of_member)

    def chosen_by_opportunity(self, pairs: Iterable[Pair]) -> frozenset[Pair]:
        """Of an opportunity's pairs those that it would keep."""
        return self._best(pairs, self._opportunity_may, self.rank_of_opportunity)

    def _member_may(self, pairs: Iterable[Pair]) -> bool:
        several = list(pairs)
        return not several or len(several) <= self.demand.may_take(several[0][0])

    def _opportunity_may(self, pairs: Iterable[Pair]) -> bool:
        several = list(pairs)
        if not several:
            return True
        at = several[0][1]
        parts = [self.demand.group_of(member) for member, _ in several]
        bounds = [quota for quota in self.demand.quotas if quota.opportunity == at and quota.most is not None]
        within = all(parts.count(quota.group) <= (quota.most or 0) for quota in bounds)
        return len(several) <= self.demand.seats[at].most and within

    def _best(
        self, pairs: Iterable[Pair], may: Callable[[Iterable[Pair]], bool], rank: Callable[[Pair], tuple[bool, int, int]]
    ) -> frozenset[Pair]:
        """Sets are compared by their best, then by their second best and so on; one more is better than none."""
        several = list(pairs)
        sets = (chosen for size in range(len(several) + 1) for chosen in combinations(several, size) if may(chosen))
        return frozenset(max(sets, key=lambda chosen: sorted(map(rank, chosen), reverse=True)))

    def blocking(self, placed: frozenset[Pair]) -> list[Pair]:
        """Pairs left apart of whom each would keep the other, had they both the choice."""
        found = []
        for pair in self.scores.keys() - placed:
            member, at = pair
            own = {other for other in placed if other[0] == member} | {pair}
            theirs = {other for other in placed if other[1] == at} | {pair}
            if pair in self.chosen_by_member(own) and pair in self.chosen_by_opportunity(theirs):
                found.append(pair)
        return found

    def feasible(self, placed: frozenset[Pair]) -> bool:
        """Whether all upper bounds are kept."""
        members = {member for member, _ in placed}
        places = {at for _, at in placed}
        return all(self._member_may(pair for pair in placed if pair[0] == member) for member in members) and all(
            self._opportunity_may(pair for pair in placed if pair[1] == at) for at in places
        )

    def stable_answers(self) -> Iterator[frozenset[Pair]]:
        """Every stable answer, by trying every set of pairs."""
        pairs = sorted(self.scores)
        for mask in range(1 << len(pairs)):
            placed = frozenset(pair for i, pair in enumerate(pairs) if mask >> i & 1)
            if self.feasible(placed) and not self.blocking(placed):
                yield placed


def blocking_pairs(demand: Demand, placed: frozenset[Pair], wishes: dict[Pair, int] | None = None) -> list[Pair]:
    """The same for large demands, by the worst that each side holds: a full part gives up its own worst alone."""
    market, held = Market(demand, wishes), defaultdict[tuple[str, int, int], list[Pair]](list)
    bounds = {(quota.opportunity, quota.group): quota.most for quota in demand.quotas if quota.most is not None}
    for pair in placed:
        held["member", pair[0], 0].append(pair)
        held["place", pair[1], 0].append(pair)
        held["part", pair[1], demand.group_of(pair[0])].append(pair)
    worst_of = {key: min(map(market.rank_of_member, own)) for key, own in held.items() if key[0] == "member"}
    worst_at = {key: min(map(market.rank_of_opportunity, own)) for key, own in held.items() if key[0] != "member"}

    def would(member: int, pair: Pair) -> bool:
        own, may = held["member", member, 0], demand.may_take(member)
        return len(own) < may or (bool(own) and market.rank_of_member(pair) > worst_of["member", member, 0])

    def could(at: int, pair: Pair) -> bool:
        part = at, demand.group_of(pair[0])
        full = part in bounds and len(held["part", *part]) >= bounds[part]
        key = ("part", *part) if full else ("place", at, 0)
        if not full and len(held[key]) < demand.seats[at].most:
            return True
        return bool(held[key]) and market.rank_of_opportunity(pair) > worst_at[key]

    return [pair for pair in market.scores if pair not in placed and would(pair[0], pair) and could(pair[1], pair)]
