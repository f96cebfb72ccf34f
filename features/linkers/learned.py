"""What was learned of titles, as it ships with the package: read and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from features.linkers.classifier import Classifier
from features.linkers.filing import Filing
from features.linkers.judgement import Judgement
from features.linkers.linear import codes, lines, packed, places, unlined, unpacked

ARTEFACT = Path(__file__).with_name("occupation.npz")
NEVER = -9.0


@dataclass(frozen=True, slots=True)
class Learned:
    """Two opinions on a title: what it sounds like, and where a collection of titles would file it."""

    sound: Classifier
    filing: Filing


@cache
def learned() -> Learned | None:
    """What ships with the package; None where it was left out."""
    return load(ARTEFACT) if ARTEFACT.exists() else None


def load(path: Path) -> Learned:
    """What `save` wrote."""
    with np.load(path) as archive:
        kept: dict[str, NDArray[np.generic]] = dict(archive)
    here = _places(unlined(kept["codes"]))
    offsets, counts = np.full(len(codes()), NEVER), np.zeros(len(codes()))
    offsets[here] = kept["offsets"]
    counts[here] = kept["counts"]
    *weights, none, slope, middle = np.asarray(kept["judgement"], dtype=np.float64).tolist()
    taught = frozenset(codes()[at] for at in np.flatnonzero(counts))
    return Learned(
        Classifier(unpacked(kept, here, "sound_"), offsets, taught),
        Filing(unpacked(kept, here, "filing_"), counts, Judgement(np.array(weights), none, slope, middle)),
    )


def save(known: Learned, path: Path = ARTEFACT) -> None:
    """Write a compressed archive that numpy alone can read."""
    sound, filing = known.sound, known.filing
    here = np.flatnonzero((sound.offsets > NEVER) | (filing.counts > 0))
    judgement = filing.judgement
    np.savez_compressed(
        path,
        codes=lines([codes()[at] for at in here]),
        offsets=sound.offsets[here].astype(np.float16),
        counts=filing.counts[here].astype(np.int32),
        judgement=np.array([*judgement.weights, judgement.none, judgement.slope, judgement.middle]),
        **packed(sound.margins, here, "sound_"),  # type: ignore[arg-type]
        **packed(filing.shares, here, "filing_"),  # type: ignore[arg-type]
    )


def _places(named: Sequence[str]) -> NDArray[np.int64]:
    return np.array([places()[code] for code in named], dtype=np.int64)
