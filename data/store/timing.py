"""Statements that depend on the time of asking, built once and asked at any time: building one costs more than asking it."""

from typing import Any, TypeVar

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.visitors import replacement_traverse

C = TypeVar("C", bound=ClauseElement)
SOME_TIME = "0000-00-00T00:00:00Z"
"""Stands in a statement where the time of asking is put in."""


def timed(clause: C) -> C:
    """A statement or condition with `:now` and `:today` in the places of SOME_TIME and of its day."""
    return replacement_traverse(clause, {}, _with_time)  # type: ignore[return-value]


def at(now: str) -> dict[str, str]:
    """The parameters that a timed statement is asked with at a moment."""
    return {"now": now, "today": now[:10]}


def _with_time(element: Any, **_: Any) -> Any:
    if isinstance(element, BindParameter) and element.value in (SOME_TIME, SOME_TIME[:10]):
        return bindparam("now" if element.value == SOME_TIME else "today", type_=element.type)
    return None
