"""How many lines a second each reading command takes, and how much memory, run as a person runs it: a process, JSON lines.

The lines are the real input where this machine has it, else those of the sample county. Start-up is measured with one
line and taken off, so that the figure holds for long files; both are printed.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.public import BENCH
from tests.bench.real_input import addresses, column, notes, whole_postings

KIB = 1024


@dataclass(frozen=True, slots=True)
class Throughput:
    """One command over so many lines; `start_s` is the time of a single line, `mb` the peak resident memory."""

    command: str
    lines: int
    start_s: float
    lines_a_second: float
    mb: float


def measure(command: Sequence[str], texts: Sequence[str]) -> Throughput:
    """Run `guiyan …` over the texts, and over the first alone."""
    start_s, _ = _run(command, texts[:1])
    whole_s, mb = _run(command, texts)
    return Throughput(" ".join(command), len(texts), round(start_s, 2), round((len(texts) - 1) / max(whole_s - start_s, 1e-6)), mb)


def _run(command: Sequence[str], texts: Sequence[str]) -> tuple[float, float]:
    """(seconds, megabytes at the peak) of one process, which must answer every line."""
    with TemporaryDirectory() as folder:
        asked, told = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        asked.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts), encoding="utf-8")
        with asked.open("rb") as source, told.open("wb") as sink:
            began = perf_counter()
            process = subprocess.Popen([_guiyan(), *command], stdin=source, stdout=sink)
            _, status, usage = os.wait4(process.pid, 0)
            took = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        answered = sum(1 for _ in told.open("rb"))
        if process.returncode or answered != len(texts):
            raise RuntimeError(f"{command}: exit {process.returncode}, {answered} answers to {len(texts)} lines")
    return took, round(usage.ru_maxrss / KIB, 1)


def _guiyan() -> str:
    return str(Path(sys.executable).with_name("guiyan"))


COMMANDS: tuple[tuple[tuple[str, ...], Callable[[], list[str]]], ...] = (
    (("read", "pay"), lambda: column("薪资待遇")),
    (("read", "place"), addresses),
    (("read", "date"), lambda: [text for note in notes() for text in note.split("，")]),
    (("read", "posting"), whole_postings),
    (("link", "occupation"), lambda: column("岗位名称")),
    (("link", "skill"), lambda: [part for text in column("技能要求") for part in text.replace("、", ",").split(",")]),
    (("link", "credential"), lambda: column("岗位名称")),
    (("link", "industry"), lambda: column("岗位名称")),
    (("draft",), notes),
)


def similar() -> Iterator[Throughput]:
    """Ranking the public English titles, where they are here."""
    if BENCH.is_dir():
        with (BENCH / "titles_en" / "corpus_elements").open(encoding="utf-8") as lines, TemporaryDirectory() as folder:
            titles = [row["jobtitle"] for row in csv.DictReader(lines, delimiter="\t")]
            corpus = Path(folder, "titles.txt")
            corpus.write_text("\n".join(titles), encoding="utf-8")
            found = measure(("similar", "occupation", "--corpus", str(corpus)), titles[:300])
            yield Throughput(f"similar occupation ({len(titles):,} titles)", found.lines, found.start_s, found.lines_a_second, found.mb)


def table(most: int | None = None) -> Iterator[Throughput]:
    """Every command over its lines, or the first of them."""
    yield from (measure(command, texts()[:most]) for command, texts in COMMANDS)
    yield from similar()


def main() -> None:
    """Print the table."""
    print(f"{'命令 command':42} {'行 lines':>9} {'启动 start s':>13} {'行/秒 lines/s':>14} {'内存 peak MB':>12}")
    for row in table():
        print(f"guiyan {row.command:35} {row.lines:>9,} {row.start_s:>13.2f} {row.lines_a_second:>14,.0f} {row.mb:>12.0f}", flush=True)


if __name__ == "__main__":
    main()
