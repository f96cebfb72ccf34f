"""Whether a member is due by a rule on a day, since when, and what put the member on the list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.worklists.rules import ANYTHING, Rule


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something with a day: a report, a referral's step, or the registration. `at` orders those of one day."""

    day: date
    at: str
    kind: str
    id: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A member's place on a list: since which day, and the events that put it there."""

    since: date
    events: tuple[Event, ...]


def due(alternatives: Iterable[Rule], events: Sequence[Event], named: bool, day: date) -> Due | None:
    """Why a member is due on a day by any of a list's rules, the one that holds for longest; None where by none.

    `named` says whether somebody is named whom the member can call. What comes after the day is not looked at.
    """
    past = sorted(event for event in events if event.day <= day)
    found = [place for rule in alternatives if (place := _due(rule, past, named, day)) is not None]
    return min(found, key=lambda place: place.since, default=None)


def _due(rule: Rule, past: Sequence[Event], named: bool, day: date) -> Due | None:
    if rule.unnamed and named:
        return None
    counted = _counted(rule, past, day)
    silence = _silence(rule, past, day)
    if counted is None or silence is None:
        return None
    starts = [place.since for place in (counted, silence) if place.events]
    return Due(max(starts), (*counted.events, *silence.events)) if starts else None


def _counted(rule: Rule, past: Sequence[Event], day: date) -> Due | None:
    """Since when events of enough days count, for two stations may note the same move; nothing asked is met by no event."""
    if not rule.kinds:
        return Due(day, ())
    oldest = day - timedelta(days=rule.within_days) if rule.within_days is not None else date.min
    counted = [event for event in past if event.kind in rule.kinds and event.day >= oldest]
    days = sorted({event.day for event in counted})
    if len(days) < rule.at_least:
        return None
    ripe = counted[-1].day + timedelta(days=rule.after_days)
    newest = [event for event in past if event.kind in rule.latest_of][-1:]
    over = any(event.kind in rule.unless and event.day >= ripe for event in past)
    if ripe > day or over or (newest and newest[0].kind not in rule.kinds):
        return None
    return Due(ripe if rule.after_days else days[rule.at_least - 1], tuple(counted))


def _silence(rule: Rule, past: Sequence[Event], day: date) -> Due | None:
    """Since when nothing was heard; where nothing of these kinds ever was, there is no day to count from."""
    if not rule.silent:
        return Due(day, ())
    heard = [event for event in past if ANYTHING in rule.silent or event.kind in rule.silent][-1:]
    ends = heard[0].day + timedelta(days=rule.silent_days) if heard else None
    if ends is not None and ends > day:
        return None
    return Due(ends, tuple(heard)) if ends is not None else Due(day, ())
