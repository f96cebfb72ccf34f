"""Breaks a line as Chinese is set: between any two characters, but not inside a number or before a closing mark."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text as Styled

OPENING, CLOSING = "（“‘《【", "，。；：、）”’》】！？…"
PIECE = re.compile(rf"[{OPENING}]*(?:[!-~–]+|[^\s{CLOSING}])?[{CLOSING}]*\s*")


class Wrapped:
    """Words in one style that fill the width they are given; what hangs over is indented as the first line is."""

    def __init__(self, words: str, style: str = "") -> None:
        bare = words.lstrip(" ")
        self.indent, self.words, self.style = len(words) - len(bare), bare, style

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((cell_len(piece.rstrip()) for piece in pieces(self.words)), default=0)
        most = self.indent + cell_len(self.words)
        return Measurement(min(self.indent + widest, options.max_width), min(most, options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in filled(self.words, max(options.max_width - self.indent, 8)):
            yield Styled(" " * self.indent + line, style=self.style, overflow="fold")


def pieces(words: str) -> Iterator[str]:
    """The parts that stay together, each with the blanks after it."""
    return (found[0] for found in PIECE.finditer(words) if found[0])


def filled(words: str, width: int) -> Iterator[str]:
    """Lines of at most `width` cells, unless one piece alone is wider."""
    line = ""
    for piece in pieces(words):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()
