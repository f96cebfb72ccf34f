"""The pools of a run as memory-mapped snapshots: put down once, opened by path by every process that takes part."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from shutil import rmtree

import numpy as np
from numpy.typing import NDArray

from features.compaction import compacted
from features.pool import Pool
from features.snapshot import open_pool, save
from matcher.batch.plan import Terms
from matcher.compile import Side
from matcher.engine import Matcher
from matcher.scorecard import Scorecard

OTHER: Mapping[Side, Side] = {"member": "opportunity", "opportunity": "member"}
ORDER, ASKERS = "order-{side}.npy", "askers-{side}.npy"
NOBODY = np.zeros(0, "S1")
SHIPPED: dict[str, str] = {}
"""Where this machine has the pools of a run that were sent to it, by the run's name."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a worker needs to know: which run, where its pools are, the terms and the scorecard itself."""

    run: str
    folder: str
    terms: Terms
    scorecard: Scorecard

    @property
    def path(self) -> Path:
        """The pools' folder on this machine."""
        return Path(SHIPPED.get(self.run, self.folder))


def put_down(matcher: Matcher, folder: Path, terms: Terms, closed: Mapping[Side, Collection[str]]) -> dict[Side, int]:
    """Save both sides without the `closed` ones, and the order in which each side's records ask.

    Gives how many take part on each side. They ask in the order in which the pool has them.
    """
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    counts: dict[Side, int] = {}
    for side in OTHER:
        pool = _still(matcher.members if side == "member" else matcher.opportunities)
        for identifier in closed.get(side, ()):
            pool.remove(identifier)
        save(pool, folder / side)
        order = _order(pool)
        np.save(folder / ORDER.format(side=side), order)
        np.save(folder / ASKERS.format(side=side), pool.register.ids[order] if pool.register is not None else NOBODY)
        counts[side] = len(order)
        if terms.parts > 1 and OTHER[side] in terms.askers:
            for part in range(terms.parts):
                save(_part(pool, part, terms.parts), folder / _name(side, part))
    return counts


def _still(pool: Pool) -> Pool:
    """All of a pool in its base, and what is removed from it now stays in the pool it came from."""
    if pool.base is None or pool.register is None or len(pool.tail):
        return compacted(pool)
    return pool.standing_on(replace(pool.base, alive=pool.base.alive.copy()), pool.register, known=pool)


def _order(pool: Pool) -> NDArray[np.uint32]:
    """The rows of those that are alive, as they stand: neighbours are alike, and so are their questions."""
    return np.flatnonzero(pool.alive).astype(np.uint32)


def _part(pool: Pool, part: int, parts: int) -> Pool:
    """One of so many stretches of a pool's rows, with all of its vocabularies."""
    assert pool.base is not None and pool.register is not None
    alive = np.zeros_like(pool.base.alive)
    here = slice(len(pool) * part // parts, len(pool) * (part + 1) // parts)
    alive[here] = pool.base.alive[here]
    return compacted(pool.standing_on(replace(pool.base, alive=alive), pool.register))


@lru_cache(maxsize=1)
def opened(source: Source, searched: Side, part: int) -> tuple[Matcher, NDArray[np.uint32]]:
    """The matcher of a run, with one part of the searched side, and the order in which the others ask."""
    matcher, asking = Matcher(source.terms.track, source.scorecard), OTHER[searched]
    columns = {"member": matcher.encoder.member_columns, "opportunity": matcher.encoder.opportunity_columns}
    pools = {
        side: open_pool(tuple(columns[side].values()), source.path / name, check=False)
        for side, name in ((asking, asking), (searched, _name(searched, part) if source.terms.parts > 1 else searched))
    }
    matcher.members, matcher.opportunities = pools["member"], pools["opportunity"]
    return matcher, np.load(source.path / ORDER.format(side=asking), mmap_mode="r")


def askers(source: Source, side: Side, first: int = 0, last: int | None = None) -> NDArray[np.bytes_]:
    """The ids of those who ask on a side, from one place in their order up to but not including another."""
    return np.array(np.load(source.path / ASKERS.format(side=side), mmap_mode="r")[first:last])


def _name(side: Side, part: int) -> str:
    return f"{side}-{part:04}"
