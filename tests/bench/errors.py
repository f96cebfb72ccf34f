"""The errors that each part was surest of, or that weigh most, for reading by a person.

    python -m tests.bench.errors NAME [COUNT]      one of ERRORS
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator

from tests.bench.drafts import compared
from tests.bench.measures import MEASURES, POSTINGS, names_a_skill, public_titles
from tests.bench.real_input import addresses, skill_labels

Row = tuple[object, ...]
MOST = 50


def occupation() -> Iterator[Row]:
    """(title, wanted, given, how sure) of held-out titles, the surest first."""
    from features.linkers.agreement import worst
    from features.training import answers, read
    from tests.bench.public import BENCH

    for answer in worst(answers(read(BENCH / "occupation" / "open.csv")), MOST):
        yield answer.title, answer.wanted, answer.codes[0], round(answer.sure, 2)


def titles() -> Iterator[Row]:
    """(query, a title that experts call similar, where it stands): those that stand lowest."""
    from features.titles import TitleIndex

    names, queries, relevant = public_titles()
    index = TitleIndex(names)
    found = [
        (place, query, names[at])
        for query, wanted in zip(queries, relevant, strict=True)
        for place, at in enumerate(index.rank(query), 1)
        if at in wanted
    ]
    yield from ((query, name, place) for place, query, name in sorted(found, reverse=True))


def place() -> Iterator[Row]:
    """(address, candidates) where nothing is sure, those with candidates first."""
    from data.reading.places import read_place

    read = [(text, read_place(text)) for text in addresses()]
    unsure = [(text, "、".join(place.candidates[:6])) for text, place in read if place.code is None]
    yield from sorted(unsure, key=lambda row: -len(row[1]))


def skills() -> Iterator[Row]:
    """(label, how often) of skill labels that are tied to nothing."""
    yield from ((label, count) for label, count in skill_labels().most_common() if not names_a_skill(label))


def duties() -> Iterator[Row]:
    """(what, words, how often) of names found in duty texts that nobody marked, and of marked ones that were missed."""
    from tests.bench.duties import KINDS, mistakes

    counts = Counter((what, words) for kind in KINDS for what, words, _ in mistakes(kind))
    yield from ((what, words, count) for (what, words), count in counts.most_common())


def posting() -> Iterator[Row]:
    """(text, label wanted, label given, words found)."""
    from data.reading.posting import check_posting

    for case in map(json.loads, POSTINGS.read_text(encoding="utf-8").splitlines()):
        found = check_posting(case["text"])
        if found.label.value != case["label"]:
            yield case["text"], case["label"], found.label.value, "、".join(finding.found for finding in found.findings)


def drafting() -> Iterator[Row]:
    """(note, field, what it says, what was read)."""
    yield from ((case["note"], name, said, read) for case, name, said, read in compared() if said != read)


ERRORS: dict[str, Callable[[], Iterator[Row]]] = {
    "occupation": occupation,
    "titles": titles,
    "place": place,
    "skills": skills,
    "duties": duties,
    "posting": posting,
    "drafting": drafting,
}


def main() -> None:
    """Print the errors of one kind, one a line."""
    name, most = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else MOST
    if not MEASURES[name].here:
        sys.exit(f"{name}: needs the public files, which are not on this machine")
    for _, row in zip(range(most), ERRORS[name](), strict=False):
        print("\t".join(map(str, row)))


if __name__ == "__main__":
    main()
