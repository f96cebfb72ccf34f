"""An earlier run's seats, and what moved since: as numbers for the solver, as ids in what is kept, as words for the reader."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from api.schemas_runs import AllocationBody
from api.use_cases.checks import INVALID
from api.use_cases.naming import title_of
from data.errors import Fault, InvalidInput
from data.records import Member, Opportunity
from data.store.runs import find_run
from data.store.scope import Asker
from data.text import Language, Text
from matcher.again import Again, Trade, frontier
from matcher.aims import Objective
from matcher.demand import Demand, Pair
from matcher.moves import Move, moves_of, told_of_again, told_of_move, told_of_trade

ONLY_TOTAL = Text(
    zh="after 只用于 objective 为 total、没有 fair_price 的分配", en="`after` with `objective` `total` and without `fair_price`"
)
WITH_AFTER = Text(zh="trades 与 after 一起用", en="`trades` together with `after`")
NOT_DONE = Text(zh="已算完的分配", en="an allocation that is done")


def seats_before(connection: Connection, asker: Asker, body: AllocationBody) -> list[tuple[str, str]]:
    """The member and the opening of every seat of the run that is named; [] where none is."""
    if body.after is None:
        if body.trades:
            raise InvalidInput(INVALID, (Fault("$.trades", "true", WITH_AFTER),))
        return []
    if Objective(body.objective) != Objective.TOTAL or body.fair_price is not None:
        raise InvalidInput(INVALID, (Fault("$.after", body.after[:80], ONLY_TOTAL),))
    result = find_run(connection, asker, "allocation", body.after).result
    if result is None:
        raise InvalidInput(INVALID, (Fault("$.after", body.after[:80], NOT_DONE),))
    return [(seat["member"], one["id"]) for one in result["openings"] for seat in one["seats"]]


class Numbered:
    """Members and openings by the numbers of a demand; members who are no candidates any more come behind them."""

    def __init__(self, members: Sequence[str], openings: Sequence[str], before: Sequence[tuple[str, str]]) -> None:
        self.members = list(dict.fromkeys([*members, *(member for member, _ in before)]))
        self.openings = list(openings)
        number = {member: i for i, member in enumerate(self.members)}
        self.pairs: frozenset[Pair] = frozenset(
            (number[member], self.openings.index(opening)) for member, opening in before if opening in self.openings
        )

    def kept(self, demand: Demand, again: Again | None, trades: bool) -> dict[str, Any]:
        """What moved, by ids; the sentence that sums it up in both languages; where asked, what keeping more seats would cost."""
        if again is None:
            return {"again": None, "moves": [], "trades": []}
        summary = told_of_again(again)
        return {
            "again": {"zh": summary.zh, "en": summary.en, "kept": len(again.kept), "best_total": again.best_total},
            "moves": [self._move(move) for move in moves_of(demand, again)],
            "trades": [_kept_trade(trade) for trade in frontier(demand, self.pairs)] if trades else [],
        }

    def _move(self, move: Move) -> dict[str, Any]:
        def who(number: int | None) -> str | None:
            return None if number is None else self.members[number]

        def where(number: int | None) -> str | None:
            return None if number is None else self.openings[number]

        return {
            "member": who(move.member), "left": where(move.left), "came": where(move.came), "impossible": move.impossible,
            "leaver": who(move.leaver), "heir": who(move.heir),
        }  # fmt: skip


def _kept_trade(trade: Trade) -> dict[str, Any]:
    words = told_of_trade(trade)
    sums = {"kept": trade.kept, "changes": trade.changes, "total": trade.total, "give_up": float(trade.give_up)}
    return {**sums, "zh": words.zh, "en": words.en}


def told_moves(
    kept: Mapping[str, Any], members: Mapping[str, Member], openings: Mapping[str, Opportunity], language: Language
) -> dict[str, Any]:
    """The same in words; whom the reader may no longer see goes by the id."""
    again = kept.get("again")
    if again is None:
        return {"again": None, "moves": [], "trades": []}
    ids = list(dict.fromkeys(one[side] for one in kept["moves"] for side in ("member", "leaver", "heir") if one[side]))
    places = list(dict.fromkeys(one[side] for one in kept["moves"] for side in ("left", "came") if one[side]))

    def name(known: Mapping[str, Member | Opportunity], identifier: str) -> str:
        return title_of(known[identifier], language) if identifier in known else identifier

    def told(one: Mapping[str, Any]) -> str:
        def number(side: str, several: list[str]) -> int | None:
            return None if one[side] is None else several.index(one[side])

        move = Move(
            ids.index(one["member"]), number("left", places), number("came", places), one["impossible"],
            number("leaver", ids), number("heir", ids),
        )  # fmt: skip
        return told_of_move(move, lambda at: name(members, ids[at]), lambda at: name(openings, places[at])).say(language)

    return {
        "again": {"message": again[language], "kept": again["kept"], "best_total": again["best_total"] / 100},
        "moves": [{**one, "message": told(one)} for one in kept["moves"]],
        "trades": [
            {
                "kept": one["kept"], "changes": one["changes"], "total": one["total"] / 100, "give_up": one["give_up"] / 100,
                "message": one[language],
            }
            for one in kept.get("trades", ())
        ],
    }  # fmt: skip
