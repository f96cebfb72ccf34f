"""The engine's pools as a projection of the store: every answer first catches up with the changes feed."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock, Thread

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from api.audiences import Audiences
from api.generation import Generation, mapped, read_generation, relabelled, write_generation
from api.projection import Projection
from api.settings import index_folder
from data.store.database import Database
from data.store.repositories import changes_after, feed_mark, newest_change, utc_now
from data.store.scope import Asker
from data.vocabulary import Track
from features.compaction import compacted
from features.generations import Generations
from features.pool import Pool
from features.snapshot import Refused
from matcher.carrying import carry_over
from matcher.engine import Matcher

STEP = 500
"""Changes taken from the feed at once."""

LONGEST_TAIL, TAIL_SHARE = 2_000, 1_000
"""A tail of more rows than the first, and beyond that one in so many of the base, is merged into a new base: see `full_tail`."""

OTHERS_MAY = 2
"""While another process writes a generation, a tail may grow so many times as long before it is merged here as well."""

WORTH_KEEPING = 1_000
"""Fewer records are sooner read from the database than kept in files."""

MANY = 50_000
"""After so many changes a database is likely to hold more than is quickly read."""

logger = logging.getLogger("guiyan.index")


@dataclass(frozen=True, slots=True)
class Standing:
    """Both pools as they were at a place in the changes feed; nothing in it changes."""

    matcher: Matcher
    sequence: int


class Index:
    """One track's matcher over what the store holds; safe to share between threads.

    It starts from the newest generation in `folder`, where there is one. Whoever asks is given the pools as
    they stand, so that searches run side by side with one another and with what is written meanwhile.
    """

    def __init__(self, track: Track = Track.WORK, folder: Path | None = None, longest_tail: int = LONGEST_TAIL) -> None:
        self.track = track
        self.generations = Generations(folder / track.value) if folder is not None else None
        self.audiences = Audiences()
        self._projection = Projection(track, self.audiences)
        self._longest_tail = longest_tail
        self._standing: Standing | None = None
        self._sequence = self._based_on = -1
        self._stamp = 0
        self._tried = False
        self._ready: Generation | None = None
        self._background: Thread | None = None
        self._lock = RLock()

    @contextmanager
    def current(self, connection: Connection) -> Iterator[Matcher]:
        """The matcher as of now; it stands still while it is used."""
        yield self.standing(connection).matcher

    def standing(self, connection: Connection) -> Standing:
        """Both pools with every change in them that the connection can see."""
        now = self._standing
        if now is None or self._ready is not None or now.sequence < newest_change(connection):
            with self._lock:
                now = self._followed(connection)
        return now

    def open_labels(self, asker: Asker) -> NDArray[np.uint8]:
        """uint8[labels]: 1 for the labels of those open records that the asker may see at this moment."""
        return self.audiences.open_to(asker, utc_now())

    def considered(self, pool: Pool, asker: Asker) -> int:
        """How many records of a pool the asker may see."""
        opened = self.open_labels(asker)
        counts = pool.label_counts[: len(opened)]
        return int(counts[opened[: len(counts)] > 0].sum())

    def allowed(self, pool: Pool, asker: Asker) -> NDArray[np.uint8]:
        """uint8[n] over the rows of a pool: 1 for the open records that the asker may see."""
        opened: NDArray[np.uint8] = self.open_labels(asker)[pool.labels] & pool.alive
        return opened

    @property
    def sequence(self) -> int:
        """The place in the changes feed up to which answers are true without a look at it; -1 before anybody asked."""
        return -1 if self._standing is None else self._standing.sequence

    @property
    def kept(self) -> bool:
        """Whether there is a generation to start from, or none is ever kept."""
        return self.generations is None or self.generations.current() is not None

    def settle(self) -> None:
        """Wait until nothing is being merged or opened in the background."""
        background = self._background
        if background is not None:
            background.join()

    def keep(self, connection: Connection) -> Path | None:
        """Write a generation of what the store holds now; None where another process is writing, or none can be kept."""
        self.settle()
        standing = self.standing(connection)
        found = _merged(standing, self.audiences, feed_mark(connection, standing.sequence))
        with self._held() as ours:
            return self._write(found) if ours else None

    def _followed(self, connection: Connection) -> Standing:
        """Catch up; the place in the feed moves on only when all before it is in, so that a failure loses nothing."""
        before = self._sequence
        if before < 0:
            self._begin(connection)
        self._take_ready(connection)
        whole = STEP
        while whole == STEP and (changed := changes_after(connection, self._sequence, STEP)):
            newest, whole = changed[-1].sequence, len(changed)
            for kind in self._projection.kinds:
                named = dict.fromkeys(change.record for change in changed if change.kind is kind)
                if named:
                    self._projection.refresh(connection, kind, list(named), newest)
            self._sequence = newest
        now = self._standing
        if now is None or now.sequence != self._sequence:
            now = self._publish()
        self._tend(connection, now)
        return now

    def _publish(self) -> Standing:
        """Let whoever asks next have the pools as they are."""
        self._standing = Standing(self._projection.standing(), self._sequence)
        return self._standing

    def _begin(self, connection: Connection) -> None:
        """Go on from the newest generation, else read every record."""
        found = self._newest()
        if found is not None and self._belongs(connection, found):
            self.audiences = found.audiences
            self._projection = Projection(self.track, self.audiences)
            self._adopt(found)
            return
        newest = newest_change(connection)
        if newest > MANY:
            logger.warning("index %s: every record is read one by one; `guiyan index build` does it by all cores beforehand", self.track.value)
        self._projection = Projection(self.track, self.audiences)
        self._projection.read_all(connection, newest)
        self._sequence = newest
        if self._long():
            self._adopt(_merged(Standing(self._projection.matcher, newest), self.audiences, ""))
            self._based_on = -1

    def _take_ready(self, connection: Connection) -> None:
        """Go on from what was merged or opened in the background."""
        found = self._ready
        if found is not None and newest_change(connection) >= found.sequence:
            self._ready = None
            if self._belongs(connection, found):
                self._adopt(found)
                self._publish()

    def _belongs(self, connection: Connection, found: Generation) -> bool:
        """Whether a generation was made from this very database."""
        same = feed_mark(connection, found.sequence) == found.mark
        if not same:
            logger.warning("index %s: its snapshot belongs to another database and is not used", self.track.value)
        return same

    def _adopt(self, found: Generation) -> None:
        self._projection.stand_on(found.members, found.opportunities, found.sequence)
        self._sequence, self._based_on = max(self._sequence, found.sequence), found.sequence

    def _tend(self, connection: Connection, now: Standing) -> None:
        """Have a long tail merged, or another process's newer generation opened, in the background."""
        if self._ready is not None or (self._background is not None and self._background.is_alive()):
            return
        if self.generations is not None and self.generations.stamp() != self._stamp:
            self._start(self._open_newer)
        elif self._long() or self._unkept():
            self._tried, mark = True, feed_mark(connection, now.sequence)
            self._start(lambda: self._merge(now, mark))

    def _start(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except Exception:  # what the background cannot do is done without: the pools go on as they are
                logger.exception("index %s: the work in the background failed", self.track.value)

        self._background = Thread(target=run, name=f"index-{self.track.value}")
        self._background.start()

    def _long(self, times: int = 1) -> bool:
        """Whether a tail is to be merged into its base."""
        return any(len(pool.tail) > times * full_tail(pool.base_size, self._longest_tail) for pool in self._projection.pools)

    def _unkept(self) -> bool:
        """Whether there is no generation of many records yet, and none was tried to write."""
        many = sum(pool.living for pool in self._projection.pools) >= WORTH_KEEPING
        return self.generations is not None and self._based_on < 0 and many and not self._tried

    def _merge(self, standing: Standing, mark: str) -> None:
        """A new base of all that stands, written down as a generation unless another process is doing that."""
        with self._held() as ours:
            if not ours and self.generations is not None and not self._long(OTHERS_MAY):
                return
            found = _merged(standing, self.audiences, mark)
            folder = self._write(found) if ours else None
            found = self._shared(found, folder) if folder is not None else found
            self._ready = _carried(standing, found)

    @contextmanager
    def _held(self) -> Iterator[bool]:
        if self.generations is None:
            yield False
            return
        with self.generations.held() as ours:
            yield ours

    def _write(self, found: Generation) -> Path | None:
        assert self.generations is not None
        try:
            folder = self.generations.add(lambda folder: write_generation(folder, self._projection.matcher, found))
        except OSError as error:
            logger.warning("index %s: no snapshot can be written: %s", self.track.value, error.strerror or error)
            return None
        self._stamp = self.generations.stamp()
        return folder

    def _shared(self, found: Generation, folder: Path) -> Generation:
        """The same with its arrays taken from the files, which all processes share; values and tables stay as they are."""
        saved = read_generation(folder, self._projection.matcher, check=False)
        pools = (found.members, saved.members), (found.opportunities, saved.opportunities)
        members, opportunities = (mapped(mine, theirs) for mine, theirs in pools)
        return replace(found, members=members, opportunities=opportunities)

    def _open_newer(self) -> None:
        """Another process's generation with labels and values as they are numbered here; one as old as the base is left alone."""
        found, standing = self._newest(), self._standing
        if found is not None and found.sequence > self._based_on and standing is not None:
            numbers = self.audiences.agreeing(found.audiences)
            members, opportunities = (relabelled(pool, numbers) for pool in (found.members, found.opportunities))
            members, opportunities = standing.matcher.members.agreeing(members), standing.matcher.opportunities.agreeing(opportunities)
            self._ready = _carried(standing, replace(found, members=members, opportunities=opportunities, audiences=self.audiences))

    def _newest(self) -> Generation | None:
        """The newest generation that can be trusted."""
        if self.generations is None:
            return None
        while True:
            self._stamp = self.generations.stamp()
            folder = self.generations.current()
            if folder is None:
                return None
            try:
                return read_generation(folder, self._projection.matcher)
            except Refused as error:
                if self.generations.stamp() == self._stamp:
                    logger.warning("index %s: its snapshot %s is not used: %s", self.track.value, folder.name, error)
                    return None


def full_tail(base: int, least: int = LONGEST_TAIL) -> int:
    """How many records a tail may hold behind a base of so many."""
    return least + base // TAIL_SHARE


def _merged(standing: Standing, audiences: Audiences, mark: str) -> Generation:
    pools = (standing.matcher.members, standing.matcher.opportunities)
    members, opportunities = map(compacted, pools)
    return Generation(members, opportunities, audiences, standing.sequence, mark)


def _carried(standing: Standing, found: Generation) -> Generation:
    carry_over(standing.matcher.members, found.members)
    carry_over(standing.matcher.opportunities, found.opportunities)
    return found


class Indexes:
    """The index of every track, each made when it is first asked for."""

    def __init__(self, database: Database | None = None) -> None:
        """Snapshots lie where the settings say for this database; without one, nothing is kept."""
        self._folder = index_folder(database.file) if database is not None else None
        self._indexes: dict[Track, Index] = {}
        self._lock = RLock()

    def of(self, track: Track) -> Index:
        """The index of one track."""
        if track not in self._indexes:
            with self._lock:
                self._indexes.setdefault(track, Index(track, self._folder))
        return self._indexes[track]

    def in_use(self) -> list[Index]:
        """Those that somebody has asked."""
        return [index for index in self._indexes.copy().values() if index.sequence >= 0]
