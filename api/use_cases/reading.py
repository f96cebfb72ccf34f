"""Reading and linking a piece of text, as the pipelines and the API give it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from data.errors import Fault, InvalidInput
from data.text import Text

BAD_KIND = Text(zh="没有这种内容", en="there is no such kind")
LINKED = ("occupation", "skill", "credential", "industry")
Reader = Callable[[str], dict[str, Any]]


def reader(kind: str, today: date) -> Reader:
    """The reader of one kind of text; InvalidInput lists the kinds there are."""
    readers: dict[str, Callable[[date], Reader]] = {
        "pay": lambda _: _pay,
        "place": lambda _: _place,
        "date": lambda day: lambda text: _date(text, day),
        "experience": lambda day: lambda text: _experience(text, day),
        "education": lambda _: _education,
        "headcount": lambda _: _headcount,
        "conditions": lambda _: _conditions,
        "posting": lambda _: _posting,
    }
    if kind not in readers:
        known = list(readers)
        raise InvalidInput(BAD_KIND, (Fault("kind", kind, Text("、".join(known), ", ".join(known))),))
    return readers[kind](today)


def _pay(text: str) -> dict[str, Any]:
    from data.reading.pay import read_pay

    pay = read_pay(text)
    names = ("low", "high", "low_raw", "high_raw", "period", "negotiable", "housing", "meals")
    return {name: getattr(pay, name) for name in names}


def _place(text: str) -> dict[str, Any]:
    from data.reading.places import read_place

    place = read_place(text)
    return {"code": place.code, "level": place.level, "candidates": list(place.candidates)}


def _date(text: str, today: date) -> dict[str, Any]:
    from data.reading.dates import read_no_day, read_start

    start = read_start(text, today)
    if start is None:
        return {"from": None, "phrase": read_no_day(text, today) or None}
    return {"from": "immediate" if start.immediate else start.date, "phrase": start.phrase or None}


def _experience(text: str, today: date) -> dict[str, Any]:
    from data.reading.experience import read_years

    years = read_years(text, today)
    return {"low": years.low if years else None, "high": years.high if years else None}


def _education(text: str) -> dict[str, Any]:
    from data.reading.education import read_education_ask

    asked = read_education_ask(text)
    return {"level": asked.level.name.lower() if asked.level else None, "must": asked.must}


def _headcount(text: str) -> dict[str, Any]:
    from data.reading.headcount import read_headcount

    return {"headcount": read_headcount(text)}


def _conditions(text: str) -> dict[str, Any]:
    from data.reading.conditions import read_conditions

    found = read_conditions(text)
    return {"has": sorted(found.has), "refused": sorted(found.refused), "wanted": sorted(found.wanted)}


def _posting(text: str) -> dict[str, Any]:
    from data.reading.posting import check_posting

    return check_posting(text).as_json()


def check_linked(kind: str) -> None:
    """InvalidInput lists the kinds that can be linked."""
    if kind not in LINKED:
        raise InvalidInput(BAD_KIND, (Fault("kind", kind, Text("、".join(LINKED), ", ".join(LINKED))),))


def links(kind: str, text: str, top: int) -> list[dict[str, Any]]:
    """The codes that a text may mean, surest first."""
    check_linked(kind)
    from features.linking import link

    return [
        {"code": hit.code, "name": hit.name, "similarity": round(hit.similarity, 4), "span": [hit.start, hit.end], "via": hit.via}
        for hit in link(kind, text, top, groups=kind == "occupation")
    ]


def similar_to(kind: str, corpus: Path) -> Callable[[str], list[int]]:
    """A ranking of a file's lines by closeness to a title."""
    if kind != "occupation":
        raise InvalidInput(BAD_KIND, (Fault("kind", kind, Text("occupation", "occupation")),))
    from features.titles import TitleIndex

    lines = corpus.read_text(encoding="utf-8-sig").splitlines()
    index = TitleIndex(lines)
    return index.rank
