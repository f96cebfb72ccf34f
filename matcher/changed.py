"""What differs between two demands of the same members and opportunities: the records that set seats in motion."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from matcher.demand import Demand
from matcher.moves import Name


class What(StrEnum):
    """What about a record changed."""

    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    CLOSED = "closed"
    OPENED = "opened"
    SEATS = "seats"
    LEAST = "least"
    TAKES = "takes"
    SCORES = "scores"
    LOST = "lost"
    GAINED = "gained"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    QUOTA = "quota"


TEXTS = {
    What.WITHDRAWN: Text(zh="{member}退出", en="{member} withdrew"),
    What.JOINED: Text(zh="{member}新加入", en="{member} joined"),
    What.CLOSED: Text(zh="“{opportunity}”不再招人", en="{opportunity} takes nobody any more"),
    What.OPENED: Text(zh="“{opportunity}”新开放{after}个席位", en="{opportunity} opened {after} seats"),
    What.SEATS: Text(zh="“{opportunity}”的席位由{before}个变为{after}个", en="{opportunity} has {after} seats instead of {before}"),
    What.LEAST: Text(
        zh="“{opportunity}”的最低人数由{before}人变为{after}人", en="{opportunity} needs at least {after} instead of {before}"
    ),
    What.TAKES: Text(zh="{member}可接的席位由{before}个变为{after}个", en="{member} may take {after} instead of {before}"),
    What.SCORES: Text(zh="{member}有{after}个评分变动", en="{after} scores of {member} changed"),
    What.LOST: Text(zh="{member}不再符合{after}个席位的条件", en="{member} is no longer a candidate in {after} places"),
    What.GAINED: Text(zh="{member}新符合{after}个席位的条件", en="{member} is a new candidate in {after} places"),
    What.LOCKED: Text(zh="{member}在“{opportunity}”的席位被锁定", en="{member} was locked at {opportunity}"),
    What.UNLOCKED: Text(zh="{member}在“{opportunity}”的锁定被解除", en="{member} is no longer locked at {opportunity}"),
    What.FORBIDDEN: Text(zh="{member}被排除在“{opportunity}”之外", en="{member} was barred from {opportunity}"),
    What.ALLOWED: Text(zh="{member}不再被排除在“{opportunity}”之外", en="{member} is no longer barred from {opportunity}"),
    What.QUOTA: Text(zh="“{opportunity}”的名额规定变动", en="the quotas of {opportunity} changed"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One record's change; `before` and `after` are the numbers that differ, where there are such."""

    what: What
    member: int = -1
    opportunity: int = -1
    before: int = 0
    after: int = 0


def changes_between(before: Demand, after: Demand) -> tuple[Change, ...]:
    """What differs, by record; members and opportunities have the same numbers in both, new ones come at the end."""
    return (*_of_opportunities(before, after), *_of_members(before, after), *_of_pairs(before, after))


def told_of_change(change: Change, member: Name, opportunity: Name) -> Text:
    """One change in words."""
    names: dict[str, object] = {"before": change.before, "after": change.after}
    if change.member >= 0:
        names["member"] = member(change.member)
    if change.opportunity >= 0:
        names["opportunity"] = opportunity(change.opportunity)
    return TEXTS[change.what].filled(**names)


def _of_opportunities(before: Demand, after: Demand) -> Iterator[Change]:
    for at in range(max(len(before.seats), len(after.seats))):
        old, new = (demand.seats[at] if at < len(demand.seats) else None for demand in (before, after))
        had, has = (0 if one is None else one.most for one in (old, new))
        if had != has:
            yield Change(What.CLOSED if not has else What.SEATS if had else What.OPENED, -1, at, had, has)
        if old is not None and new is not None and has and old.least != new.least:
            yield Change(What.LEAST, -1, at, old.least, new.least)
    for at in sorted({quota.opportunity for quota in {*before.quotas} ^ {*after.quotas}}):
        yield Change(What.QUOTA, -1, at)


def _of_members(before: Demand, after: Demand) -> Iterator[Change]:
    """By what each is a candidate for: who is one nowhere any more has withdrawn."""
    wide = max(len(before.seats), len(after.seats), 1)
    old, new = _scores(before, wide), _scores(after, wide)
    lost, gained = np.setdiff1d(old[0], new[0], True), np.setdiff1d(new[0], old[0], True)
    _, own, other = np.intersect1d(old[0], new[0], True, return_indices=True)
    moved = old[0][own[old[1][own] != new[1][other]]]
    had, has = set(np.unique(before.edges.members).tolist()), set(np.unique(after.edges.members).tolist())
    for what, keys in ((What.LOST, lost), (What.GAINED, gained), (What.SCORES, moved)):
        members, counts = np.unique(keys // wide, return_counts=True)
        for member, several in zip(members.tolist(), counts.tolist(), strict=True):
            if what == What.LOST and member not in has:
                yield Change(What.WITHDRAWN, member)
            elif what == What.GAINED and member not in had:
                yield Change(What.JOINED, member)
            else:
                yield Change(what, member, after=several)
    for member in sorted({*before.takes, *after.takes}):
        if before.may_take(member) != after.may_take(member):
            yield Change(What.TAKES, member, -1, before.may_take(member), after.may_take(member))


def _scores(demand: Demand, wide: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each pair, and its score."""
    return demand.edges.members * wide + demand.edges.opportunities, demand.edges.scores


def _of_pairs(before: Demand, after: Demand) -> Iterator[Change]:
    for what, pairs in (
        (What.LOCKED, after.locks - before.locks),
        (What.UNLOCKED, before.locks - after.locks),
        (What.FORBIDDEN, after.forbids - before.forbids),
        (What.ALLOWED, before.forbids - after.forbids),
    ):
        yield from (Change(what, *pair) for pair in sorted(pairs))
