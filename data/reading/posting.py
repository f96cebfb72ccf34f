"""Which conditions of a posting the law forbids, or a person should look at, with the words, the rule and a rewording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.reading.disguise import Plain, undisguised
from data.reference.lawfulness import Ground, Label, Rule, compiled, grounds, rules

CLAUSE_END = re.compile(r"[，,。；;！!？?\n]")
SENTENCE_END = re.compile(r"[。！!？?\n]")
NEAR, FAR = 16, 60
"""So many characters around a match are looked at: in front of it for `before`, on either side for a clause or sentence."""

MOST_OF_A_RULE = 500
"""No more matches of one rule are told: a text that has more is no posting, and reading it stays quick."""

GRAVITY = {label: place for place, label in enumerate(Label)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition found at [start, end) of the text as written."""

    rule: Rule
    found: str
    start: int
    end: int

    @property
    def label(self) -> Label:
        return self.rule.label

    @property
    def ground(self) -> Ground:
        return grounds()[self.rule.category]

    def as_json(self) -> dict[str, object]:
        """The finding with its rule, the law behind it and what to write instead, in both languages."""
        ground = self.ground
        return {
            "category": self.rule.category,
            "label": self.label.value,
            "found": self.found,
            "span": [self.start, self.end],
            "rule": self.rule.code,
            **{
                name: {"zh": text.zh, "en": text.en}
                for name, text in (("law", ground.law), ("why", ground.why), ("rewording", ground.rewording))
            },
        }


@dataclass(frozen=True, slots=True)
class PostingCheck:
    """Every finding, the gravest first and then in the order of the text."""

    findings: tuple[Finding, ...] = ()

    @property
    def label(self) -> Label:
        return self.findings[0].label if self.findings else Label.OK

    def as_json(self) -> dict[str, object]:
        """The label, category and words of the gravest finding, then all of them."""
        first = self.findings[0] if self.findings else None
        return {
            "label": self.label.value,
            "category": first.rule.category if first else None,
            "found": first.found if first else None,
            "findings": [finding.as_json() for finding in self.findings],
        }


def check_posting(text: str) -> PostingCheck:
    """What a posting asks that it may not. Taking money or papers weighs more than a discriminating condition,
    and that more than what is only held for a person.
    """
    found: list[Finding] = []
    for plain in undisguised(text):
        for rule in _worth_trying(plain.text):
            found.extend(_found(rule, plain, text))
    return PostingCheck(tuple(_apart(found)))


def _worth_trying(text: str) -> Iterator[Rule]:
    """The rules whose quicker pattern stands in the text; many rules share one."""
    stands: dict[str, bool] = {}
    characters = frozenset(text)
    for rule in rules():
        if rule.openings and characters.isdisjoint(rule.openings):
            continue
        if rule.needs not in stands:
            stands[rule.needs] = compiled(rule.needs).search(text) is not None
        if stands[rule.needs]:
            yield rule


def _found(rule: Rule, plain: Plain, original: str) -> Iterator[Finding]:
    for count, match in enumerate(compiled(rule.pattern).finditer(plain.text)):
        if count >= MOST_OF_A_RULE:
            return
        span = match.span()
        if match.group() and not _innocent(rule, plain.text, *span) and _beside(rule, plain.text, *span):
            start, end = plain.original_span(*span)
            yield Finding(rule, original[start:end], start, end)


def _innocent(rule: Rule, text: str, start: int, end: int) -> bool:
    """Whether the surroundings of a match say that it is no condition on who applies."""
    if rule.before and compiled(rule.before).search(text[max(0, start - NEAR) : start]):
        return True
    if rule.after and compiled(rule.after).match(text, end):
        return True
    if rule.clause and compiled(rule.clause).search(_stretch(CLAUSE_END, text, start, end)):
        return True
    return bool(rule.sentence and compiled(rule.sentence).search(_stretch(SENTENCE_END, text, start, end)))


def _beside(rule: Rule, text: str, start: int, end: int) -> bool:
    """Whether what a rule wants in the same sentence is there."""
    return not rule.beside or bool(compiled(rule.beside).search(_stretch(SENTENCE_END, text, start, end)))


def _stretch(stop: re.Pattern[str], text: str, start: int, end: int) -> str:
    """What stands around a match up to the next stop on either side."""
    before, after = text[max(0, start - FAR) : start], text[end : end + FAR]
    last = [match.end() for match in stop.finditer(before)]
    following = stop.search(after)
    return before[last[-1] if last else 0 :] + text[start:end] + after[: following.start() if following else FAR]


def _apart(found: list[Finding]) -> Iterator[Finding]:
    """The gravest first; of findings of one category that overlap, the one that comes first."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for finding in sorted(found, key=lambda f: (GRAVITY[f.label], f.start, -f.end)):
        spans = taken.setdefault(finding.rule.category, [])
        if not any(start < finding.end and finding.start < end for start, end in spans):
            spans.append((finding.start, finding.end))
            yield finding
