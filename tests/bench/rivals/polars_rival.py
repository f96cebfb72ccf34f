"""Polars: codes in columns, distinct bags one after another, a query's tables gathered lazily."""

from typing import Any

import numpy as np

from matcher.compile import SUM, Query, Term
from tests.bench.rivals.plain import Place, Plain, Question


class Polars:
    """Columns of codes; a table is gathered by them, a bag's points as lists over Arrow's offsets, then list.max or list.sum.

    Tried besides, all slower: grouping the items (50 × at 100,000), joins with the tables (4 ×), bags padded to columns (2 ×).
    """

    name = "Polars"

    def __init__(self, plain: Plain) -> None:
        import polars as pl
        import pyarrow as pa

        self.plain = plain
        columns: dict[str, Any] = {"row": np.arange(len(plain), dtype=np.int32), "key": plain.keys}
        columns |= {f"c{position}": codes for position, codes in plain.singles.items()}
        columns |= {f"c{position}": column.codes for position, column in plain.bags.items()}
        self.members = pl.DataFrame(columns)
        self.items = {position: pl.DataFrame({"value": column.items}) for position, column in plain.bags.items()}
        self.hollow = {position: np.flatnonzero(column.sizes == 0) for position, column in plain.bags.items()}
        self.offsets = {position: pa.array(column.begins) for position, column in plain.bags.items()}

    def top(self, query: Query, k: int) -> list[Place]:
        """(row, score) of the best k, in the engine's total order."""
        import polars as pl

        asked = Question.of(query)
        score = pl.lit(asked.base, dtype=pl.Int32)
        for position, table in asked.singles.items():
            score = score + _gathered(table, f"c{position}")
        for position in asked.bags:
            score = score + pl.lit(self._folded(position, asked)).gather(pl.col(f"c{position}"))
        found = (
            self.members.lazy()
            .select("row", "key", score=score)
            .filter(pl.col("score") >= 0)
            .top_k(k, by=["score", "key"], reverse=[False, True])
            .sort("score", "key", descending=[True, False])
            .collect()
        )
        return [(int(self.plain.rows[row]), int(score)) for row, _, score in found.rows()]

    def _folded(self, position: int, asked: Question) -> Any:
        """What the terms of a column give for every bag together."""
        import polars as pl

        terms = asked.bags[position]
        points = self.items[position].lazy().select(_gathered(term.table, "value").alias(f"p{i}") for i, term in enumerate(terms))
        lists = self._lists(position, points.collect())
        total = lists.lazy().select(sum((_reduced(i, term) for i, term in enumerate(terms)), pl.lit(0, pl.Int32)))
        return total.collect().to_series().scatter(self.hollow[position], asked.empty(position))

    def _lists(self, position: int, points: Any) -> Any:
        """The items' points as lists by bag; nothing is copied."""
        import polars as pl
        import pyarrow as pa

        offsets = self.offsets[position]
        return pl.DataFrame(
            {column.name: pl.from_arrow(pa.LargeListArray.from_arrays(offsets, column.to_arrow())) for column in points}
        )

    def close(self) -> None:
        """Nothing but memory is held."""


def _gathered(table: Any, codes: str) -> Any:
    import polars as pl

    return pl.lit(pl.Series(table)).gather(pl.col(codes))


def _reduced(number: int, term: Term) -> Any:
    import polars as pl

    points = pl.col(f"p{number}").list
    return points.sum() if term.operation == SUM else points.max()
