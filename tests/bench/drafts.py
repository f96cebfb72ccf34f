"""Drafts against what a person read in the same notes, field by field: `tests/features/drafting_cases.jsonl`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "features" / "drafting_cases.jsonl"
TODAY = date(2026, 11, 22)
PLACES = ("hometown", "current", "work")
FIELDS = (
    *PLACES, "pay", "negotiable", "housing", "meals", "occupations", "skills", "credentials", "years", "headcount",
    "capital_wan", "min_ticket_wan", "split", "start", "refused", "doubtful",
)  # fmt: skip


def cases() -> list[dict[str, Any]]:
    """Notes with their kind and what they say; a field that is not named says nothing."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def flat(answer: dict[str, Any]) -> dict[str, Any]:
    """The gist with one key for each thing read, None where nothing was said."""
    gist = answer["gist"]
    pay = gist["pay"] or {}
    found = {name: gist["places"][name] for name in PLACES}
    found["pay"] = [pay["low_raw"], pay["high_raw"], pay["period"]] if pay.get("period") else None
    found |= {name: pay.get(name) for name in ("negotiable", "housing", "meals")}
    return found | {name: gist[name] or None if gist[name] != 0 else 0 for name in FIELDS if name not in found}


def compared() -> Iterator[tuple[dict[str, Any], str, Any, Any]]:
    """(case, field, what was said, what was read) of every field of every note; the kind is one of the fields."""
    from features.drafting import draft

    for case in cases():
        answer = draft(case["note"], TODAY)
        yield case, "kind", case["kind"], answer["kind"]
        found = flat(answer)
        for name in FIELDS:
            yield case, name, case["gist"].get(name), found[name]
