"""What a database can hold: checked before it is asked, so that every database refuses the same things."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

from data.errors import Fault, InvalidInput
from data.text import Text

LONGEST_TEXT = 32_767
LARGEST_INTEGER = 2**63 - 1
RECORD_LENGTHS = {"id": 40, "organisation": 64, "number": 64}
UNCLEAN = re.compile("[\0\ud800-\udfff]")

NOT_STORABLE = Text(zh="内容里有数据库存不下的值", en="this holds a value that the database cannot store")
CHARACTERS = Text(zh="不含空字符和半个代理字符的文字", en="text without NUL characters and lone surrogates")
SHORTER = Text(zh="最长{most}个字符的文字", en="text of at most {most} characters")
SMALLER = Text(zh="不超过 2^63-1 的有限数", en="a finite number within 2^63-1")
DAY = Text(zh="日期，如 2026-12-31", en="a date such as 2026-12-31")


def check_storable(plain: Mapping[str, Any], lengths: Mapping[str, int] = RECORD_LENGTHS) -> None:
    """InvalidInput where a value cannot be stored, naming each one and what could be; `lengths` are those of columns."""
    faults = tuple(_walk(plain, "", lengths))
    if faults:
        raise InvalidInput(NOT_STORABLE, faults)


def is_clean(text: str) -> bool:
    """Whether a text has only characters that every database takes."""
    return not UNCLEAN.search(text)


def _walk(value: object, where: str, lengths: Mapping[str, int]) -> Iterator[Fault]:
    if isinstance(value, str):
        yield from _text(value, where, lengths.get(where, LONGEST_TEXT))
    elif isinstance(value, int | float):
        if not isfinite(value) or abs(value) > LARGEST_INTEGER:
            yield Fault(where, str(value)[:40], SMALLER)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _text(name, where, LONGEST_TEXT)
            yield from _walk(item, f"{where}.{name}".lstrip(".") if is_clean(name) else where, lengths)
    elif isinstance(value, list | tuple | set | frozenset):
        for at, item in enumerate(value):
            yield from _walk(item, f"{where}[{at}]", lengths)


def _text(text: str, where: str, most: int) -> Iterator[Fault]:
    if len(text) > most:
        yield Fault(where[:120], f"{len(text)}", SHORTER.filled(most=most))
    elif not is_clean(text):
        yield Fault(where[:120], text.encode("ascii", "backslashreplace").decode().replace("\0", "\\0")[:80], CHARACTERS)
    elif where == "valid_until" and not _is_day(text):
        yield Fault(where, text[:80], DAY)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
