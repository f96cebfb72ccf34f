"""A scorecard: for one track, how many points each criterion can give; a versioned TOML file."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track

FOLDER = Path(__file__).parent / "scorecards"
GROUPS = {
    "can": Text(zh="适合做", en="can do"),
    "wants": Text(zh="想去做", en="wants to"),
    "home": Text(zh="乡情", en="hometown"),
}
BANDS = ("excellent", "good", "fair", "weak")
"""The words for a score, the best first; a scorecard says from how many points on each but the last is meant."""

BAND_LABELS = {
    "excellent": Text(zh="很合适", en="excellent"),
    "good": Text(zh="合适", en="good"),
    "fair": Text(zh="可考虑", en="fair"),
    "weak": Text(zh="勉强", en="weak"),
}
STRAIGHT = ((0.0, 0.0), (1.0, 1.0))
"""The curve of a criterion whose points grow as its measure does."""

HUNDRED = 10_000
"""The whole score in hundredths of a point."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One criterion's row: maximum and baseline in hundredths of a point, its group and its curve."""

    key: str
    group: str
    maximum: int
    baseline: int
    curve: tuple[tuple[float, float], ...]

    def points(self, measure: NDArray[np.float64], share: NDArray[np.int64] | int = 100) -> NDArray[np.int64]:
        """Hundredths of a point for a measure in [0, 1]; nan earns the baseline.

        The one place where anything is rounded: the measure to 1e-4, then half up. `share` is the
        percentage of the maximum that this part of the criterion carries.
        """
        unknown = np.isnan(measure)
        steps = np.rint(np.minimum(np.maximum(np.where(unknown, 0.0, measure), 0.0), 1.0) * 10_000.0)
        if self.curve != STRAIGHT:
            xs, ys = zip(*self.curve, strict=True)
            steps = np.rint(np.interp(steps, np.asarray(xs) * 10_000.0, np.asarray(ys) * 10_000.0))
        shares = np.asarray(share, dtype=np.float64)
        earned = np.floor((shares * (self.maximum // 100) * steps + 5_000.0) / 10_000.0)
        if unknown.any():
            earned = np.where(unknown, np.floor(shares * self.baseline / 100.0), earned)
        return earned.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The entries of a track; maxima add up to 100.00."""

    track: Track
    version: int
    entries: tuple[Entry, ...]
    bands: tuple[int, ...] = (7_800, 7_000, 6_400)
    """From so many hundredths of a point on a score is excellent, good, fair."""

    @property
    def name(self) -> str:
        """What an explanation cites, such as `work@3`."""
        return f"{self.track.value}@{self.version}"

    def entry(self, key: str) -> Entry:
        """The row of one criterion; KeyError when the scorecard does not use it."""
        for entry in self.entries:
            if entry.key == key:
                return entry
        raise KeyError(key)

    def without(self, key: str) -> "Scorecard":
        """The same scorecard with one criterion left out; its maxima no longer add up to 100."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.key != key))

    def band(self, hundredths: int) -> str:
        """The word for a score."""
        return next((word for least, word in zip(self.bands, BANDS, strict=False) if hundredths >= least), BANDS[-1])


def parse_scorecard(text: str) -> Scorecard:
    """Read a scorecard; ValueError names the criterion and what is wrong with it."""
    raw = tomllib.loads(text)
    entries = tuple(_entry(key, row) for key, row in raw["criteria"].items())
    total = sum(entry.maximum for entry in entries)
    if total != HUNDRED:
        raise ValueError(f"scorecard {raw['track']}@{raw['version']}: maxima add up to {total / 100}, not 100")
    bands = tuple(round(float(raw["bands"][word]) * 100) for word in BANDS[:-1])
    if list(bands) != sorted(bands, reverse=True):
        raise ValueError(f"scorecard {raw['track']}@{raw['version']}: a better band must begin at more points")
    return Scorecard(Track(raw["track"]), int(raw["version"]), entries, bands)


def _entry(key: str, row: dict[str, object]) -> Entry:
    curve = tuple((float(x), float(y)) for x, y in row.get("curve", ((0, 0), (1, 1))))  # type: ignore[attr-defined]
    maximum, baseline = round(float(str(row["max"])) * 100), round(float(str(row["baseline"])) * 100)
    if maximum % 100 or not 0 < baseline < maximum:
        raise ValueError(f"{key}: max must be whole points and baseline lie between 0 and max")
    if row["group"] not in GROUPS or list(curve) != sorted(curve) or sorted(y for _, y in curve) != [y for _, y in curve]:
        raise ValueError(f"{key}: group must be one of {sorted(GROUPS)} and the curve must not fall")
    return Entry(key, str(row["group"]), maximum, baseline, curve)


@cache
def load_scorecard(track: Track) -> Scorecard:
    """The scorecard that ships for a track."""
    return parse_scorecard((FOLDER / f"{track.value}.toml").read_text(encoding="utf-8"))
