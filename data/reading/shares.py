"""Who gets what share of a yield: 村51%，出资人49%; 村里五成一; 五五分; 三七开; 其余归村."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from data.reading.numbers import read_number
from data.reading.script import fold
from data.records import Share, Side

LONGEST = 5_000
"""Characters of a text that are looked at."""

PARTIES: dict[str, tuple[Side, ...]] = {
    "村股份经济合作社 村经济合作社 股份经济合作社 经济合作社 村集体经济组织 村集体 村委会 村委 村里 本村 村上 集体 村": ("village",),
    "基金会 基金 出资人 投资人 投资方 投资者 投资户 出资方 出资户 出资者 社会资金 社会资本 股东 出钱的 乡贤 成员 会员 入股人": ("investors",),
    "养殖合作社 专业合作社 合作社 企业 公司 带头人 运营方 经营方 经营者 运营商 出力的 老板 场长 店长 主理人 承包人 合伙人 牵头人 技术员 技术方 厂方 师傅": ("operator",),
    "农户 村民 贫困户 脱贫户 种养户 种植户 养殖户 户主 社员 房东 果农 茶农 蜂农 屋主 房主 群众 老乡": ("farmers",),
    "县里 镇里 乡里 镇政府 政府 我们 我": ("other",),
}
SIDES: dict[str, Side] = {party: side for words, (side,) in PARTIES.items() for party in words.split()}
WHO = f"(?P<who>{'|'.join(sorted(SIDES, key=len, reverse=True))})"
TENTHS = "(?P<tenths>[一二两三四五六七八九])成(?P<units>[一二三四五六七八九半])?"
WORDS = r"百分之(?P<words>[一二三四五六七八九十百零\d]{1,5}(?:点[一二三四五六七八九零]{1,2}|\.\d{1,2})?)"
PERCENT = rf"(?:(?P<percent>\d{{1,3}}(?:\.\d{{1,2}})?) ?(?:%|个点)|{WORDS}|{TENTHS}|(?P<half>一半))"
INPUT = "(?:拿地入股|以[^,]{1,6}入股|拿地|出水面|出土地|出地|出资|出钱|出力)"
TAKES = "(?:占股?|参股|分得|得|拿|分红?|享有|留|收|持股?|干股)"
OF_THE_YIELD = r"(?:[\u4e00-\u9fff]{0,4}(?:股份?|收益|利润|纯利))?(?:的)?"
SHARE = re.compile(rf"{WHO}{INPUT}?(?:各|先|可|能|总共|一方|方|按)?{INPUT}?{TAKES}?[::]? ?{OF_THE_YIELD}{PERCENT}")
REVERSED = re.compile(PERCENT + r"(?:的)?(?:股份?|收益|利润|分红)?(?:归|给|分给|留给|归属)" + WHO)
REST = re.compile(r"(?:其余|剩下|剩余|余下)(?:的|部分|收益|利润)*(?:全|都|全部)?(?:归|给|分给|留给|由)" + WHO)
RATIO = re.compile(r"(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])(?:分成?|开)|(?<!\d)(?P<c>\d{1,2}) ?[:比/] ?(?P<d>\d{1,2})(?!\d)")
SEVERAL = re.compile(r"(?<![\d:])\d{1,2}(?: ?[:比] ?\d{1,2}){2,5}(?![\d:])")
EQUALLY = re.compile("对半|各半|各一半|各占一半|平分(?!秋)|一人一半|各占?50%")
BARE = re.compile(WHO + r"(?:占|得|拿)?(?P<tenths>[一二三四五六七八九])(?![成万个人十百分开])")
SPOKEN = re.compile(r"收益|分红|分成|占股|分配|股份|利润|" + PERCENT + "|" + RATIO.pattern)
UNSURE_BEFORE = re.compile(r"(?:不超过|不高于|不低于|不少于|至少|最多|最高|至多|保底|以内)[^,;。]{0,3}$")
UNSURE_AFTER = re.compile(r" ?(?:以上|以下|以内|左右|上下|起|封顶|打底|[-~到至] ?\d)")
LATER = re.compile("回本(?:之)?后|[一二三四五两\\d]年(?:以|之)?后|以后")
EARLIER = re.compile("回本(?:之)?前|前[一二三四五两\\d]年|头[一二三四五两\\d]年|先期")
ANOTHER = "另一方"
WHOLE = 10_000


def find_shares(text: str) -> tuple[Share, ...]:
    """Each party's share; none where only bounds (不超过49%) or different shares for different years are said."""
    plain = fold(text[:LONGEST]).text
    if EARLIER.search(plain) and LATER.search(plain):
        return ()
    found = {share.party: share for share in reversed(list(_stated(plain)))}
    found = dict(reversed(found.items())) or _in_ratio(plain)
    rest = REST.search(plain)
    left = WHOLE - sum(share.percent for share in found.values())
    if found and rest and left > 0 and rest["who"] not in found:
        found[rest["who"]] = _share(rest["who"], left, rest[0])
    return tuple(found.values())


def read_shares(text: str) -> dict[str, float | int]:
    """Percent by who gets it; a bare ratio goes to the two parties that the text names before it."""
    plain = fold(text).text
    found: dict[str, float | int] = {}
    for pattern in (SHARE, REVERSED):
        for match in pattern.finditer(plain):
            hundredths = _hundredths(match)
            found.setdefault(match["who"], hundredths // 100 if hundredths % 100 == 0 else hundredths / 100)
    if found:
        return found
    return {share.party: share.percent // 100 for share in _in_ratio(plain).values() if share.party != ANOTHER}


def percents(plain: str) -> Iterator[tuple[int, int, int]]:
    """Every percentage of a folded text in hundredths of a percent, with where it stands."""
    for match in re.finditer(PERCENT, plain):
        yield _hundredths(match), *match.span()


def _stated(plain: str) -> Iterator[Share]:
    for pattern in (SHARE, REVERSED):
        for match in pattern.finditer(plain):
            hundredths = _hundredths(match)
            bounded = UNSURE_BEFORE.search(plain[: match.start()]) or UNSURE_AFTER.match(plain, match.end())
            if 0 < hundredths <= WHOLE and not bounded:
                yield _share(match["who"], hundredths, match[0])


def _in_ratio(plain: str) -> dict[str, Share]:
    """The shares of parties that only a ratio tells, in the order that both are said."""
    parties = list(dict.fromkeys(match["who"] for match in re.finditer(WHO, plain)))
    if several := SEVERAL.search(plain):
        parts = [int(part) for part in re.findall(r"\d+", several[0])]
        return _dealt(parties, parts, several[0]) if len(parts) == len(parties) else {}
    if EQUALLY.search(plain) and len(parties) == 2:
        return _dealt(parties, [1, 1], plain)
    ratios = {match[0] for match in RATIO.finditer(plain)}
    bare = {match["who"]: _digit(match["tenths"]) for match in BARE.finditer(plain)}
    if len(ratios) != 1:
        return {}
    ratio = RATIO.search(plain)
    assert ratio is not None
    parts = [_digit(ratio["a"]), _digit(ratio["b"])] if ratio["a"] else [int(ratio["c"]), int(ratio["d"])]
    if sum(bare.values()) == 10:
        return _dealt(list(bare), list(bare.values()), ratio[0])
    if sum(parts) not in (10, 100):
        return {}
    if len(bare) == 1 and len(parties) == 1 and sum(parts) == 10 and (mine := next(iter(bare.values()))) in parts:
        return _dealt([*bare, ANOTHER], [mine, 10 - mine], ratio[0])
    return _dealt(parties[:2], parts, ratio[0]) if len(parties) >= 2 else {}


def _dealt(parties: list[str], parts: list[int], text: str) -> dict[str, Share]:
    whole = sum(parts)
    if not whole or any(part * WHOLE % whole for part in parts):
        return {}
    return {party: _share(party, part * WHOLE // whole, text) for party, part in zip(parties, parts, strict=True)}


def _share(party: str, hundredths: int, text: str) -> Share:
    return Share(party, hundredths, SIDES.get(party, "other"), text[:80])


def _hundredths(match: re.Match[str]) -> int:
    if match["percent"]:
        return int(Fraction(match["percent"]) * 100)
    if match["half"]:
        return WHOLE // 2
    if match["words"]:
        number = read_number(match["words"])
        return round(number.low * 100) if number else 0
    units = match["units"]
    tenths = 1000 * _digit(match["tenths"])
    return tenths + (500 if units == "半" else 100 * _digit(units) if units else 0)


def _digit(char: str) -> int:
    return "零一二三四五六七八九".index(char.replace("两", "二"))
