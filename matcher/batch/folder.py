"""The folder of a run: its manifest, the pools that it is over, and one file for each finished shard."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from shutil import rmtree
from typing import Any

from data.errors import Conflict, Fault, InvalidInput, NotFound
from data.text import Text
from matcher.batch.plan import Shard, Terms, read_terms, shards_of, size_of_shard
from matcher.compile import Side

MANIFEST, POOLS, LOCK, UNFINISHED = "run.json", ".pools", ".lock", ".unfinished"
FORMAT = 1
OTHER_RUN = Text(
    zh="{folder} 里是另一次全量匹配的结果，两次不能混在一起：换一个文件夹，或加 --fresh 从头再来",
    en="{folder} holds the result of another run, and two runs cannot be mixed: take another folder, or start anew with --fresh",
)
AS_STARTED = Text(zh="与那一次相同的 {there}", en="{there}, as in that run")
BUSY = Text(zh="另一个进程正在写 {folder}", en="another process is writing to {folder}")
NOT_A_RUN = Text(zh="{folder} 里没有全量匹配的结果", en="{folder} does not hold the result of a match-all")
NOT_EMPTY = Text(zh="{folder} 里有别的文件，不往里写", en="{folder} holds other files, nothing is written there")
EMPTY_FOLDER = Text(zh="空文件夹，或尚不存在的文件夹", en="an empty folder, or one that is not there yet")
A_RUN = Text(zh="guiyan match-all --out 写过的文件夹", en="a folder that guiyan match-all --out has written")
UNWRITABLE = Text(zh="可以写入的文件夹", en="a folder that can be written")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the run is: its terms, what it is over, and whether all shards are there.

    `run` is a random name, `sequence` the place in the changes feed up to which the pools are true,
    `day` the day on which they were put down, `counts` how many on each side take part, `turned` the sides whose
    shards are worked from the other side, `pools` the folder of the pools when it lies elsewhere.
    """

    run: str
    terms: Terms
    sequence: int
    day: str
    counts: Mapping[Side, int]
    turned: tuple[Side, ...] = ()
    pools: str = ""
    finished: bool = False


class Folder:
    """A run on disk. Files appear whole or not at all, so whatever stops the run, going on is safe."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other process from writing here meanwhile; Conflict where one does already."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise InvalidInput(UNWRITABLE, (Fault("--out", str(self.path), UNWRITABLE),)) from error
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise Conflict(BUSY.filled(folder=self.path)) from error
        try:
            yield
        finally:
            os.close(lock)

    def manifest(self) -> Manifest | None:
        """The run that stands here; None where there is none yet, InvalidInput where other files do."""
        try:
            plain = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
            return _manifest(plain)
        except FileNotFoundError:
            others = [entry.name for entry in self.path.glob("*") if not entry.name.startswith(".")]
            if others:
                refused = NOT_EMPTY.filled(folder=self.path)
                raise InvalidInput(refused, (Fault("--out", others[0], EMPTY_FOLDER),)) from None
            return None
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise InvalidInput(NOT_A_RUN.filled(folder=self.path), (Fault("--out", MANIFEST, A_RUN),)) from error

    def known(self) -> Manifest:
        """The run that stands here; NotFound where there is none."""
        found = self.manifest()
        if found is None:
            raise NotFound(NOT_A_RUN.filled(folder=self.path), (Fault("--out", str(self.path), A_RUN),))
        return found

    def same_run(self, terms: Terms) -> Manifest | None:
        """The run that stands here, to go on with; Conflict names every term that differs from those given."""
        found = self.manifest()
        if found is None:
            return None
        faults = tuple(
            Fault(where, here, AS_STARTED.filled(there=there)) for where, here, there in terms.differences(found.terms)
        )
        if faults:
            raise Conflict(OTHER_RUN.filled(folder=self.path), faults)
        return found

    def begin(self, manifest: Manifest) -> None:
        """Put down what the run is, once its pools are there: from now on it can be gone on with."""
        self._write(self.path / MANIFEST, _as_json(manifest))

    def end(self, manifest: Manifest) -> Manifest:
        """All shards are there: the pools, which say more than the result may, are taken away."""
        finished = replace(manifest, finished=True, pools="")
        self._write(self.path / MANIFEST, _as_json(finished))
        rmtree(self.pools(manifest), ignore_errors=True)
        return finished

    def clear(self) -> None:
        """Take away a run and all that it wrote, the manifest first."""
        found = self.manifest()
        (self.path / MANIFEST).unlink(missing_ok=True)
        if found is not None and found.pools:
            rmtree(found.pools, ignore_errors=True)
        for name in (POOLS, "members", "opportunities"):
            rmtree(self.path / name, ignore_errors=True)

    def pools(self, manifest: Manifest) -> Path:
        """Where the pools of a run are."""
        return Path(manifest.pools) if manifest.pools else self.path / POOLS

    def shards(self, manifest: Manifest, asking: Side) -> list[Shard]:
        """All shards of one side."""
        count, turned = manifest.counts[asking], asking in manifest.turned
        return shards_of(asking, count, size_of_shard(manifest.terms, count, turned), turned)

    def unfinished(self, manifest: Manifest, asking: Side) -> list[Shard]:
        """The shards of one side that are still to be done; what was half written is taken away."""
        for stale in self._side(asking).glob(f"*{UNFINISHED}"):
            stale.unlink(missing_ok=True)
        return [shard for shard in self.shards(manifest, asking) if not self.file(shard).exists()]

    def file(self, shard: Shard) -> Path:
        """The file of a shard."""
        return self._side(shard.asking) / f"part-{shard.number:06}.parquet"

    def files(self, asking: Side) -> list[str]:
        """The files of all finished shards of one side, in order."""
        return sorted(map(str, self._side(asking).glob("part-*.parquet")))

    def keep(self, shard: Shard, content: bytes) -> None:
        """Write a shard's file."""
        self._side(shard.asking).mkdir(exist_ok=True)
        self._write(self.file(shard), content)

    def _side(self, asking: Side) -> Path:
        return self.path / ("members" if asking == "member" else "opportunities")

    def _write(self, path: Path, content: bytes) -> None:
        """Whole or not at all, and on the disk before it is seen."""
        unfinished = path.with_name(path.name + UNFINISHED)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        listing = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(listing)
        finally:
            os.close(listing)


def _as_json(manifest: Manifest) -> bytes:
    plain: dict[str, Any] = {
        "format": FORMAT, "run": manifest.run, **manifest.terms.as_json(), "sequence": manifest.sequence, "day": manifest.day,
        "counts": dict(manifest.counts), "turned": list(manifest.turned), "pools": manifest.pools, "finished": manifest.finished,
    }  # fmt: skip
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def _manifest(plain: Mapping[str, Any]) -> Manifest:
    if plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    counts = {side: int(plain["counts"][side]) for side in ("member", "opportunity")}
    return Manifest(
        plain["run"], read_terms(plain), int(plain["sequence"]), plain["day"], counts,  # type: ignore[arg-type]
        tuple(plain["turned"]), plain["pools"], bool(plain["finished"]),
    )  # fmt: skip
