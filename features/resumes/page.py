"""A résumé's text as lines, each under the heading that it stands below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from data.documents.sections import Section, lead_of, section_of
from data.reading.script import fold
from features.drafts.note import Clause, Note
from features.resumes.labels import KEPT, pairs

LONGEST = 30_000
CLAUSES_IN = (Section.WISH, Section.ABOUT, Section.OTHER)
"""Where a person speaks of themselves as in a note."""

STORIES = frozenset({Section.WORK, Section.PROJECT, Section.PRACTICE, Section.EDUCATION, Section.TRAINING})
LISTS = frozenset({Section.SKILLS, Section.CERTIFICATES, Section.LANGUAGES})
ONE_MORE = re.compile(r"[\W\d_]*其[他它]")
"""Where 其他：… is one more item."""

AFTER = {
    "证书": Section.CERTIFICATES, "技能特长": Section.SKILLS, "求职岗位": Section.WISH, "期望薪资": Section.WISH, "期望工作地": Section.WISH,
    "到岗时间": Section.WISH, "手机号": Section.PERSON, "姓名": Section.PERSON, "现居地": Section.PERSON, "户籍地": Section.PERSON,
}  # fmt: skip
SPOKEN = frozenset({"求职岗位", "证书", "技能特长", "学历"})
"""Labels that head a part of their own in other résumés."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the folded text and the part of the résumé that it belongs to; None before the first heading."""

    text: str
    start: int
    section: Section | None

    @property
    def end(self) -> int:
        """Where the line ends in the folded text."""
        return self.start + len(self.text)


class Page(Note):
    """The whole text of a résumé; only what is told as in a note counts as clauses."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text[:LONGEST])
        self.plain = self.folded.text

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are not headings, none of them blank."""
        return tuple(_lines(self.plain))

    @cached_property
    def headings(self) -> int:
        """How many different parts have a heading."""
        return len({line.section for line in self.lines} - {None})

    def of(self, *sections: Section) -> tuple[Line, ...]:
        """The lines of some parts, in order."""
        return tuple(line for line in self.lines if line.section in sections)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the parts where a person speaks of themselves, labels left away."""
        return self.told_in(*CLAUSES_IN)

    def told_in(self, *sections: Section) -> tuple[Clause, ...]:
        """The clauses of some parts alone."""
        return tuple(clause for line in self.of(*sections) if not pairs(line.text) for clause in _clauses(line))


def _clauses(line: Line) -> Iterator[Clause]:
    for clause in Note(line.text).clauses:
        yield replace(clause, start=line.start + clause.start, end=line.start + clause.end)


def _lines(plain: str) -> Iterator[Line]:
    section: Section | None = None
    start = 0
    for text in plain.split("\n"):
        begun = start
        start += len(text) + 1
        if not text.strip():
            continue
        headed = section_of(text)
        if headed:
            section = headed
            continue
        lead = lead_of(text)
        if lead and not _a_label(text) and not (section in LISTS and ONE_MORE.match(text)):
            section, rest = lead
            yield Line(text[rest:], begun + rest, section)
        else:
            section = _left(section, text)
            yield Line(text, begun, section)


def _left(section: Section | None, text: str) -> Section | None:
    """A label of the person's own ends the story of jobs and schools."""
    if section not in STORIES:
        return section
    first = next(iter(pairs(text)), None)
    return AFTER.get(first.field, section) if first and not text[: first.start].strip() else section


def _a_label(text: str) -> bool:
    """证书：焊工证 is a label with its value; 工作经历：2018… heads a part."""
    found = pairs(text)
    return bool(found) and found[0].field in KEPT and (len(found) > 1 or found[0].field in SPOKEN)
