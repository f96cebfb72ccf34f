"""How a habit is measured: the log ratio of the kind that the project is of, between a least and a most."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from features.funding.profiles import InvestorProfile
from matcher.criterion import Measure

ELSE = 0
"""Stands for every kind that is not listed."""


def scaled(ratio: Any, least: float, most: float) -> NDArray[np.float64]:
    """A log ratio between two fixed ends as 0 to 1."""
    return np.asarray(np.clip((ratio - least) / (most - least), 0.0, 1.0))


def habit(least: float, most: float) -> Measure:
    """The measure of a habit; a kind that is listed never has less than any other kind."""

    def measure(investor: Any, project: Any) -> NDArray[np.float64]:
        same = (investor["what"] == project["what"]) | (investor["what"] == ELSE)
        return np.where(same, scaled(investor["ratio"], least, most), 0.0)

    return measure


def ladder(*ratios: float, what: int = 7) -> Callable[[], list[tuple[Any, Any]]]:
    """One kind of project, met by ever stronger habits."""
    return lambda: [((what, ratio), (what,)) for ratio in ratios]


def name(text: str) -> Text:
    """A name as the history writes it."""
    return Text(zh=text, en=text)


def names(texts: Iterable[str], most: int = 3) -> tuple[Text, ...]:
    """A few names as the history writes them."""
    return tuple(name(text) for text in list(dict.fromkeys(texts))[:most] if text)


def counted(profile: InvestorProfile, kind: Callable[[Any], object], wanted: object) -> Mapping[str, object]:
    """How many of the rounds so far were of a kind."""
    kinds = [kind(told.venture) for told in profile.past]
    return {"same": kinds.count(wanted), "rounds": len(kinds)}


def times(pairs: Iterable[tuple[Any, float]], wanted: Any) -> str:
    """How many times as often as others: e to the log ratio of the wanted kind, or of any other."""
    known = dict(pairs)
    ratio = known.get(wanted, known.get(""))
    return "?" if ratio is None else f"{np.exp(ratio):.1f}"
