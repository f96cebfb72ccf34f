"""Workers of this machine: one process a core, each opening the pools by path; one that dies is replaced."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Protocol

from data.errors import Unavailable
from data.text import Text
from matcher.batch.plan import Task
from matcher.batch.pools import Source
from matcher.batch.shard import Answer, answer

MOST_TRIES = 3
"""So often a task is tried whose worker died."""

AHEAD = 2
"""Tasks for each worker that wait their turn or to be collected."""

DIED = Text(
    zh="工作进程在第{number}片上中断了{times}次，可能是内存不够；已完成的片都在，再运行一次即接着做",
    en="workers died {times} times over shard {number}, perhaps for want of memory; finished shards are kept, run again to go on",
)


class Workers(Protocol):
    """Whoever does tasks; answers come as they are ready, each task's once."""

    def answers(self, source: Source, tasks: Iterator[Task]) -> Iterator[tuple[Task, Answer]]:
        """Do all tasks."""


class Here:
    """This very process: what a small county needs, since nothing has to be started."""

    def answers(self, source: Source, tasks: Iterator[Task]) -> Iterator[tuple[Task, Answer]]:
        """Do all tasks, one after another."""
        for task in tasks:
            yield task, answer(source, task)


class Processes:
    """So many processes of this machine.

    Processes rather than threads, because working out a record's tables is Python and takes as long
    as the search among a few thousand openings does.
    """

    def __init__(self, count: int) -> None:
        self.count = count

    def answers(self, source: Source, tasks: Iterator[Task]) -> Iterator[tuple[Task, Answer]]:
        """Do all tasks; those that a dead process had are done again."""
        again: deque[Task] = deque()
        tries: dict[Task, int] = {}
        while True:
            with ProcessPoolExecutor(self.count, get_context("spawn"), _end_with_parent) as pool:
                running: dict[Future[Answer], Task] = {}
                try:
                    yield from self._until_broken(pool, source, tasks, again, running)
                    return
                except BrokenProcessPool:
                    for task in running.values():
                        tries[task] = tries.get(task, 0) + 1
                        if tries[task] > MOST_TRIES:
                            raise Unavailable(DIED.filled(number=task.shard.number, times=tries[task])) from None
                    again.extend(running.values())
                finally:
                    for future in running:
                        future.cancel()

    def _until_broken(
        self,
        pool: ProcessPoolExecutor,
        source: Source,
        tasks: Iterator[Task],
        again: deque[Task],
        running: dict[Future[Answer], Task],
    ) -> Iterator[tuple[Task, Answer]]:
        """Answers as they are ready; `running` holds what has been given out and not come back."""
        while True:
            while len(running) < AHEAD * self.count:
                task = again.popleft() if again else next(tasks, None)
                if task is None:
                    break
                try:
                    running[pool.submit(answer, source, task)] = task
                except BrokenProcessPool:
                    again.appendleft(task)
                    raise
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                found = future.result()
                yield running.pop(future), found


def _end_with_parent() -> None:
    """A worker whose parent was killed ends too, rather than wait for ever for its next task."""
    Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
