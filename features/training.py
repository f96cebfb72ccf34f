"""How the weights of the title classifier are learned; run by hand when the tables of occupations change.

    python -m features.training PAIRS.csv [--check]

PAIRS.csv has the columns job_name and expected_code. `--check` measures by five folds instead of writing.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.occupations import assignable
from features.linkers.classifier import ARTEFACT, Classifier, traits
from features.linkers.title import pieces

LIBRARIES = ("sklearn.feature_extraction", "sklearn.feature_extraction.text", "sklearn.svm", "scipy.sparse")
SOFTNESS = 1.0
ALIAS_WEIGHT = 0.2
SMALLEST_WEIGHT = 0.05
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


def own_examples() -> list[Example]:
    """Names and aliases of our own tables, so that occupations without pairs can be told apart too."""
    return [
        Example(title, occupation.code, ALIAS_WEIGHT)
        for occupation in assignable()
        for title in (occupation.name, *occupation.colloquial, *occupation.aliases)
        if not title.startswith("其他")
    ]


def train(pairs: Sequence[Example]) -> Classifier:
    """One-against-all linear separation over weighted traits, its small weights dropped."""
    extraction, text, svm, sparse = map(import_module, LIBRARIES)
    examples = [*pairs, *own_examples()]
    bags = [traits(pieces(example.title)) for example in examples]
    naming = extraction.DictVectorizer()
    weighing = text.TfidfTransformer(sublinear_tf=True)
    vectors: Any = weighing.fit_transform(naming.fit_transform(bags))
    separator = svm.LinearSVC(C=SOFTNESS, max_iter=100, tol=3e-2, random_state=SEED)
    separator.fit(
        vectors,
        [example.code for example in examples],
        sample_weight=[example.weight for example in examples],
    )
    dense = np.where(np.abs(separator.coef_) >= SMALLEST_WEIGHT, separator.coef_, 0)
    kept: Any = sparse.csr_matrix(dense.T.astype(np.float32))
    return Classifier(
        codes=[str(code) for code in separator.classes_],
        taught=frozenset(pair.code for pair in pairs),
        rows=dict(naming.vocabulary_),
        rarity=weighing.idf_.astype(np.float32),
        starts=kept.indptr.astype(np.int32),
        classes=kept.indices.astype(np.uint16),
        weights=kept.data.astype(np.float16).astype(np.float32),
        offsets=separator.intercept_.astype(np.float32),
    )


def save(trained: Classifier, path: Path = ARTEFACT) -> None:
    """Write the weights as a compressed archive that numpy alone can read."""
    names = sorted(trained.rows, key=trained.rows.__getitem__)
    np.savez_compressed(
        path,
        codes=_lines(trained.codes),
        taught=_lines(sorted(trained.taught)),
        traits=_lines(names),
        rarity=trained.rarity.astype(np.float16),
        starts=trained.starts,
        classes=trained.classes,
        weights=trained.weights.astype(np.float16),
        offsets=trained.offsets.astype(np.float16),
    )


def _lines(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def check(pairs: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Agreement of the best links with the pairs, each fold linked by what the others taught."""
    from features.linkers.occupation import joined

    fold = np.random.RandomState(SEED).randint(0, FOLDS, len(pairs))
    ranked: dict[bool, list[tuple[str, ...]]] = {groups: [()] * len(pairs) for groups in (True, False)}
    for held in range(FOLDS):
        trained = train([pair for pair, at in zip(pairs, fold, strict=True) if at != held])
        for row in np.flatnonzero(fold == held).tolist():
            for groups, answers in ranked.items():
                links = joined(pairs[row].title, trained, groups)[:5]
                answers[row] = tuple(link.code for link in links) or ("",)
    wanted = [pair.code for pair in pairs]
    return {
        "groups allowed": agreement(ranked[True], wanted),
        "assignable only": agreement(ranked[False], wanted),
        "words only": agreement([_worded(pair.title) for pair in pairs], wanted),
    }


def agreement(ranked: Sequence[Sequence[str]], wanted: Sequence[str]) -> dict[str, float]:
    """Shares of titles with the wanted code first, among five, or right at a broader level."""
    pairs = list(zip(ranked, wanted, strict=True))
    return {
        "acc@1": _share(codes[0] == code for codes, code in pairs),
        "acc@5": _share(code in codes for codes, code in pairs),
        "level3": _share(codes[0][:7] == code[:7] for codes, code in pairs),
        "level2": _share(codes[0][:4] == code[:4] for codes, code in pairs),
    }


def _worded(title: str) -> tuple[str, ...]:
    from features.linkers.title_words import by_words

    return tuple(link.code for link in by_words(pieces(title), groups=True)[:5]) or ("",)


def _share(hits: Any) -> float:
    return round(float(np.mean(list(hits))), 4)


def main() -> None:
    """Train and write, or with --check measure."""
    pairs = read(Path(sys.argv[1]))
    if "--check" in sys.argv[2:]:
        for means, measured in check(pairs).items():
            print(means, measured)
    else:
        save(train(pairs))


if __name__ == "__main__":
    main()
