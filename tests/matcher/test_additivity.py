"""A score is exactly the sum of what the explanation lists: no pair of the county deviates by a hundredth."""

from typing import Any

import numpy as np


def test_every_score_is_the_sum_of_its_look_ups_in_both_directions(county: Any) -> None:
    assert county.by_opening.scores.size >= 100_000
    for direction in (county.by_opening, county.by_member):
        assert np.array_equal(direction.scores, sum(direction.points.values()))


def test_both_directions_agree_on_every_score_that_counts(county: Any) -> None:
    forward, backward = county.by_opening.scores, county.by_member.scores
    assert np.array_equal(forward[forward >= 0], backward[backward >= 0])
    assert np.array_equal(forward < 0, backward < 0)


def test_an_explanation_adds_up_as_printed(county: Any) -> None:
    matcher, luck = county.matcher, np.random.default_rng(1)
    criteria = [key for key in county.by_opening.points if key.startswith("criterion:")]
    for row, column in zip(luck.integers(0, 401, 500), luck.integers(0, 301, 500), strict=True):
        explanation = matcher.explain(county.members[row], county.openings[column], deep=False)
        score = sum(county.by_opening.points[key][row, column] for key in criteria)
        told = explanation.as_json("en")
        assert explanation.score == score == sum(explanation.subtotals().values())
        assert round(100 * told["score"]) == sum(round(100 * part["points"]) for part in told["criteria"]) == score
        assert round(sum(part["points"] for part in told["criteria"]), 2) == told["score"]
        assert explanation.eligible == (county.by_opening.scores[row, column] >= 0)
        assert matcher.score(county.members[row], county.openings[column]) == (score, explanation.eligible)


def test_the_maxima_make_a_hundred_and_no_score_is_above(county: Any) -> None:
    assert sum(entry.maximum for entry in county.matcher.scorecard.entries) == 10_000
    assert county.by_opening.scores.max() <= 10_000
