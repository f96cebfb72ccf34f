"""Linked records kept for as long as the very same record is asked about again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

R = TypeVar("R")
P = TypeVar("P")
MOST = 4_096
"""So many linked records of a kind are kept, those asked for last."""


class Same(Generic[R]):
    """A record that equals itself alone: it is held, so that no other can take its place in memory."""

    __slots__ = ("record",)

    def __init__(self, record: R) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.record is other.record


def kept(link: Callable[[R], P]) -> Callable[[R], P]:
    """A function of a frozen record whose latest answers are kept: a changed record is another one, and linked anew."""
    remembered = lru_cache(maxsize=MOST)(lambda same: link(same.record))

    @wraps(link)
    def linked(record: R) -> P:
        return remembered(Same(record))

    return linked
