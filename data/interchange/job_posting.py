"""schema.org JobPosting in and out: plain values and an opening's record, nothing else.

https://schema.org/JobPosting as of version 28; the properties that search engines ask for are all written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from data.interchange.said import Lines, first, items, part, texts
from data.records import Opening, Pay, Place
from data.reference.regions import regions
from data.vocabulary import EDUCATION_LABELS, Education

UNITS = {"HOUR": "元/小时", "DAY": "元/天", "WEEK": "元/周", "MONTH": "元/月", "YEAR": "元/年"}
PERIODS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}
EMPLOYMENT = {"FULL_TIME": "全职", "PART_TIME": "兼职", "TEMPORARY": "临时工", "INTERN": "实习", "CONTRACTOR": "劳务外包", "PER_DIEM": "日结"}
BY_CONDITION = {"part_time": "PART_TIME", "temporary": "TEMPORARY", "full_time": "FULL_TIME"}
SCHOOLING = {"high school": "高中", "associate degree": "大专", "bachelor degree": "本科", "postgraduate degree": "硕士",
             "professional certificate": ""}  # fmt: skip
CATEGORY = {Education.SENIOR: "high school", Education.COLLEGE: "associate degree", Education.BACHELOR: "bachelor degree",
            Education.MASTER: "postgraduate degree", Education.DOCTOR: "postgraduate degree"}  # fmt: skip
CURRENCY = "CNY"
LONGEST_DUTIES = 1_500
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)


class _Words(HTMLParser):
    """The words of a description, which may be HTML; what a script or a style holds is none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        if tag in ("br", "p", "li", "div", "tr", "ul", "ol", "h1", "h2", "h3"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in ("script", "style")))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def is_job_posting(value: object) -> bool:
    """Whether a JSON value says that it is a JobPosting."""
    return isinstance(value, Mapping) and "JobPosting" in texts(value.get("@type"))


def posting_lines(posting: Mapping[str, object]) -> Lines:
    """The posting as lines `heading：value` with the headings of 岗位需求表."""
    lines = Lines()
    organisation = posting.get("hiringOrganization")
    identifier = posting.get("identifier")
    _add(lines, "编号", first(part(identifier, "value")) or first(identifier), "/identifier")
    _add(lines, "单位名称", first(part(organisation, "name")) or first(organisation), "/hiringOrganization")
    _add(lines, "岗位名称", first(posting.get("title")), "/title")
    _add(lines, "招聘人数", first(posting.get("totalJobOpenings")), "/totalJobOpenings")
    _add(lines, "工作地点", _where(posting.get("jobLocation")), "/jobLocation")
    _add(lines, "薪资待遇", _pay(posting.get("baseSalary")), "/baseSalary")
    _add(lines, "技能要求", "、".join(_named(posting.get("skills"))), "/skills")
    _add(lines, "证书要求", "、".join(_credentials(posting)), "/educationRequirements")
    _add(lines, "经验要求", _experience(posting.get("experienceRequirements")), "/experienceRequirements")
    _add(lines, "学历要求", _schooling(posting.get("educationRequirements")), "/educationRequirements")
    kinds = [EMPLOYMENT.get(word.upper(), word) for word in texts(posting.get("employmentType"))]
    hours = first(posting.get("workHours"))
    _add(lines, "工作时间", "，".join(filter(None, [hours, *(word for word in kinds if word not in hours)])), "/workHours")
    _add(lines, "食宿", "，".join(_named(posting.get("jobBenefits"))), "/jobBenefits")
    start = "随时" if posting.get("jobImmediateStart") is True else first(posting.get("jobStartDate"))[:10]
    _add(lines, "到岗时间", start, "/jobStartDate")
    _add(lines, "有效期至", first(posting.get("validThrough"))[:10], "/validThrough")
    told = [plain_words(first(posting.get(name))) for name in ("description", "responsibilities")]
    _add(lines, "岗位职责", "；".join(filter(None, told))[:LONGEST_DUTIES], "/description")
    _add(lines, "备注", "；".join(plain_words(words) for words in texts(posting.get("qualifications"))), "/qualifications")
    return lines


def _add(lines: Lines, heading: str, words: str, pointer: str) -> None:
    """One line a heading: its value may not begin another."""
    lines.add(heading, "；".join(_lines(words)), pointer)


def plain_words(html: str) -> str:
    """The text of a description."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "\n".join(_lines("".join(reader.words)))


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _named(value: object) -> list[str]:
    """Words, or the names of things (schema.org's DefinedTerm and the like)."""
    return texts(value) or [first(item.get("name")) for _, item in items(value) if first(item.get("name"))]


def _where(value: object) -> str:
    told = []
    for _, place in items(value):
        address = place.get("address")
        parts = [first(part(address, name)) for name in ("addressRegion", "addressLocality", "streetAddress")]
        told.append(first(address) or "".join(parts))
    return "、".join(filter(None, told)) or first(value)


def _pay(value: object) -> str:
    """4500-5200元/月; a sum in another currency is left unread."""
    currency = first(part(value, "currency")) or CURRENCY
    amount = part(value, "value") if isinstance(value, Mapping) else value
    if currency not in (CURRENCY, "RMB"):
        return ""
    if not isinstance(amount, Mapping):
        return f"{words}元/月" if NUMBER.fullmatch(words := first(amount)) else words
    unit = UNITS.get(first(amount.get("unitText")).upper(), "元/月")
    low, high = first(amount.get("minValue")) or first(amount.get("value")), first(amount.get("maxValue"))
    if low and high and low != high:
        return f"{low}-{high}{unit}"
    return f"{low or high}{unit}{'' if high or first(amount.get('value')) else '以上'}" if low or high else ""


def _experience(value: object) -> str:
    months = first(part(value, "monthsOfExperience"))
    if NUMBER.fullmatch(months):
        years = float(months) / 12
        return f"{years:g}年以上" if years >= 1 else f"{months}个月以上"
    return "不限" if first(value) == "no requirements" else first(value)


def _schooling(value: object) -> str:
    told = [SCHOOLING.get(first(item.get("credentialCategory")), first(item.get("credentialCategory"))) for _, item in items(value)]
    return "、".join(f"{word}及以上" for word in told if word) or ("不限" if first(value) == "no requirements" else first(value))


def _credentials(posting: Mapping[str, object]) -> list[str]:
    listed = (posting.get("educationRequirements"), posting.get("qualifications"))
    return [
        first(item.get("name")) for value in listed for _, item in items(value)
        if first(item.get("name")) and first(item.get("credentialCategory")) not in set(SCHOOLING) - {"professional certificate"}
    ]  # fmt: skip


def to_job_posting(opening: Opening) -> dict[str, Any]:
    """An opening as a JobPosting in JSON-LD; what is not known is left out."""
    cells = opening.cells
    conditions = [BY_CONDITION[code] for code in sorted(opening.conditions) if code in BY_CONDITION]
    asked = [option.text for ask in opening.credentials if ask.must for option in ask.options]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": opening.employer, "value": opening.number} if opening.number else None,
        "title": opening.title.text,
        "hiringOrganization": {"@type": "Organization", "name": opening.employer} if opening.employer else None,
        "jobLocation": [{"@type": "Place", "address": _address(place)} for place in opening.places if place.code],
        "totalJobOpenings": opening.headcount,
        "baseSalary": _salary(opening.pay),
        "skills": [phrase.text for phrase in opening.skills],
        "qualifications": [{"@type": "EducationalOccupationalCredential", "name": name} for name in asked],
        "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": round(opening.years.low * 12)}
        if opening.years and opening.years.low else None,
        "educationRequirements": _required(opening.education),
        "employmentType": conditions,
        "workHours": cells.get("工作时间"),
        "jobBenefits": cells.get("食宿"),
        "jobImmediateStart": True if opening.start and opening.start.immediate else None,
        "jobStartDate": opening.start.date if opening.start and not opening.start.immediate else None,
        "validThrough": opening.valid_until,
        "description": opening.duties or opening.title.text,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _address(place: Place) -> dict[str, str]:
    code = place.code or ""
    known = regions()
    chain = [known[c].name for c in (f"{code[:2]}0000", f"{code[:4]}00", code) if c in known]
    names = list(dict.fromkeys(chain))
    address = {"@type": "PostalAddress", "addressCountry": "CN", "addressRegion": names[0] if names else ""}
    return {**address, **({"addressLocality": "".join(names[1:])} if names[1:] else {})}


def _salary(pay: Pay | None) -> dict[str, Any] | None:
    if pay is None or pay.period not in PERIODS or (pay.low_raw is None and pay.high_raw is None):
        return None
    value = {"@type": "QuantitativeValue", "minValue": _whole(pay.low_raw), "maxValue": _whole(pay.high_raw), "unitText": PERIODS[pay.period]}
    return {
        "@type": "MonetaryAmount", "currency": CURRENCY,
        "value": {name: item for name, item in value.items() if item is not None},
    }  # fmt: skip


def _whole(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount.is_integer() else amount


def _required(level: Education | None) -> dict[str, str] | None:
    if level is None:
        return None
    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": CATEGORY.get(level, EDUCATION_LABELS[level].zh),
    }
