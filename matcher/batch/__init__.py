"""Everything against everything: for each record the best of the other side, to Parquet, shard by shard.

A run's folder holds `run.json` and `members/part-*.parquet`, `opportunities/part-*.parquet`: for those of
one side who ask, in the order in which the pool has them, the columns `member`, `opportunity`, `rank` (1 is the best),
`score` (hundredths of a point), `scorecard`, and, where it was asked for, `points_…` of every criterion at
the first few places. Ids and scores alone are kept. To read it:

    duckdb -c "select * from 'OUT/opportunities/*.parquet' where opportunity = 'g_0123' order by rank"
    pyarrow.dataset.dataset("OUT/opportunities").to_table()

The result is what ranking each record by itself would give, to the bit, whoever worked on it: this process,
several of them, or Dask workers; with the searched side whole or in parts; undisturbed or gone on with after a crash.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from secrets import token_hex

from data.records import Member, Opportunity
from matcher.batch.folder import Folder, Manifest
from matcher.batch.local import Workers
from matcher.batch.places import Places, counted, merged, read_places, without
from matcher.batch.plan import Shard, Task, Terms, tasks_of
from matcher.batch.pools import OTHER, Source, askers, put_down
from matcher.batch.shard import Answer, encoded
from matcher.batch.turned import worth_turning
from matcher.compile import Side
from matcher.engine import Matcher
from matcher.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one side's askers are: `done` of them in finished shards, `before` of these from an earlier run."""

    asking: Side
    done: int
    total: int
    before: int
    against: int

    @property
    def pairs(self) -> int:
        """How many pairs this run has decided on this side."""
        return (self.done - self.before) * self.against


Ids = Mapping[Side, Collection[str]]
"""Records by the side on which they stand."""

Gone = Callable[[Ids], Ids]
"""Of the records that a run is over, those that are no longer open."""


def begin(
    folder: Folder,
    matcher: Matcher,
    terms: Terms,
    sequence: int = 0,
    day: str = "",
    closed: Ids | None = None,
    shared: Path | None = None,
    turned: Collection[Side] | None = None,
) -> Manifest:
    """Put down the pools of a new run as they are now, without the `closed` records.

    `shared` is a folder that every machine reaches, where the pools are to lie for Dask workers; `turned` names
    the sides to be worked from the other one, otherwise those where that is quicker.
    """
    run = token_hex(8)
    pools = shared / f"guiyan-{run}" if shared is not None else None
    draft = Manifest(run, terms, sequence, day, {}, pools=str(pools or ""))
    counts = put_down(matcher, folder.pools(draft), terms, closed or {})
    quicker = [asking for asking, other in OTHER.items() if worth_turning(terms, counts[asking], counts[other])]
    manifest = replace(draft, counts=counts, turned=tuple(quicker if turned is None else turned))
    folder.begin(manifest)
    return manifest


def go_on(
    folder: Folder, manifest: Manifest, scorecard: Scorecard, workers: Workers, gone: Gone | None = None
) -> Iterator[Progress]:
    """Do the shards that are not there yet; says how far it is at the start and after every shard.

    Records that are `gone` once all are there, because they were closed meanwhile, are left out; the
    places that they held stay empty.
    """
    terms = manifest.terms
    source = Source(manifest.run, str(folder.pools(manifest).absolute()), terms, scorecard)
    todo = {asking: folder.unfinished(manifest, asking) for asking in terms.askers}
    far = {asking: _start(manifest, asking, todo[asking]) for asking in terms.askers}
    yield from far.values()
    tasks = (task for asking in terms.askers for task in tasks_of(todo[asking], terms.parts))
    for shard, content in _files(source, workers.answers(source, tasks)):
        folder.keep(shard, content)
        now = far[shard.asking]
        far[shard.asking] = now = replace(now, done=now.done + shard.last - shard.first)
        yield now
    if gone is not None:
        _leave_out(folder, manifest, gone(_everybody(source)))
    folder.end(manifest)


def _start(manifest: Manifest, asking: Side, todo: list[Shard]) -> Progress:
    """How far one side is before anything is done."""
    total = manifest.counts[asking]
    done = total - sum(shard.last - shard.first for shard in todo)
    return Progress(asking, done, total, done, manifest.counts[OTHER[asking]])


def _everybody(source: Source) -> Ids:
    """The ids of all records that the run is over."""
    return {side: [coded.decode() for coded in askers(source, side).tolist()] for side in OTHER}


def _leave_out(folder: Folder, manifest: Manifest, gone: Ids) -> None:
    """Write those shards again in which a record stands that is gone, without it."""
    if not any(gone.values()):
        return
    for asking in manifest.terms.askers:
        for shard in folder.shards(manifest, asking):
            content = without(str(folder.file(shard)), gone)
            if content is not None:
                folder.keep(shard, content)


def _files(source: Source, answers: Iterator[tuple[Task, Answer]]) -> Iterator[tuple[Shard, bytes]]:
    """Each shard's file as soon as all parts of the searched side have answered."""
    terms, waiting = source.terms, defaultdict[Shard, dict[int, Places]](dict)
    for task, found in answers:
        if isinstance(found, bytes):
            yield task.shard, found
            continue
        parts = waiting[task.shard]
        parts[task.part] = found
        if len(parts) == terms.parts:
            del waiting[task.shard]
            whole = merged([parts[part] for part in range(terms.parts)], terms.k, terms.explained)
            yield task.shard, encoded(source, task.shard, whole)


@dataclass(frozen=True, slots=True)
class Differing:
    """A pair whose kept score is not what scoring the two records gives; `now` is None where they may not be matched."""

    member: str
    opportunity: str
    kept: int
    now: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """How many pairs were scored again, how many could not be because a record changed or went, and which differ."""

    pairs: int
    gone: int
    differing: tuple[Differing, ...]


Find = Callable[[str, str], tuple[Member, Opportunity] | None]
"""The two records of a pair, by the member's id and the opportunity's; None where one has changed since the run."""


def check(folder: Folder, scorecard: Scorecard, find: Find, count: int, seed: int = 0) -> Checked:
    """Score so many random places of a result again, one pair by itself, from the records."""
    matcher, gone, scored, differing = Matcher(folder.known().terms.track, scorecard), 0, 0, []
    for member, opportunity, kept in _drawn(folder, count, seed):
        pair = find(member, opportunity)
        if pair is None:
            gone += 1
            continue
        score, eligible = matcher.score(*pair)
        scored += 1
        if score != kept or not eligible:
            differing.append(Differing(member, opportunity, kept, score if eligible else None))
    return Checked(scored, gone, tuple(differing))


def _drawn(folder: Folder, count: int, seed: int) -> Iterator[tuple[str, str, int]]:
    """Random places of a result: member, opportunity, score; each at most once."""
    files = [file for asking in folder.known().terms.askers for file in folder.files(asking)]
    sizes = [counted(file) for file in files]
    chosen = sorted(Random(seed).sample(range(sum(sizes)), min(count, sum(sizes))))
    first = 0
    for file, size in zip(files, sizes, strict=True):
        rows = [row - first for row in chosen if first <= row < first + size]
        first += size
        if rows:
            table = read_places([file]).take(rows)
            yield from zip(*(table[name].to_pylist() for name in ("member", "opportunity", "score")), strict=True)
