"""Every notebook runs from its first cell to its last, without the public files too."""

import os
from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.nb.py"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_whole(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short form: as on a machine that has nothing but the project."""
    monkeypatch.setenv("GUIYAN_SHARED", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(path.parents[1]))
    book = jupytext.read(path, fmt="py:percent")
    NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute(env=dict(os.environ))
    printed = [output for cell in book.cells for output in cell.get("outputs", ())]
    assert len(printed) >= sum(cell.cell_type == "code" for cell in book.cells) // 2


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS
