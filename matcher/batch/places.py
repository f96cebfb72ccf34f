"""The best places of a shard as arrays: joined from parts exactly, and written as one Parquet file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.errors import Unavailable
from data.text import Text
from matcher.batch_plan import Terms
from matcher.compile import Side

if TYPE_CHECKING:
    import pyarrow

MISSING = Text(
    zh="缺少 {package}：请安装可选部分 guiyan[batch]（pip install 'guiyan[batch]'）",
    en="{package} is missing: install the optional part guiyan[batch] (pip install 'guiyan[batch]')",
)
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

    def taken(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> "Places":
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
    arrow, writer = _arrow()
    sides = {asking: arrow.array(askers).take(arrow.array(places.asker)), _other(asking): arrow.array(places.found)}
    columns = {side: sides[side].cast(arrow.string()) for side in ("member", "opportunity")}
    columns["rank"] = arrow.array(places.rank)
    columns["score"] = arrow.array(places.score)
    columns["scorecard"] = arrow.array([terms.scorecard]).take(arrow.array(np.zeros(len(places), np.int8)))
    for at, key in enumerate(criteria if terms.explained else ()):
        points = np.ascontiguousarray(places.points[:, at])
        columns[f"points_{key}"] = arrow.array(points, mask=points == UNSAID)
    sink = arrow.BufferOutputStream()
    writer.write_table(arrow.table(columns), sink, compression="zstd", row_group_size=1 << 20)
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
        import pyarrow.parquet as parquet_files
    except ImportError as error:
        raise Unavailable(MISSING.filled(package="pyarrow")) from error
    return pyarrow, parquet_files
