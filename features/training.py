"""How what is learned of titles is learned; run by hand when the tables of occupations change.

    python -m features.training PAIRS.csv [--check [--errors N]]

PAIRS.csv has the columns job_name and expected_code. `--check` measures by five folds instead of writing, and
`--errors` lists also the N surest mistakes of the folds.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.occupations import assignable, occupations
from features.linkers.agreement import Answer, agreement, calibration, reliability, worst
from features.linkers.classifier import Classifier
from features.linkers.evidence import Evidence, Taught, evidence
from features.linkers.filing import Filing
from features.linkers.judgement import fitted
from features.linkers.learned import NEVER, Learned, save
from features.linkers.linear import Linear, Numbers, codes, places, traits
from features.linkers.occupation import joined
from features.linkers.title import pieces
from features.linkers.title_words import by_words
from features.linking import UNKNOWN_BELOW

__all__ = ["agreement", "check", "read", "train"]

LIBRARIES = ("sklearn.feature_extraction", "sklearn.feature_extraction.text", "sklearn.svm", "scipy.sparse")
SOFTNESS = 1.0
ALIAS_WEIGHT = 0.2
SMALLEST_MARGIN = 0.05
RIDGE = 0.4
SMALLEST_SHARE = 0.01
FOLDS = 5
SEED = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A title with its code; `weight` is lower where the title comes from our own tables."""

    title: str
    code: str
    weight: float = 1.0


def read(path: Path) -> list[Example]:
    """The pairs of an open collection of advertised titles."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [Example(row["job_name"], row["expected_code"]) for row in csv.DictReader(lines)]


@cache
def own_examples() -> tuple[Example, ...]:
    """Names and aliases of our own tables, so that occupations without pairs can be told apart too."""
    return tuple(
        Example(title, occupation.code, ALIAS_WEIGHT)
        for occupation in assignable()
        for title in (occupation.name, *occupation.colloquial, *occupation.aliases)
        if not title.startswith("其他")
    )


def train(pairs: Sequence[Example]) -> Learned:
    """Both opinions: the sound of our names and the pairs together, and the filing of the pairs."""
    return Learned(_sound(pairs), _filing(pairs))


@dataclass(frozen=True, slots=True)
class Weighed:
    """Examples as rows of weighted traits."""

    vectors: Any
    rows: dict[str, int]
    rarity: NDArray[np.float32]

    def linear(self, weights: NDArray[np.float32], smallest: float, strange: float = 0.0) -> Linear:
        """(trait, code) weights without those that are small."""
        kept = import_module("scipy.sparse").csr_matrix(np.where(np.abs(weights) >= smallest, weights, 0))
        return Linear(
            rows=self.rows,
            rarity=self.rarity,
            starts=kept.indptr.astype(np.int32),
            classes=kept.indices.astype(np.uint16),
            weights=kept.data.astype(np.float16).astype(np.float32),
            strange=strange,
        )


def _weighed(examples: Sequence[Example]) -> Weighed:
    extraction, text, *_ = map(import_module, LIBRARIES)
    naming, weighing = extraction.DictVectorizer(), text.TfidfTransformer(sublinear_tf=True)
    vectors = weighing.fit_transform(naming.fit_transform([_traits(example.title) for example in examples]))
    return Weighed(vectors, dict(naming.vocabulary_), weighing.idf_.astype(np.float32))


@cache
def _traits(title: str) -> dict[str, float]:
    return traits(pieces(title))


def _sound(pairs: Sequence[Example]) -> Classifier:
    """One-against-all linear separation over weighted traits."""
    examples = [*pairs, *own_examples()]
    weighed = _weighed(examples)
    separator = import_module("sklearn.svm").LinearSVC(C=SOFTNESS, max_iter=100, tol=3e-2, random_state=SEED)
    separator.fit(
        weighed.vectors,
        [places()[example.code] for example in examples],
        sample_weight=[example.weight for example in examples],
    )
    weights = np.zeros((len(weighed.rows), len(codes())), dtype=np.float32)
    weights[:, separator.classes_] = separator.coef_.T
    offsets = np.full(len(codes()), NEVER)
    offsets[separator.classes_] = separator.intercept_
    return Classifier(weighed.linear(weights, SMALLEST_MARGIN), offsets, frozenset(pair.code for pair in pairs))


def _filing(pairs: Sequence[Example]) -> Filing:
    """Ridge regression from traits to codes, then the judgement of all evidence.

    The judgement is learned from the shares that the other pairs give to each pair (leave one out, in closed form:
    with A = XXᵀ + ridge the residual of pair i is (A⁻¹Y)ᵢ / (A⁻¹)ᵢᵢ), so that it meets them as it will meet new titles;
    for the same reason a trait never met counts as one met once.
    """
    weighed = _weighed(pairs)
    answers = np.zeros((len(pairs), len(codes())), dtype=np.float32)
    answers[np.arange(len(pairs)), [places()[pair.code] for pair in pairs]] = 1
    inverse = np.linalg.inv((weighed.vectors @ weighed.vectors.T).toarray() + RIDGE * np.eye(len(pairs)))
    duals = (inverse @ answers).astype(np.float32)
    others = answers - duals / np.diag(inverse)[:, None].astype(np.float32)
    shares = weighed.linear(weighed.vectors.T @ duals, SMALLEST_SHARE, strange=float(weighed.rarity.max()))
    counts = answers.sum(axis=0).astype(np.float64)
    met = [_evidence(pair, np.maximum(row, 0), counts) for pair, row in zip(pairs, others, strict=True)]
    return Filing(shares, counts, fitted([(found.candidates, found.rows) for found in met], answers.argmax(axis=1)))


def _evidence(pair: Example, shares: NDArray[np.float32], counts: Numbers) -> Evidence:
    """What speaks for the codes of a pair when it is not itself among those that taught."""
    whole = pieces(pair.title)
    without = counts.copy()
    without[places()[pair.code]] -= 1
    return evidence(whole, by_words(whole, groups=True), Taught(shares.astype(np.float64), without), groups=True)


def check(pairs: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Agreement of the links with the pairs, groups allowed, each fold linked by what the others taught."""
    return _measured(pairs, answers(pairs))


def _measured(pairs: Sequence[Example], folded: Sequence[Answer]) -> dict[str, dict[str, float]]:
    wanted = [pair.code for pair in pairs]
    return {
        "groups allowed": agreement([answer.codes for answer in folded], wanted),
        "words only": agreement([_answer(pair, None).codes for pair in pairs], wanted),
        "calibration": calibration(folded, UNKNOWN_BELOW),
    }


def answers(pairs: Sequence[Example]) -> list[Answer]:
    """What is answered to each pair by what the other folds taught."""
    folds = np.random.RandomState(SEED).randint(0, FOLDS, len(pairs))
    found: dict[int, Answer] = {}
    for held in range(FOLDS):
        known = train([pair for pair, fold in zip(pairs, folds, strict=True) if fold != held])
        found |= {row: _answer(pairs[row], known) for row in np.flatnonzero(folds == held).tolist()}
    return [found[row] for row in range(len(pairs))]


def _answer(pair: Example, known: Learned | None) -> Answer:
    links = joined(pair.title, known, groups=True)[:5]
    return Answer(pair.title, pair.code, tuple((link.code, link.similarity) for link in links))


def report(pairs: Sequence[Example], mistakes: int) -> Iterator[str]:
    """The figures of the folds, line by line, then the surest mistakes."""
    folded = answers(pairs)
    for means, measured in _measured(pairs, folded).items():
        yield f"{means} {measured}"
    for level in reliability(folded):
        yield f"{level.count:6d} answers: sure {level.sure:.3f}, right {level.right:.3f}"
    for answer in worst(folded, mistakes):
        wanted, told = (occupations()[code].name for code in (answer.wanted, answer.codes[0]))
        yield f"{answer.sure:.2f} {answer.title} | label {answer.wanted} {wanted} | told {answer.codes[0]} {told}"


def main() -> None:
    """Train and write, or with --check measure."""
    path, *wishes = sys.argv[1:] or [""]
    match wishes:
        case []:
            save(train(read(Path(path))))
        case ["--check"]:
            print(*report(read(Path(path)), 0), sep="\n")
        case ["--check", "--errors", count]:
            print(*report(read(Path(path)), int(count)), sep="\n")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
