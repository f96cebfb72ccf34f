"""How words of postings are hidden: pinyin, characters that sound or look alike, split ones and emoji, with what they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from data.reference.tables import rows

SYLLABLE_OR_CHARACTER = re.compile("[a-z]+|[^a-z]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which a word is hidden, by its `kind`: 牙金 for 押金 (sound), nvshi for 女士 (pinyin), ♂ for 男 (look)."""

    written: str
    means: str
    kind: str


@cache
def spellings() -> tuple[Spelling, ...]:
    """Every known spelling; a row may give several, parted by bars.

    In a row of kind `sound` each part holds the characters, or the pinyin, that may stand in one place of the word.
    """
    listed: dict[str, Spelling] = {}
    for row in rows("lawfulness_spellings.csv"):
        parts = row["written"].split("|")
        for written in _sounding(parts) if row["kind"] == "sound" else parts:
            if written != row["means"]:
                listed.setdefault(written, Spelling(written, row["means"], row["kind"]))
    return tuple(listed.values())


def _sounding(parts: list[str]) -> Iterator[str]:
    """Every way to write the word; two characters may have a space between them."""
    for written in product(*map(SYLLABLE_OR_CHARACTER.findall, parts)):
        yield "".join(written)
        if len(written) == 2:
            yield " ".join(written)
