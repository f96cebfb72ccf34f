"""JSON Resume (jsonresume.org, schema v1.0.0) in and out: plain values and a member's record, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from data.interchange.said import Lines, first, items, part, texts
from data.records import Member, Phrase
from data.reference.regions import regions
from data.vocabulary import EDUCATION_LABELS

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
OWN = "x_guiyan"
"""The key beside those of the schema, which allows others: headings that JSON Resume has no place for."""

BESIDE = ("意向", "期望薪资", "期望工作地", "到岗时间", "户籍地", "工作年限", "可投资金", "关注行业", "参与方式", "可服务时间", "服务特长", "结对意愿")
KNOWN = frozenset({"basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages",
                   "interests", "references", "projects", "meta", "$schema", OWN})  # fmt: skip
HISTORY = re.compile(r"^(?P<title>.+?)（(?P<employer>[^，（）]+(?:（[^）]*）)?)??(?:，|(?=[\d）]))(?:(?P<since>\d{4}(?:\.\d\d)?)-(?P<until>\d{4}(?:\.\d\d)?|至今))?）$")
BASICS = (("姓名", "name"), ("手机号", "phone"), ("邮箱", "email"), ("照片", "image"), ("网址", "url"), ("求职岗位", "label"))


def is_json_resume(value: object) -> bool:
    """Whether a JSON value is laid out as a JSON Resume."""
    return isinstance(value, Mapping) and bool(KNOWN & set(value)) and any(
        isinstance(value.get(name), Mapping | list) for name in KNOWN
    )


def resume_lines(resume: Mapping[str, object]) -> Lines:
    """The résumé as the lines that a person would have written, so that one reader serves both."""
    lines = Lines()
    basics = resume.get("basics")
    lines.head("基本信息")
    for label, name in BASICS:
        lines.add(label, part(basics, name), f"/basics/{name}")
    lines.add("现居地", _place(part(basics, "location")), "/basics/location")
    for at, profile in items(part(basics, "profiles")):
        lines.add("网址", profile.get("url"), f"/basics/profiles/{at}/url")
    for heading in BESIDE:
        lines.add(heading, part(resume, OWN, heading), f"/{OWN}/{heading}")
    _jobs(lines, resume, "work", "工作经历")
    _jobs(lines, resume, "volunteer", "志愿服务")
    _listed(lines, resume)
    if summary := first(part(basics, "summary")):
        lines.head("自我评价")
        lines.add("", summary, "/basics/summary")
    return lines


def _place(location: object) -> str:
    """Region and city; the street and its number are not asked for."""
    region, city = first(part(location, "region")), first(part(location, "city"))
    return city if region in city else f"{region} {city}".strip() if region.isascii() else region + city


def _jobs(lines: Lines, resume: Mapping[str, object], name: str, heading: str) -> None:
    told = items(resume.get(name)) if resume.get(name) else []
    if told:
        lines.head(heading)
    for at, job in told:
        where = f"/{name}/{at}"
        lines.add("时间", _period(job), f"{where}/startDate")
        employer = job.get("name") or job.get("company") or job.get("organization")
        lines.add("单位", first(employer), f"{where}/{'organization' if job.get('organization') else 'name'}")
        lines.add("职位", first(job.get("position")), f"{where}/position")
        lines.add("工作内容", job.get("summary"), f"{where}/summary")
        lines.add("工作内容", job.get("highlights"), f"{where}/highlights")


def _period(entry: Mapping[str, object]) -> str:
    """2018-03 至 2021-05; without an end it goes on."""
    since, until = first(entry.get("startDate"))[:7], first(entry.get("endDate"))[:7]
    return f"{since} 至 {until or '今'}" if since else ""


def _listed(lines: Lines, resume: Mapping[str, object]) -> None:
    """Schooling, certificates, skills and the rest, one line each."""
    parts = (("education", "教育背景", _school), ("certificates", "证书", _certificate), ("skills", "专业技能", _skill),
             ("languages", "语言能力", _language), ("projects", "项目经历", _project), ("awards", "获奖情况", _award),
             ("interests", "兴趣爱好", _named), ("references", "证明人", _named))  # fmt: skip
    for name, heading, told in parts:
        entries = [(at, words) for at, entry in items(resume.get(name)) for words in told(entry) if words]
        if entries:
            lines.head(heading)
        for at, words in entries:
            lines.add("", words, f"/{name}/{at}")


def _school(entry: Mapping[str, object]) -> Iterator[str]:
    until = first(entry.get("endDate"))[:7]
    period = f"{first(entry.get('startDate'))[:7]} 至 {until}" if entry.get("startDate") and until else until
    yield " ".join(filter(None, (period, first(entry.get("institution")), first(entry.get("area")), first(entry.get("studyType")))))


def _certificate(entry: Mapping[str, object]) -> Iterator[str]:
    yield first(entry.get("name"))


def _skill(entry: Mapping[str, object]) -> Iterator[str]:
    yield "、".join([first(entry.get("name")), *texts(entry.get("keywords"))]).strip("、")


def _language(entry: Mapping[str, object]) -> Iterator[str]:
    yield " ".join(filter(None, (first(entry.get("language")), first(entry.get("fluency")))))


def _project(entry: Mapping[str, object]) -> Iterator[str]:
    yield from filter(None, (first(entry.get("name")), first(entry.get("description"))))


def _award(entry: Mapping[str, object]) -> Iterator[str]:
    yield first(entry.get("title"))


def _named(entry: Mapping[str, object]) -> Iterator[str]:
    yield first(entry.get("name"))


def to_json_resume(member: Member) -> dict[str, Any]:
    """A member as a JSON Resume; what it has no place for stands under `x_guiyan` by the heading of the sheet."""
    cells = member.cells
    basics: dict[str, Any] = {
        "name": member.name,
        "label": "、".join(phrase.text for phrase in member.work.occupations) if member.work else "",
        "phone": member.phone,
        "summary": member.remarks,
        "location": _location(member),
    }
    found: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": {name: value for name, value in basics.items() if value},
        "work": [_job(phrase) for phrase in member.history],
        "education": [{"studyType": cells.get("学历") or EDUCATION_LABELS[member.education].zh}] if member.education else [],
        "certificates": [{"name": phrase.text} for phrase in member.credentials or ()],
        "skills": [{"name": phrase.text} for phrase in member.skills],
        OWN: {heading: cells[heading] for heading in BESIDE if cells.get(heading)},
    }
    return {name: value for name, value in found.items() if value}


def _location(member: Member) -> dict[str, str]:
    place = member.current
    if place is None or place.code is None:
        return {}
    known = regions()
    chain = [known[code].name for code in (f"{place.code[:2]}0000", f"{place.code[:4]}00", place.code) if code in known]
    names = list(dict.fromkeys(chain))
    return {"countryCode": "CN", "region": names[0], **({"city": "".join(names[1:])} if names[1:] else {})}


def _job(phrase: Phrase) -> dict[str, str]:
    """A former job; the period and the employer where the phrase has the form that drafts of résumés give it."""
    told = HISTORY.match(phrase.text)
    if told is None:
        return {"position": phrase.text}
    parts = {"name": told["employer"], "position": told["title"], "startDate": told["since"], "endDate": told["until"]}
    return {name: said.replace(".", "-") if "Date" in name else said for name, said in parts.items() if said and said != "至今"}
