"""The flat reading of a draft: codes, names and numbers, with nothing where nothing was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data.reading.clauses import pieces
from data.reading.shares import read_shares
from data.records import Member, Opening, Pay, Phrase, Place, Project, Record, Service, Start
from features.drafts.filling import Filling
from features.profiles.linked import link_phrase, mentions, readings

PAY = ("low", "high", "low_raw", "high_raw", "period", "negotiable", "housing", "meals")


def gist(record: Record, row: Filling) -> dict[str, Any]:
    """What a draft comes to, with the same keys for every kind."""
    flat: dict[str, Any] = {
        "places": {"hometown": None, "current": None, "work": None},
        "pay": None, "occupations": [], "skills": [], "credentials": [],
        "years": None, "headcount": None, "capital_wan": None, "min_ticket_wan": None,
        "split": {}, "start": None,
        "refused": list(dict.fromkeys(row.refused)), "doubtful": list(dict.fromkeys(row.doubtful)),
    }
    if isinstance(record, Member):
        flat |= _member(record)
    elif isinstance(record, Opening):
        flat |= _opening(record)
    elif isinstance(record, Project):
        flat |= _project(record)
    else:
        flat |= _service(record)
    return flat


def _member(member: Member) -> dict[str, Any]:
    work, invest = member.work, member.invest
    named = work.places if work and member.cells.get("期望工作地") else ()
    return {
        "places": {"hometown": _code(member.hometown), "current": _code(member.current), "work": _codes(named)},
        "pay": _pay(work.pay if work else None, work.housing if work else None, work.meals if work else None),
        "occupations": _occupations(work.occupations if work else ()),
        "skills": _names("skill", member.skills),
        "credentials": _names("credential", member.credentials or ()),
        "years": _number(member.years.low) if member.years else None,
        "capital_wan": _wan(invest.capital_high or invest.capital_low) if invest else None,
        "start": _start(work.start if work else None),
    }


def _opening(opening: Opening) -> dict[str, Any]:
    asked = [option for ask in opening.credentials for option in ask.options]
    return {
        "places": {"hometown": None, "current": None, "work": _codes(opening.places)},
        "pay": _pay(opening.pay, opening.housing, opening.meals),
        "occupations": _occupations(pieces(opening.title.text, opening.title.source)),
        "skills": _names("skill", opening.skills),
        "credentials": _names("credential", asked),
        "years": _number(opening.years.low) if opening.years else None,
        "headcount": opening.headcount,
        "start": _start(opening.start),
    }


def _project(project: Project) -> dict[str, Any]:
    needs = project.needs
    return {
        "places": {"hometown": None, "current": None, "work": _code(project.place)},
        "skills": _names("skill", [phrase for need in needs[:1] for phrase in need.skills]),
        "headcount": next((need.jobs for need in needs if need.jobs), None),
        "capital_wan": _wan(next((need.capital for need in needs if need.capital), None)),
        "min_ticket_wan": _wan(next((need.min_ticket for need in needs if need.min_ticket), None)),
        "split": read_shares(next((need.split for need in needs if need.split), "")),
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "places": {"hometown": None, "current": None, "work": _code(service.place)},
        "skills": _names("skill", service.skills),
        "headcount": service.headcount,
    }


def _code(place: Place | None) -> str | None:
    return place.code if place else None


def _codes(places: Iterable[Place]) -> str | list[str] | None:
    codes = list(dict.fromkeys(place.code for place in places if place.code))
    return codes if len(codes) > 1 else codes[0] if codes else None


def _pay(pay: Pay | None, housing: bool | None, meals: bool | None) -> dict[str, Any] | None:
    flat = {name: getattr(pay, name) if pay else None for name in PAY}
    flat["housing"] = housing if housing is not None else flat["housing"]
    flat["meals"] = meals if meals is not None else flat["meals"]
    return flat if any(value is not None for value in flat.values()) else None


def _occupations(phrases: Iterable[Phrase]) -> list[str]:
    return list(dict.fromkeys(item.name for phrase in phrases for item in readings(phrase, 1)))


def _names(kind: str, phrases: Iterable[Phrase]) -> list[str]:
    found: dict[str, None] = {}
    for phrase in phrases:
        sure = mentions(kind, phrase)
        if kind == "credential":
            sure = sure or link_phrase(kind, phrase)
            longest = [i for i in sure if not any(o.phrase.start <= i.phrase.start and i.phrase.end <= o.phrase.end
                       and (o.phrase.start, o.phrase.end) != (i.phrase.start, i.phrase.end) for o in sure)]
            sure = tuple(longest)
        found |= dict.fromkeys(item.name for item in sure)
    return list(found)


def _start(start: Start | None) -> str | None:
    return None if start is None else "immediate" if start.immediate else start.date


def _wan(yuan: float | None) -> float | int | None:
    return _number(yuan / 10_000) if yuan is not None else None


def _number(value: float) -> float | int:
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


