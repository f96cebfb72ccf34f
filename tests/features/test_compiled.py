"""Compiled loops are found again by the next process, wherever the package lies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from features import compiled

ROOT = Path(__file__).parents[2]
LOOP = """
from features.compiled import njit

@njit(cache=True)
def doubled(number):
    return 2 * number

assert doubled(21) == 42
print(sum(doubled.stats.cache_hits.values()))
"""


def _run(script: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, str(script)], env=env, capture_output=True, text=True, check=True)


def test_a_second_process_finds_what_the_first_compiled_where_the_environment_says(tmp_path: Path) -> None:
    script = tmp_path / "loop.py"
    script.write_text(LOOP)
    told = {"NUMBA_CACHE_DIR": str(tmp_path / "told")}
    assert [_run(script, **told).stdout.strip() for _ in range(2)] == ["0", "1"]
    assert any((tmp_path / "told").rglob("*.nbi"))


def test_numba_is_left_to_itself_where_the_sources_or_the_users_folder_can_be_written(tmp_path: Path) -> None:
    unwritable = _unwritable(tmp_path)
    assert compiled.cache_folder(tmp_path / "beside", unwritable) is None
    assert compiled.cache_folder(unwritable, tmp_path / "users") is None


def test_a_folder_of_this_user_alone_is_named_where_neither_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unwritable = _unwritable(tmp_path)
    monkeypatch.setattr(compiled.tempfile, "tempdir", str(tmp_path))
    named = compiled.cache_folder(unwritable, unwritable)
    assert named is not None and named.parent == tmp_path and named.stat().st_mode & 0o077 == 0
    assert compiled.cache_folder(unwritable, unwritable) == named


def test_a_folder_that_others_can_write_in_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unwritable = _unwritable(tmp_path)
    monkeypatch.setattr(compiled.tempfile, "tempdir", str(tmp_path))
    named = compiled.cache_folder(unwritable, unwritable)
    assert named is not None
    named.chmod(0o777)
    assert compiled.cache_folder(unwritable, unwritable) != named


def _unwritable(folder: Path) -> Path:
    """A folder that nobody can make: it would lie within a file."""
    (folder / "file").touch()
    return folder / "file" / "inside"
