"""Workers of Dask distributed: those of a scheduler that is there already, or of a cluster started on this machine."""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from socket import create_connection
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from data.errors import Fault, InvalidInput, Unavailable
from data.text import Text
from matcher.batch.local import AHEAD, DIED
from matcher.batch.places import MISSING
from matcher.batch.plan import Task
from matcher.batch.pools import Source
from matcher.batch.shard import Answer, answer

NO_SCHEDULER = Text(zh="连不上调度器 {address}", en="the scheduler {address} cannot be reached")
AN_ADDRESS = Text(
    zh="运行中的 Dask 调度器的地址，如 tcp://10.0.0.5:8786", en="the address of a running Dask scheduler, such as tcp://10.0.0.5:8786"
)
LOST = Text(
    zh="与 Dask 调度器的连接断了；已完成的片都在，再运行一次即接着做",
    en="the connection to the Dask scheduler was lost; finished shards are kept, run again to go on",
)
A_SIZE = Text(zh="内存大小，如 1GB、800MB", en="a size such as 1GB or 800MB")
BAD_SIZE = Text(zh="内存大小读不懂", en="the memory size cannot be read")
FULL = Text(
    zh="所有 Dask 工作进程都因内存将满而停下了，请给它们更多内存；已完成的片都在，再运行一次即接着做",
    en="all Dask workers have stopped for want of memory: give them more; finished shards are kept, run again to go on",
)
CONNECT_S, LOOK_S = 10, 20
ROOM = {f"distributed.worker.memory.{what}": False for what in ("target", "spill", "pause")}
"""A worker counts the pages of the mapped pools as its own, so that it would stop, and never go on, though it has room."""


class Dask:
    """The workers of a Dask scheduler; it gives a task whose worker was lost to another one.

    With `send`, each worker is sent the pools once and keeps them on its own disk; without, all of
    them open the run's folder by path.
    """

    def __init__(self, client: Any, send: bool) -> None:
        self.client, self.send = client, send

    def answers(self, source: Source, tasks: Iterator[Task]) -> Iterator[tuple[Task, Answer]]:
        """Do all tasks."""
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        given: dict[Any, Task] = {}
        try:
            with self._sent(source):
                yield from self._collected(source, tasks, given)
        except KilledWorker as error:
            times = error.allowed_failures + 1
            number = next((task.shard.number for future, task in given.items() if future.key == error.task), 0)
            raise Unavailable(DIED.filled(number=number, times=times)) from error
        except (CancelledError, CommClosedError, TimeoutError) as error:
            raise Unavailable(LOST) from error
        finally:
            self.client.cancel(list(given), force=True)

    def _collected(
        self, source: Source, tasks: Iterator[Task], given: dict[Any, Task]
    ) -> Iterator[tuple[Task, Answer]]:
        """A few tasks for each worker are out at a time, so that answers do not pile up."""
        while True:
            while len(given) < AHEAD * self._threads() and (task := next(tasks, None)) is not None:
                given[self.client.submit(answer, source, task, pure=False)] = task
            if not given:
                return
            for future in self._ready(list(given)):
                found = future.result()
                yield given.pop(future), found

    def _ready(self, given: list[Any]) -> list[Any]:
        """Those that are done, one at least; Unavailable where no worker goes on."""
        distributed = _distributed()
        while True:
            try:
                done = distributed.wait(given, timeout=LOOK_S, return_when="FIRST_COMPLETED").done
                return sorted(done, key=given.index)
            except TimeoutError as error:
                states = [worker["status"] for worker in self.client.scheduler_info()["workers"].values()]
                if states and set(states) == {"paused"}:
                    raise Unavailable(FULL) from error

    def _threads(self) -> int:
        threads: int = sum(self.client.nthreads().values())
        return max(threads, 1)

    @contextmanager
    def _sent(self, source: Source) -> Iterator[None]:
        if not self.send:
            yield
            return
        from matcher.batch.sent import packed

        plugin = packed(source)
        self.client.register_plugin(plugin)
        try:
            yield
        finally:
            self.client.unregister_worker_plugin(plugin.name)


@contextmanager
def cluster_here(workers: int, memory: str) -> Iterator[Dask]:
    """So many worker processes of this machine, each started anew when it takes more memory than it may."""
    distributed = _distributed()
    from dask import config

    with (
        config.set(ROOM),
        TemporaryDirectory(prefix="guiyan-dask-") as folder,
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, memory_limit=_bytes(memory), dashboard_address=None,
            local_directory=folder, silence_logs=50,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        yield Dask(client, send=False)


@contextmanager
def cluster_at(address: str, send: bool) -> Iterator[Dask]:
    """The workers of a scheduler that is running."""
    distributed = _distributed()
    try:
        _knock(address)
        client = distributed.Client(address, timeout=CONNECT_S)
    except (OSError, ValueError) as error:
        raise InvalidInput(NO_SCHEDULER.filled(address=address), (Fault("--scheduler", address, AN_ADDRESS),)) from error
    with client:
        yield Dask(client, send)


def _knock(address: str) -> None:
    """A door that nobody opens is told at once; Dask itself would try again and again."""
    place = urlsplit(address)
    create_connection((place.hostname or "", place.port or 0), CONNECT_S).close()


def _bytes(memory: str) -> int | str:
    from dask.utils import parse_bytes

    try:
        return int(parse_bytes(memory)) if memory else "auto"
    except ValueError as error:
        raise InvalidInput(BAD_SIZE, (Fault("--memory", memory, A_SIZE),)) from error


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise Unavailable(MISSING.filled(package="dask[distributed]")) from error
    return distributed
