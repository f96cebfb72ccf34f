"""What somebody who would invest or come home rules out: 只投水果, 农业一律不投, 今年不再投, 别处不去, 不管事, 一百万以下不谈."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.reading.money import read_capital
from data.reading.places import read_place
from data.reading.script import fold
from data.records import Place

LONGEST = 2_000
"""Characters of a text that are looked at."""

CLAUSES = re.compile(r"[,;。!?\n]")
REGIONS: dict[str, tuple[str, ...]] = {
    "长三角": ("310000", "320000", "330000", "340000"),
    "珠三角": ("440000",),
    "大湾区": ("440000", "810000", "820000"),
    "京津冀": ("110000", "120000", "130000"),
    "东三省": ("210000", "220000", "230000"),
    "东北": ("210000", "220000", "230000"),
    "川渝": ("510000", "500000"),
    "云贵": ("530000", "520000"),
    "两广": ("440000", "450000"),
    "江浙沪": ("310000", "320000", "330000"),
    "江浙": ("320000", "330000"),
}
"""Regions that people name, by their provinces."""

INVESTS = "(?:考虑)?(?:投资?|看|做|碰|搞|谈|参与|考虑|入股|感兴趣)"
ONLY = re.compile(rf"(?:只|仅|就|单|专门?)(?:{INVESTS}|回|去|在|想(?:回|去|投|做|在)|愿意?(?:回|去|投|做|在)|肯(?:回|去|投|做))(?P<what>[^,;。]{{1,16}})")
EXCEPT = re.compile(r"(?:除了?|非)(?P<what>[^,;。]{1,10}?)(?:的项目|项目|以外|之外|外|的)?(?:,)?(?:别的|其他的?|其它的?|别处|哪里|都|一概|一律|哪儿)*(?:都)?不(?:投|看|做|考虑|碰|去|谈|回)")
LEAVING = re.compile(r"不(?:考虑|想|愿意?|打算|准备|会)?(?:离开|出)(?P<what>[^,;。]{2,8})")
AT_HOME = re.compile("^(?:回|去|在)?(?:本县|老家|家乡|本乡|本村|本镇|家门口|自己县|我们县|县内|县里)")
NEVER = re.compile(
    rf"(?P<what>[^,;。]{{1,10}}?)(?:的|类|项目|行业|这块|方面|类的|的项目)?(?:一律|一概|坚决|绝对|都|全|从来|我|就){{1,2}}不(?:再)?{INVESTS}"
    rf"|(?P<plain>[^,;。不]{{1,8}}?)(?:的|类|项目|行业)?不(?:投|碰|沾)(?:$)|(?:坚决|绝对|一律|从)?不(?:想|愿意?|会|打算)?(?:投资?|碰|沾|做|搞)(?P<after>[^,;。了]{{2,10}})"
)
SHARES = re.compile(r"控股|占股|股份|分红|分成|成|半|回本|%|年|万|保|亏|少|低|多|管理|经营|管事|集体")
"""A refusal that speaks of terms or sums, not of a trade."""

HALTED = re.compile(
    r"(?:今年|近期|暂时?|目前|最近|这两年|现在|短期|明年)(?:内|都)?(?:就|先|已|已经)?(?:不(?:再|想|打算|准备|考虑|会)?(?:投(?!机)|出资|拿钱)|没(?:有)?(?:投资?)?(?:打算|想法|计划|闲钱|资金))(?:资|了|钱|项目)?(?:$|[,;。])"
    r"|(?:钱|资金|本钱|款)(?:都|已|已经|全)?(?:投|压|套|押)(?:在|到|给|进)?(?:别|其他|股|房|另)|不(?:再|想)投(?:资|钱|项目)?了|不再投(?:资|$)"
)
IN_CHARGE = re.compile(r"(?:自己|我)(?:一个人)?(?:说了算|做主|当家|拍板)|不(?:能)?控股(?:的)?(?:就)?不|(?:必须|要|得|一定)(?:要|得|由我)?(?:控股|说了算|当法人|绝对控制)|话语权")
NO_RUNNING = re.compile(
    r"不(?:想|愿意?|会|能|要|打算)?(?:管事|管理|参与(?:日常|具体)?(?:管理|经营)|参加(?:日常|具体)?(?:管理|经营)|操心|当头|牵头|当老板|挑头|经营)|只(?:想|愿意?|要)(?:打工|上班|出钱|拿分红)|没(?:有)?(?:时间|精力)(?:管|经营|打理|参与)|管不了|顾不上管"
)
VISITS = re.compile(
    r"(?:一年|每年)(?:最多|顶多|只能?|就|也就)?(?:能)?(?:回|来)(?:国|来|家|村|老家)?(?:住|待)?(?:上)?[一二两三四几\d](?:次|趟|回|个月|个?来?月)|[春夏秋冬]天来[^,;。]{0,6}[一两二三]个?月|(?:其他|其余|别的|平时)时间(?:都)?不在|只能(?:在)?(?:线上|网上|远程|电话)|只能帮着"
)
SMALLEST = re.compile(r"(?P<sum>[^,;。]{1,12}?)(?:以下|以内|都不到)(?:的)?(?:项目|盘子|规模)?(?:都|就|一律|一概|我)?(?:不(?:谈|看|投|做|考虑|碰)|免谈|别找|没兴趣)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What was ruled out in so many words; everything is empty where nothing was said.

    `only` and `never` are words that name trades; `places` the only ones (codes of any level); `smallest` the least
    size of a project, in yuan, that is looked at; `halted` that no money is put in for now; `in_charge` that the
    member must have the last word; `no_running` that they would not run anything; `visits` that they come for a
    few days or weeks of a year, or help from afar alone.
    """

    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    smallest: float | None = None
    halted: bool = False
    in_charge: bool = False
    no_running: bool = False
    visits: bool = False


def read_limits(text: str, near: Place | None = None) -> Limits:
    """What running text rules out; places are looked for around `near`."""
    plain = fold(text[:LONGEST]).text.strip()
    if not plain:
        return Limits()
    only: list[str] = []
    never: list[str] = []
    places: list[str] = []
    for match in LEAVING.finditer(plain):
        places += _places(match["what"], near)
    for match in (*ONLY.finditer(plain), *EXCEPT.finditer(plain)):
        found = _places(match["what"], near)
        places += found
        rest = AT_HOME.sub("", match["what"]) if found else match["what"]
        only += [] if (found and (rest == match["what"] or len(rest) < 2)) or SHARES.search(rest) else [rest]
    for clause in CLAUSES.split(plain):
        for match in NEVER.finditer(clause):
            what = match["what"] or match["plain"] or match["after"] or ""
            never += [what] if what and not SHARES.search(what) and not EXCEPT.search(clause) else []
    return Limits(
        tuple(only), tuple(never), tuple(dict.fromkeys(places)), _smallest(plain),
        HALTED.search(plain) is not None, IN_CHARGE.search(plain) is not None, NO_RUNNING.search(plain) is not None,
        VISITS.search(plain) is not None,
    )  # fmt: skip


def _places(words: str, near: Place | None) -> list[str]:
    if near and near.code and AT_HOME.search(words):
        return [near.code]
    named = [code for region, codes in REGIONS.items() if region in words for code in codes]
    if named:
        return named
    words = re.sub("^(?:回|去|在|投|看|想|到)+|(?:的)?(?:项目|老家|本地|发展)+$", "", words)
    place = read_place(words, near.code if near else None) if 2 <= len(words) <= 10 else None
    return [place.code] if place and place.code and place.level else []


def _smallest(plain: str) -> float | None:
    for match in SMALLEST.finditer(plain):
        if re.search("[万亿千w]", match["sum"]) and not SHARES.search(match["sum"].replace("万", "")):
            read = read_capital(match["sum"])
            if read:
                return read[1] if read[1] is not None else read[0]
    return None
