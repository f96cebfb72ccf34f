"""Whose turn it is: questions are answered in the order they came, a few at a time, however many have come."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

Found = TypeVar("Found")
AT_ONCE = 2
"""More threads of one process mostly wait for each other: see `tests/bench/serving.py`."""

_TURNS: RunVar[CapacityLimiter] = RunVar("questions")


async def in_turn(answer: Callable[[], Found]) -> Found:
    """What `answer` gives, worked out in a thread once it is its turn.

    All that touches the database for it belongs in there: each change of threads is another wait. Writes and long work
    have threads of their own, so that they keep nobody waiting here.
    """
    try:
        turns = _TURNS.get()
    except LookupError:
        turns = CapacityLimiter(AT_ONCE)
        _TURNS.set(turns)
    return await run_sync(answer, limiter=turns)
