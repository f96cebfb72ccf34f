"""How good a ranking is against grades that people gave."""

from collections.abc import Sequence
from math import log2


def ndcg(grades: Sequence[int], k: int) -> float:
    """Normalised discounted cumulative gain at k of grades in ranked order (gain 2^g − 1, Järvelin and Kekäläinen 2002)."""
    best = _dcg(sorted(grades, reverse=True)[:k])
    return _dcg(grades[:k]) / best if best else 1.0


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1.0) / log2(place + 2) for place, grade in enumerate(grades))


def pairwise(grades: Sequence[int], scores: Sequence[float]) -> tuple[float, int]:
    """(pairs of unequal grades that the scores put right, all such pairs); equal scores count one half."""
    right, pairs = 0.0, 0
    for i, one in enumerate(grades):
        for j in range(i):
            if one != grades[j]:
                pairs += 1
                ahead = (scores[i] - scores[j]) * (one - grades[j])
                right += 1.0 if ahead > 0 else 0.5 if ahead == 0 else 0.0
    return right, pairs
