"""Text whose characters were set apart to fill a line: 广 东 省, 三　月　底."""

from __future__ import annotations

import re

from data.reading.script import Folded

APART = re.compile(r"\s*(?:[\u3400-\u9fff0-9]\s+){2,}[\u3400-\u9fff0-9]\s*")


def closed_up(folded: Folded) -> Folded:
    """The text without its spaces when it is nothing but single characters apart; else the text itself."""
    text = folded.text
    if not APART.fullmatch(text):
        return folded
    kept = [place for place, char in enumerate(text) if not char.isspace()]
    offsets = [folded.offsets[place] for place in kept]
    return Folded("".join(text[place] for place in kept), (*offsets, folded.offsets[-1]))
