"""Requirement phrases labelled by hand in 360 real duty texts, and how well they are found and tied to codes.

`tests/features/duty_labels.csv` holds row of the file, first and last character, kind and the codes that a fair judge
accepts (none: a true requirement that our tables do not know), and the part of the sample: the linking was tuned on
`tuned`, never on `held` or `fresh`. A text without any requirement stands there as one line of the kind `none`.
The texts themselves are not ours to ship.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.records import Phrase
from features.duties import asked
from features.linking import Link
from features.profiles.linked import mentions
from tests.bench.public import REAL
from tests.bench.real_input import rows_of

LABELS = Path(__file__).parents[1] / "features" / "duty_labels.csv"
KINDS = ("skill", "credential", "industry")


@dataclass(frozen=True, slots=True)
class Label:
    """One requirement in one text; `codes` are all that would be right, none where the tables have nothing."""

    start: int
    end: int
    kind: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Counts over texts: names `found` and `right` among them; requirements that the tables know (`wanted`) and those `met`.

    `phrases` and `settled` are about each labelled phrase given alone: linked to a right code, or rightly left unknown.
    """

    found: int
    right: int
    wanted: int
    met: int
    phrases: int
    settled: int

    @property
    def precision(self) -> float:
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.met / max(self.wanted, 1)


def labels() -> Mapping[int, Sequence[Label]]:
    """By row of the file, the labels in the order of the text."""
    rows: dict[int, list[Label]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            codes = frozenset(filter(None, row["codes"].split("|")))
            rows[int(row["row"])].append(Label(int(row["start"]), int(row["end"]), row["kind"], codes))
    return rows


def part(name: str) -> frozenset[int]:
    """The rows of one part of the sample: `tuned`, `held` or `fresh`."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return frozenset(int(row["row"]) for row in csv.DictReader(lines) if row["half"] == name)


def texts() -> list[str]:
    """The duties of every row of the real file."""
    return [row["岗位职责"] or "" for row in rows_of(REAL / "openings_51job.csv")]


def measure(kind: str, rows: Iterable[int] | None = None) -> Found:
    """Over the labelled rows, or some of them."""
    known, said = labels(), texts()
    counts = [_of_text(kind, said[row], known[row]) for row in (known if rows is None else rows)]
    return Found(*(sum(column) for column in zip(*counts, strict=True)))


def _of_text(kind: str, text: str, marked: Sequence[Label]) -> tuple[int, ...]:
    mine = [label for label in marked if label.kind == kind]
    found = asked(kind, text)
    right = sum(any(_agree(hit, label) for label in mine) for hit in found)
    wanted = [label for label in mine if label.codes]
    met = sum(_met(label, wanted, found) for label in wanted)
    settled = sum(_settled(kind, text[label.start : label.end], label) for label in mine)
    return len(found), right, len(wanted), met, len(mine), settled


def _agree(hit: Link, label: Label) -> bool:
    return hit.start < label.end and label.start < hit.end and hit.code in label.codes


def _met(label: Label, wanted: Sequence[Label], found: Sequence[Link]) -> bool:
    """Whether the label, or one that it stands in or holds, was found: nested labels say the same thing twice."""
    same = (other for other in wanted if other.start < label.end and label.start < other.end)
    return any(_agree(hit, other) for other in same for hit in found)


def _settled(kind: str, phrase: str, label: Label) -> bool:
    read = mentions(kind, Phrase(phrase, "岗位职责", 0, len(phrase), False))
    return read[0].code in label.codes if read else not label.codes


def mistakes(kind: str) -> Iterator[tuple[str, str, int]]:
    """(what, its words, its row): every name found that nobody labelled, and every requirement that was missed."""
    known, said = labels(), texts()
    for row, marked in known.items():
        mine, found = [label for label in marked if label.kind == kind], asked(kind, said[row])
        for hit in found:
            if not any(_agree(hit, label) for label in mine):
                yield f"found {hit.code}", said[row][hit.start : hit.end], row
        for label in mine:
            if label.codes and not _met(label, [other for other in mine if other.codes], found):
                yield f"missed {min(label.codes)}", said[row][label.start : label.end], row


def main() -> None:
    """Print the figures of each part of the sample."""
    for name in ("tuned", "held", "fresh"):
        for kind in KINDS:
            found = measure(kind, sorted(part(name)))
            alone = found.settled / max(found.phrases, 1)
            whole = f"precision {found.precision:.3f} of {found.found} recall {found.recall:.3f} of {found.wanted}"
            print(f"{name} {kind} {whole} alone {alone:.3f}")


if __name__ == "__main__":
    main()
