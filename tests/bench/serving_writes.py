"""Writes that come in while others ask: at a steady rate, and for a sample whether the other worker's next answer knows.

A sample is a member among the best ten of an opening: it is closed at one worker, and the very next answer
of another worker must not have it; then it is opened again, and the next answer must.
"""

import asyncio
import json
import os
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.bench.serving_client import Connection, Tally, request

LANES = 4
"""Connections to each worker for writing, and as many again for looking."""

CLOSE, OPEN = "DELETE", "PATCH"


@dataclass(slots=True)
class Seen:
    """How many writes were looked for at another worker, how many of them were there, and how the others were missed."""

    looked: int = 0
    seen: int = 0
    missed: list[str] = field(default_factory=list)


class Lane:
    """A connection to a known worker, used by one at a time."""

    def __init__(self, worker: int, connection: Connection) -> None:
        self.worker, self.connection = worker, connection

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and body of the answer."""
        answered: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
        self.connection.done = lambda _, status, body: None if answered.done() else answered.set_result((status, body))
        self.connection.send(request, perf_counter())
        return await answered


class Writing:
    """Writes at a rate, every so many of them looked for."""

    def __init__(self, told: Mapping[str, Any], seconds: float) -> None:
        self.rate, self.every, self.seconds = told["rate"], told["every"], seconds
        self.pids: Sequence[int] = told["workers"]
        self.changes = cycle(request(method, path, key, body.encode()) for method, path, key, body in told["changes"])
        self.samples: deque[Mapping[str, Any]] = deque(told["samples"])
        self.tally, self.found = Tally(), Seen()
        self.lanes: dict[int, deque[Lane]] = {}
        self.freed = asyncio.Condition()

    async def run(self, host: str, port: int) -> None:
        """Write until the time is over."""
        await self._open(host, port)
        start, number = perf_counter(), 0
        jobs: list[asyncio.Future[None]] = []
        while perf_counter() - start < self.seconds:
            await asyncio.sleep(max(start + number / self.rate - perf_counter(), 0))
            job = self._look(number) if number % self.every == 0 and self.samples else self._write(number)
            jobs.append(asyncio.ensure_future(job))
            number += 1
        await asyncio.gather(*jobs)
        for sample in self.samples:
            if sample.get("closed"):
                await self._ask(self.pids[0], _opening(sample))

    def report(self) -> dict[str, Any]:
        """What was measured."""
        found = self.found
        return {
            "seconds": self.tally.seconds, "failed": self.tally.failed, "workers": len(self.lanes),
            "looked": found.looked, "seen": found.seen, "missed": found.missed[:5],
        }  # fmt: skip

    async def _open(self, host: str, port: int) -> None:
        """Connections until every worker has its lanes."""
        loop = asyncio.get_running_loop()
        for _ in range(200):
            transport, connection = await loop.create_connection(lambda: Connection(lambda *_: None, keep=True), host, port)
            lane = Lane(self.pids[0], connection)
            await lane.ask(request("GET", "/healthz", ""))  # answered, so accepted
            lane.worker = worker_of(self.pids, transport.get_extra_info("sockname")[1], port)
            mine = self.lanes.setdefault(lane.worker, deque())
            mine.append(lane) if len(mine) < LANES else transport.close()
            if len(self.lanes) == len(self.pids) and all(len(lanes) == LANES for lanes in self.lanes.values()):
                return

    async def _taken(self, worker: int) -> Lane:
        async with self.freed:
            await self.freed.wait_for(lambda: self.lanes[worker])
            return self.lanes[worker].popleft()

    async def _ask(self, worker: int, asked: bytes) -> tuple[int, bytes]:
        lane = await self._taken(worker)
        try:
            return await lane.ask(asked)
        finally:
            async with self.freed:
                self.lanes[worker].append(lane)
                self.freed.notify_all()

    async def _write(self, number: int) -> None:
        await self._done(self._worker(number), next(self.changes), perf_counter())

    async def _done(self, worker: int, asked: bytes, since: float) -> bool:
        status, _ = await self._ask(worker, asked)
        if status in (200, 201, 204):
            self.tally.seconds.append(perf_counter() - since)
            return True
        self.tally.fail(status)
        return False

    async def _look(self, number: int) -> None:
        """Close or open a sample's member at one worker and ask the next."""
        sample = self.samples.popleft()
        here, there = self._worker(number // self.every), self._worker(number // self.every + 1)
        method = OPEN if sample.get("closed") else CLOSE
        asked = _opening(sample) if method == OPEN else request(CLOSE, sample["member_path"], sample["key"])
        if await self._done(here, asked, perf_counter()):
            sample = {**sample, "closed": method == CLOSE}
            status, answer = await self._ask(there, request("POST", sample["path"], sample["key"], b'{"k":20}'))
            listed = status == 200 and sample["member"] in {place["record"]["id"] for place in json.loads(answer)["matches"]}
            self.found.looked += 1
            if status == 200 and listed == (method == OPEN):
                self.found.seen += 1
            else:
                self.found.missed.append(f"{method} {sample['member']} {sample['path']}: {status}")
        self.samples.append(sample)

    def _worker(self, number: int) -> int:
        workers = sorted(self.lanes)
        return workers[number % len(workers)]


def _opening(sample: Mapping[str, Any]) -> bytes:
    return request(OPEN, sample["member_path"], sample["key"], sample["opens"].encode())


def worker_of(pids: Sequence[int], client: int, server: int) -> int:
    """The process that holds the server's end of a connection; the first where this system does not tell."""
    with suppress(OSError):
        inodes = _inodes(client, server)
        for pid in pids:
            for descriptor in os.listdir(f"/proc/{pid}/fd"):
                with suppress(OSError):
                    if os.readlink(f"/proc/{pid}/fd/{descriptor}") in inodes:
                        return pid
    return pids[0]


def _inodes(client: int, server: int) -> set[str]:
    found = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        local, remote = (int(end.split(":")[1], 16) for end in fields[1:3])
        if (local, remote) == (server, client):
            found.add(f"socket:[{fields[9]}]")
    return found
