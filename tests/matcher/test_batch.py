"""Everything against everything is what ranking each record by itself gives, however it is split up."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from data.errors import Conflict, InvalidInput, NotFound
from data.vocabulary import Track
from matcher.batch import Checked, begin, check, go_on
from matcher.batch import plan as batch_plan
from matcher.batch import turned as batch_turned
from matcher.batch.folder import Folder
from matcher.batch.local import Here, Processes
from matcher.batch.plan import Terms
from matcher.batch.pools import SHIPPED
from matcher.batch.turned import worth_turning
from tests.matcher.batch_runs import (
    BOTH,
    K,
    begun,
    by_asker,
    bytes_of,
    finished,
    rows,
    terms_for,
)


def test_every_place_is_that_of_ranking_the_record_by_itself(county: Any, undisturbed: Folder) -> None:
    for asking, records in (("opportunity", county.openings), ("member", county.members)):
        found = by_asker(undisturbed, asking)
        for record in records:
            alone = [(place.id, place.score) for place in county.matcher.rank(record, K).places]
            assert found.get(record.id, []) == alone


def test_a_pair_found_from_both_sides_has_one_score(undisturbed: Folder) -> None:
    scores = [{(row["member"], row["opportunity"]): row["score"] for row in rows(undisturbed, asking)} for asking in BOTH]
    shared = scores[0].keys() & scores[1].keys()
    assert len(shared) > 100
    assert all(scores[0][pair] == scores[1][pair] for pair in shared)


@pytest.mark.parametrize(("processes", "parts"), [(1, 3), (1, 7), (2, 1), (2, 3)])
def test_neither_the_number_of_workers_nor_of_parts_changes_a_byte(
    processes: int, parts: int, county: Any, undisturbed: Folder, tmp_path: Path
) -> None:
    workers = Here() if processes == 1 else Processes(processes)
    assert bytes_of(finished(county, tmp_path / "other", workers, parts=parts)) == bytes_of(undisturbed)


@pytest.mark.parametrize(("parts", "lowest"), [(1, 0), (3, 5_000)])
def test_working_from_the_other_side_gives_the_same_places(
    parts: int, lowest: int, county: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_plan, "PLACES_KEPT", 90 * K)
    monkeypatch.setattr(batch_turned, "AT_ONCE", 37)
    best = rows(finished(county, tmp_path / "straight", Here(), lowest=lowest), "member")[0]
    closed = {"member": [best["member"]], "opportunity": [best["opportunity"]]}
    found = []
    for name, turned in (("straight", ()), ("turned", BOTH)):
        folder = Folder(tmp_path / name / "closed")
        folder.path.mkdir(parents=True)
        terms = terms_for(county.matcher, parts=parts, lowest=lowest)
        manifest = begin(folder, county.matcher, terms, closed=closed, turned=turned)
        for _ in go_on(folder, folder.known(), county.matcher.scorecard, Here()):
            pass
        found.append([rows(folder, asking) for asking in BOTH])
        assert len(folder.files("member")) == (5 if turned else 7) and manifest.turned == turned
    assert found[0] == found[1] and all(found[0])


def test_many_who_ask_among_few_are_worked_from_the_other_side() -> None:
    work, mentor = (Terms(track, "card", "digest", "encoder") for track in (Track.WORK, Track.MENTOR))
    assert worth_turning(work, 1_000_000, 10_000)
    assert not worth_turning(work, 10_000, 1_000_000)
    assert not worth_turning(work, 1_000, 10)
    assert not worth_turning(work, 1_000_000, 100_000)
    assert not worth_turning(mentor, 1_000_000, 10_000)
    assert not worth_turning(replace(work, explained=3), 1_000_000, 10_000)


def test_larger_shards_hold_the_same_places(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    large = finished(county, tmp_path / "large", Here(), shard=1_000)
    assert len(bytes_of(large)) == 2
    assert all(rows(large, asking) == rows(undisturbed, asking) for asking in BOTH)


@pytest.mark.parametrize("county", list(Track), indirect=True)
def test_every_track_gives_the_places_of_its_rankings(county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here(), parts=2, k=3)
    for asking, records in (("opportunity", county.openings), ("member", county.members)):
        found, own = by_asker(folder, asking), 0
        for record in records[:60]:
            best = [(place.id, place.score) for place in county.matcher.rank(record, 4).places]
            own += record.id in [identifier for identifier, _ in best]
            assert found.get(record.id, []) == [place for place in best if place[0] != record.id][:3]
        assert not own or county.matcher.track is Track.MENTOR
        assert all(asker != other for asker, places in found.items() for other, _ in places)


@pytest.mark.parametrize("parts", [1, 3])
def test_the_points_of_the_first_places_add_up_to_the_score(parts: int, county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here(), explained=2, parts=parts)
    found = [row for asking in BOTH for row in rows(folder, asking)]
    columns = [f"points_{entry.key}" for entry in county.matcher.scorecard.entries]
    for row in found:
        if row["rank"] <= 2:
            assert sum(row[column] for column in columns) == row["score"]
        else:
            assert all(row[column] is None for column in columns)
    assert any(row["rank"] > 2 for row in found)


def test_no_place_is_below_the_lowest_score(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here(), lowest=5_000)
    kept = [row for row in rows(undisturbed, "opportunity") if row["score"] >= 5_000]
    assert 0 < len(kept) < len(rows(undisturbed, "opportunity"))
    assert rows(folder, "opportunity") == kept


@pytest.mark.parametrize("parts", [1, 3])
def test_a_closed_record_neither_asks_nor_is_found(parts: int, county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    best = rows(undisturbed, "opportunity")[0]
    closed = {"member": [best["member"]], "opportunity": [best["opportunity"]]}
    folder = Folder(tmp_path)
    manifest = begin(folder, county.matcher, terms_for(county.matcher, parts=parts), closed=closed)
    for _ in go_on(folder, manifest, county.matcher.scorecard, Here()):
        pass
    found = [row for asking in BOTH for row in rows(folder, asking)]
    assert all(row["member"] != best["member"] and row["opportunity"] != best["opportunity"] for row in found)
    assert manifest.counts == {"member": len(county.members) - 1, "opportunity": len(county.openings) - 1}
    assert county.matcher.members.row(best["member"]) is not None


def test_a_record_that_is_closed_meanwhile_is_left_out_at_the_end(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    best = rows(undisturbed, "opportunity")[0]
    asked: list[Any] = []

    def gone(everybody: Any) -> Any:
        asked.append(everybody)
        return {"member": [best["member"]]}

    folder, manifest = begun(county, tmp_path / "run")
    for _ in go_on(folder, manifest, county.matcher.scorecard, Here(), gone):
        pass
    assert sorted(asked[0]["member"]) == sorted(member.id for member in county.members)
    for asking in BOTH:
        assert rows(folder, asking) == [row for row in rows(undisturbed, asking) if row["member"] != best["member"]]


def test_the_pools_are_taken_away_once_all_shards_are_there(county: Any, tmp_path: Path) -> None:
    folder, manifest = begun(county, tmp_path / "run")
    assert folder.pools(manifest).exists()
    for _ in go_on(folder, manifest, county.matcher.scorecard, Here()):
        pass
    assert not folder.pools(manifest).exists()
    assert folder.known().finished
    assert {entry.name for entry in folder.path.iterdir()} == {"run.json", "members", "opportunities"}


def test_two_different_runs_are_never_mixed(county: Any, undisturbed: Folder) -> None:
    terms = undisturbed.known().terms
    assert undisturbed.same_run(terms) is not None
    for changed, where in (({"k": 9}, "--k"), ({"askers": ("member",)}, "--for"), ({"digest": "other"}, "scorecard"), ({"parts": 4}, "--parts")):
        with pytest.raises(Conflict) as told:
            undisturbed.same_run(replace(terms, **changed))
        assert [fault.where for fault in told.value.faults] == [where]
        assert "--fresh" in told.value.message.zh and "--fresh" in told.value.message.en


def test_only_one_process_writes_to_a_folder(tmp_path: Path) -> None:
    with Folder(tmp_path).held(), pytest.raises(Conflict), Folder(tmp_path).held():
        pass
    with Folder(tmp_path).held():
        pass


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Folder(tmp_path / "nothing").known()
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InvalidInput) as told:
        Folder(tmp_path).same_run(terms_for_anyone())
    assert told.value.faults[0].found == "letter.txt"
    (tmp_path / "run.json").write_text(json.dumps({"format": 0}))
    with pytest.raises(InvalidInput):
        Folder(tmp_path).known()


def terms_for_anyone() -> Terms:
    return Terms(Track.WORK, "work@1", "digest", "work-3")


def test_a_run_is_cleared_and_nothing_else(county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here())
    (folder.path / "notes.txt").write_text("mine")
    folder.clear()
    assert [entry.name for entry in folder.path.iterdir()] == ["notes.txt"]


def test_checking_scores_random_pairs_again_and_finds_a_forged_one(county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here())
    members, openings = ({record.id: record for record in side} for side in (county.members, county.openings))
    scorecard = county.matcher.scorecard

    def find(member: str, opportunity: str) -> Any:
        return members[member], openings[opportunity]

    assert check(folder, scorecard, find, 150) == Checked(150, 0, ())
    assert check(folder, scorecard, lambda member, opportunity: None, 150) == Checked(0, 150, ())
    file = Path(folder.files("opportunity")[0])
    table = parquet.read_table(file)
    forged = table["score"].to_pylist()
    forged[3] += 1
    parquet.write_table(table.set_column(table.schema.get_field_index("score"), "score", [forged]), file)
    found = check(folder, scorecard, find, 10**6)
    assert [(one.member, one.opportunity, one.kept) for one in found.differing] == [
        (table["member"][3].as_py(), table["opportunity"][3].as_py(), forged[3])
    ]


def test_nobody_on_one_side_is_an_empty_result(county: Any, tmp_path: Path) -> None:
    from matcher.engine import Matcher

    folder, empty = Folder(tmp_path), Matcher()
    empty.put(county.members[0])
    manifest = begin(folder, empty, terms_for(empty))
    for _ in go_on(folder, manifest, empty.scorecard, Here()):
        pass
    assert rows(folder, "member") == rows(folder, "opportunity") == []
    assert not SHIPPED
