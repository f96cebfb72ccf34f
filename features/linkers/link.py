"""One tie between a stretch of text and a code."""

from dataclasses import dataclass
from typing import Literal

Via = Literal["alias", "fuzzy", "model", "ngram"]


@dataclass(frozen=True, slots=True)
class Link:
    """A code, how surely the text means it (0 to 1), and the span of the text as given that says so."""

    code: str
    name: str
    similarity: float
    start: int
    end: int
    via: Via
