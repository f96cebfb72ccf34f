"""What the tests of match-all share: runs that are put down, worked on and read again."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from matcher.batch import begin, go_on
from matcher.batch.folder import Folder, Manifest
from matcher.batch.local import Workers
from matcher.batch.plan import Terms, terms_of
from matcher.compile import Side

BOTH: tuple[Side, ...] = ("opportunity", "member")
K = 7
GOING_ON = """
import sys
from multiprocessing import active_children
from pathlib import Path
from matcher.batch import go_on
from matcher.batch.folder import Folder
from matcher.batch.local import Processes
from matcher.scorecard import load_scorecard

folder = Folder(Path(sys.argv[1]))
with folder.held():
    manifest = folder.known()
    for far in go_on(folder, manifest, load_scorecard(manifest.terms.track), Processes(2)):
        print(far.done, *(child.pid for child in active_children()), flush=True)
"""


def terms_for(matcher: Any, **chosen: Any) -> Terms:
    """Small shards, so that there are many."""
    return terms_of(matcher, **{"askers": BOTH, "k": K, "shard": 60, **chosen})


def begun(county: Any, path: Path, **chosen: Any) -> tuple[Folder, Manifest]:
    """A run that has been put down and not yet worked on."""
    folder = Folder(path)
    path.mkdir(parents=True)
    return folder, begin(folder, county.matcher, terms_for(county.matcher, **chosen))


def finished(county: Any, path: Path, workers: Workers, **chosen: Any) -> Folder:
    """A run that has come to its end."""
    folder, manifest = begun(county, path, **chosen)
    for _ in go_on(folder, manifest, county.matcher.scorecard, workers):
        pass
    return folder


def bytes_of(folder: Folder) -> dict[str, bytes]:
    """Every shard's file."""
    return {f"{asking} {Path(file).name}": Path(file).read_bytes() for asking in BOTH for file in folder.files(asking)}


def rows(folder: Folder, asking: Side) -> list[dict[str, Any]]:
    """Every place for those who ask on one side."""
    return [row for file in folder.files(asking) for row in parquet.read_table(file).to_pylist()]


def by_asker(folder: Folder, asking: Side) -> dict[str, list[tuple[str, int]]]:
    """Who was found for each, with the scores."""
    other = "member" if asking == "opportunity" else "opportunity"
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows(folder, asking):
        found.setdefault(row[asking], []).append((row[other], row["score"]))
        assert row["rank"] == len(found[row[asking]]) and row["scorecard"] == folder.known().terms.scorecard
    return found
