"""Reading the filters of a ranking: each one's value as it is written, or a fault that says what would be accepted."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from api.use_cases.checks import DAY, INVALID, LARGEST
from api.use_cases.payloads import shown
from data.errors import Fault, InvalidInput
from data.records import Member, Opportunity, Phrase
from data.text import Text
from data.vocabulary import SERVICE_LABELS, SERVICE_WORDS, Education, ServiceKind
from features.pool import Pool
from matcher.compile import Side
from matcher.engine import Matcher
from matcher.filter_table import filters_for
from matcher.filters import Filter, Wanted, fitting

MOST_VALUES, LONGEST = 20, 80
CLOSE = 0.05
"""A reading of a word that is so little less sure than the surest one is taken too."""

HIGHEST, MOST_YEARS, SURE_MATTER = 100, 80, 0.6
CODE = re.compile(r"[0-9]{6}")
FIGURE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OBJECT = Text(zh='对象，由条件和内容组成，如 "hometown": "361021"', en='an object of filters such as "hometown": "361021"')
KEY_VALUE = Text(zh="条件=内容，如 hometown=361021", en="key=value, such as hometown=361021")
KNOWN = Text(zh="此处可用的条件：{known}", en="the filters here: {known}")
PARTS = Text(zh='由 "value"（内容）和 "unknown"（true 或 false）组成的对象', en='an object of "value", what is wanted, and "unknown", true or false')
SEVERAL = Text(zh=f"一项，或 1 到 {MOST_VALUES} 项的列表", en=f"one value, or a list of 1 to {MOST_VALUES}")
ONE = Text(zh="一项，不能是列表", en="one value, not a list")
POINTS = Text(zh=f"0 到 {HIGHEST} 的分数，最多两位小数", en=f"points from 0 to {HIGHEST} with at most two decimals")

REGION = Text(zh="六位行政区划代码或地名，如 361021、江西南城", en="a six-digit code of a division or a place's name, such as 361021 or 江西南城")
OCCUPATION = Text(zh="职业代码或名称，如 4-02-06-01、仓库管理员", en="an occupation's code or name, such as 4-02-06-01 or 仓库管理员")
INDUSTRY = Text(zh="行业代码或名称，如 A0411、水产养殖", en="an industry's code or name, such as A0411 or 水产养殖")
CREDENTIAL = Text(zh="证书代码或名称，如 叉车证", en="a certificate's code or name, such as 叉车证")
SKILL = Text(zh="技能代码或名称，如 开叉车", en="a skill's code or name, such as 开叉车")
MATTER = Text(zh="事项代码或名称，如 理发、讨薪", en="a matter's code or name, such as 理发 or 讨薪")
CONDITION = Text(zh="工作条件代码或说法，如 night_shift、倒班", en="a working condition's code or name, such as night_shift or 倒班")
EDUCATION = Text(zh="{known}，或 初中、大专、本科 等", en="{known}, or 初中, 大专, 本科 …")
YUAN = Text(zh="0 到 10^12 的元数", en="yuan from 0 to 10^12")
YEARS = Text(zh="0 到 80 的年数", en="years from 0 to 80")
FLAG = Text(zh="true 或 false", en="true or false")

Codes = tuple[Hashable, ...]
"""What one value means: usually one code; words may be as likely to mean another."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of value is read: nothing where it cannot be; `schema` tells it to a program."""

    read: Callable[[object], Codes]
    accepted: Text
    schema: Mapping[str, object]
    several: bool = True


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one ranking over a pool; `lowest` is the least score in hundredths."""

    pool: Pool
    side: Side
    wanted: tuple[Wanted, ...] = ()
    lowest: int = 0

    def __bool__(self) -> bool:
        return bool(self.wanted or self.lowest)

    def within(self, mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Of the rows that may be shown those that pass; how many there are is what was considered."""
        return mask & fitting(self.wanted, self.pool, self.side) if self.wanted else mask


def read_narrowing(value: object, matcher: Matcher, record: Member | Opportunity) -> Narrowing:
    """The filters of a body that asks for a record's matches."""
    return read_filters(value, *matcher.searched_by(record))


def read_filters(value: object, pool: Pool, side: Side) -> Narrowing:
    """The filters of a body over the side that is searched; InvalidInput names each one that cannot be taken."""
    if value is None:
        return Narrowing(pool, side)
    if not isinstance(value, Mapping):
        raise InvalidInput(INVALID, (Fault("filters", shown(value), OBJECT),))
    known = filters_for(side, pool)
    faults: list[Fault] = []
    wanted: list[Wanted] = []
    lowest = 0
    for key, item in value.items():
        where = f"filters.{key}"[:LONGEST]
        try:
            if key == "lowest":
                lowest = _points(item)
            elif key in known:
                wanted.append(_wanted(known[key], item))
            else:
                names = ", ".join([*known, "lowest"])
                faults.append(Fault(where, shown(item), KNOWN.filled(known=names)))
        except _Unread as unread:
            faults.append(Fault(where, shown(unread.found), unread.accepted))
    if faults:
        raise InvalidInput(INVALID, tuple(faults))
    return Narrowing(pool, side, tuple(wanted), lowest)


def filters_from_words(words: Sequence[str], unknown: bool = False) -> dict[str, object]:
    """The filters of a command line: `key=value` each, one key several times for a list; InvalidInput where one is not."""
    given: dict[str, list[object]] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or not key.strip():
            raise InvalidInput(INVALID, (Fault("filter", word[:LONGEST], KEY_VALUE),))
        given.setdefault(key.strip(), []).append(_typed(value.strip()))
    plain = {key: values[0] if len(values) == 1 else values for key, values in given.items()}
    return {key: {"value": value, "unknown": True} if unknown and key != "lowest" else value for key, value in plain.items()}


def _typed(text: str) -> object:
    """A figure, yes or no, or the words as they are; a code of six digits stays the same either way."""
    if text in ("true", "false"):
        return text == "true"
    return float(text) if FIGURE.fullmatch(text) and not CODE.fullmatch(text) else text


class _Unread(Exception):
    """A value that its filter cannot take."""

    def __init__(self, found: object, accepted: Text) -> None:
        self.found, self.accepted = found, accepted


def _wanted(one: Filter, item: object) -> Wanted:
    """A filter's value: plain, a list, or either with whether those who said nothing are kept."""
    parts = item if isinstance(item, dict) else {"value": item}
    unknown = parts.get("unknown", False)
    if "value" not in parts or set(parts) - {"value", "unknown"} or not isinstance(unknown, bool):
        raise _Unread(item, PARTS)
    item = parts["value"]
    reader = READERS[one.kind]
    if isinstance(item, list) and not reader.several:
        raise _Unread(item, ONE)
    items = item if isinstance(item, list) else [item]
    if not 1 <= len(items) <= MOST_VALUES:
        raise _Unread(items, SEVERAL)
    return Wanted(one, tuple(_codes(reader, value) for value in items), unknown)


def _codes(reader: Reader, value: object) -> Codes:
    whole = isinstance(value, str) and (not value.strip() or len(value) > LONGEST)
    found = () if whole or value is None else reader.read(value)
    if not found:
        raise _Unread(value, reader.accepted)
    return found


def _points(value: object) -> int:
    """A score in hundredths."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= HIGHEST:
        found = round(value * 100)
        if abs(found - value * 100) < 1e-6:
            return found
    raise _Unread(value, POINTS)


def _region(value: object) -> Codes:
    from data.reading.places import read_place
    from data.reference.regions import current, regions

    text = str(value).strip()
    if CODE.fullmatch(text):
        code = current(text) if text in regions() else None
    else:
        code = read_place(text).code if isinstance(value, str) else None
    return (int(code),) if code else ()


def _occupation(value: object) -> Codes:
    from data.reference.occupations import occupations

    if not isinstance(value, str):
        return ()
    text = value.strip()
    if any(code == text or code.startswith(f"{text}-") for code in occupations()):
        return (text,)
    return _linked("occupation", text)


def _named(kind: str, codes: Callable[[], Mapping[str, object]]) -> Callable[[object], Codes]:
    """A reader of codes of a reference table, or of the words for them."""

    def read(value: object) -> Codes:
        if not isinstance(value, str):
            return ()
        text = value.strip()
        return (text,) if text in codes() else _linked(kind, text)

    return read


def _linked(kind: str, text: str) -> Codes:
    """The codes that a word means, those included that are as likely as the first."""
    from features.profiles.linked import link_phrase

    found = link_phrase(kind, Phrase(text), 5)
    return tuple(item.code for item in found if item.similarity >= found[0].similarity - CLOSE)


def _matter(value: object) -> Codes:
    from data.reference.matters import matters
    from features.linking import UNKNOWN_BELOW, link

    if not isinstance(value, str):
        return ()
    if value.strip() in matters():
        return (value.strip(),)
    found = [item for item in link("matter", value, 3) if item.similarity >= max(UNKNOWN_BELOW, SURE_MATTER)]
    return tuple(item.code for item in found if item.similarity >= found[0].similarity - CLOSE)


def _condition(value: object) -> Codes:
    from data.reading.conditions import read_conditions
    from data.reference.conditions import conditions

    if not isinstance(value, str):
        return ()
    text = value.strip()
    if text in conditions():
        return (text,)
    by_name = [code for code, condition in conditions().items() if text in (condition.name, *condition.aliases)]
    return tuple(by_name[:1]) or tuple(sorted({m.code for m in read_conditions(text).mentions})[:1])


def _education(value: object) -> Codes:
    from data.reading.education import read_level

    if not isinstance(value, str):
        return ()
    name = value.strip().upper()
    level = Education[name] if name in Education.__members__ else read_level(value)
    return (int(level),) if level else ()


def _service_kind(value: object) -> Codes:
    if not isinstance(value, str):
        return ()
    text = value.strip()
    return (ServiceKind(text),) if text in set(ServiceKind) else (SERVICE_WORDS[text],) if text in SERVICE_WORDS else ()


def _day(value: object) -> Codes:
    if isinstance(value, str) and ISO_DAY.fullmatch(value.strip()):
        with suppress(ValueError):
            return (date.fromisoformat(value.strip()).toordinal(),)
    return ()


def _number(most: float) -> Callable[[object], Codes]:
    """A reader of numbers from 0 to `most`."""
    return lambda value: (float(value),) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most else ()


def _flag(value: object) -> Codes:
    return (value,) if isinstance(value, bool) else ()


def _table(module: str, name: str) -> Callable[[], Mapping[str, object]]:
    """A reference table, read when it is first needed."""
    from importlib import import_module

    return lambda: getattr(import_module(f"data.reference.{module}"), name)()


WORDS: Mapping[str, object] = {"type": "string", "minLength": 1, "maxLength": LONGEST}
SCHOOLING = ", ".join(level.name.lower() for level in Education)
KINDS_OF_SERVICE = Text(
    zh="、".join(f"{label.zh}（{kind.value}）" for kind, label in SERVICE_LABELS.items()), en=", ".join(kind.value for kind in ServiceKind)
)
READERS: Mapping[str, Reader] = {
    "region": Reader(_region, REGION, WORDS),
    "occupation": Reader(_occupation, OCCUPATION, WORDS),
    "industry": Reader(_named("industry", _table("industries", "industries")), INDUSTRY, WORDS),
    "credential": Reader(_named("credential", _table("credentials", "credentials")), CREDENTIAL, WORDS),
    "skill": Reader(_named("skill", _table("skills", "skills")), SKILL, WORDS),
    "matter": Reader(_matter, MATTER, WORDS),
    "condition": Reader(_condition, CONDITION, WORDS),
    "education": Reader(_education, EDUCATION.filled(known=SCHOOLING), WORDS, several=False),
    "service_kind": Reader(_service_kind, KINDS_OF_SERVICE, WORDS),
    "day": Reader(_day, DAY, {"type": "string", "format": "date"}, several=False),
    "yuan": Reader(_number(LARGEST), YUAN, {"type": "number", "minimum": 0, "maximum": LARGEST}, several=False),
    "years": Reader(_number(MOST_YEARS), YEARS, {"type": "number", "minimum": 0, "maximum": MOST_YEARS}, several=False),
    "flag": Reader(_flag, FLAG, {"type": "boolean"}, several=False),
}
"""How each kind of value is read."""
