"""A light HTTP client for load: many connections in one thread, answers counted, not read.

Run by `tests.bench.serving` as a process of its own, with one JSON object on standard input; what it
measured goes to standard output as another. It shares the machine with the server, so it does no more than it must:
a request is bytes made beforehand, and of an answer only status and length are looked at.
"""

import asyncio
import json
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from time import perf_counter, process_time
from typing import Any

END = b"\r\n\r\n"
LENGTH = b"content-length:"
Done = Callable[["Connection", int, bytes], None]


@dataclass(slots=True)
class Tally:
    """What became of the requests: seconds of each answer, and how many failed by status (0: the connection broke)."""

    seconds: list[float] = field(default_factory=list)
    failed: dict[int, int] = field(default_factory=dict)

    def fail(self, status: int) -> None:
        self.failed[status] = self.failed.get(status, 0) + 1


class Connection(asyncio.Protocol):
    """One connection kept open; one request at a time; `done(connection, status, body)` when the answer is whole."""

    def __init__(self, done: Done, keep: bool = False) -> None:
        self.done, self.keep = done, keep
        self.transport: Any = None
        self.since, self.busy = 0.0, False
        self._pieces: list[bytes] = []
        self._left, self._status = -1, 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def send(self, request: bytes, since: float) -> None:
        """Send a request that was due at `since`."""
        self.since, self.busy, self._left = since, True, -1
        self._pieces = []
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        if self._left < 0:
            data = b"".join((*self._pieces, data))
            at = data.find(END)
            if at < 0:
                self._pieces = [data]
                return
            head = data[:at].lower()
            self._status, self._left, self._pieces = int(head[9:12]), _length(head), []
            data = data[at + 4 :]
        self._left -= len(data)
        if self.keep:
            self._pieces.append(data)
        if self._left <= 0 and self.busy:
            self.busy = False
            self.done(self, self._status, b"".join(self._pieces))

    def connection_lost(self, error: Exception | None) -> None:
        if self.busy:
            self.busy = False
            self.done(self, 0, b"")


def _length(head: bytes) -> int:
    at = head.find(LENGTH)
    return int(head[at + len(LENGTH) :].split(b"\r", 1)[0]) if at >= 0 else 0


def request(method: str, path: str, key: str, body: bytes = b"") -> bytes:
    """The bytes of a request."""
    lines = (f"{method} {path} HTTP/1.1", "Host: bench", f"X-API-Key: {key}", "Content-Type: application/json", f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + END + body


class Asking:
    """Questions over several connections: as fast as they are answered, or when each is due."""

    def __init__(self, requests: Sequence[bytes], weights: Sequence[float], seconds: float, rate: float, seed: int) -> None:
        self.drawn = deque(Random(seed).choices(requests, weights, k=200_000))
        self.rate, self.seconds = rate, seconds
        self.tally, self.idle, self.due = Tally(), deque[Connection](), deque[float]()
        self.end, self.last, self.elapsed = 0.0, 0.0, 0.0

    async def run(self, host: str, port: int, connections: int) -> None:
        """Ask until the time is over and every answer is there."""
        loop = asyncio.get_running_loop()
        opened: list[Connection] = []
        for _ in range(connections):
            opened.append((await loop.create_connection(lambda: Connection(self._done), host, port))[1])
        start = perf_counter()
        self.end = start + self.seconds
        if self.rate:
            self.idle.extend(opened)
            await self._offer(start)
        else:
            for connection in opened:
                connection.send(self._next(), perf_counter())
        while perf_counter() < self.end or any(connection.busy for connection in opened) or self.due:
            await asyncio.sleep(0.02)
            if perf_counter() > self.end + 30:
                break
        self.elapsed = self.last - start
        for connection in opened:
            connection.transport.close()

    async def _offer(self, start: float) -> None:
        number = 0
        while (now := perf_counter()) < self.end:
            while (due := start + number / self.rate) <= now:
                number += 1
                self.due.append(due)
            self._give()
            await asyncio.sleep(max(start + number / self.rate - perf_counter(), 0))

    def _give(self) -> None:
        while self.due and self.idle:
            self.idle.popleft().send(self._next(), self.due.popleft())

    def _next(self) -> bytes:
        self.drawn.rotate(-1)
        return self.drawn[0]

    def _done(self, connection: Connection, status: int, body: bytes) -> None:
        now = self.last = perf_counter()
        if status == 200:
            self.tally.seconds.append(now - connection.since)
        else:
            self.tally.fail(status)
        if status == 0:
            return
        if self.rate:
            self.idle.append(connection)
            self._give()
        elif now < self.end:
            connection.send(self._next(), now)


def main() -> None:
    """Read what to ask, ask it, tell what was measured."""
    from tests.bench.serving_writes import Writing

    told = json.load(sys.stdin)
    requests = [request("POST", path, key, told["body"].encode()) for path, key in told["requests"]]
    asking = Asking(requests, told["weights"], told["seconds"], told["rate"], told["seed"])
    writing = Writing(told["writes"], told["seconds"]) if told.get("writes") else None

    async def both() -> None:
        jobs = [asking.run(told["host"], told["port"], told["connections"])]
        if writing is not None:
            jobs.append(writing.run(told["host"], told["port"]))
        await asyncio.gather(*jobs)

    _run(both)
    print(json.dumps({
        "seconds": asking.tally.seconds, "elapsed": asking.elapsed, "failed": asking.tally.failed, "cpu": process_time(),
        "writes": writing.report() if writing else None,
    }))  # fmt: skip


def _run(job: Any) -> None:
    try:
        import uvloop
    except ImportError:
        asyncio.run(job())
    else:
        uvloop.run(job())


if __name__ == "__main__":
    main()
