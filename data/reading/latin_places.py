"""Places written in Latin letters: Nancheng County, Jiangxi; Suzhou, Jiangsu; guangdong foshan."""

from __future__ import annotations

import re
from dataclasses import replace

from data.reading.gazetteer import Kind, Meaning
from data.reading.place_chain import Chain
from data.reference.latin_names import latin_names, spelling
from data.reference.regions import regions

WORD = re.compile(r"[A-Za-zÜü]+(?:['’‘`][A-Za-zÜü]+)?")
MOST_WORDS = 4
LEAST_LETTERS = 4
SHORTER = frozenset({"hk", "ili", "aba"})
ORDINARY = frozenset({"mile", "saga", "ali", "seda", "nima", "long", "anda", "hexi", "heping"})
"""Spellings that English or a person's name uses too; alone they are no place."""
RANKS = {
    **dict.fromkeys(("province", "sheng", "region"), "省区"),
    **dict.fromkeys(("city", "shi", "municipality", "prefecture"), "市州盟区"),
    **dict.fromkeys(("county", "xian", "banner"), "县旗"),
    **dict.fromkeys(("district", "qu", "new"), "区"),
}
"""What a word after the name says of the division, as the last character of its Chinese name."""
NOT_THIS_ONE = re.compile(
    r"\s*(?:(?:north|south|east|west|middle|central|zhong|dong|xi|nan|bei)\s+)?"
    r"(?:road|rd|lu|street|jie|avenue|ave|dadao|lane|town|zhen|township|village|bridge|university|hotel|building|tower)\b",
    re.IGNORECASE,
)


def read_latin(text: str) -> Chain:
    """What the Latin names of a text establish together; an empty chain when they name nothing.

    English goes from small to large and pinyin from large to small, so the order says nothing.
    """
    named = _named(text)
    named.sort(key=lambda chain: min(map(_depth, chain.codes)))
    chain = Chain()
    for name in named:
        if not chain.codes:
            chain = name
        elif codes := chain.narrowed((Meaning(Kind.FULL, name.codes),)):
            span = min(chain.start, name.start), max(chain.end, name.end)
            chain = replace(chain, codes=codes, start=span[0], end=span[1], short=name.short)
    if len(named) == 1 and chain.short in ORDINARY:
        return Chain()
    return chain


def _depth(code: str) -> int:
    return ("province", "city", "county").index(regions()[code].level)


def _named(text: str) -> list[Chain]:
    """Every name in the text, left to right, the longest where several begin."""
    words = list(WORD.finditer(text))
    names = latin_names()
    found: list[Chain] = []
    at = 0
    while at < len(words):
        taken = 1
        for many in range(min(MOST_WORDS, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + many - 1].end()
            key = spelling(text[start:end])
            if (len(key) < LEAST_LETTERS and key not in SHORTER) or key not in names or "," in text[start:end]:
                continue
            taken = many
            if not NOT_THIS_ONE.match(text, end):
                after = words[at + many].group().lower() if at + many < len(words) else ""
                found.append(Chain(_ranked(names[key], after), start, end, short=key))
            break
        at += taken
    return found


def _ranked(codes: frozenset[str], after: str) -> frozenset[str]:
    """Those that the word after the name fits; all of them when it fits none."""
    endings = RANKS.get(after)
    fitting = frozenset(code for code in codes if endings and regions()[code].name[-1] in endings)
    return fitting or codes
