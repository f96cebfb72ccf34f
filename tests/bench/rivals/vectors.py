"""Approximate vector search: rows as 64 numbers in faiss, the nearest thousand scored exactly, and how many of the true best it finds."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from matcher.compile import BEST, Query
from matcher.engine import Asked
from matcher.ranking import read_entries
from tests.bench.rivals.plain import Place, Plain

WIDTH = 64
SAMPLE = 50_000
CANDIDATES = 1_000
WORST = -2_500
"""An exclusion cannot be told by a vector but as a large loss."""

CLUSTERS_A_ROOT = 2
"""Cluster centres for every member, as a multiple of the square root of their number."""


class Vectors:
    """Every value of every column is a feature; the 64 directions kept are those in which the scores of example openings differ most.

    A query is its tables of points, brought to the same 64 numbers by least squares over a sample of members, so that
    the inner product comes as near to the score as so many numbers allow. faiss looks through `probes` of its lists.
    Tried besides: directions in which the members differ most, half the recall.
    """

    def __init__(self, plain: Plain, pool: Pool, examples: Sequence[Asked]) -> None:
        import faiss

        self.plain, self.pool = plain, pool
        self.begins = np.cumsum([0, *(len(pool.vocabularies[column.key]) for column in pool.columns)])
        asked = np.array([self._wanted(example.query) for example in examples])
        sample = self._features(np.arange(0, len(plain), max(len(plain) // SAMPLE, 1)))
        self.directions = asked.T @ _most_telling(sample @ asked.T)
        seen = sample @ self.directions
        self.asking = np.linalg.solve(seen.T @ seen + np.eye(WIDTH), (sample.T @ seen).T)
        found = np.ascontiguousarray(self._features(np.arange(len(plain))) @ self.directions, dtype=np.float32)
        clusters = max(int(CLUSTERS_A_ROOT * len(plain) ** 0.5), 1)
        self.flat = faiss.IndexFlatIP(WIDTH)
        self.index = faiss.IndexIVFFlat(self.flat, WIDTH, clusters, faiss.METRIC_INNER_PRODUCT)
        faiss.omp_set_num_threads(1)
        self.index.train(found[:: max(len(plain) // (40 * clusters), 1)])
        self.index.add(found)

    def _features(self, rows: NDArray[np.int64]) -> Any:
        """Some records as features, sparse [n, values]."""
        from scipy.sparse import csr_matrix

        numbers, parts = np.arange(len(rows)), []
        for position, codes in self.plain.singles.items():
            parts.append((numbers, codes[rows] + self.begins[position], np.ones(len(rows), np.float32)))
        for position, column in self.plain.bags.items():
            sizes = column.sizes[column.codes[rows]]
            inside = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            items = column.items[np.repeat(column.begins[column.codes[rows]], sizes) + inside]
            parts.append((np.repeat(numbers, sizes), items + self.begins[position], np.ones(len(items), np.float32)))
        at, features, ones = (np.concatenate(each) for each in zip(*parts, strict=True))
        return csr_matrix((ones, (at, features)), shape=(len(rows), self.begins[-1]))

    def _wanted(self, query: Query) -> NDArray[np.float64]:
        """The points of every value of every column; of a bag those above what an empty one gets, as if they were added."""
        wanted = np.zeros(self.begins[-1])
        for term in query.terms:
            points = np.maximum(term.table.astype(np.float64), WORST)
            if term.operation == BEST:
                points = np.maximum(points - term.empty, 0)
            wanted[self.begins[term.position] : self.begins[term.position] + len(points)] += points
        return wanted

    def nearest(self, asked: Asked, k: int, probes: int) -> list[Place]:
        """(row, score) of the best k among the nearest thousand, scored exactly."""
        query = self.asking @ self._wanted(asked.query)
        self.index.nprobe = probes
        found = self.index.search(np.ascontiguousarray(query[None], np.float32), min(CANDIDATES, len(self.plain)))[1][0]
        rows = self.plain.rows[found[found >= 0]]
        scores = read_entries(asked.program, self.pool, rows.tolist()).sum(axis=1) + asked.program.base
        order = np.lexsort((self.plain.keys[found[found >= 0]], -scores))[:k]
        return [(int(rows[at]), int(scores[at])) for at in order if scores[at] >= 0]

    def close(self) -> None:
        """Nothing but memory is held."""


def _most_telling(scores: Any) -> NDArray[np.float64]:
    """Of the scores of sampled members for example openings the 64 combinations of openings in which members differ most."""
    scores = np.asarray(scores)
    return np.asarray(np.linalg.eigh(scores.T @ scores)[1][:, -WIDTH:])


def recall(found: Sequence[Place], true: Sequence[Place]) -> float:
    """The share of the true best that was found; one of the same score as the last is as good."""
    if not true:
        return 1.0
    least = true[-1][1]
    return min(sum(score >= least for _, score in found) / len(true), 1.0)


