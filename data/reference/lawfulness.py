"""Knows what a posting may not ask: the rules, the words they are made of, the law behind them, and how words are hidden."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from data.text import Text

WORD_LIST = re.compile(r"\{([a-z_]+)\}")
SHORT_GAP, LONG_GAP = "[^，,。；;!！?？\\n]{0,6}?", "[^，,。；;!！?？\\n]{0,14}?"
JOINT = "[\\s:：\\-—=“”\"'「」【】()（）]{0,3}"


class Label(Enum):
    """What becomes of a posting, the gravest first."""

    FRAUD_FEE = "fraud_fee"
    DISCRIMINATORY = "discriminatory"
    REVIEW = "review"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a category of conditions is not allowed or is looked at by a person, and what to write instead."""

    category: str
    name: Text
    law: Text
    why: Text
    rewording: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording, and the surroundings in which it is innocent.

    `before` is looked for at the end of what stands in front, `after` at the start of what follows,
    `clause` anywhere between two commas, `sentence` anywhere between two full stops.
    `needs` is a quicker pattern: where it is nowhere in the text, the rule is not tried.
    """

    code: str
    label: Label
    category: str
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    clause: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    needs: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which a word is hidden: 牙金 for 押金, nvshi for 女士, ♂ for 男."""

    written: str
    means: str
    kind: str


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the table."""
    return tuple(_rule(row) for row in _rows("lawfulness.csv"))


@cache
def grounds() -> Mapping[str, Ground]:
    """Every category by its name."""
    return MappingProxyType({row["category"]: _ground(row) for row in _rows("lawfulness_grounds.csv")})


@cache
def spellings() -> tuple[Spelling, ...]:
    """Every known spelling; a row may give several, parted by bars."""
    return tuple(
        Spelling(written, row["means"], row["kind"])
        for row in _rows("lawfulness_spellings.csv")
        for written in row["written"].split("|")
    )


def expanded(pattern: str) -> str:
    """A pattern of the table as a regular expression: {list} is any of its words, _ an optional joint,
    … up to six characters of the same clause, …… up to fourteen.
    """
    plain = WORD_LIST.sub(lambda name: word_lists()[name.group(1)], pattern)
    return plain.replace("……", LONG_GAP).replace("…", SHORT_GAP).replace("_", JOINT)


@cache
def word_lists() -> Mapping[str, str]:
    """Every list of words as a group of a regular expression, the longest word first; a list may name earlier ones."""
    lists: dict[str, str] = {}
    for row in _rows("lawfulness_words.csv"):
        words = row["pattern"] or "|".join(sorted(row["words"].split("|"), key=len, reverse=True))
        named = WORD_LIST.sub(lambda name: lists[name.group(1)], words)
        lists[row["name"]] = f"(?:{named}){row['not_before']}"
    return MappingProxyType(lists)


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        code=row["code"],
        label=Label(row["label"]),
        category=row["category"],
        pattern=re.compile(expanded(row["pattern"])),
        before=_pattern(f"(?:{row['before']})$" if row["before"] else ""),
        after=_pattern(row["after"]),
        clause=_pattern(row["clause"]),
        sentence=_pattern(row["sentence"]),
        needs=re.compile(expanded(row["needs"])),
        example=row["example"],
    )


def _pattern(cell: str) -> re.Pattern[str] | None:
    return re.compile(expanded(cell)) if cell else None


def _ground(row: dict[str, str]) -> Ground:
    return Ground(
        category=row["category"],
        name=Text(row["name"], row["name_en"]),
        law=Text(row["law"], row["law_en"]),
        why=Text(row["why"], row["why_en"]),
        rewording=Text(row["rewording"], row["rewording_en"]),
    )


def _rows(table: str) -> list[dict[str, str]]:
    text = files("data.reference").joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
