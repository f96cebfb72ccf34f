"""How the leaning of a note to a kind is learned; run by hand when notes of known kind are added.

    python -m features.kind_training NOTES.jsonl [NOTES.jsonl …] [--check]

Each line of NOTES.jsonl has `note` and `kind`; features/drafts/kind_examples.csv is always read too. `--check` prints
the share of NOTES.jsonl that is right in five folds, with the cues and without, instead of writing.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reading.script import fold
from data.vocabulary import RecordKind
from features.drafts.kind_grams import KINDS, LEARNED, grams
from features.drafts.kinds import CUES_WEIGH, cue_points

EXAMPLES = LEARNED.with_name("kind_examples.csv")
SOFTNESS = 3.0
SEEN_AT_LEAST = 2
FOLDS = 5
SEED = 0
Known = tuple[str, RecordKind]


def read(path: Path) -> list[Known]:
    """The notes of one file with their kinds, in one way of writing."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines) if path.suffix == ".csv" else map(json.loads, lines)
        return [(fold(row["note"]).text, RecordKind(row["kind"])) for row in rows]


def train(known: Sequence[Known]) -> dict[str, NDArray[np.float64]]:
    """A weight for each kind, in the order of `KINDS`, of every gram seen in more than one note."""
    seen = Counter(gram for note, _ in known for gram in grams(note))
    names = sorted(gram for gram, count in seen.items() if count >= SEEN_AT_LEAST)
    model: Any = import_module("sklearn.linear_model").LogisticRegression(C=SOFTNESS, max_iter=3000, class_weight="balanced")
    model.fit(_table(known, names), [KINDS.index(kind) for _, kind in known])
    return dict(zip(names, model.coef_.T, strict=True))


def save(weights: dict[str, NDArray[np.float64]], path: Path = LEARNED) -> None:
    """Write the weights in hundredths, those that say something."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["gram", *(kind.value for kind in KINDS)])
        for gram, row in weights.items():
            if np.abs(row).max() >= 0.05:
                out.writerow([gram, *(round(100 * weight) for weight in row)])


def check(notes: Sequence[Known], more: Sequence[Known]) -> tuple[float, float]:
    """The share that is right in five folds: by what is learned alone, and together with the cues."""
    order = np.random.default_rng(SEED).permutation(len(notes))
    alone = both = 0
    for fold_at in range(FOLDS):
        held = set(order[fold_at::FOLDS].tolist())
        weights = train([*(notes[at] for at in range(len(notes)) if at not in held), *more])
        for at in held:
            note, kind = notes[at]
            met = [weights[gram] for gram in grams(note) if gram in weights]
            learned = np.sum(met, axis=0) / max(len(met), 1) ** 0.5
            cues = np.array([cue_points(note)[kind] for kind in KINDS])
            alone += KINDS[int(learned.argmax())] is kind
            both += KINDS[int((learned + CUES_WEIGH * cues).argmax())] is kind
    return alone / len(notes), both / len(notes)


def _table(known: Sequence[Known], names: Sequence[str]) -> Any:
    rows = {gram: at for at, gram in enumerate(names)}
    table = import_module("scipy.sparse").lil_matrix((len(known), len(names)))
    for at, (note, _) in enumerate(known):
        met = [rows[gram] for gram in grams(note) if gram in rows]
        table[at, met] = 1 / max(len(met), 1) ** 0.5
    return table.tocsr()


def main(arguments: Sequence[str]) -> None:
    """Learn from the files that are named, or measure."""
    notes = [item for name in arguments if not name.startswith("--") for item in read(Path(name))]
    more = read(EXAMPLES)
    if "--check" in arguments:
        print("alone {:.3f}, with the cues {:.3f}".format(*check(notes, more)))
    else:
        save(train([*notes, *more]))


if __name__ == "__main__":
    main(sys.argv[1:])
