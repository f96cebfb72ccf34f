"""The few plain values that a request names: which there are, and texts and counts within bounds."""

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date

from api.use_cases.checks import INVALID
from data.errors import Fault, InvalidInput
from data.text import Text

FIELDS = Text(zh="这些字段：{names}", en="these fields: {names}")
TEXT = Text(zh="1 到 {most} 字的文字", en="text of 1 to {most} characters")
COUNT = Text(zh="1 到 {most} 的整数", en="a whole number from 1 to {most}")
CHOICE = Text(zh="其中之一：{known}", en="one of {known}")
A_DAY = Text(zh="从 {first} 到 {last} 的日期", en="a day from {first} to {last}")
EARLIEST = date(2000, 1, 1)
"""The first day of which anything can be told."""

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def only(body: Mapping[str, object], *names: str) -> None:
    """InvalidInput where the body names anything else."""
    strange = sorted(set(body) - set(names))
    if strange:
        raise InvalidInput(INVALID, (Fault(f"$.{strange[0]}"[:80], "…", FIELDS.filled(names=", ".join(names))),))


def text_in(body: Mapping[str, object], name: str, most: int) -> str:
    """A text that must be there and not be longer than `most` characters."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        found = f"{len(value)}" if isinstance(value, str) else type(value).__name__
        raise InvalidInput(INVALID, (Fault(f"$.{name}", found, TEXT.filled(most=most)),))
    return value


def optional_text(body: Mapping[str, object], name: str, most: int) -> str | None:
    """A text where the body names one; null is as good as nothing."""
    return None if body.get(name) is None else text_in(body, name, most)


def count_in(body: Mapping[str, object], name: str, usual: int, most: int) -> int:
    """A whole number from 1 to `most`."""
    value = body.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise InvalidInput(INVALID, (Fault(f"$.{name}", str(value)[:40], COUNT.filled(most=most)),))
    return value


def choice_in(body: Mapping[str, object], name: str, known: Collection[str]) -> str:
    """One of several words."""
    value = body.get(name)
    if not isinstance(value, str) or value not in known:
        raise InvalidInput(INVALID, (Fault(f"$.{name}", str(value)[:40], CHOICE.filled(known=", ".join(known))),))
    return value


def day_in(body: Mapping[str, object], name: str, first: date, last: date) -> date:
    """A day from `first` to `last`."""
    value = body.get(name)
    if isinstance(value, str) and DAY.fullmatch(value):
        with suppress(ValueError):
            found = date.fromisoformat(value)
            if first <= found <= last:
                return found
    raise InvalidInput(INVALID, (Fault(f"$.{name}", str(value)[:40], A_DAY.filled(first=first, last=last)),))
