"""Cases that people graded, scored through the engine, must not fall below what was once reached."""

import json
from pathlib import Path

import pytest

from tests.bench.graded import FOLDER, cases, measure, tracks_in

FLOORS = {
    "work.jsonl": {"nDCG@5": 0.87, "pairwise": 0.84},
    "work_second.jsonl": {"nDCG@5": 0.86, "pairwise": 0.83},
    "work_held_out.jsonl": {"nDCG@5": 0.85, "pairwise": 0.80},
    "tracks.jsonl": {"nDCG@5": 0.90, "pairwise": 0.88},
    "tracks_held_out.jsonl": {"nDCG@5": 0.88, "pairwise": 0.84},
    "tracks_second.jsonl": {"nDCG@5": 0.84, "pairwise": 0.79},
}
NO_TRACK_BELOW = 0.7
"""nDCG@5 of any one track in any file."""

FILES = sorted(path.name for path in Path(FOLDER).glob("*.jsonl"))


@pytest.mark.parametrize("name", FILES)
def test_the_engine_stays_as_good_as_it_was(name: str) -> None:
    figures = measure(name)
    print(name, json.dumps(figures))
    assert figures["cases"] == len(cases(name)) > 0
    short = {figure: figures[figure] for figure, floor in FLOORS[name].items() if figures[figure] < floor}
    assert not short, f"{name}: {figures} is below {FLOORS[name]}"


@pytest.mark.parametrize(("name", "track"), [(name, track) for name in FILES for track in tracks_in(name)])
def test_no_track_falls_behind(name: str, track: str) -> None:
    assert measure(name, track)["nDCG@5"] >= NO_TRACK_BELOW


def test_every_file_of_cases_has_its_floors() -> None:
    assert set(FILES) == set(FLOORS)


@pytest.mark.parametrize("name", FILES)
def test_every_case_can_tell_good_from_bad(name: str) -> None:
    found = cases(name)
    assert len({case["case"] for case in found}) == len(found)
    for case in found:
        items = case["opportunities"] if case["query"] == "member" else case["members"]
        grades = {item["grade"] for item in items}
        assert len(grades) >= 2 and grades <= {0, 1, 2, 3} and all(item["why"] for item in items), case["case"]
