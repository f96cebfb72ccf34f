"""Which of the open projects did an investor back next? Ours and BM25 over category and place, on the public funding history.

The truth is read here alone, after the rankings stand. `python -m tests.bench.invest [FOLDER]`
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log2
from pathlib import Path
from statistics import mean, stdev
from time import perf_counter

import numpy as np

from features.funding.history import History, Site, Venture, read_history
from matcher.funding.folds import evaluate
from tests.bench.public import BENCH

FOLDER = BENCH / "invest"
K1, B = 1.5, 0.75
Figures = dict[str, tuple[float, float]]
"""Mean over investors and its standard error, by measure."""


def truth(folder: Path) -> dict[str, set[str]]:
    """What each investor backed next."""
    found: dict[str, set[str]] = {}
    with (folder / "truth.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["investor"], set()).add(row["project"])
    return found


def figures(rankings: Iterable[Sequence[str]], wanted: Sequence[set[str]]) -> Figures:
    """nDCG@10, recall@20 and AUC, each averaged over investors."""
    rows = [_of_one(ranking, wish) for ranking, wish in zip(rankings, wanted, strict=True)]
    names = ("nDCG@10", "recall@20", "AUC")
    return {name: (mean(column), stdev(column) / len(rows) ** 0.5) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def _of_one(ranking: Sequence[str], wish: set[str]) -> tuple[float, float, float]:
    at = [place for place, name in enumerate(ranking) if name in wish]
    n, m = len(ranking), len(at)
    gain = sum(1 / log2(place + 2) for place in at if place < 10)
    best = sum(1 / log2(place + 2) for place in range(min(10, len(wish))))
    return gain / best, sum(place < 20 for place in at) / len(wish), 1 - (sum(at) - m * (m - 1) / 2) / (m * (n - m))


def _words(site: Site, trade: str = "") -> list[str]:
    parts = (trade, site.country, site.state, site.region, site.city)
    return [f"{kind}:{part}" for kind, part in zip(("trade", "country", "state", "region", "city"), parts, strict=True) if part]


def bm25(history: History) -> Iterator[list[str]]:
    """Okapi BM25 of the projects' words by the investor's place and all rounds joined, each word as often as it stands there."""
    documents = [Counter(_words(venture.site, venture.trade)) for venture in history.ventures]
    lengths = np.array([sum(document.values()) for document in documents], float)
    column = {word: at for at, word in enumerate(sorted({word for document in documents for word in document}))}
    weights = np.zeros((len(documents), len(column)))
    for row, document in enumerate(documents):
        for word, times in document.items():
            weights[row, column[word]] = times * (K1 + 1) / (times + K1 * (1 - B + B * lengths[row] / lengths.mean()))
    held = (weights > 0).sum(axis=0)
    weights *= np.log(1 + (len(documents) - held + 0.5) / (held + 0.5))
    past: dict[str, list[Venture]] = {}
    for told in history.investments:
        past.setdefault(told.investor, []).append(told.venture)
    for investor in history.investors:
        joined = past.get(investor.id, [])
        said = [_words(investor.site), *(_words(venture.site, venture.trade) for venture in joined)]
        asked = Counter(word for words in said for word in words if word in column)
        scores = weights[:, [column[word] for word in asked]] @ np.array(list(asked.values()), float)
        known = {venture.id for venture in joined}
        order = np.argsort(-scores, kind="stable")
        yield [history.ventures[at].id for at in order if history.ventures[at].id not in known]


def show(name: str, found: Figures, seconds: float) -> None:
    """One line of figures, each with its standard error over investors."""
    told = "  ".join(f"{key} {value:.4f} ± {error:.4f}" for key, (value, error) in found.items())
    print(f"{name:6} {told}  {seconds:.0f} s")


def main(folder: Path = FOLDER) -> None:
    """Print both."""
    if not folder.is_dir():
        print(f"left out: {folder.name} is not there (the folder that GUIYAN_SHARED names holds the public files)")
        return
    history = read_history(folder)
    begun = perf_counter()
    ours = list(evaluate(history).rankings())
    lasted = perf_counter() - begun
    begun = perf_counter()
    theirs = list(bm25(history))
    wishes = truth(folder)
    wanted = [wishes[investor.id] for investor in history.investors]
    show("ours", figures(ours, wanted), lasted)
    show("BM25", figures(theirs, wanted), perf_counter() - begun)


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:2]))
