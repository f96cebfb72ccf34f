"""How numbers are written: 4,500, 4.5k, 1万2, 四千五, 六七千, 十几, 万把块, 百八十, 贰佰."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.reading.script import fold

DIGITS = {
    char: value
    for value, chars in enumerate(
        ("〇零○", "一壹弌", "二两贰俩", "三叁仨参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}
SCALES = {**UNITS, "k": 1000, "w": 10_000}
IDIOMS = {"百八十": (80.0, 100.0), "千八百": (800.0, 1000.0), "万八千": (8000.0, 10_000.0)}
TWENTIES = {"廿": "二十", "卅": "三十"}

_CN = "".join(DIGITS) + "".join(UNITS) + "几廿卅"
_CN_DIGIT = "".join(DIGITS)
_NOT_ZERO = _CN_DIGIT.lstrip("〇零○")
NUMBER = re.compile(
    rf"""(?<![\d.])(?P<whole>\d{{1,3}}(?:,\d{{3}}){{1,5}}(?!\d)|\d+)(?P<frac>\.\d+)?
            (?:(?P<fuzzy>[多余来几])?\s?(?P<scale>[十百千万亿]|[kw](?![a-z]))
               (?:(?P<tail>\d{{4}}|\d|[{_CN_DIGIT}])(?:(?P<tailscale>[百千k])|(?![\d.,:{_CN}天日月年个小件单])))?)?
        | (?P<chinese>[{_CN}]+)(?:点(?P<point>[{_CN_DIGIT}]+)(?P<pointscale>[百千万亿])?)?""",
    re.VERBOSE | re.IGNORECASE,
)
ABOUT = re.compile(r"[多余来把]")
TO = r"\s*(?:-+|~+|[－–—―─至到]+|－+)\s*"
LONGEST = 15
EACH = "天日月年个小件单趟工斤亩"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a span of numbers (六七千 is 6000 to 7000) and where it was read.

    `scale` is the largest unit said with it (千, 万, k), which a bare neighbour may share; 1 where none was said.
    """

    low: float
    high: float
    start: int
    end: int
    scale: float = 1.0

    @property
    def bare(self) -> bool:
        return self.scale == 1.0


def _join(pending: tuple[int, int] | None, digit: int) -> tuple[int, int]:
    """A digit after another: 六七 is six to seven, 三五 three to five, anything else goes on as written."""
    if pending is None:
        return digit, digit
    low, high = pending
    if low == high and 0 < low < 10 and (digit == low + 1 or (low, digit) == (3, 5)):
        return low, digit
    return low * 10 + digit, high * 10 + digit


def _digits_only(run: str) -> tuple[float, float]:
    if len(run) == 2:
        low, high = _join((DIGITS[run[0]], DIGITS[run[0]]), DIGITS[run[1]])
        return float(low), float(high)
    value = float("".join(str(DIGITS[char]) for char in run))
    return value, value


class _Sum:
    """The running total of a numeral with units; both ends are carried along."""

    def __init__(self) -> None:
        self.total = self.section = (0.0, 0.0)
        self.pending: tuple[int, int] | None = None
        self.last = 0
        self.after_zero = False

    def digit(self, value: int) -> None:
        if value == 0 and self.pending is None:
            self.after_zero = True
        else:
            self.pending = _join(self.pending, value)

    def some(self) -> None:
        self.pending = (0, 9) if self.last else (2, 9)

    def unit(self, size: int) -> None:
        if size < 10_000:
            self.pending = self.pending or (1, 1)
            self._settle(size)
        else:
            self._settle(1)
            low, high = self.section if any(self.section) else (1.0, 1.0)
            if size > 10_000:
                low, high = low + self.total[0], high + self.total[1]
                self.total = (0.0, 0.0)
            self.total = (self.total[0] + low * size, self.total[1] + high * size)
            self.section = (0.0, 0.0)
        self.pending, self.last, self.after_zero = None, size, False

    def _settle(self, size: float) -> None:
        low, high = self.pending or (0, 0)
        self.section = (self.section[0] + low * size, self.section[1] + high * size)
        self.pending = None

    def end(self) -> tuple[float, float]:
        said_short = self.last > 10 and not self.after_zero and self.pending and self.pending[0] < 10
        self._settle(self.last / 10 if said_short else 1)
        return self.total[0] + self.section[0], self.total[1] + self.section[1]


def chinese(run: str) -> tuple[float, float] | None:
    """The ends of a numeral in characters; None where the run is not a number (万 alone is: 10,000)."""
    if run in IDIOMS:
        return IDIOMS[run]
    for char, spelled in TWENTIES.items():
        run = run.replace(char, spelled)
    if not run or len(run) > LONGEST:
        return None
    if all(char in DIGITS for char in run):
        return _digits_only(run)
    total = _Sum()
    for char in run:
        if char in DIGITS:
            total.digit(DIGITS[char])
        elif char == "几":
            total.some()
        else:
            total.unit(UNITS[char])
    return total.end()


def _step(value: float) -> float:
    """The place that 多 leaves open: 4000多 is under 5000, 20多 under 30."""
    step = 1.0
    while step < 10_000_000 and value and value % (step * 10) == 0:
        step *= 10
    return step


def _over(value: float) -> float:
    step = _step(value)
    return value + step - (1 if step < 100 else 0) if step > 1 else value + 1


def _arabic(match: re.Match[str]) -> Quantity | None:
    whole = match["whole"].replace(",", "")
    if len(whole) > LONGEST:
        return None
    value = float(whole + (match["frac"] or "")[:LONGEST])
    scale = float(SCALES[(match["scale"] or "").lower()]) if match["scale"] else 1.0
    low, high = value * scale, (_over(value) if match["fuzzy"] in ("多", "余", "几") else value) * scale
    if tail := match["tail"]:
        size = (
            SCALES[match["tailscale"].lower()]
            if match["tailscale"]
            else (1 if len(tail) == 4 else scale / 10)
        )
        extra = (DIGITS[tail] if tail in DIGITS else float(tail)) * size
        if extra < scale:
            low, high = low + extra, high + extra
    return Quantity(round(low, 6), round(high, 6), match.start(), match.end(), scale)


def _before_each(run: str, following: str) -> str:
    """The numeral without the 一 that belongs to what follows: 一百五|一天, 三千|一个月, but 二十一天."""
    if len(run) > 1 and run[-1] == "一" and run[-2] not in "十零拾〇" and following and following in EACH:
        return run[:-1]
    return run


def first_said(run: str) -> str:
    """The first of numerals said one after another: 一千八两千 is 一千八 and then 两千.

    A unit no smaller than the one before begins a new numeral, with the digit (五六千七八千: both) before it.
    """
    last = digits = 0
    for place, char in enumerate(run):
        size = UNITS.get(char)
        if size is None:
            digits = digits + 1 if char in _NOT_ZERO else -LONGEST
            continue
        again = 0 < last <= size < 10_000 or (size == 10_000 and last in (1000, 10_000))
        if again and digits > 0:
            both = digits == 2 and all(one in DIGITS for one in run[:2])
            return run[: place - (2 if both else 1)]
        last, digits = size, 0
    return run


def _spelled(match: re.Match[str]) -> Quantity | None:
    run = _before_each(match["chinese"], match.string[match.end() : match.end() + 1])
    run = first_said(run)
    ends = chinese(run)
    if ends is None or (len(run) == 1 and run in "壹弌贰叁参肆伍陆柒捌玖俩仨几○"):
        return None
    scale = float(max((UNITS[char] for char in run if char in UNITS), default=1))
    end = match.start() + len(run)
    if point := match["point"]:
        size = float(UNITS[match["pointscale"]]) if match["pointscale"] else 1.0
        fraction = float("0." + "".join(str(DIGITS[char]) for char in point[:LONGEST]))
        end = match.end()
        ends, scale = ((ends[0] + fraction) * size, (ends[1] + fraction) * size), max(scale, size)
    return Quantity(round(ends[0], 6), round(ends[1], 6), match.start(), end, scale)


def find_numbers(text: str) -> Iterator[Quantity]:
    """Every number of a folded text, in order; 多, 余, 来 and 把 after it belong to it (三千多, 万把)."""
    match = NUMBER.search(text)
    while match:
        quantity = _arabic(match) if match["whole"] else _spelled(match)
        more = quantity and match["chinese"] and first_said(match["chinese"]) != match["chinese"]
        match = NUMBER.search(text, quantity.end if quantity and more else match.end())
        if quantity is None:
            continue
        about = ABOUT.match(text, quantity.end)
        if about and (quantity.scale > 1 or quantity.low % 10 == 0):
            high = _over(quantity.high) if about[0] in "多余" else quantity.high
            quantity = replace(quantity, high=high, end=about.end())
        yield quantity


def quantities(text: str) -> list[Quantity]:
    """Every number and range of a text as it was written, in order."""
    return list(find_ranges(fold(text).text, r" ?(?:元|块)? ?"))


def read_number(text: str) -> Quantity | None:
    """The first number of a folded text."""
    return next(find_numbers(text), None)


def share_scale(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """A unit on one side of a range covers both: 4-6千, 四千到六, 8千-1.2."""
    if first.bare and second.scale > 10 and first.low * second.scale <= second.high:
        return replace(
            first, low=first.low * second.scale, high=first.high * second.scale, scale=second.scale
        ), second
    if second.bare and first.scale > 10 and second.high < first.low:
        for scale in (first.scale, 10_000.0):
            if second.low * scale >= first.low:
                return first, replace(second, low=second.low * scale, high=second.high * scale, scale=scale)
    return first, second


def find_ranges(text: str, between: str = "") -> Iterator[Quantity]:
    """Numbers and ranges (A-B, A至B) of a folded text; `between` is a pattern of units said after the first."""
    joint = re.compile(rf"(?:{between})?{TO}" if between else TO)
    numbers = list(find_numbers(text))
    index = 0
    while index < len(numbers):
        first = numbers[index]
        index += 1
        if index < len(numbers):
            found = joint.match(text, first.end)
            at_once = first.end == numbers[index].start and first.high < numbers[index].low
            if at_once or (found and found.end() == numbers[index].start):
                low, high = share_scale(first, numbers[index])
                if low.low <= high.high:
                    yield Quantity(low.low, high.high, first.start, high.end, max(low.scale, high.scale))
                    index += 1
                    continue
        yield first
