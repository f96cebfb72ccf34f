"""A server as a process of its own: started, waited for until every worker is ready, looked at, and ended."""

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

PATIENCE = 900.0
"""Seconds in which a server must be ready; building a million members anew takes long."""

LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its process, its port, its workers, and how long it took from its start until all were ready."""

    process: subprocess.Popen[str]
    port: int
    workers: tuple[int, ...]
    ready_s: float

    def now(self) -> tuple[int, ...]:
        """The workers that there are now."""
        return _workers(self.process.pid, len(self.workers))

    def listening(self) -> int:
        """How many workers are ready."""
        return _listening(self.port)

    def post(self, path: str, key: str, body: object, method: str = "POST") -> tuple[int, bytes, float]:
        """Status, body and seconds of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.connect()
        since = perf_counter()
        connection.request(method, path, json.dumps(body), {"X-API-Key": key, "Content-Type": "application/json"})
        answer = connection.getresponse()
        read = answer.read()
        took = perf_counter() - since
        connection.close()
        return answer.status, read, took

    def processor_seconds(self) -> float:
        """Seconds of processor time that the workers have used, all their threads together."""
        return sum(_ticks(pid) for pid in self.now()) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> tuple[float, float]:
        """Memory of all workers together, by their shares of what they share, and the largest one's own and shared."""
        pss = [_megabytes(pid, "smaps_rollup", "Pss:") for pid in self.workers]
        rss = [_megabytes(pid, "status", "VmHWM:") for pid in self.workers]
        return sum(pss), max(rss)


@contextmanager
def served(command: Sequence[str], workers: int, environment: Mapping[str, str], log: Path) -> Iterator[Served]:
    """A server that prints its address first; ended as a service manager would end it."""
    since = perf_counter()
    with log.open("w") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ, **environment})
        try:
            assert process.stdout is not None
            found = re.search(r":(\d+)", line := process.stdout.readline())
            if found is None:
                raise RuntimeError(f"{command[0]} did not start: {line} {log.read_text()}")
            port = int(found[1])
            _await_ready(process, port, workers, log)
            yield Served(process, port, _workers(process.pid, workers), perf_counter() - since)
        finally:
            process.terminate()
            process.wait(30)


def _await_ready(process: subprocess.Popen[str], port: int, workers: int, log: Path) -> None:
    deadline = perf_counter() + PATIENCE
    while _listening(port) < workers:
        if process.poll() is not None or perf_counter() > deadline:
            raise RuntimeError(f"the server did not come up: {log.read_text()[-2000:]}")
        sleep(0.02)


def _listening(port: int) -> int:
    """How many sockets listen on a port: a worker opens its own when it is warm."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(1 for row in rows if row[3] == LISTENING and int(row[1].split(":")[1], 16) == port)


def _workers(pid: int, workers: int) -> tuple[int, ...]:
    if workers == 1:
        return (pid,)
    return tuple(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def _ticks(pid: int) -> int:
    """Of a process, user and system time in clock ticks; its name, which may hold anything, stands before in brackets."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _megabytes(pid: int, file: str, name: str) -> float:
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def load(served: Served, told: Mapping[str, Any]) -> dict[str, Any]:
    """What the load client measured when told this."""
    given = json.dumps({"host": "127.0.0.1", "port": served.port, **told})
    command = [sys.executable, "-m", "tests.bench.serving_client"]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found
