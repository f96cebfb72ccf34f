"""Those that rank by text alone: bm25s, tantivy and rapidfuzz; faster to ask for less than the engine answers."""

from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from matcher.engine import Asked
from tests.bench.rivals.plain import BagColumn, Plain


class TextRival(Protocol):
    """Something that gives the rows whose words come closest to an opening's."""

    name: str

    def __init__(self, plain: Plain, pool: Pool) -> None: ...

    def closest(self, asked: Asked, k: int) -> list[int]:
        """The rows of the best k by text."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


def asked_words(asked: Asked, pool: Pool) -> list[int]:
    """The character pairs of an opening that any member has, as codes."""
    words = pool.vocabularies["words"]
    found = (words.find(value[:1]) for value in asked.row["asked_words"])
    return [code for code in found if code is not None]


class Bm25s:
    """bm25s over the character pairs of wishes, former jobs and skills, its numba backend, its defaults."""

    name = "bm25s"

    def __init__(self, plain: Plain, pool: Pool) -> None:
        import bm25s

        self.pool, column = pool, plain.bags[pool.position["words"]]
        vocabulary = {str(code): code for code in range(len(pool.vocabularies["words"]))}
        texts = [bag.tolist() for bag in np.split(column.items, column.begins[1:-1])]
        tokens = bm25s.tokenization.Tokenized(ids=[texts[code] for code in column.codes.tolist()], vocab=vocabulary)
        self.index = bm25s.BM25(backend="numba")
        self.index.index(tokens, show_progress=False)

    def closest(self, asked: Asked, k: int) -> list[int]:
        """The rows of the best k by text."""
        words = [[str(code) for code in asked_words(asked, self.pool)]]
        rows, _ = self.index.retrieve(words, k=k, show_progress=False, n_threads=1)
        return [int(row) for row in rows[0]]

    def close(self) -> None:
        """Nothing but memory is held."""


class Tantivy:
    """tantivy over the same character pairs as words of a text."""

    name = "tantivy"

    def __init__(self, plain: Plain, pool: Pool) -> None:
        import tantivy

        self.pool, column, self.folder = pool, plain.bags[pool.position["words"]], Path(mkdtemp())
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("words", tokenizer_name="whitespace")
        self.index = tantivy.Index(schema.build(), path=str(self.folder))
        writer = self.index.writer(heap_size=512_000_000, num_threads=2)
        texts = [" ".join(f"w{code}" for code in bag.tolist()) for bag in np.split(column.items, column.begins[1:-1])]
        for bag in column.codes.tolist():
            writer.add_document(tantivy.Document(words=texts[bag]))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def closest(self, asked: Asked, k: int) -> list[int]:
        """The best k by text, as addresses in the index."""
        words = " ".join(f"w{code}" for code in asked_words(asked, self.pool))
        query = self.index.parse_query(words or "w", ["words"])
        return [address.doc for _, address in self.searcher.search(query, k).hits]

    def close(self) -> None:
        """Take the index's files away."""
        del self.searcher, self.index
        rmtree(self.folder, ignore_errors=True)


class RapidFuzz:
    """rapidfuzz's cdist of a title with every distinct wished title, spread over the members who wish for it."""

    name = "rapidfuzz"

    def __init__(self, plain: Plain, pool: Pool) -> None:
        from data.reference.occupations import occupations
        from features.similarity import occupation_index

        names = {position: occupations()[code].name for code, position in occupation_index().items()}
        self.column: BagColumn = plain.bags[pool.position["wished"]]
        self.titles = [names[value] for value in pool.vocabularies["wished"].array["occupation"].tolist()]
        self.starts = np.flatnonzero(self.column.sizes)

    def closest(self, asked: Asked, k: int) -> list[int]:
        """The rows of the best k by title."""
        from rapidfuzz import fuzz, process

        title = asked.profile.opening.title.text
        alike = process.cdist([title], self.titles, scorer=fuzz.WRatio, dtype=np.float32)[0]
        bags = np.zeros(len(self.column.begins) - 1, np.float32)
        bags[self.starts] = np.maximum.reduceat(alike[self.column.items], self.column.begins[self.starts])
        return _largest(bags[self.column.codes], k)

    def close(self) -> None:
        """Nothing but memory is held."""


def _largest(scores: NDArray[Any], k: int) -> list[int]:
    found = np.argpartition(scores, len(scores) - k)[-k:] if k < len(scores) else np.arange(len(scores))
    return [int(row) for row in found[np.argsort(-scores[found])]]


TEXT_RIVALS: Sequence[type[Bm25s] | type[Tantivy] | type[RapidFuzz]] = (Bm25s, Tantivy, RapidFuzz)
