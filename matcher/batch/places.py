"""The best places of a shard as arrays: joined from parts exactly, and written as one Parquet file."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.errors import Unavailable
from data.text import Text
from matcher.batch.plan import Terms
from matcher.compile import Side

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

MISSING = Text(
    zh="缺少 {package}：请安装可选部分 guiyan[batch]（pip install 'guiyan[batch]'）",
    en="{package} is missing: install the optional part guiyan[batch] (pip install 'guiyan[batch]')",
)
ROW_GROUP = 500_000
"""Places that are written at once, so that a large shard takes little memory."""

UNSAID = np.iinfo(np.int32).min
"""Stands for points that were not asked for."""


@dataclass(frozen=True, slots=True)
class Places:
    """The best of the other side for those who ask in one shard; m places.

    Attributes:
        asker: int32[m], which of the shard's askers, from 0; places stand by asker, the best first.
        score: int32[m], hundredths of a point.
        key: int64[m], the fixed hash of the found record's id, which breaks ties.
        found: bytes[m], the found record's id.
        points: int32[m, criteria], what each criterion gives, UNSAID beyond the places to be explained.
    """

    asker: NDArray[np.int32]
    score: NDArray[np.int32]
    key: NDArray[np.int64]
    found: NDArray[np.bytes_]
    points: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.asker)

    @property
    def rank(self) -> NDArray[np.int32]:
        """int32[m], from 1 for each asker's best."""
        starts = np.searchsorted(self.asker, self.asker)
        return (np.arange(len(self)) - starts + 1).astype(np.int32)

    def taken(self, chosen: NDArray[np.int64] | NDArray[np.bool_] | slice) -> "Places":
        """Some of the places."""
        return Places(self.asker[chosen], self.score[chosen], self.key[chosen], self.found[chosen], self.points[chosen])


def merged(parts: Sequence[Places], k: int, explained: int) -> Places:
    """The best k of each asker over parts of the searched side, given in their order.

    A record among the best of all is among the best of its part, so nothing is missing. The order is
    that of a search of the whole: falling score, rising key, then the earlier part.
    """
    if len(parts) == 1:
        return parts[0]
    names = ("asker", "score", "key", "found", "points")
    every = Places(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
    ordered = every.taken(np.lexsort((np.arange(len(every)), every.key, -every.score, every.asker)))
    best = ordered.taken(ordered.rank <= k)
    best.points[best.rank > explained] = UNSAID
    return best


def parquet(places: Places, asking: Side, askers: NDArray[np.bytes_], terms: Terms, criteria: Sequence[str]) -> bytes:
    """A shard's file. `askers`: bytes[n], the ids of those who ask; `criteria`: the keys of the columns of `points`.

    The same places always give the same bytes.
    """
    told, rank = criteria if terms.explained else (), places.rank
    stretches = (slice(at, at + ROW_GROUP) for at in range(0, max(len(places), 1), ROW_GROUP))
    return _written(_table(places.taken(part), rank[part], asking, askers, terms.scorecard, told) for part in stretches)


def _table(
    places: Places, rank: NDArray[np.int32], asking: Side, askers: NDArray[np.bytes_], scorecard: str, criteria: Sequence[str]
) -> "pyarrow.Table":
    arrow, _ = _arrow()
    sides = {asking: arrow.array(askers[places.asker]), _other(asking): arrow.array(places.found)}
    columns = {side: sides[side].cast(arrow.string()) for side in ("member", "opportunity")}
    columns["rank"], columns["score"] = arrow.array(rank), arrow.array(places.score)
    columns["scorecard"] = arrow.array([scorecard]).take(arrow.array(np.zeros(len(places), np.int8)))
    for at, key in enumerate(criteria):
        points = np.ascontiguousarray(places.points[:, at])
        columns[f"points_{key}"] = arrow.array(points, mask=points == UNSAID)
    return arrow.table(columns)


def without(file: str, gone: Mapping[Side, Collection[str]]) -> bytes | None:
    """A shard's file without the records that are gone; None where none of them stands in it."""
    arrow, reader = _arrow()
    whole = reader.ParquetFile(file)
    leaving = {side: arrow.array(sorted(identifiers), arrow.string()) for side, identifiers in gone.items()}
    found = [whole.read_row_group(at, columns=list(leaving)) for at in range(whole.num_row_groups)]
    if not any(arrow.compute.any(_standing(part, leaving)).as_py() for part in found):
        return None
    parts = (whole.read_row_group(at) for at in range(whole.num_row_groups))
    return _written(part.filter(arrow.compute.invert(_standing(part, leaving))) for part in parts)


def _standing(table: "pyarrow.Table", leaving: Mapping[Side, Any]) -> Any:
    """Which rows name one of those who leave."""
    arrow, _ = _arrow()
    return reduce(arrow.compute.or_, [arrow.compute.is_in(table[side], identifiers) for side, identifiers in leaving.items()])


def _written(tables: Iterable["pyarrow.Table"]) -> bytes:
    """A file with a row group for each table."""
    arrow, writer = _arrow()
    sink, rest = arrow.BufferOutputStream(), iter(tables)
    first = next(rest)
    with writer.ParquetWriter(sink, first.schema, compression="zstd") as file:
        for table in chain([first], rest):
            file.write_table(table)
    return bytes(sink.getvalue())


def read_places(files: Sequence[str]) -> "pyarrow.Table":
    """All places in some shards' files, in the order of the files."""
    arrow, reader = _arrow()
    return arrow.concat_tables([reader.read_table(file) for file in files])


def counted(file: str) -> int:
    """How many places a shard's file holds."""
    return int(_arrow()[1].ParquetFile(file).metadata.num_rows)


def _other(side: Side) -> Side:
    return "opportunity" if side == "member" else "member"


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.compute  # type: ignore[import-untyped]
        import pyarrow.parquet as parquet_files  # type: ignore[import-untyped]
    except ImportError as error:
        raise Unavailable(MISSING.filled(package="pyarrow")) from error
    return pyarrow, parquet_files
