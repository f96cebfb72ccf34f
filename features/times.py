"""How far somebody's free times serve the times that are asked: whole tables of numbers, no loops over people."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.reading.free_times import Times
from data.reference.times import slot_names

Shares = NDArray[np.float64]

BIT = {slot: 1 << at for at, slot in enumerate(slot_names())}
ANY = BIT["any"]
DAYS = ("weekday", "weekend")
PARTS = ("daytime", "evening")
SEASONS = ("spring_festival", "summer_holiday", "winter_holiday", "national_day", "farm_slack")

UNKNOWN = 0.5
"""Where times are asked and nothing was said of one's own."""
SEASON_FOR_REGULAR = 0.2
"""Who is there at one season only, for a matter that runs the year round."""
REGULAR_IN_SEASON = {
    "spring_festival": 0.5,
    "summer_holiday": 0.6,
    "winter_holiday": 0.6,
    "national_day": 0.7,
    "farm_slack": 0.6,
}
"""Who is free at weekends or evenings the year round, for what is asked in a season."""
NEAR_SEASONS = {
    ("spring_festival", "winter_holiday"): 0.7,
    ("spring_festival", "farm_slack"): 0.5,
    ("winter_holiday", "farm_slack"): 0.4,
    ("spring_festival", "national_day"): 0.2,
    ("summer_holiday", "national_day"): 0.2,
}
OTHER_HOLIDAY = 0.4
"""Who comes home at one public holiday, for what is asked at another."""
ASKED_ON_THE_SPOT, ASKED_FROM_AWAY, FROM_AWAY_AT_LEAST = 0.7, 0.5, 0.6


class TimeColumns(NamedTuple):
    """Times as numbers: slot bits (i4), month bits (i4), and 1 on line, -1 on the spot, 0 not said (i1)."""

    slots: NDArray[np.int32]
    months: NDArray[np.int32]
    online: NDArray[np.int8]


def time_columns(times: Times) -> TimeColumns:
    """One record's times; arrays without dimensions, to be stacked or broadcast."""
    online = 0 if times.online is None else 1 if times.online else -1
    return TimeColumns(
        np.array(times.bits, np.int32), np.array(times.month_bits, np.int32), np.array(online, np.int8)
    )


def overlap(free: TimeColumns, asked: TimeColumns) -> Shares:
    """The share in [0, 1] of the asked times that the free ones serve; both sides are broadcast.

    1 where nothing is asked, UNKNOWN where something is asked and nothing was said. Days and times of day count by
    the share of them that is free; who names none has any. A season is served by itself, in part by
    one near to it, and in part by who is free the year round; stated months by the share of them that is free.
    Who would help on the spot only serves half of what is asked from away, and the other way round 0.7 of it.
    """
    share = np.where(_seasons(asked.slots) != 0, _in_seasons(free, asked), _the_year_round(free, asked))
    share = np.where(_silent(free), UNKNOWN, share)
    share = np.where((free.slots & ANY) != 0, 1.0, share)
    share = np.where(((asked.slots & ANY) != 0) | _silent(asked), 1.0, share)
    return np.asarray(share * _by_place(free, asked, share))


def _silent(times: TimeColumns) -> NDArray[np.bool_]:
    return np.asarray((times.slots == 0) & (times.months == 0))


def _seasons(slots: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.asarray(slots & sum(BIT[season] for season in SEASONS))


def _regular(slots: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.asarray(slots & sum(BIT[slot] for slot in (*DAYS, *PARTS)))


def _covered(free: NDArray[np.int32], asked: NDArray[np.int32], slots: tuple[str, ...]) -> Shares:
    """Of two slots that exclude each other the share asked that is free; none free named means both.

    Where none is asked, either may be meant: a free one alone loses half of what is missing.
    """
    first, second = (BIT[slot] for slot in slots)
    both = first | second
    free, wanted = (np.where((side & both) == 0, both, side & both) for side in (free, asked))
    share = _count(free & wanted) / _count(wanted)
    return np.asarray(np.where((asked & both) == 0, (1 + share) / 2, share))


def _the_year_round(free: TimeColumns, asked: TimeColumns) -> Shares:
    """For what is asked in no season: weekly times, and the months where both sides name them."""
    weekly = _covered(free.slots, asked.slots, DAYS) * _covered(free.slots, asked.slots, PARTS)
    months = _months(free, asked)
    seasonal = (_seasons(free.slots) != 0) & (_regular(free.slots) == 0)
    limited = (free.months != 0) & (asked.months == 0)
    limit = np.where(seasonal, SEASON_FOR_REGULAR, np.maximum(_count(free.months) / 12, SEASON_FOR_REGULAR))
    return np.asarray(np.where(seasonal, 1.0, weekly) * months * np.where(limited | (seasonal & (asked.months == 0)), limit, 1.0))


def _in_seasons(free: TimeColumns, asked: TimeColumns) -> Shares:
    """The mean over the asked seasons of what serves each best."""
    weekly = _covered(free.slots, asked.slots, DAYS) * _covered(free.slots, asked.slots, PARTS)
    weekly = np.where(_regular(free.slots) != 0, weekly, 0.0)
    by_months = np.where((free.months != 0) & (_seasons(free.slots) == 0), _months(free, asked), 0.0)
    total = np.zeros(np.broadcast_shapes(free.slots.shape, asked.slots.shape))
    for season in SEASONS:
        served = _season(free.slots, season)
        if season == "national_day":
            served = np.where(_months(free, asked) == 0, OTHER_HOLIDAY * served, served)
        served = np.maximum(served, REGULAR_IN_SEASON[season] * weekly)
        total = total + np.where((asked.slots & BIT[season]) != 0, np.maximum(served, by_months), 0.0)
    return np.asarray(total / np.maximum(_count(_seasons(asked.slots)), 1))


def _season(free: NDArray[np.int32], season: str) -> Shares:
    """How far the free seasons serve one asked."""
    best = np.where((free & BIT[season]) != 0, 1.0, 0.0)
    for pair, share in NEAR_SEASONS.items():
        if season in pair:
            other = pair[0] if pair[1] == season else pair[1]
            best = np.maximum(best, np.where((free & BIT[other]) != 0, share, 0.0))
    return best


def _months(free: TimeColumns, asked: TimeColumns) -> Shares:
    """The share of the asked months that is free; 1 where a side names none."""
    stated = (free.months != 0) & (asked.months != 0)
    share = _count(free.months & asked.months) / np.maximum(_count(asked.months), 1)
    return np.asarray(np.where(stated, share, 1.0))


def _by_place(free: TimeColumns, asked: TimeColumns, share: Shares) -> Shares:
    """The factor for on line against on the spot; who works from away is less bound to seasons."""
    spot = np.where((asked.online == -1) & (free.online == 1), ASKED_ON_THE_SPOT, 1.0)
    away = np.where((asked.online == 1) & (free.online == -1), ASKED_FROM_AWAY, 1.0)
    least = np.where((asked.online == 1) & (free.online == 1), FROM_AWAY_AT_LEAST, 0.0)
    raised = np.maximum(share, least) / np.maximum(share, 1e-9)
    return np.asarray(spot * away * np.where((least > 0) & (share > 0), raised, 1.0))


def _count(bits: NDArray[np.int32]) -> NDArray[np.int64]:
    """How many bits are set."""
    return np.asarray(np.bitwise_count(bits), np.int64)
