"""The circumstances of somebody's case that a service may rule out, and which of them a service's conditions do rule out.

Nothing protected is read: only the work, the papers, the school year and the time since. What nobody stated bars nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.reading.fees import asks_tuition, without_money
from data.reading.places import find_places
from data.reading.script import fold
from data.records import Place

_YEARS = r"(?:[一二两三四五六七八九十]|\d{1,2})年(?!级|内|薪)"
STATED: tuple[tuple[str, str], ...] = (
    ("no_contract", r"(?:没有?|无|未)(?:书面|签|劳动|正式)*合同|没签(?:过)?(?:劳动)?合同|合同(?:也)?没(?:签|有)|手里没合同"),
    ("new", r"刚(?:到|进|来|入|上|找)|新(?:入职|到岗|来|进)|下(?:周|月|礼拜)(?:开始)?(?:上班|入职|进厂)|首月|头(?:个)?月|第一个月|才(?:来|到|进)|(?:上班|来|进厂|干了|入职)(?:了)?(?:[一二两三四五六七八九十半\d]{1,3})(?:天|来天|周|个?星期|个?礼拜|月(?!薪))|没到发薪|昨天|前天|今天(?:到|来)"),
    ("settled", rf"(?:来|在厂|干|做|上班|住)(?:了)?{_YEARS}|每月都发|老员工|{_YEARS}了"),
    ("old_case", r"(?:[二两三四五六七八九十]|\d)年(?:之?前|以前)|前年|大前年|好几年前"),
    ("employed", r"已签合同|在(?:厂|岗|职)|上班|到岗|入职|进(?:了)?厂"),
    ("jobless", r"没(?:有)?工作|失业|待业|没活|找(?:不到)?(?:活|工作|事做)|还没找到"),
    ("nursery", r"幼儿园|幼班|托育|上幼"),
    ("primary", r"小学(?!毕业)|[一二三四五]年级|六岁|七岁|幼升小|小一(?!点)"),
    ("middle", r"初中|初[一二]|小升初|小学毕业|七年级|八年级"),
    ("high", r"高中|高[一二三]|中考|高考|初三|九年级"),
    ("college", r"大学|大专|高职|本科"),
    ("elsewhere", r"(?:人和房子都|厂(?:也)?|事|公司(?:也)?)在(?!这|本)"),
)
"""What a member may have said of the case, each by the words that say it."""

SCHOOLS = ("nursery", "primary", "middle", "high", "college")
FACTS = {name: 1 << at for at, name in enumerate([*(name for name, _ in STATED), "penniless"])}

_ONLY = r"(?:只|仅|限|须|必须|需|要求|面向)"
RULED_OUT: tuple[tuple[str, str], ...] = (
    ("no_contract", r"(?:须|需|必须|要求|凭|要)(?:有|持|签|提供)?(?:书面|正式)?(?:的)?(?:劳动)?合同|有书面劳动合同者|已签(?:书面|劳动)?合同"),
    ("new", r"(?:在职|工作|入职|参保|社保|居住|上班)(?:满|[一二两三]年以上|一年)|满(?:一|半|两|1|2)年|老员工|正式员工"),
    ("settled", r"刚(?:入职|到|来|进)|新(?:入职|员工|到者|到岗)|首(?:薪|月)|未(?:领|发)首|不满(?:一个?月|[一二三十]+天|\d+天)|首次"),
    ("old_case", r"(?:一|1)年(?:之?内|以内)|(?:30|三十|六十|90)[日天](?:之?内|以内)|半年内|近期"),
    ("jobless", r"(?:在职|在岗|已入职|已就业|到岗)(?:人员|员工|职工|满|,)|任职满"),
    ("employed", r"(?:未|没|还没|尚未)(?:找到工作|就业)|失业|待业|无业"),
)
"""What a service's conditions exclude, each by the words that state the condition."""

SCHOOL_WORDS = (
    ("nursery", r"幼儿园|学前|托育"),
    ("primary", r"小学|一年级|小一|幼升小"),
    ("middle", r"初中|小升初|七年级"),
    ("high", r"高中|中考|高考|高一"),
    ("college", r"大学|大专"),
)
HOUSEHOLD = re.compile(r"(?:只|仅|限|须|必须|需)(?:限|收|办|接|管|受理|招|给|为|要)*(?:有|具有)?(?P<where>[^,。;、]{1,10}?)(?:户籍|籍|户口)")
NATIVES = re.compile(r"(?<![一-龥])(?P<where>[一-龥]{2,6}?)(?:县|市|区)?(?:户)?籍(?!贯)")
"""化隆籍拉面人: whom a service is for."""

LOCAL_WORK = re.compile(rf"(?:{_ONLY})(?:限|收|办|接|管|受理|借给)?(?P<where>[^,。;]{{1,10}}?)(?:内)?(?:的)?(?:企业|用人单位|单位|工厂|案件|就业|务工|居住|新员工)")


@dataclass(frozen=True, slots=True)
class Conditions:
    """`bars` are the facts that rule somebody out, as bits; `household` and `work` the places that are asked for.

    A place is "" where it means that of the service itself (本市户籍), None where nothing is asked.
    """

    bars: int = 0
    household: Place | str | None = None
    work: Place | str | None = None


def read_facts(text: str) -> int:
    """What somebody says of the case, as bits of FACTS."""
    plain = _plain(text)
    found = {name for name, pattern in STATED if re.search(pattern, plain)}
    if "new" in found:
        found.discard("settled")
    if without_money(plain):
        found.add("penniless")
    return sum(FACTS[name] for name in found)


def read_conditions_of_help(text: str, near: str | None = None) -> Conditions:
    """Whom a service's words rule out."""
    plain = _plain(text)
    found = {name for name, pattern in RULED_OUT if re.search(pattern, plain)}
    if {"new", "settled"} <= found:
        found -= {"new", "settled"}
    if asks_tuition(plain):
        found.add("penniless")
    taken = {name for name, pattern in SCHOOL_WORDS if re.search(pattern, plain)}
    barred = _other_schools(taken, plain) if taken else set()
    household = HOUSEHOLD.search(plain) or NATIVES.search(plain)
    work = LOCAL_WORK.search(plain)
    return Conditions(
        bars=sum(FACTS[name] for name in found | barred),
        household=_place(household["where"], near) if household else None,
        work=_place(work["where"], near) if work and not household else None,
    )


def _other_schools(taken: set[str], plain: str) -> set[str]:
    """Of the school years not taken those that are plainly out: all where it says 只, else those above."""
    others = set(SCHOOLS) - taken
    if re.search(r"只|仅|限", plain):
        return others
    highest = max(SCHOOLS.index(name) for name in taken)
    return {name for name in others if SCHOOLS.index(name) > highest + 1}


def _place(words: str, near: str | None) -> Place | str | None:
    """A named place, "" for the service's own (本市, 当地), None where the words name no place."""
    if re.search(r"本|当地|所在|辖区", words):
        return ""
    return next((place for place in find_places(words, near) if place.code), None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", fold(text[:2000]).text).replace("，", ",").replace("；", ";")
