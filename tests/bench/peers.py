"""What others would rank names with, on the same names and the same queries: rapidfuzz alone, TF-IDF and BM25 over characters.

Each peer takes the names once and answers, for every query, the similarity of every name (queries × names, float32).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from data.reading.script import fold

Scores = NDArray[np.float32]
Peer = Callable[[Sequence[str], Sequence[str]], Scores]
BATCH = 256
LONGEST_GRAM = 3


def plain(text: str) -> str:
    """The same folding that ours has: simplified, half width, small letters."""
    return fold(text).text.casefold()


def grams(text: str) -> list[str]:
    """Characters of a text one, two and three together."""
    return [text[at : at + size] for size in range(1, LONGEST_GRAM + 1) for at in range(len(text) - size + 1)]


def rapidfuzz_alone(queries: Sequence[str], names: Sequence[str], scorer: str = "WRatio") -> Scores:
    """rapidfuzz's weighted ratio of every query with every name."""
    from rapidfuzz import fuzz, process

    return np.asarray(process.cdist(queries, names, scorer=getattr(fuzz, scorer), dtype=np.float32, workers=2))


def tfidf(queries: Sequence[str], names: Sequence[str]) -> Scores:
    """Cosine of TF-IDF over one to three characters, fitted on the names (scikit-learn)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    weighing = TfidfVectorizer(analyzer=grams, sublinear_tf=True, dtype=np.float32)
    known = weighing.fit_transform(names)
    return np.asarray((weighing.transform(queries) @ known.T).toarray(), dtype=np.float32)


def bm25(queries: Sequence[str], names: Sequence[str]) -> Scores:
    """BM25 over one to three characters (bm25s, its defaults)."""
    import bm25s

    index = bm25s.BM25(dtype="float32")
    index.index([grams(name) or [" "] for name in names], show_progress=False)
    known = set(index.vocab_dict)
    found = np.zeros((len(queries), len(names)), dtype=np.float32)
    for at, query in enumerate(queries):
        words = [gram for gram in grams(query) if gram in known]
        if words:
            found[at] = index.get_scores(words)
    return found


PEERS: dict[str, Peer] = {
    "rapidfuzz": rapidfuzz_alone,
    "rapidfuzz (ratio)": partial(rapidfuzz_alone, scorer="ratio"),
    "TF-IDF, characters 1–3": tfidf,
    "BM25, characters 1–3": bm25,
}


def best_codes(peer: Peer, queries: Sequence[str], named: Sequence[tuple[str, str]], top: int = 5) -> list[list[str]]:
    """For each query the codes of the closest (name, code) pairs, each code once, best first."""
    names = [plain(name) for name, _ in named]
    codes = [code for _, code in named]
    asked = [plain(query) for query in queries]
    return [picked for start in range(0, len(asked), BATCH) for picked in _picked(peer(asked[start : start + BATCH], names), codes, top)]


def _picked(scores: Scores, codes: Sequence[str], top: int) -> Iterator[list[str]]:
    for row in scores:
        order = np.argsort(-row, kind="stable")[: top * 40]
        yield list(dict.fromkeys(codes[at] for at in order.tolist()))[:top]


def rankings(peer: Peer, queries: Sequence[str], names: Sequence[str]) -> list[list[int]]:
    """For each query the positions of all names, closest first; equal ones in the order of the names."""
    scores = peer([plain(query) for query in queries], [plain(name) for name in names])
    return [np.argsort(-row, kind="stable").tolist() for row in scores]
