"""Who gets what share of a yield: 村51%，出资人49%; 村里五成一; 五五分; 三七开."""

from __future__ import annotations

import re

from data.reading.numbers import read_number
from data.reading.script import fold
from features.drafts.wording import one_of

PARTY = one_of(
    "村集体经济组织 村集体 村里 村 合作社 基金(?:会)? 出资人 投资人 投资方 投资者 出资方 社会资金 社会资本 股东 农户 村民 贫困户 脱贫户 企业 公司 带头人",
    "县里 镇里 乡里 集体 社员 运营方 经营者 出钱的 出力的 乡贤 老板 成员 会员 我们 我",
)
WHO = rf"(?P<who>{PARTY})"
TENTHS = "(?P<tenths>[一二三四五六七八九])成(?P<units>[一二三四五六七八九半])?"
PERCENT = rf"(?:(?P<percent>\d{{1,3}}(?:\.\d+)?) ?%|百分之(?P<words>[一二三四五六七八九十百零\d]{{1,5}})|{TENTHS})"
INPUT = "(?:拿地入股|以[^,]{1,6}入股|拿地|出水面|出土地|出地|出资|出钱|出力)"
TAKES = "(?:占股?|参股|得|拿|分红?|享有|留|收|持股?)"
OF_THE_YIELD = r"(?:[\u4e00-\u9fff]{0,4}(?:股份?|收益|利润|纯利))?(?:的)?"
SHARE = re.compile(rf"{WHO}{INPUT}?(?:各|先|可|能|总共|一方|方|按)?{INPUT}?{TAKES}?[:：]?{OF_THE_YIELD}{PERCENT}")
REVERSED = re.compile(PERCENT + r"(?:的)?(?:股份?|收益|利润|分红)?(?:归|给|分给|留给|归属)" + WHO)
RATIO = re.compile(r"(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])(?:分成?|开)|(?<!\d)(?P<c>\d{1,2}) ?[:比/] ?(?P<d>\d{1,2})(?!\d)")
BARE = re.compile(WHO + r"(?:占|得|拿)?(?P<tenths>[一二三四五六七八九])(?![成万个人十百])")
SPOKEN = re.compile(r"收益|分红|分成|占股|分配|股份|利润|" + PERCENT + "|" + RATIO.pattern)


def read_shares(text: str) -> dict[str, float | int]:
    """Percent by who gets it; a bare ratio goes to the two parties that the text names before it."""
    plain = fold(text).text
    found: dict[str, float | int] = {}
    for pattern in (SHARE, REVERSED):
        for match in pattern.finditer(plain):
            found.setdefault(match["who"], _percent(match))
    if not found and RATIO.search(plain):
        found = {match["who"]: 10 * _digit(match["tenths"]) for match in BARE.finditer(plain)}
        found = found if sum(found.values()) == 100 else {}
    if not found and (ratio := RATIO.search(plain)):
        parties = list(dict.fromkeys(m["who"] for m in re.finditer(WHO, plain)))
        shares = _ratio(ratio)
        if len(parties) >= 2 and shares:
            found = dict(zip(parties[:2], shares, strict=True))
    return found


def _percent(match: re.Match[str]) -> float | int:
    if match["percent"]:
        value = float(match["percent"])
    elif match["words"]:
        number = read_number(match["words"])
        value = number.low if number else 0.0
    else:
        units = match["units"]
        value = 10 * _digit(match["tenths"]) + (5 if units == "半" else _digit(units) if units else 0)
    return int(value) if value == int(value) else value


def _ratio(match: re.Match[str]) -> tuple[float | int, float | int] | None:
    a, b = (_digit(match["a"]), _digit(match["b"])) if match["a"] else (int(match["c"]), int(match["d"]))
    total = a + b
    return (100 * a // total, 100 - 100 * a // total) if total in (10, 100) else None


def _digit(char: str) -> int:
    return "零一二三四五六七八九".index(char)
