"""What would let a group cover more: each limit eased by as little as helps most, and the group worked out anew."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from api.schemas_runs import GroupBody
from api.use_cases.investors import TOLERATED
from matcher.groups import Ask, Covering, Investor

MOST_LOOKED_AT, WIDER, STEP = 200, 20, 5
"""The most candidates that may be asked for; the most values tried of one limit; percent from one value to the next."""

FEN, WAN, THOUSAND = 100, 1_000_000, 100_000
"""A yuan, ten thousand yuan and a thousand, in fen."""

Solve = Callable[[GroupBody], Covering]


@dataclass(frozen=True, slots=True)
class Offers:
    """Who was found, in all, and what those have at most in fen whom the least sum of one ticket keeps out."""

    found: Sequence[Investor]
    candidates: int
    kept_out: Sequence[int]


def remedies(body: GroupBody, ask: Ask, covering: Covering, offers: Offers, solve: Solve) -> list[dict[str, Any]]:
    """For every limit the change that lets the sum be covered, or most of it; none where the change helps nothing."""
    if covering.gap == 0 or covering.conflict:
        return []
    found = []
    for key, was, values in _eased(body, ask, covering, offers):
        told = _smallest(body, key, values, covering, solve)
        if told is not None:
            found.append({"key": key, "was": was, **told})
    return sorted(found, key=lambda one: -int(one["covered"]))


def eased(body: GroupBody, key: str, value: float) -> GroupBody:
    """The same question with one limit eased."""
    name, _, term = key.partition(".")
    given: Any = {**body.tolerances, term: value} if term else value
    return msgspec.structs.replace(body, **{name: given})


def _eased(body: GroupBody, ask: Ask, covering: Covering, offers: Offers) -> list[tuple[str, float | None, list[float]]]:
    """Each limit with its present value and others, the nearest first."""
    highs = [one.high for one in offers.found]
    lower = {nice_floor(min(high, ask.ceiling)) for high in (*offers.kept_out, *highs)}
    higher = {nice_ceiling(min(high, ask.sum)) for high in highs}
    least, most = ask.least if ask.least > 1 else 0, ask.most
    rows: list[tuple[str, float | None, list[float]]] = [
        ("most_partners", body.most_partners, [*range(body.most_partners + 1, min(covering.possible, MOST_LOOKED_AT) + 1)]),
        ("concentration", body.concentration, _percent(body.concentration)),
        ("least_ticket", least / FEN, [one / FEN for one in sorted(lower, reverse=True) if 0 < one < least]),
        ("most_ticket", most and most / FEN, [one / FEN for one in sorted(higher) if most is not None and one > most]),
    ]
    for term, unit in TOLERATED.items():
        gaps = {t.gap for item in covering.outside for t in item.terms if t.key == term and not t.firm}
        rows.append((f"tolerances.{term}", body.tolerances.get(term, 0), sorted(gap / unit for gap in gaps)))
    more = [MOST_LOOKED_AT] if body.k < MOST_LOOKED_AT and offers.candidates >= body.k else []
    return [*rows, ("k", body.k, [*more])]


def _percent(now: float) -> list[float]:
    return [float(value) for value in range(STEP, 101, STEP) if value > now]


def _smallest(
    body: GroupBody, key: str, values: Sequence[float], now: Covering, solve: Solve
) -> Mapping[str, Any] | None:
    """The first of the values that covers as much as the last does; more of a limit never covers less."""
    values = values[:WIDER] if len(values) <= WIDER else [*values[: WIDER - 1], values[-1]]
    if not values:
        return None

    @cache
    def covering(at: int) -> Covering:
        return solve(eased(body, key, values[at]))

    least, low, high = covering(len(values) - 1).gap, 0, len(values) - 1
    if least >= now.gap:
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if covering(middle).gap <= least else (middle + 1, high)
    after = covering(low)
    covered = 0 if after.best is None else after.best.covered
    return {"value": values[low], "covered": covered, "gap": after.gap, "adds": after.possible - now.possible}


def nice_floor(fen: int) -> int:
    """A sum in whole ten thousands or thousands of yuan, not above `fen`."""
    return fen // _step(fen) * _step(fen)


def nice_ceiling(fen: int) -> int:
    """The same, not below `fen`."""
    return -(-fen // _step(fen)) * _step(fen)


def _step(fen: int) -> int:
    return WAN if fen >= WAN else THOUSAND if fen >= THOUSAND else FEN
