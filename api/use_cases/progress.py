"""How far long work is: told by whoever does it, in steps that have names."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from data.text import Text

Item = TypeVar("Item")
Tell = Callable[[str, float], None]
"""Told of the step that begins or goes on, and of the share of all work that is done; it may raise to end the work."""

STEPS = {
    "candidates": Text(zh="找人选", en="looking for candidates"),
    "solving": Text(zh="排席位", en="filling the seats"),
    "reasons": Text(zh="写理由", en="writing the reasons"),
    "checking": Text(zh="核对", en="checking"),
}


def untold(step: str, share: float) -> None:
    """For work that nobody watches."""


def each(tell: Tell, step: str, items: Sequence[Item], first: float, last: float) -> Iterator[Item]:
    """The items one by one, telling of a step from one share of the work to another."""
    for at, item in enumerate(items):
        tell(step, first + (last - first) * at / len(items))
        yield item
