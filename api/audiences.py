"""Who may see a record and until when, as a number that the index keeps with it; and of an asker, which numbers are open."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.store.scope import Asker
from data.vocabulary import Role

FOREVER = "9999-12-31"
END_OF_DAY = "T24"
"""Comes behind every time of a day, and before the next day."""

MOST_ASKERS = 256
"""So many askers' tables are kept, those who asked last."""

Agreement = tuple[str, str]
"""To whom a member's consent to matching reaches, and the moment up to which it does."""


@dataclass(frozen=True, slots=True)
class Audience:
    """What decides who sees a record: whether it is a member's, whose it is, its last day, and the consents that live."""

    personal: bool
    owner: str
    last_day: str = FOREVER
    agreements: tuple[Agreement, ...] = ()


@dataclass(slots=True)
class _Table:
    """What is open to one asker from one moment up to another: nobody's consent ends and no day is over in between."""

    opened: NDArray[np.uint8]
    since: str
    until: str


class _Grown:
    """An array that only grows."""

    def __init__(self, dtype: str, array: NDArray[Any] | None = None) -> None:
        self._array = np.zeros(64, dtype) if array is None else array.astype(dtype)
        self.size = 0 if array is None else len(array)

    def append(self, value: object) -> None:
        if self.size >= len(self._array):
            self._array = np.concatenate([self._array, np.zeros(max(64, self.size), self._array.dtype)])
        self._array[self.size] = value
        self.size += 1

    @property
    def array(self) -> NDArray[Any]:
        return self._array[: self.size]


PARTS: Mapping[str, str] = {
    "personal": "u1", "owner": "u4", "last_day": "u4", "grants_end": "i8",
    "grant_recipient": "u4", "grant_until": "u4", "grant_label": "u4",
}  # fmt: skip
"""The arrays: of each label its kind, owner, last day and where its agreements end; of each agreement its three parts."""


class Audiences:
    """Every audience once, numbered as they came; a number never changes its meaning. Number 0 is nobody's."""

    def __init__(self, names: Sequence[str] = (), parts: Mapping[str, NDArray[Any]] | None = None) -> None:
        self._names = list(names)
        self._code = {name: code for code, name in enumerate(self._names)}
        self._parts = {key: _Grown(dtype, parts[key] if parts else None) for key, dtype in PARTS.items()}
        self._known: dict[Audience, int] = {}
        self._learned = 0
        self._tables: OrderedDict[Asker, _Table] = OrderedDict()
        self._lock = RLock()
        if parts is None:
            self._add(Audience(False, "", ""))

    def __len__(self) -> int:
        return self._parts["owner"].size

    def label(self, audience: Audience) -> int:
        """The number of an audience, a new one where it has not been seen."""
        with self._lock:
            return self._add(audience)

    def audience(self, label: int) -> Audience:
        """What a number stands for."""
        return next(self._each(label, label + 1))

    def open_to(self, asker: Asker, now: str) -> NDArray[np.uint8]:
        """uint8[labels]: 1 for those whose records the asker may see at this moment, exactly as `visible` and `open_now` say."""
        with self._lock:
            kept = self._tables.pop(asker, None)
            if kept is None or not kept.since <= now < kept.until:
                kept = _Table(np.zeros(0, np.uint8), now, FOREVER)
            if len(kept.opened) < len(self):
                fresh, until = self._opened(asker, now, len(kept.opened))
                kept = _Table(np.concatenate([kept.opened, fresh]), max(kept.since, now), min(kept.until, until))
            self._tables[asker] = kept
            if len(self._tables) > MOST_ASKERS:
                self._tables.popitem(last=False)
            return kept.opened

    def write_down(self) -> tuple[list[str], dict[str, NDArray[Any]]]:
        """Names and arrays from which `Audiences` can be made again, or others be told what the numbers mean."""
        with self._lock:
            return list(self._names), {key: part.array.copy() for key, part in self._parts.items()}

    def agreeing(self, other: "Audiences") -> NDArray[np.uint32] | None:
        """For the numbers of another, those that stand for the same here; None where all of them do already."""
        labels = np.fromiter((self.label(audience) for audience in other._each()), np.uint32, len(other))
        return None if np.array_equal(labels, np.arange(len(other))) else labels

    def _add(self, audience: Audience) -> int:
        if self._learned < len(self):
            self._known.update(zip(self._each(self._learned), range(self._learned, len(self)), strict=True))
            self._learned = len(self)
        if audience in self._known:
            return self._known[audience]
        label, parts = len(self), self._parts
        for recipient, until in audience.agreements:
            parts["grant_recipient"].append(self._named(recipient))
            parts["grant_until"].append(self._named(until))
            parts["grant_label"].append(label)
        parts["personal"].append(audience.personal)
        parts["last_day"].append(self._named(audience.last_day))
        parts["grants_end"].append(parts["grant_label"].size)
        parts["owner"].append(self._named(audience.owner))
        self._known[audience], self._learned = label, len(self)
        return label

    def _named(self, name: str) -> int:
        if name not in self._code:
            self._code[name] = len(self._names)
            self._names.append(name)
        return self._code[name]

    def _each(self, first: int = 0, last: int | None = None) -> Iterator[Audience]:
        """The audiences from one number up to but not including another."""
        arrays = {key: part.array for key, part in self._parts.items()}
        ends = arrays["grants_end"]
        for label in range(first, len(ends) if last is None else last):
            grants = range(int(ends[label - 1]) if label else 0, int(ends[label]))
            pairs = ((arrays["grant_recipient"][at], arrays["grant_until"][at]) for at in grants)
            agreements = tuple((self._names[recipient], self._names[until]) for recipient, until in pairs)
            owner, day = self._names[arrays["owner"][label]], self._names[arrays["last_day"][label]]
            yield Audience(bool(arrays["personal"][label]), owner, day, agreements)

    def _opened(self, asker: Asker, now: str, first: int) -> tuple[NDArray[np.uint8], str]:
        """The table from one number on, and the moment from which it will be another."""
        owner, last_day = (self._parts[key].array[first:] for key in ("owner", "last_day"))
        current = self._which(lambda day: day >= now[:10])[last_day]
        ending = [f"{day}{END_OF_DAY}" for day in self._among(last_day[current])]
        if asker.role is Role.ADMINISTRATOR:
            seen = np.ones(len(owner), np.bool_)
        else:
            shared = (self._parts["personal"].array[first:] == 0) & (asker.role is not Role.EMPLOYER)
            seen = self._which(lambda name: name == asker.organisation)[owner] | shared
            labels, until = self._reaching(asker, now, first)
            seen[labels - first] = True
            ending += self._among(until)
        opened = (seen & current).astype(np.uint8)
        if first == 0:
            opened[0] = 0
        return opened, min(ending, default=FOREVER)

    def _reaching(self, asker: Asker, now: str, first: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The labels from one number on with a live agreement that reaches the asker, and the codes of its ends."""
        ends = self._parts["grants_end"].array
        grants = slice(int(ends[first - 1]) if first else 0, None)
        recipient, until, label = (self._parts[f"grant_{key}"].array[grants] for key in ("recipient", "until", "label"))
        live = self._which(lambda name: name in asker.recipients)[recipient] & self._which(lambda moment: moment > now)[until]
        return label[live], until[live]

    def _which(self, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """bool[names], those of which something is true."""
        return np.fromiter(map(test, self._names), np.bool_, len(self._names))

    def _among(self, codes: NDArray[np.uint32]) -> list[str]:
        """The distinct names of some codes."""
        there = np.zeros(len(self._names), np.bool_)
        there[codes] = True
        return [self._names[code] for code in np.flatnonzero(there).tolist()]
