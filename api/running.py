"""A thread of each serving process that works out the runs that wait, one after the other.

Any process may work out any run. A run whose process died is begun anew by another once its claim has run out; a run
that was cancelled, or that another process has taken over, stops at its next step.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from secrets import token_hex
from threading import Event, RLock, Thread
from time import monotonic
from typing import Any

from anyio import move_on_after, sleep
from anyio.to_thread import run_sync
from sqlalchemy import Connection

from api.errors import kept_problem, note
from api.index import Indexes
from api.settings import SETTINGS
from api.use_cases.allocating import allocate_seats
from api.use_cases.grouping import find_group
from api.use_cases.progress import Tell
from data.errors import Conflict, GuiyanError, Unavailable
from data.store.database import Database
from data.store.organisations import find_organisation
from data.store.runs import (
    Run,
    claim_run,
    fail_run,
    finish_run,
    is_over,
    release_run,
    renew_run,
    tell_run,
    waiting_run,
)
from data.store.scope import Asker
from data.text import Text

EVERY_S = 2.0
"""Seconds between two looks for runs that wait; whoever begins one here calls at once."""

FIRST_LOOK_S, LOOK_S = 0.01, 0.2
"""Seconds after which a run that somebody waits for is looked at again, at first and in the end."""

TELL_S = 0.2
"""Seconds between two notes of how far a run is, but for a new step, which is noted at once."""

MOST_TRIES = 3
DRAIN_S = 5.0
"""Seconds in which a run may come to its next step when the process ends; it is begun anew elsewhere in either case."""

GIVEN_UP = Text(
    zh="计算中断了{tries}次，已放弃；请减少岗位或人选后再试", en="the work was cut off {tries} times and is given up; try fewer openings or candidates"
)
Work = Callable[[Connection, Indexes, Asker, Mapping[str, Any], Tell], dict[str, Any]]
WORK: Mapping[str, Work] = {"allocation": allocate_seats, "group": find_group}
logger = logging.getLogger("guiyan.runs")


class Stopped(Exception):
    """The run is no longer this process's to work out."""


class Ending(Exception):
    """The process ends: somebody else is to begin the run anew."""


class Runner:
    """Works out runs until it is told to end."""

    def __init__(
        self, database: Database, indexes: Indexes, lease: float = SETTINGS.run_lease, every: float = EVERY_S, work: Mapping[str, Work] = WORK
    ) -> None:
        self.database, self.indexes, self.lease, self.every, self.work = database, indexes, lease, every, work
        self.name = token_hex(8)
        self._ended, self._called = Event(), Event()
        self._starting = RLock()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, unless it has begun."""
        with self._starting:
            if self._thread is None and not self._ended.is_set():
                self._thread = Thread(target=self._run, name="runner", daemon=True)
                self._thread.start()

    def call(self) -> None:
        """Say that a run waits."""
        self.start()
        self._called.set()

    async def over(self, identifier: str, seconds: float) -> None:
        """Wait until nothing of a run is left to be worked out, for so many seconds at most, without keeping a thread."""
        look = FIRST_LOOK_S
        with move_on_after(seconds):
            while not self._ended.is_set() and not await run_sync(self._is_over, identifier):
                await sleep(look)
                look = min(2 * look, LOOK_S)

    def _is_over(self, identifier: str) -> bool:
        with self.database.reading() as connection:
            return is_over(connection, identifier)

    def end(self) -> None:
        """Stop; what is being worked out is left to others."""
        self._ended.set()
        self._called.set()
        if self._thread is not None:
            self._thread.join(DRAIN_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            run = self._claimed()
            if run is None:
                self._called.wait(self.every)
                self._called.clear()
            else:
                self._work_out(run)

    def _claimed(self) -> Run | None:
        try:
            with self.database.reading() as connection:
                if waiting_run(connection) is None:
                    return None
            with self.database.writing() as connection:
                return claim_run(connection, self.name, self.lease)
        except Unavailable:
            return None
        except Exception as error:  # noqa: BLE001 tried again soon
            note(error)
            return None

    def _work_out(self, run: Run) -> None:
        """Work out a claimed run and keep what comes of it."""
        with self._held(run):
            try:
                result = self._result(run)
                self._keep(lambda connection: finish_run(connection, run.id, self.name, result))
            except Stopped:
                return
            except (Ending, Unavailable):
                self._keep(lambda connection: release_run(connection, run.id, self.name))
                self._ended.wait(self.every)
            except Exception as error:  # noqa: BLE001 noted, and told to whoever asked
                if not isinstance(error, GuiyanError):
                    note(error)
                problem = kept_problem(error)
                self._keep(lambda connection: fail_run(connection, run.id, self.name, problem))

    def _result(self, run: Run) -> dict[str, Any]:
        if run.tries > MOST_TRIES:
            raise Conflict(GIVEN_UP.filled(tries=MOST_TRIES))
        with self.database.reading() as connection:
            organisation = find_organisation(connection, run.organisation)
            if organisation is None:
                raise Stopped
            asker = Asker(organisation.id, organisation.role)
            return self.work[run.kind](connection, self.indexes, asker, run.request, self._teller(run))

    def _teller(self, run: Run) -> Tell:
        """What the work tells of itself, noted now and then; it ends the work where it has become nobody's or somebody else's."""
        said, noted = "", 0.0

        def tell(step: str, share: float) -> None:
            nonlocal said, noted
            if self._ended.is_set():
                raise Ending
            if step == said and monotonic() - noted < TELL_S:
                return
            with self.database.writing() as connection:
                mine = tell_run(connection, run.id, self.name, self.lease, step, share)
            if not mine:
                raise Stopped
            said, noted = step, monotonic()

        return tell

    @contextmanager
    def _held(self, run: Run) -> Iterator[None]:
        """Keep the claim to a run while it is worked out, however long one step takes."""
        over = Event()

        def renew() -> None:
            while not over.wait(self.lease / 3):
                self._keep(lambda connection: renew_run(connection, run.id, self.name, self.lease))

        renewing = Thread(target=renew, name="runner-claim", daemon=True)
        renewing.start()
        try:
            yield
        finally:
            over.set()
            renewing.join()

    def _keep(self, write: Callable[[Connection], bool]) -> None:
        """Write; where the database is away, the claim runs out and somebody begins anew."""
        try:
            with self.database.writing() as connection:
                write(connection)
        except Unavailable:
            logger.warning("the database is away; a run will be worked out anew")
