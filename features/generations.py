"""Snapshots that follow one another in a folder: one is the current one at any moment, whatever stops whoever writes."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from shutil import rmtree

from features.snapshot import beside, sync, write_whole

CURRENT, LOCK, FIRST = "CURRENT", ".lock", "generation-"
KEPT = 2
"""So many generations stay: the current one, and the last before it, which somebody may be about to open."""


class Generations:
    """The folder of one index; only whoever holds it writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """The newest whole generation."""
        try:
            name = (self.folder / CURRENT).read_text(encoding="ascii").strip()
        except (OSError, UnicodeError):
            return None
        found = self.folder / name
        return found if name.startswith(FIRST) and os.sep not in name and found.is_dir() else None

    def stamp(self) -> int:
        """Another number whenever another generation became the current one; 0 where there is none."""
        try:
            return (self.folder / CURRENT).stat().st_mtime_ns
        except OSError:
            return 0

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Whether this process alone may write meanwhile; gives False at once where another does, or none can."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            yield False
            return
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except OSError:
            os.close(lock)
            yield False
            return
        try:
            yield True
        finally:
            os.close(lock)

    def add(self, fill: Callable[[Path], None]) -> Path:
        """Have a new folder filled, then make it the current generation; what nobody needs any more is taken away.

        Whoever has an older one open keeps its files until it lets go of them.
        """
        last = max(self._numbers(), default=0)
        target = self.folder / f"{FIRST}{last + 1:08}"
        unfinished = beside(target)
        unfinished.mkdir(mode=0o700)
        try:
            fill(unfinished)
            sync(unfinished)
            unfinished.rename(target)
            sync(self.folder)
        except BaseException:
            rmtree(unfinished, ignore_errors=True)
            raise
        write_whole(self.folder / CURRENT, target.name.encode())
        sync(self.folder)
        self._tidy(last + 1)
        return target

    def _numbers(self) -> list[int]:
        names = (entry.name.removeprefix(FIRST) for entry in self.folder.glob(f"{FIRST}*"))
        return [int(name) for name in names if name.isdecimal()]

    def _tidy(self, newest: int) -> None:
        for number in self._numbers():
            if number <= newest - KEPT:
                rmtree(self.folder / f"{FIRST}{number:08}", ignore_errors=True)
        for leftover in self.folder.glob(".*.partial"):
            rmtree(leftover, ignore_errors=True) if leftover.is_dir() else leftover.unlink(missing_ok=True)
