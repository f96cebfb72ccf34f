"""DuckDB: codes in columns, distinct bags flattened, a query's tables joined to both."""

from typing import Any

import numpy as np

from matcher.compile import SUM, Query, Term
from tests.bench.rivals.plain import NEVER, Place, Plain, Question


class DuckDB:
    """Columns of codes and a table of (bag, value) for each column of bags; the points come in as tables of a query.

    Tried besides: list columns with list_transform (1.5 × as long at 100,000), points of single columns as
    one list that is subscripted and folds as materialised tables (both alike within a tenth).
    """

    name = "DuckDB"

    def __init__(self, plain: Plain) -> None:
        import duckdb

        self.plain = plain
        self.connection = duckdb.connect(config={"threads": 2})
        columns: dict[str, Any] = {"row": np.arange(len(plain), dtype=np.int32), "key": plain.keys}
        columns |= {f"c{p}": codes.astype(np.uint16) for p, codes in plain.singles.items()}
        columns |= {f"c{p}": column.codes for p, column in plain.bags.items()}
        self._store("member", columns)
        for position, column in plain.bags.items():
            self._store(f"bag{position}", {"bag": column.owners, "value": column.items.astype(np.uint16)})

    def _store(self, name: str, columns: dict[str, Any]) -> None:
        self._show("given", columns)
        self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        self.connection.unregister("given")

    def _show(self, name: str, columns: dict[str, Any]) -> None:
        import pyarrow as pa

        self.connection.register(name, pa.table(columns))

    def top(self, query: Query, k: int) -> list[Place]:
        """(row, score) of the best k, in the engine's total order."""
        asked = Question.of(query)
        for position, table in asked.singles.items():
            self._show(f"points{position}", {"code": np.arange(len(table), dtype=np.uint16), "points": table})
        for position, terms in asked.bags.items():
            points = {f"p{i}": term.table for i, term in enumerate(terms)}
            self._show(f"points{position}", {"code": np.arange(len(terms[0].table), dtype=np.uint16)} | points)
        found = self.connection.execute(statement(asked), [k]).fetchall()
        return [(int(self.plain.rows[row]), int(score)) for row, score in found]

    def close(self) -> None:
        """Drop the tables."""
        self.connection.close()


def statement(asked: Question) -> str:
    """The query in SQL; excluded ones are below zero."""
    folds = [f"fold{p} AS ({_fold(p, terms)})" for p, terms in asked.bags.items()]
    parts = [str(asked.base), *(f"points{p}.points" for p in asked.singles)]
    parts += [f"coalesce(fold{p}.points, {asked.empty(p)})" for p in asked.bags]
    joins = [f"JOIN points{p} ON points{p}.code = c{p}" for p in asked.singles]
    joins += [f"LEFT JOIN fold{p} ON fold{p}.bag = c{p}" for p in asked.bags]
    musts = [f"points{p}.points > {NEVER}" for p, table in asked.singles.items() if table.min() < NEVER]
    musts += [f"coalesce(fold{p}.points, 0) > {NEVER}" for p, terms in asked.bags.items() if min(t.table.min() for t in terms) < NEVER]
    scored = f"SELECT row, key, {' + '.join(parts)} AS score FROM member {' '.join(joins)} WHERE {' AND '.join(['true', *musts])}"
    chosen = f"SELECT row, score FROM ({scored}) WHERE score >= 0 ORDER BY score DESC, key LIMIT ?"
    return f"WITH {', '.join(folds)} {chosen}" if folds else chosen


def _fold(position: int, terms: list[Term]) -> str:
    reduced = " + ".join(f"{'sum' if term.operation == SUM else 'max'}(p{i})" for i, term in enumerate(terms))
    return f"SELECT bag, {reduced} AS points FROM bag{position} JOIN points{position} ON code = value GROUP BY bag"
