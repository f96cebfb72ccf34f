"""How words are hidden: symbols put between characters, pinyin, look-alikes, homophones, split characters, emoji."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from data.reading.script import HAN, Folded, fold
from data.reference.spellings import spellings

MARK = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\U0001f3fb-\U0001f3ff]")
ODD_LETTERS = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u24f5-\u24fd\u2776-\u277e\u2780-\u2788\u278a-\u2792]")
ONE_HAN = "[\u3400-\u9fff]"
PAUSE = r"[\s,，、。;；:：!！?？/|()（）\[\]【】《》<>“”\"'{}]"
SYMBOL = r"[.·•・‧∙⋅˙*＊×✕_＿~～^#＃@=`´'’‘\"“”\\|丶▪■□◆◇●○★☆※→♥❤✨&%$\-—–\u2500-\u25ff‖¦]"
BETWEEN = re.compile(rf"(?<={ONE_HAN})(?:{SYMBOL}|[ \t\u3000])+(?={ONE_HAN})")
SPACED_HAN = re.compile(rf"(?<!{ONE_HAN}){ONE_HAN}(?:(?:{PAUSE}|{SYMBOL}|\d(?!\d)|[+＋])(?:\s)?{ONE_HAN}){{2,}}(?!{ONE_HAN})")
SPACED_SYLLABLE = re.compile(rf"(?<={ONE_HAN}) [a-z]{{2,6}} (?={ONE_HAN}(?: |$))")
SPACED_LATIN = re.compile(r"(?<![a-z])[a-z](?:[\s.*_\-][a-z]){3,}(?![a-z])")
SPACED_DIGITS = re.compile(r"(?<![\d.,])\d(?: \d)+(?![\d.,])")
FILLING = re.compile(rf"(?:{PAUSE}|{SYMBOL}|[\d+＋])+")
LATIN = re.compile(r"[a-z]+(?:['\s.*_\-]{1,2}[a-z]+)*")
PIECE = re.compile(r"[a-z]+")
LONGEST_RUN = 6
"""So many Latin words together spell at most one Chinese phrase."""

Edit = tuple[int, int, str]
"""(start, end, what is written there instead), in places of the source."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with stretches of its source written anew; the edits are in order and do not overlap."""

    text: str
    source: Folded | Plain
    edits: tuple[Edit, ...] = ()

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]`, not empty, was read from."""
        return self.source.original_span(self._place(start)[0], self._place(end - 1)[1])

    def _place(self, at: int) -> tuple[int, int]:
        """The span of the source that one character was read from."""
        longer = 0
        for start, end, written in self.edits:
            if at < start + longer:
                break
            if at < start + longer + len(written):
                return start, end
            longer += len(written) - (end - start)
        return at - longer, at - longer + 1

    def replaced(self, edits: Sequence[Edit]) -> Plain:
        """With more stretches written anew."""
        if not edits:
            return self
        parts: list[str] = []
        here = 0
        for start, end, written in edits:
            parts += (self.text[here:start], written)
            here = end
        return Plain("".join((*parts, self.text[here:])), self, tuple(edits))


def undisguised(text: str) -> tuple[Plain, ...]:
    """The text in simplified characters and plain words; then, if that differs, with nothing inside its words.

    Both are needed: in 普工 男 包住 the spaces say that 男 stands alone, in 限 男 they hide a word.
    """
    plain = _characters(text)
    plain = plain.replaced(_of_one_character().found(plain.text))
    apart = _spelled(plain)
    together = _joined(_spelled(_joined(plain)))
    return (apart,) if together.text == apart.text else (apart, together)


def _spelled(plain: Plain) -> Plain:
    """With the pinyin, then the other spellings of several characters, made plain words."""
    plain = plain.replaced(_pinyin(plain.text))
    return plain.replaced(_of_several_characters().found(plain.text))


def _characters(text: str) -> Plain:
    """Simplified, lower-case characters of usual width, without marks above letters or circles around digits."""
    folded = fold(text)
    lower = folded.text.lower() if len(folded.text.lower()) == len(folded.text) else folded.text
    plain = Plain(lower, folded)
    if lower.isascii() or not _needs_marks_off(lower):
        return plain
    edits = [(place, place + 1, _bare(char)) for place, char in enumerate(lower) if _bare(char) != char]
    return plain.replaced(edits)


def _needs_marks_off(text: str) -> bool:
    return bool(MARK.search(text) or ODD_LETTERS.search(text))


@cache
def _bare(char: str) -> str:
    """A letter without its marks, a digit without its circle; the u of 女 keeps its own letter, v."""
    if MARK.match(char):
        return ""
    if char in "üǖǘǚǜ":
        return "v"
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    first = unicodedata.normalize("NFD", char)[:1]
    return first if first.isascii() and first.isalpha() else char


def _joined(plain: Plain) -> Plain:
    """Without symbols between the characters of a word, and single characters set apart brought together."""
    text = plain.text
    gaps = [
        (run.start() + gap.start(), run.start() + gap.end(), "")
        for pattern in (SPACED_HAN, SPACED_LATIN)
        for run in pattern.finditer(text)
        for gap in FILLING.finditer(run.group())
    ]
    gaps += [gap for run in SPACED_SYLLABLE.finditer(text) for gap in _edges(run)]
    gaps += [
        (run.start() + at, run.start() + at + 1, "")
        for run in SPACED_DIGITS.finditer(text)
        for at in range(1, len(run.group()), 2)
    ]
    if gaps:
        plain = plain.replaced(sorted(gaps))
    odd = [(m.start(), m.end(), "") for m in BETWEEN.finditer(plain.text) if _parts_a_word(plain.text, m)]
    return plain.replaced(odd)


def _edges(run: re.Match[str]) -> tuple[Edit, Edit]:
    """Without the blanks at both ends of a syllable between characters."""
    return (run.start(), run.start() + 1, ""), (run.end() - 1, run.end(), "")


def _parts_a_word(text: str, gap: re.Match[str]) -> bool:
    """Whether a symbol stands inside a word: spaces part words as well, unless one side is a single character."""
    if gap.group().strip():
        return True
    before, after = text[max(0, gap.start() - 2) : gap.start()], text[gap.end() : gap.end() + 2]
    return not (len(before) == 2 and HAN.match(before)) or not (len(after) == 2 and HAN.match(after[1]))


@dataclass(frozen=True, slots=True)
class Written:
    """Spellings with what each means; those that share their first `start` characters together, the longest first."""

    means: Mapping[str, str]
    by_start: Mapping[str, tuple[str, ...]]
    first: re.Pattern[str]
    start: int

    def found(self, text: str) -> list[Edit]:
        """Every spelling in the text that stands alone, from left to right, with what it means."""
        edits: list[Edit] = []
        here = 0
        for at in (match.start() for match in self.first.finditer(text)):
            if at < here:
                continue
            for word in self.by_start.get(text[at : at + self.start], ()):
                here = at + len(word)
                if text.startswith(word, at) and _stands_alone(text, at, here):
                    edits.append((at, here, self.means[word]))
                    break
            else:
                here = at
        return edits


def _written(means: Mapping[str, str]) -> Written:
    start = min(map(len, means))
    by_start: dict[str, list[str]] = {}
    for word in sorted(means, key=len, reverse=True):
        by_start.setdefault(word[:start], []).append(word)
    first = re.compile("[" + re.escape("".join({word[0] for word in means})) + "]")
    return Written(means, {key: tuple(words) for key, words in by_start.items()}, first, start)


@cache
def _of_one_character() -> Written:
    return _written({row.written: row.means for row in spellings() if row.kind != "pinyin" and len(row.written) == 1})


@cache
def _of_several_characters() -> Written:
    return _written({row.written: row.means for row in spellings() if row.kind != "pinyin" and len(row.written) > 1})


@cache
def _in_pinyin() -> Mapping[str, str]:
    return {row.written: row.means for row in spellings() if row.kind == "pinyin"}


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A spelling that begins or ends with a letter does not stand inside a longer Latin word."""
    return not (_latin(text[start]) and _latin(text[start - 1 : start])) and not (
        _latin(text[end - 1]) and _latin(text[end : end + 1])
    )


def _latin(char: str) -> bool:
    return "a" <= char <= "z"


def _pinyin(text: str) -> list[Edit]:
    """Runs of Latin words that spell Chinese ones: xian nan, nvshi youxian, yajin."""
    edits: list[Edit] = []
    for run in LATIN.finditer(text):
        pieces = [(m.start() + run.start(), m.end() + run.start()) for m in PIECE.finditer(run.group())]
        at = 0
        while at < len(pieces):
            for count in range(min(LONGEST_RUN, len(pieces) - at), 0, -1):
                here = pieces[at : at + count]
                said = _spoken("".join(text[start:end] for start, end in here))
                if said:
                    edits.append((here[0][0], here[-1][1], said))
                    at += count
                    break
            else:
                at += 1
    return edits


@cache
def _pinyin_pattern() -> re.Pattern[str]:
    longest_first = sorted(_in_pinyin(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@lru_cache(maxsize=4096)
def _spoken(letters: str) -> str:
    """The Chinese words that letters spell from end to end, the longest first; empty where they do not."""
    words, pattern, said, at = _in_pinyin(), _pinyin_pattern(), "", 0
    while at < len(letters):
        word = pattern.match(letters, at)
        if not word:
            return ""
        said += words[word.group()]
        at = word.end()
    return said
