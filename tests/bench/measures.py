"""Every measure of reading, linking and drafting with its bar, its sample and the command that gives it.

    python -m tests.bench.measures [NAME …]      one of MEASURES, all of them without a name

Those that need the public files say so and are left out without them.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.drafts import compared
from tests.bench.public import BENCH, REAL
from tests.bench.real_input import addresses, column, skill_labels, whole_postings

POSTINGS = Path(__file__).parents[1] / "data" / "postings.jsonl"
TITLES = BENCH / "titles_en"
LABELS = ("ok", "review", "discriminatory", "fraud_fee")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: what it is, over how many, and the bar it is held to (None where it is only reported)."""

    zh: str
    en: str
    figure: float
    n: int
    bar: float | None = None


def pay() -> Iterator[Measure]:
    """Every distinct pay string of the real files is read or reported."""
    from data.reading.pay import read_pay

    counts = Counter(column("薪资待遇"))
    read = [text for text in counts if (pay := read_pay(text)).period or pay.negotiable]
    yield Measure("工资：不同写法读懂的占比", "pay: share of distinct strings read", len(read) / len(counts), len(counts), 1.0)


def place() -> Iterator[Measure]:
    """Addresses by the deepest level that their words establish."""
    from data.reading.places import read_place

    levels = Counter(read_place(text).level or "none" for text in addresses())
    for level, zh in (("county", "县"), ("city", "市"), ("province", "省"), ("none", "无")):
        yield Measure(f"地址：读到{zh}一级", f"addresses read to: {level}", levels[level] / levels.total(), levels.total())


def posting() -> Iterator[Measure]:
    """Our own cases by label, and what is said of openings as they really come."""
    from data.reading.posting import check_posting

    cases = [json.loads(line) for line in POSTINGS.read_text(encoding="utf-8").splitlines()]
    for label in LABELS:
        mine = [check_posting(case["text"]).label.value == label for case in cases if case["label"] == label]
        yield Measure(f"合规：自拟案例，{label}", f"posting check: own cases, {label}", sum(mine) / len(mine), len(mine))
    labels = Counter(check_posting(text).label.value for text in whole_postings())
    for label in LABELS:
        yield Measure(f"合规：真实招聘中的{label}", f"posting check: real openings, {label}", labels[label] / labels.total(), labels.total())


def occupation() -> Iterator[Measure]:
    """Advertised titles to codes, five folds, and by words alone."""
    from features.training import check, read

    pairs = read(BENCH / "occupation" / "open.csv")
    found = check(pairs)
    ours, words = found["groups allowed"], found["words only"]
    for key, bar in (("acc@1", 0.60), ("acc@5", 0.80), ("level2", 0.72)):
        yield Measure(f"职业：{key}（五折）", f"occupation: {key}, five folds", ours[key], len(pairs), bar)
    yield Measure("职业：只用名称，不训练，acc@1", "occupation: names alone, untrained, acc@1", words["acc@1"], len(pairs), 0.43)


def titles() -> Iterator[Measure]:
    """English titles ranked by closeness."""
    from features.titles import TitleIndex

    names, queries, relevant = public_titles()
    index = TitleIndex(names)
    rankings = [index.rank(query) for query in queries]
    yield Measure("英文职位排序 MAP", "English titles, MAP", mean_average_precision(rankings, relevant), len(queries), 0.40)


def public_titles() -> tuple[list[str], list[str], list[set[int]]]:
    """(titles, queries, the positions that experts judged similar to each query) of the public set."""
    corpus = list(_tabbed("corpus_elements"))
    rows = {row["c_id"]: at for at, row in enumerate(corpus)}
    queries = list(_tabbed("queries"))
    relevant: dict[str, set[int]] = {row["q_id"]: set() for row in queries}
    for line in (TITLES / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, title, grade = line.split()
        if int(grade) > 0:
            relevant[query].add(rows[title])
    return [row["jobtitle"] for row in corpus], [row["jobtitle"] for row in queries], list(relevant.values())


def _tabbed(name: str) -> Iterator[dict[str, str]]:
    with (TITLES / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def mean_average_precision(rankings: Sequence[Sequence[int]], relevant: Sequence[set[int]]) -> float:
    """MAP over the queries that have anything relevant."""
    found = [_average_precision(ranking, wanted) for ranking, wanted in zip(rankings, relevant, strict=True) if wanted]
    return sum(found) / len(found)


def _average_precision(ranking: Sequence[int], wanted: set[int]) -> float:
    hits = [rank for rank, at in enumerate(ranking, 1) if at in wanted]
    return sum(place / rank for place, rank in enumerate(hits, 1)) / len(wanted)


def skills() -> Iterator[Measure]:
    """Skill labels as they stand in real openings: tied to a code, or known to be outside."""
    labels = skill_labels()
    linked = {label for label in labels if names_a_skill(label)}
    share = sum(labels[label] for label in linked) / labels.total()
    yield Measure("技能标签：对上的（按出现次数）", "skill labels linked, by occurrence", share, labels.total())
    yield Measure("技能标签：对上的（按不同标签）", "skill labels linked, by distinct label", len(linked) / len(labels), len(labels))


def names_a_skill(label: str) -> bool:
    """Whether the label is tied to a code as surely as a record asks."""
    from features.linking import link
    from features.profiles.linked import SURE

    return any(hit.similarity >= SURE["skill"] for hit in link("skill", label, 1))


def duties() -> Iterator[Measure]:
    """Requirements in real duty texts, found in running text, and each labelled phrase given alone."""
    from tests.bench import duties as sample

    for kind, zh in (("skill", "技能"), ("credential", "证书"), ("industry", "行业")):
        found = sample.measure(kind)
        yield Measure(f"职责：{zh}，查准", f"duty texts: {kind}, precision", found.precision, found.found)
        yield Measure(f"职责：{zh}，查全", f"duty texts: {kind}, recall", found.recall, found.wanted)
        yield Measure(f"职责：{zh}短语，对上或确属表外", f"duty phrases: {kind}, right or known outside", found.settled / found.phrases, found.phrases)


def drafting() -> Iterator[Measure]:
    """Fields of invented notes read as a person reads them, by kind of note."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for case, _, said, read in compared():
        asked[case["kind"]] += 1
        right[case["kind"]] += said == read
    for kind, zh in (("member", "成员"), ("opening", "岗位"), ("need", "项目"), ("service", "服务")):
        yield Measure(f"草稿：{zh}，各栏全对", f"drafts: {kind}, fields right", right[kind] / asked[kind], asked[kind])


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that are taken together; `needs` is the folder without which they cannot be."""

    rows: Callable[[], Iterator[Measure]]
    needs: Path | None = None

    @property
    def here(self) -> bool:
        return self.needs is None or self.needs.is_dir()


MEASURES = {
    "pay": Group(pay),
    "place": Group(place),
    "posting": Group(posting),
    "occupation": Group(occupation, BENCH),
    "titles": Group(titles, BENCH),
    "skills": Group(skills, REAL),
    "duties": Group(duties, REAL),
    "drafting": Group(drafting),
}


def main() -> None:
    """Print the table, one measure a line."""
    for name in sys.argv[1:] or MEASURES:
        if not MEASURES[name].here:
            print(f"{name}: 需要公开数据 needs the public files, which are not on this machine")
            continue
        for row in MEASURES[name].rows():
            print(f"{row.zh:{36 - _wide(row.zh)}} {row.en:48} {row.figure:7.4f}  n={row.n:<7,} {_against(row)}", flush=True)


def _wide(text: str) -> int:
    return sum(ord(letter) > 0x2E80 for letter in text)


def _against(row: Measure) -> str:
    return "" if row.bar is None else f"bar {row.bar:.2f} {'reached' if row.figure >= row.bar else 'MISSED'}"


if __name__ == "__main__":
    main()
