"""How well links agree with labelled titles: how often they are right, and whether their similarity comes true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a labelled title: codes with their similarity, surest first; perhaps none."""

    title: str
    wanted: str
    links: tuple[tuple[str, float], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes; one empty code where there is none."""
        return tuple(code for code, _ in self.links) or ("",)

    @property
    def sure(self) -> float:
        """How sure the first is."""
        return self.links[0][1] if self.links else 0.0

    @property
    def right(self) -> bool:
        """Whether the first is the wanted one."""
        return self.codes[0] == self.wanted


@dataclass(frozen=True, slots=True)
class Level:
    """Answers of about the same similarity: how sure they were on average, and the share that was right."""

    count: int
    sure: float
    right: float


def agreement(ranked: Sequence[Sequence[str]], wanted: Sequence[str]) -> dict[str, float]:
    """Shares of titles with the wanted code first, among five, or right at a broader level."""
    pairs = list(zip(ranked, wanted, strict=True))
    return {
        "acc@1": _share(codes[0] == code for codes, code in pairs),
        "acc@5": _share(code in codes[:5] for codes, code in pairs),
        "level3": _share(codes[0][:7] == code[:7] for codes, code in pairs),
        "level2": _share(codes[0][:4] == code[:4] for codes, code in pairs),
    }


def reliability(answers: Sequence[Answer]) -> list[Level]:
    """Answers in ten bins of similarity; empty bins are there too."""
    binned: list[list[Answer]] = [[] for _ in range(BINS)]
    for answer in answers:
        binned[min(int(answer.sure * BINS), BINS - 1)].append(answer)
    return [
        Level(len(level), _share(answer.sure for answer in level), _share(answer.right for answer in level))
        for level in binned
    ]


def calibration(answers: Sequence[Answer], unknown_below: float) -> dict[str, float]:
    """The expected calibration error (ECE) over ten bins, and what is left when unsure answers are withheld.

    `answered` is the share of titles answered, `right` the share of those answered rightly.
    """
    told = [answer for answer in answers if answer.sure >= unknown_below]
    apart = sum(level.count * abs(level.sure - level.right) for level in reliability(answers))
    count = max(len(answers), 1)
    return {
        "ece": round(apart / count, 4),
        "answered": round(len(told) / count, 4),
        "right": _share(answer.right for answer in told),
    }


def worst(answers: Sequence[Answer], count: int) -> list[Answer]:
    """The surest mistakes, surest first."""
    return sorted((answer for answer in answers if not answer.right), key=lambda answer: -answer.sure)[:count]


def _share(hits: Iterable[float]) -> float:
    values = list(hits)
    return round(float(np.mean(values)), 4) if values else 0.0
