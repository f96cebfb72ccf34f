"""Scores the graded cases of tests/matcher/graded through the engine, as `guiyan score` does."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from api.use_cases.scoring import score_pair
from matcher.evaluation import ndcg, pairwise
from matcher.explanation import Explanation

FOLDER = Path(__file__).parents[1] / "matcher" / "graded"
TODAY = date(2026, 11, 22)
EXCLUDED = 100_000


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def score_case(case: dict[str, Any]) -> list[tuple[int, float, Explanation, str]]:
    """(grade, score, explanation, why) of every item; an excluded one stands below all others."""
    asks_member = case["query"] == "member"
    items = case["opportunities"] if asks_member else case["members"]
    found = []
    for item in items:
        given = {"sheet": item["sheet"]}
        pair = {"member": case["member"], "opportunity": given} if asks_member else {"member": given, "opportunity": case["opportunity"]}
        explanation, _ = score_pair({"track": case.get("track", "work"), **pair}, TODAY)
        value = explanation.score if explanation.eligible else explanation.score - EXCLUDED
        found.append((item["grade"], value, explanation, item["why"]))
    return found


def tracks_in(name: str) -> list[str]:
    """The tracks of a file's cases, in the order in which they first stand."""
    return list(dict.fromkeys(case.get("track", "work") for case in cases(name)))


def measure(name: str, track: str | None = None) -> dict[str, float]:
    """Mean nDCG@5 over a file's cases, of one track where it is named, and the share of unequal pairs that are put right."""
    gains, right, pairs = [], 0.0, 0
    for case in cases(name):
        if track not in (None, case.get("track", "work")):
            continue
        rows = sorted(score_case(case), key=lambda row: -row[1])
        gains.append(ndcg([row[0] for row in rows], 5))
        good, all_ = pairwise([row[0] for row in rows], [row[1] for row in rows])
        right, pairs = right + good, pairs + all_
    return {"cases": len(gains), "nDCG@5": round(sum(gains) / len(gains), 4), "pairwise": round(right / pairs, 4)}


def main() -> None:
    """Print the figures of the files named, of all of them without a name."""
    names = sys.argv[1:] or sorted(path.name for path in FOLDER.glob("*.jsonl"))
    for name in names:
        for track in tracks_in(name):
            print(name, track, json.dumps(measure(name, track)))
        if len(tracks_in(name)) > 1:
            print(name, "all", json.dumps(measure(name)))


if __name__ == "__main__":
    main()
