"""Which known names stand inside a text: a trie over all names, walked from each character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from features.linkers.spelling import Spelled


@dataclass(frozen=True, slots=True)
class Mention:
    """`entry` is the number of the name; start and end count in the spelled text."""

    entry: int
    start: int
    end: int


class Names:
    """Spelled names by their first two characters: a walk over a text is linear in its length."""

    def __init__(self, names: Iterable[str]) -> None:
        self._entries: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            if name:
                self._entries.setdefault(name, []).append(number)
        self._lengths: dict[str, tuple[int, ...]] = _lengths(self._entries)

    def exactly(self, name: str) -> Sequence[int]:
        """The numbers of all entries with exactly this name."""
        return self._entries.get(name, ())

    def inside(self, spelled: Spelled, shortest: int = 2) -> Iterator[Mention]:
        """Every mention, overlapping ones too, that cuts no Latin word."""
        text = spelled.text
        for start in range(len(text)):
            for length in self._lengths.get(text[start : start + 2], ()):
                end = start + length
                if length < shortest or end > len(text):
                    continue
                entries = self._entries.get(text[start:end])
                if entries and spelled.bounded(start, end):
                    yield from (Mention(entry, start, end) for entry in entries)


def longest_first(mentions: Iterable[Mention], length: int) -> list[Mention]:
    """Those mentions that no longer one overlaps, in the order of the text.

    Several entries may share a span.
    """
    covered = bytearray(length)
    spans: set[tuple[int, int]] = set()
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda found: (found.start - found.end, found.start, found.entry)):
        span = (mention.start, mention.end)
        if span not in spans and any(covered[mention.start : mention.end]):
            continue
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        spans.add(span)
        kept.append(mention)
    return sorted(kept, key=lambda found: (found.start, found.entry))


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
