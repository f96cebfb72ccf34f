"""What a posting may not ask: the rules, the words they are made of, and the law behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows
from data.text import Text

WORD_LIST = re.compile(r"\{([a-z_]+)\}")
OPENING = re.compile("[\u3400-\u9fffa-z](?![?*{])|\\[([\u3400-\u9fff]+)\\](?![?*{])")
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
    `beside` is what must stand in the same sentence, before or after, for the wording to count.
    `needs` is a quicker pattern: where it is nowhere in the text, the rule is not tried;
    `openings` are the characters one of which it must begin with, unless that cannot be told.
    All of these are regular expressions for `compiled`, empty where nothing is said.
    """

    code: str
    label: Label
    category: str
    pattern: str
    before: str
    after: str
    clause: str
    sentence: str
    beside: str
    needs: str
    openings: frozenset[str] | None
    example: str


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """An expression of a rule, compiled when a text first calls for it: most texts call for few."""
    return re.compile(expression)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the table."""
    return tuple(_rule(row) for row in _joined("lawfulness.csv", "code"))


@cache
def grounds() -> Mapping[str, Ground]:
    """Every category by its name."""
    return MappingProxyType({row["category"]: _ground(row) for row in rows("lawfulness_grounds.csv")})


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
    for row in _joined("lawfulness_words.csv", "name"):
        words = row["pattern"] or "|".join(sorted(_alternatives(row["words"]), key=len, reverse=True))
        lists[row["name"]] = WORD_LIST.sub(lambda name: lists[name.group(1)], f"(?:{words}){row['not_before']}")
    return MappingProxyType(lists)


def _alternatives(words: str) -> list[str]:
    """The words between the bars that stand outside of every bracket."""
    found = [""]
    for piece in words.split("|"):
        if found[-1].count("(") > found[-1].count(")"):
            found[-1] += f"|{piece}"
        else:
            found.append(piece)
    return found[1:]


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        code=row["code"],
        label=Label(row["label"]),
        category=row["category"],
        pattern=expanded(row["pattern"]),
        before=expanded(f"(?:{row['before']})$") if row["before"] else "",
        after=expanded(row["after"]),
        clause=expanded(row["clause"]),
        sentence=expanded(row["sentence"]),
        beside=expanded(row["beside"]),
        needs=expanded(row["needs"]),
        openings=_openings(row["needs"]),
        example=row["example"],
    )


def _openings(needs: str) -> frozenset[str] | None:
    """The characters that a plain list of words and sets of characters can begin with."""
    found: set[str] = set()
    for word in _alternatives(needs):
        opening = OPENING.match(word)
        if not opening:
            return None
        found |= set(opening.group(1) or opening.group())
    return frozenset(found)


def _ground(row: dict[str, str]) -> Ground:
    return Ground(
        category=row["category"],
        name=Text(row["name"], row["name_en"]),
        law=Text(row["law"], row["law_en"]),
        why=Text(row["why"], row["why_en"]),
        rewording=Text(row["rewording"], row["rewording_en"]),
    )


def _joined(table: str, key: str) -> list[dict[str, str]]:
    """The rows of a table; one that goes on over several has each cell as one pattern of alternatives."""
    joined: dict[str, dict[str, str]] = {}
    for row in rows(table):
        first = joined.setdefault(row[key], row)
        if first is not row:
            first |= {name: "|".join(filter(None, (first[name], cell))) for name, cell in row.items() if name != key}
    return list(joined.values())
