"""Several processes that serve one port: started, watched, started again when one dies, and ended together.

Each worker opens a listening socket of its own on the shared port (`SO_REUSEPORT`) once it is warm, so
that the kernel spreads connections evenly and gives none to a worker that is not ready or has died.
"""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from threading import Thread
from types import FrameType

logger = logging.getLogger("guiyan.workers")
DRAIN = 8
"""Seconds in which a worker may finish what it answers; then it is cut off."""

EARLY = 5.0
"""A worker that dies within so many seconds did not come up: it is started again more and more slowly."""

MOST_EARLY = 6
"""So many early deaths in a row, and all is given up: starting again would not help."""

Serve = Callable[[socket.socket], None]


def bound(host: str, port: int, shared: bool = True) -> socket.socket:
    """A socket bound to an address, not yet listening; OSError where another program has the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    found.bind((host, port))
    return found


def reserved(host: str, port: int) -> socket.socket:
    """The port, held for workers to share; refused where anybody has it, be it another set of workers."""
    with bound(host, port, shared=False) as alone:
        port = alone.getsockname()[1]
    return bound(host, port)


class Workers:
    """The processes that call `serve`, each with a socket on the reserved address."""

    def __init__(self, reserve: socket.socket, count: int, serve: Serve) -> None:
        self.host, self.port = reserve.getsockname()[:2]
        self.count, self.serve, self.pid = count, serve, os.getpid()
        self.ending = False
        self._since: dict[int, float] = {}
        self._early = 0
        self._watched, self._alive = os.pipe()

    def run(self) -> int:
        """Keep the workers running until told to end; 0, or 1 where they do not come up."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told)
        signal.signal(signal.SIGALRM, self._cut_off)
        for _ in range(self.count):
            self._start()
        while self._since:
            pid, status = os.wait()
            lived = time.monotonic() - self._since.pop(pid, 0.0)
            if not self.ending:
                self._replace(pid, os.waitstatus_to_exitcode(status), lived)
        signal.alarm(0)
        return int(self._early >= MOST_EARLY)

    def _replace(self, pid: int, code: int, lived: float) -> None:
        self._early = self._early + 1 if lived < EARLY else 0
        if self._early >= MOST_EARLY:
            logger.error("worker %d ended with %d, as others before it; giving up", pid, code)
            self._end()
            return
        logger.warning("worker %d ended with %d; starting another", pid, code)
        if self._early:
            time.sleep(0.1 * 2**self._early)
        if not self.ending:
            self._start()

    def _start(self) -> None:
        pid = os.fork()
        if pid == 0:
            self._work()
        self._since[pid] = time.monotonic()
        if self.ending:
            os.kill(pid, signal.SIGTERM)

    def _work(self) -> None:
        """What a worker does, from its birth to its end."""
        code = 1
        try:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
                signal.signal(number, signal.SIG_DFL)
            os.setpgid(0, 0)  # Ctrl-C goes to the supervisor alone, who ends the workers in order
            os.close(self._alive)
            Thread(target=self._outlive, daemon=True).start()
            self.serve(bound(self.host, self.port))
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        except BaseException:
            logger.exception("a worker failed")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _outlive(self) -> None:
        """End the worker when its supervisor is gone: then the pipe's other end is closed."""
        os.read(self._watched, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _told(self, number: int, frame: FrameType | None) -> None:
        if os.getpid() == self.pid and not self.ending:
            self._end()

    def _end(self) -> None:
        self.ending = True
        signal.alarm(DRAIN + 2)
        self._tell(signal.SIGTERM)

    def _cut_off(self, number: int, frame: FrameType | None) -> None:
        self._tell(signal.SIGKILL)

    def _tell(self, number: int) -> None:
        for pid in list(self._since):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
