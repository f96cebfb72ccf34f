"""Who left which seat and who came when a placement was solved again, chain by chain, in words."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.text import Text
from matcher.again import Again, Trade
from matcher.demand import Demand, Pair

Name = Callable[[int], object]
"""What a person calls a member or an opportunity; a Text or a string."""

NO_LONGER = Text(zh="{member}离开“{left}”：这一安排在现有条件下已不成立", en="{member} leaves {left}: that seat is no longer possible")
GIVEN_UP = Text(zh="{member}离开“{left}”，席位由{heir}接任，目前没有席位", en="{member} leaves {left} to {heir} and has no seat now")
FEWER = Text(zh="{member}离开“{left}”，该席位不再安排人", en="{member} leaves {left}; nobody takes that seat")
COMES = Text(zh="{member}新进入“{came}”", en="{member} comes to {came}")
GOES = Text(zh="{member}从“{left}”转到“{came}”", en="{member} goes from {left} to {came}")
FREE = Text(zh="{move}，补空席", en="{move}, to a free seat")
IN_PLACE = Text(zh="{move}，接替{leaver}", en="{move}, in place of {leaver}")
WAS_IMPOSSIBLE = Text(zh="{move}；原席位在现有条件下已不成立", en="{move}; the old seat is no longer possible")
SUMMARY = Text(
    zh="{members}人有变动：{removed}人次离席，{added}人次入席，{kept}个席位不变；总分{total}",
    en="{members} members are concerned: {removed} seats left, {added} taken, {kept} kept; total {total}",
)
UNCHANGED = Text(zh="没有任何席位变动；总分{total}", en="no seat changes; total {total}")
TRADE = Text(
    zh="保留{kept}个席位、变动{changes}处时总分{total}；每多保留一个席位让出{points}分",
    en="{kept} seats kept, {changes} changed: total {total}, at {points} points for each seat more that is kept",
)
BEST_TRADE = Text(zh="总分最高为{total}：保留{kept}个席位，变动{changes}处", en="best total {total}: {kept} seats kept, {changes} changed")


@dataclass(frozen=True, slots=True)
class Move:
    """One member's change of seat: from `left` to `came`, None for no seat.

    Attributes:
        impossible: whether the demand no longer allows the old seat.
        leaver: who had the new seat; None where it was free. heir: who has the old one; None where nobody has.
    """

    member: int
    left: int | None
    came: int | None
    impossible: bool = False
    leaver: int | None = None
    heir: int | None = None


def moves_of(demand: Demand, again: Again) -> tuple[Move, ...]:
    """Each change of seat, chains one after the other, each from what set it off.

    Whoever comes to an opportunity has the seat of one who left it, in the order of their numbers, one of the own group
    first. A chain begins where a seat is no longer possible or was free; where somebody only had to give way, it begins
    with the one who came at the other end.
    """
    leavers, heirs = _handed_over(demand, again)
    possible = {pair for pair in again.removed if _possible(demand, pair)}
    moves: dict[tuple[int, int | None, int | None], Move] = {}
    for member, left, came in _by_member(again):
        gone = left is not None and (member, left) not in possible
        leaver = None if came is None else leavers.get((member, came))
        heir = None if left is None else heirs.get((member, left))
        moves[member, left, came] = Move(member, left, came, gone, leaver, heir)
    return tuple(_in_chains([*moves.values()]))


def _possible(demand: Demand, pair: Pair) -> bool:
    member, at = pair
    if member >= demand.members or at >= len(demand.seats) or pair in demand.forbids:
        return False
    shut = any((q.opportunity, q.group, q.most) == (at, demand.group_of(member), 0) for q in demand.quotas)
    edges = demand.edges
    own = edges.opportunities[edges.members.searchsorted(member) : edges.members.searchsorted(member + 1)]
    return demand.seats[at].most > 0 and demand.may_take(member) > 0 and not shut and bool((own == at).any())


def _by_member(again: Again) -> Iterator[tuple[int, int | None, int | None]]:
    left, came = _grouped(again.removed, 0), _grouped(again.added, 0)
    for member in again.moved:
        old: list[int | None] = [at for _, at in left[member]]
        new: list[int | None] = [at for _, at in came[member]]
        length = max(len(old), len(new))
        old += [None] * (length - len(old))
        new += [None] * (length - len(new))
        yield from ((member, *seats) for seats in zip(old, new, strict=True))


def _handed_over(demand: Demand, again: Again) -> tuple[dict[Pair, int], dict[Pair, int]]:
    """Whose seat each who came has, and who has the seat of each who left."""
    leavers: dict[Pair, int] = {}
    left, came = _grouped(again.removed, 1), _grouped(again.added, 1)
    for at, several in came.items():
        free = [member for member, _ in left[at]]
        for strict in (True, False):
            for member, _ in several:
                group = _group(demand, member)
                fits = [one for one in free if not strict or _group(demand, one) == group]
                if (member, at) not in leavers and fits:
                    leavers[member, at] = fits[0]
                    free.remove(fits[0])
    return leavers, {(leaver, at): member for (member, at), leaver in leavers.items()}


def _group(demand: Demand, member: int) -> int:
    return demand.group_of(member) if member < demand.members else -1


def _grouped(pairs: frozenset[Pair], side: int) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        found[pair[side]].append(pair)
    return found


def _in_chains(moves: list[Move]) -> Iterator[Move]:
    arrivals = {(move.member, move.came): move for move in moves if move.came is not None}
    left = dict.fromkeys(moves)
    for first in [*(move for move in moves if move.leaver is None), *moves]:
        chain: list[Move] = []
        move: Move | None = first
        while move is not None and move in left:
            del left[move]
            chain.append(move)
            move = None if move.heir is None or move.left is None else arrivals[move.heir, move.left]
        gave_way = first.came is None and not first.impossible and first.heir is not None
        yield from reversed(chain) if gave_way else chain


def told_of_move(move: Move, member: Name, opportunity: Name) -> Text:
    """One move in words."""
    who, names = member(move.member), {}
    if move.left is not None:
        names["left"] = opportunity(move.left)
    if move.came is None:
        text = NO_LONGER if move.impossible else FEWER if move.heir is None else GIVEN_UP
        return text.filled(member=who, **names, **({} if move.heir is None else {"heir": member(move.heir)}))
    text = (COMES if move.left is None else GOES).filled(member=who, came=opportunity(move.came), **names)
    text = FREE.filled(move=text) if move.leaver is None else IN_PLACE.filled(move=text, leaver=member(move.leaver))
    return WAS_IMPOSSIBLE.filled(move=text) if move.impossible else text


def told_of_again(again: Again) -> Text:
    """What solving again came to, in one sentence."""
    total = f"{again.total / 100:.2f}"
    if not again.changes:
        return UNCHANGED.filled(total=total)
    return SUMMARY.filled(
        members=len(again.moved), removed=len(again.removed), added=len(again.added), kept=len(again.kept), total=total
    )


def told_of_trade(trade: Trade) -> Text:
    """One choice between points and calm, in words."""
    names = {"kept": trade.kept, "changes": trade.changes, "total": f"{trade.total / 100:.2f}"}
    if not trade.give_up:
        return BEST_TRADE.filled(**names)
    return TRADE.filled(points=f"{float(trade.give_up) / 100:.2f}", **names)
