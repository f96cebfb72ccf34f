"""Pools on disk: found again as they were put down, refused when damaged, whole whatever stops the writer."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from features.compaction import compacted
from features.generations import Generations
from features.pool import Column, Pool, Row
from features.snapshot import MANIFEST, Refused, fill, open_pool, read_manifest, save

PAY = Column("pay", np.dtype([("least", "f8"), ("floor", "?")]), lambda _: ())
NAME = Column("name", np.dtype([("text", "U8"), ("part", "i2", (2,))]), lambda _: ())
SKILLS = Column("skills", np.dtype([("skill", "i4")]), lambda _: (), bag=True)
NEVER = Column("never", np.dtype([("code", "i4")]), lambda _: (), bag=True)
COLUMNS = (SKILLS, PAY, NEVER, NAME)


def row_of(luck: Random) -> Row:
    """Some values, or none."""
    row: dict[str, Any] = {"skills": tuple((skill,) for skill in luck.sample(range(40), luck.randint(0, 4)))}
    if luck.random() < 0.8:
        row["pay"] = ((float(luck.randint(30, 60)), luck.random() < 0.5),)
    if luck.random() < 0.5:
        row["name"] = ((luck.choice("甲乙丙丁"), (luck.randint(0, 3), 1)),)
    return row


def pool_of(seed: int, count: int = 300) -> Pool:
    """A pool with a base, a tail and records that are gone."""
    luck, pool = Random(seed), Pool(COLUMNS)
    pool.sorted_by = ("skills", "pay")
    for number in range(count):
        pool.put(f"m{number}", row_of(luck), luck.randint(0, 5))
    pool = compacted(pool)
    for _ in range(count // 4):
        identifier = f"m{luck.randrange(count * 2)}"
        if luck.random() < 0.3:
            pool.remove(identifier)
        else:
            pool.put(identifier, row_of(luck), luck.randint(0, 5))
    return pool


def held(pool: Pool) -> dict[str, Any]:
    """What a pool says of everybody in it."""
    rows, labels = np.flatnonzero(pool.alive).tolist(), pool.labels
    return {pool.id(row): (dict(pool.row_values(row)), int(labels[row])) for row in rows}


def test_a_pool_is_found_again_as_it_was_put_down(tmp_path: Path) -> None:
    pool = pool_of(1)
    save(pool, tmp_path / "kept", {"sequence": 7})
    again = open_pool(COLUMNS, tmp_path / "kept")
    assert held(again) == held(pool) and len(held(pool)) > 200
    assert read_manifest(tmp_path / "kept").about == {"sequence": 7}
    assert again.living == pool.living and again.sorted_by == pool.sorted_by
    assert np.flatnonzero(again.label_counts).tolist() == np.flatnonzero(pool.label_counts).tolist()
    assert all(again.row(identifier) is not None for identifier in held(pool))


def test_what_comes_after_opening_stands_beside_what_was_there_and_never_reaches_the_files(tmp_path: Path) -> None:
    pool = pool_of(2)
    save(pool, tmp_path / "kept")
    again, luck = open_pool(COLUMNS, tmp_path / "kept"), Random(9)
    for number in range(0, 400, 3):
        row = {**row_of(luck), "never": ((number,),)}
        for one in (pool, again):
            one.put(f"m{number}", row, 3) if number % 2 else one.remove(f"m{number}")
    assert held(again) == held(pool) != held(open_pool(COLUMNS, tmp_path / "kept"))
    assert held(compacted(again)) == held(pool)
    assert held(open_pool(COLUMNS, tmp_path / "kept")) == held(pool_of(2))


def test_an_empty_pool_can_be_kept_too(tmp_path: Path) -> None:
    save(Pool(COLUMNS), tmp_path / "kept")
    again = open_pool(COLUMNS, tmp_path / "kept")
    assert held(again) == {}
    again.put("m1", {"pay": ((4000.0, True),)})
    assert held(again) == {"m1": ({"pay": ((4000.0, True),), "name": (), "skills": (), "never": ()}, 0)}


def test_a_later_snapshot_takes_the_place_of_an_earlier_one_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    for seed in (1, 2):
        save(pool_of(seed), tmp_path / "kept")
    assert held(open_pool(COLUMNS, tmp_path / "kept")) == held(pool_of(2))
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]
    assert oct((tmp_path / "kept").stat().st_mode)[-3:] == "700"
    assert {oct(file.stat().st_mode)[-3:] for file in (tmp_path / "kept").iterdir()} == {"600"}


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 4
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("damage", [_flipped, _cut, Path.unlink])
def test_every_damaged_file_is_found_out(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    save(pool_of(3), tmp_path / "kept")
    for path in sorted((tmp_path / "kept").iterdir()):
        whole = path.read_bytes()
        damage(path)
        with pytest.raises(Refused):
            open_pool(COLUMNS, tmp_path / "kept")
        path.write_bytes(whole)
    assert held(open_pool(COLUMNS, tmp_path / "kept")) == held(pool_of(3))


def test_a_snapshot_of_other_columns_or_another_format_is_refused(tmp_path: Path) -> None:
    save(pool_of(4), tmp_path / "kept")
    for columns in ((SKILLS, PAY, NEVER), (*COLUMNS[:3], Column("name", PAY.dtype, NAME.values))):
        with pytest.raises(Refused, match="columns"):
            open_pool(columns, tmp_path / "kept")
    manifest = tmp_path / "kept" / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 0}))
    with pytest.raises(Refused, match="format"):
        open_pool(COLUMNS, tmp_path / "kept")


def _add(generations: Generations, seed: int) -> None:
    generations.add(lambda folder: fill(pool_of(seed, 60), folder))


def _killed_at(event: int, folder: Path, seed: int) -> bool:
    """Write a generation in a child that is killed before its so many-th step on files; False where it came to the end."""
    child = os.fork()
    if child == 0:
        left = event

        def count(name: str, details: tuple[Any, ...]) -> None:
            nonlocal left
            if name in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            _add(Generations(folder), seed)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_writer_that_is_killed_at_any_step_leaves_the_earlier_or_the_later_snapshot(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    _add(generations, 0)
    accepted, event, ends = 0, 1, set()
    while _killed_at(event, tmp_path, event):
        folder = generations.current()
        assert folder is not None
        found = held(open_pool(COLUMNS, folder))
        ends.add(found == held(pool_of(event, 60)))
        if found != held(pool_of(accepted, 60)):
            accepted = event
            assert found == held(pool_of(accepted, 60))
        event += 1
    assert event > 60 and ends == {True, False}
    _add(generations, 1)
    kept = sorted(entry.name for entry in tmp_path.iterdir())
    assert [name for name in kept if name.endswith(".partial")] == [] and len(kept) == 3


def test_whoever_has_an_older_generation_open_goes_on_reading_it(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    _add(generations, 0)
    folder, stamp = generations.current(), generations.stamp()
    assert folder is not None
    old = open_pool(COLUMNS, folder)
    for seed in (1, 2, 3):
        _add(generations, seed)
    assert not folder.exists() and generations.stamp() != stamp
    assert held(old) == held(pool_of(0, 60))


def test_one_process_alone_writes(tmp_path: Path) -> None:
    with Generations(tmp_path).held() as first, Generations(tmp_path).held() as second:
        assert (first, second) == (True, False)
    with Generations(tmp_path).held() as third:
        assert third
    (tmp_path / "file").write_text("")
    with Generations(tmp_path / "file" / "below").held() as nowhere:
        assert not nowhere
