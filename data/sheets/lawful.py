"""What an opening asks that it may not, cell by cell, as faults that say how to reword it."""

from collections.abc import Iterator
from functools import lru_cache

from data.errors import Fault
from data.reading.posting import Finding, check_posting
from data.records import Opening, Record
from data.text import Text

REWORD = Text(zh="{rewording}（{why}{law}）", en="{rewording} ({why} {law})")


def unlawful(record: Record) -> tuple[Fault, ...]:
    """One fault for every condition that the law forbids or that a person should look at; the record itself is kept."""
    if not isinstance(record, Opening):
        return ()
    return tuple(
        Fault(heading, finding.found, _reworded(finding))
        for heading, text in _said(record)
        for finding in _findings(text)
    )


@lru_cache(maxsize=20_000)
def _findings(cell: str) -> tuple[Finding, ...]:
    """Most cells of a sheet stand in many of its rows."""
    return check_posting(cell).findings


def _said(opening: Opening) -> Iterator[tuple[str, str]]:
    """(heading, words) of every cell; a column that nobody knows says itself what its cells are about."""
    given = opening.cells or {
        "岗位名称": opening.title.text,
        "技能要求": "、".join(phrase.text for phrase in opening.skills),
        "岗位职责": opening.duties,
        "备注": opening.remarks,
    }
    yield from ((heading, cell) for heading, cell in given.items() if cell and heading != "单位名称")
    yield from ((heading, f"{heading}：{cell}") for heading, cell in opening.extra.items())


def _reworded(finding: Finding) -> Text:
    ground = finding.ground
    return REWORD.filled(rewording=ground.rewording, why=ground.why, law=ground.law)
