"""Which hours of a week and which months a text leaves open: 周六上午, 工作日晚上, 周日不行, 20:00-23:00, 只有过年, 七八月."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.reading.free_times import WEEKDAYS, days_named, months_named
from data.reading.script import fold
from data.reference.times import time_words

LONGEST = 600
"""What stands after so many characters says nothing about times."""

PARTS = ("early", "morning", "afternoon", "evening", "night")
"""The parts of a day: 5 to 8, to 12, to 18, to 22, and the night."""

UNTIL = (5, 8, 12, 18, 22)
DAYS = 7
WHOLE = (1 << DAYS * len(PARTS)) - 1
"""Every part of every day."""

WORKING, WEEKEND = range(5), range(5, 7)
DAY_WORDS = (
    (re.compile(r"工作日|平时|平日|平常|周内|周中|上班日|上学日|上学时间|上课日|上班时间"), WORKING),
    (re.compile(r"周末|周未|双休|休息日|星期六日|周六日|礼拜六日|礼拜天|大周末"), WEEKEND),
    (re.compile(r"每天|天天|每日|每晚"), range(7)),
)
PART_WORDS = (
    (re.compile(r"清早|清晨|早起|大早|一早|晨(?:练|跑|扫|间)|早上|早晚|早晨|早间"), (0,)),
    (re.compile(r"早上|上午|早晨|早间|白天|日间"), (1,)),
    (re.compile(r"下午|午后|中午|午间|白天|日间|放学后"), (2,)),
    (re.compile(r"晚|傍晚|夜间|夜里|夜晚|夜巡|下班(?:后|以后|之后|了)?|收工|散工|放工|业余|工余|夜课|周[一二三四五六日]夜"), (3,)),
    (re.compile(r"深夜|半夜|通宵|凌晨|后半夜|夜间|夜里|夜班时"), (4,)),
)
NOT_A_PART = re.compile(r"晚(?:辈|会|婚|稻|熟|年)|村晚|早(?:稻|熟|餐|日|点(?!钟))|中午饭|元旦晚|早就|尽早|趁早|晚上班")
HOUR = r"(?:2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])"
PART_OF_DAY = r"(?P<part>凌晨|清早|早上?|上午|中午|下午|傍晚|晚上?|夜里|夜)?"
CLOCK = re.compile(
    PART_OF_DAY + rf"(?P<from>{HOUR})(?:点半?钟?|时(?!间)|[:：]\d\d)(?:\s*[-~—至到]\s*(?:凌晨|早上?|上午|中午|下午|晚上?)?"
    rf"(?P<to>{HOUR})(?:点半?|时|[:：]\d\d))?(?P<after>以?后|之后)?(?!子|儿|事|时间)"
)
ANY = re.compile(r"随时|都行|都可以?|都有空|全天|时间不限|时间自由|时间灵活|时间充裕|任何时|不限时|随叫随到|随约|另约|听安排|服从安排|有的是时间")
AFAR = re.compile(r"电话|微信|视频|线上|网上|远程|在线")
BUSY = re.compile(
    r"没空|没时间|没有(?:时间|空)|没法|不行|不便|不方便|走不开|抽不开|不得空|请不了假|来不了|去不了|回不|不能|不在|不可以|不参加"
    r"|去[^,;]{0,6}(?:打工|进厂|务工|实习|干活)|出门打工|外出|才回|不在家|要?上班(?!日|后|以后|时间)|加班|要忙|太忙|很忙|有事|种地|干活|带孩子|进货|跑货|在外|外地|出车|值班|上夜班|免谈|勿扰|除外"
)
NOT_BEFORE = re.compile(r"(?:除了?|不含|不包括|不要|不接|不开|不做|不上)$")
WORKS_SHIFTS = re.compile(r"下班|不上班|不加班|不忙")
CLAUSES = re.compile(r"[,，。;；!！\n]")
EITHER = re.compile(r"或者?|、|/|和|以及|及|还有|跟")
LIST = re.compile(r"^[、和及与或/ 的都也]*$")

EVENING = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天1-6]晚(?!上)")
"""周五晚 is the evening of a day, not a number of evenings."""

SHORT_HOLIDAYS = frozenset({"spring_festival", "national_day"})
"""Days of coming home that are too few for anything by the week."""


@dataclass(frozen=True, slots=True)
class Week:
    """Bits of parts of days, Monday first, and of months, January first; 0 where nothing was said.

    `free` is what was named less what was refused; `refused` is what was ruled out alone (周日不行). `holidays` is
    True where only days of coming home were named (过年几天), so that nothing that runs by the week can be meant.
    """

    free: int = 0
    refused: int = 0
    months: int = 0
    refused_months: int = 0
    holidays: bool = False

    @property
    def open(self) -> int:
        """The hours that are not ruled out: all of them where none was named."""
        return (self.free or WHOLE) & ~self.refused

    @property
    def open_months(self) -> int:
        """The months that are not ruled out."""
        return (self.months or 0xFFF) & ~self.refused_months

    @property
    def by_day(self) -> bool:
        """Whether some days of the week are open and others are not."""
        days = [self.open >> day * len(PARTS) & (1 << len(PARTS)) - 1 for day in range(DAYS)]
        return any(days) and not all(days)

    @property
    def said(self) -> bool:
        """Whether anything was said of hours or months."""
        return bool(self.free or self.refused or self.months or self.refused_months)


def read_week(text: str) -> Week:
    """The hours and months that a cell or a note opens and rules out, clause by clause."""
    plain = EVENING.sub(r"\g<0>上", re.sub(r"\s+", " ", fold(text[:LONGEST]).text))
    free = refused = months = refused_months = 0
    seasonal = regular = False
    for clause in (part for whole in CLAUSES.split(plain) for part in _alternatives(whole)):
        hours, named = _hours(clause), _months(clause)
        if not hours and not named and not ANY.search(clause):
            continue
        if _busy(clause):
            refused, refused_months = refused | hours, refused_months | (0 if hours else named)
        elif ANY.search(clause) and not hours and not named:
            free, regular = WHOLE, True
        else:
            free, months = free | (0 if AFAR.search(clause) and "平时" in clause else hours), months | named
            seasonal, regular = seasonal or _seasonal(clause), regular or bool(hours)
    limited = months if not regular or not seasonal else 0
    return Week(free & ~refused, refused, limited & ~refused_months, refused_months, seasonal and not regular)


def _alternatives(clause: str) -> list[str]:
    """周六或晚上 opens both; 周六、周日上午 is one list of days, and stays one clause."""
    parts = EITHER.split(clause)
    if len(parts) < 2 or _busy(clause):
        return [clause]
    said = [(bool(_named_days(plain)), bool(_named_parts(plain))) for plain in (NOT_A_PART.sub("", part) for part in parts)]
    days_alone, parts_alone = (True, False) in said, (False, True) in said
    together = (True, True) in said
    return parts if days_alone and parts_alone and not together else [clause]


def _busy(clause: str) -> bool:
    """Whether the clause says that somebody cannot; 下班后 and 不上班 say the contrary."""
    return bool(BUSY.search(WORKS_SHIFTS.sub("", clause)))


def _hours(clause: str) -> int:
    """The days times the parts of days that the clause names."""
    plain = NOT_A_PART.sub("", clause)
    days, parts = _named_days(plain), _named_parts(plain)
    if not days and not parts:
        return 0
    return sum(1 << day * len(PARTS) + part for day in days or range(DAYS) for part in parts or range(len(PARTS)))


def _named_days(clause: str) -> set[int]:
    found = {day for words, days in DAY_WORDS if words.search(clause) for day in days}
    for match in WEEKDAYS.finditer(clause):
        found |= {day - 1 for day in days_named(match["days"])}
    return found


def _named_parts(clause: str) -> set[int]:
    found: set[int] = set()
    rest = clause
    for match in CLOCK.finditer(clause):
        found |= _between(match)
        rest = rest.replace(match.group(), " ")
    return found | {part for words, parts in PART_WORDS if words.search(rest) for part in parts}


def _between(match: re.Match[str]) -> set[int]:
    """The parts of the day from one hour to another; an hour alone is its part, and what follows 以后 the rest."""
    start = _hour(match["from"], match["part"])
    end = _hour(match["to"], match["part"]) if match["to"] else start + 1
    if match["after"]:
        end = 22 if start < 22 else 24
        start = start + 12 if 4 < start < 10 and not match["part"] else start
    if end <= start:
        end += 12 if end + 12 > start else 24
    return {_part(hour % 24) for hour in range(start, end)}


def _hour(written: str, part: str | None) -> int:
    hour = int(written) if written.isdigit() else "零一二三四五六七八九".find(written[-1]) + (10 if written[0] == "十" else 0)
    hour = {"两": 2, "十": 10}.get(written, hour)
    later = (part or " ")[0] in "下晚傍夜" and hour < 12
    return hour + 12 if later else hour


def _part(hour: int) -> int:
    return next((part - 1 for part, until in enumerate(UNTIL) if hour < until and part), 4) if hour >= UNTIL[0] else 4


def _months(clause: str) -> int:
    """The months that the clause names, or that the seasons and holidays it names fall into."""
    named = {month for said in months_named(clause) for word in said.means for month in word.months}
    if not named:
        for word, means in time_words().items():
            if word in clause:
                named |= {month for meant in means for month in meant.months}
    return sum(1 << month - 1 for month in named)


def _seasonal(clause: str) -> bool:
    """Whether the clause names short holidays and nothing else; 节假日 is weekends too, 寒假 is weeks long."""
    meant = [{meaning.code for meaning in means if meaning.says == "slot"} for word, means in time_words().items() if word in clause]
    named = [codes for codes in meant if codes]
    return bool(named) and all(codes <= SHORT_HOLIDAYS for codes in named)

