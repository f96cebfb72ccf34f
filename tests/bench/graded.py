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


def measure(name: str) -> dict[str, float]:
    """Mean nDCG@5 over cases, and the share of unequal pairs that are put right."""
    gains, right, pairs = [], 0.0, 0
    for case in cases(name):
        rows = sorted(score_case(case), key=lambda row: -row[1])
        gains.append(ndcg([row[0] for row in rows], 5))
        good, all_ = pairwise([row[0] for row in rows], [row[1] for row in rows])
        right, pairs = right + good, pairs + all_
    return {"cases": len(gains), "nDCG@5": round(sum(gains) / len(gains), 4), "pairwise": round(right / pairs, 4)}


def main() -> None:
    """Print the figures of the files named, of all of them without a name."""
    names = sys.argv[1:] or sorted(path.name for path in FOLDER.glob("*.jsonl"))
    for name in names:
        print(name, json.dumps(measure(name)))


if __name__ == "__main__":
    main()
