"""Ranking among those that pass some filters: the search has their terms, the explanations do not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.records import Member, Opportunity
from matcher.compile import Query, Side
from matcher.engine import Asked, Matcher, Ranking
from matcher.filters import Wanted, filter_terms
from matcher.ranking import Program, lay_out, read_entries, top


def rank_filtered(
    matcher: Matcher,
    record: Member | Opportunity,
    k: int,
    filters: Sequence[Wanted],
    mask: NDArray[np.uint8] | None = None,
    open_labels: NDArray[np.uint8] | None = None,
    lowest: int = 0,
    stored: bool = False,
) -> Ranking:
    """`Matcher.rank` among those that pass every filter and score `lowest` hundredths or more.

    Where `stored` says that the record is just the one that stands in its pool, nothing of it is linked anew
    before words are wanted; any other, such as a member with one more skill, is asked for as given. The question that
    explains the places is the one without filters: they give no points and no reasons.
    """
    pool, side = matcher.searched_by(record)
    began = pool.tables.forgotten
    asked = _asked(matcher, record, side) if stored else matcher.ask(record)
    places = top(_narrowed(asked, filters, side, began), pool, k, mask, lowest, open_labels)
    rows = [place.row for place in places]
    entries = dict(zip(rows, read_entries(asked.program, pool, rows).tolist(), strict=True))
    return Ranking(replace(asked, entries=entries), places)


def _asked(matcher: Matcher, record: Member | Opportunity, searched: Side) -> Asked:
    own = matcher.members if isinstance(record, Member) else matcher.opportunities
    row = own.row(record.id)
    if row is None:
        return matcher.ask(record)
    return matcher.ask_row(record.id, own.row_values(row), searched, link=lambda: matcher.encoder.profile(record))


def _narrowed(asked: Asked, filters: Sequence[Wanted], side: Side, began: int) -> Program:
    """The question's terms with those of the filters; put side by side anew where the tables were forgotten meanwhile."""
    tables = asked.pool.tables
    with tables.lock:
        terms = (*asked.query.terms, *filter_terms(filters, asked.pool, side))
        array = tables.array if tables.forgotten == began else None
        return lay_out(Query(terms, asked.query.constants, array))
