"""Reads a stranger's file in a child process with little memory and time, so that a hostile one harms nobody.

The child runs this very file by its path, and the reader that it is given by its path too, so that both are found
from any folder, installed or not, and nothing else of those names; neither may import anything of ours.
"""

import json
import os
import resource
import subprocess
import sys
import threading
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

MEMORY = 768 * 1024 * 1024
SECONDS = 15
AT_ONCE = max(4, os.cpu_count() or 1)
SLOTS = threading.BoundedSemaphore(AT_ONCE)
PATIENCE = 30.0
"""Seconds that a file waits while `AT_ONCE` others are being read; each of those may take all of its memory."""

UNREADABLE, TOO_BIG = 2, 3
DAMAGED = "损坏的文件 / a damaged file"


class Refused(Exception):
    """The child could not read it; `too_big` when it ran out of its limits."""

    def __init__(self, message: str, too_big: bool = False) -> None:
        super().__init__(message)
        self.too_big = too_big


def read_confined(reader: Path, content: bytes, *limits: int) -> Any:
    """What `read(content, *limits)` of the reader's file gives, which must be plain JSON values."""
    command = [sys.executable, "-I", __file__, str(reader), *map(str, limits)]
    if not SLOTS.acquire(timeout=PATIENCE):
        raise _busy()
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refused(f"> {SECONDS} s", too_big=True) from error
    finally:
        SLOTS.release()
    said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][-200:]
    if done.returncode in (UNREADABLE, TOO_BIG):
        raise Refused(said, too_big=done.returncode == TOO_BIG)
    if done.returncode < 0 or "MemoryError" in said:
        raise Refused(f"> {MEMORY // 1024 // 1024} MB / {SECONDS} s", too_big=True)
    if done.returncode:
        raise RuntimeError(f"the reader {reader.name} failed: {said}")
    return json.loads(done.stdout)


def _busy() -> Exception:
    from data.errors import Unavailable  # here, for the child that runs this file finds nothing of ours
    from data.text import Text

    return Unavailable(Text(zh="正在读的文件太多，请稍后再交", en="too many files are being read; please send it again later"))


def main() -> None:
    """The child: the file on standard input, JSON on standard output.

    A reader says by OverflowError that there is too much, and lists as `DAMAGED_BY` what a damaged file makes it raise.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reader = _load(sys.argv[1])
    content = sys.stdin.buffer.read()
    try:
        json.dump(reader.read(content, *map(int, sys.argv[2:])), sys.stdout)
    except MemoryError:
        _leave(TOO_BIG, f"> {MEMORY // 1024 // 1024} MB")
    except OverflowError as error:
        _leave(TOO_BIG, str(error))
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            _leave(UNREADABLE, DAMAGED)
        if not isinstance(error, reader.DAMAGED_BY):
            raise
        _leave(UNREADABLE, str(error) if reader.TELLS else DAMAGED)


def _load(path: str) -> ModuleType:
    spec = spec_from_file_location("confined_reader", path)
    assert spec is not None and spec.loader is not None
    reader = module_from_spec(spec)
    spec.loader.exec_module(reader)
    return reader


def _leave(code: int, message: str) -> None:
    print(message.replace("\n", " "), file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
