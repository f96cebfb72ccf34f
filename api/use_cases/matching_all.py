"""Everything against everything over the store: which records a run covers, and which have gone since."""

from collections.abc import Collection, Mapping
from pathlib import Path

from sqlalchemy import Connection

from api.index import Index, Indexes
from api.use_cases.opportunities import find_opportunities
from data.records import Member, Opportunity
from data.store.database import Database
from data.store.repositories import Records, changes_after, newest_change, utc_now
from data.store.scope import Asker
from data.vocabulary import RecordKind
from features.pool import Pool
from matcher.batch import Find, Gone, Ids, begin
from matcher.batch.folder import Folder, Manifest
from matcher.batch.plan import Terms
from matcher.compile import Side
from matcher.engine import Matcher


def begin_over(database: Database, asker: Asker, folder: Folder, terms: Terms, shared: Path | None) -> Manifest:
    """Put down the open records that take part in the track, as the store has them now."""
    index = Indexes(database).of(terms.track)
    with database.reading() as connection:
        day, now = utc_now()[:10], index.standing(connection)
    closed = {side: _shut(index, pool, asker) for side, pool in _pools(now.matcher).items()}
    return begin(folder, now.matcher, terms, now.sequence, day, closed, shared)


def _pools(matcher: Matcher) -> Mapping[Side, Pool]:
    return {"member": matcher.members, "opportunity": matcher.opportunities}


def _shut(index: Index, pool: Pool, asker: Asker) -> Collection[str]:
    """The ids of a side's records that are in the pool but may not be matched now."""
    shut = (pool.alive > 0) & (index.allowed(pool, asker) == 0)
    return {pool.id(row) for row in shut.nonzero()[0].tolist()}


def gone_since(database: Database, asker: Asker, manifest: Manifest) -> Gone:
    """Of the records that a run is over, those that may not be matched any more.

    The store is only looked through where something has changed, or a day has passed, since the run began.
    """

    def gone(everybody: Ids) -> Ids:
        with database.reading() as connection:
            if newest_change(connection) == manifest.sequence and utc_now()[:10] == manifest.day:
                return {}
            index = Indexes(database).of(manifest.terms.track)
            pools = _pools(index.standing(connection).matcher)
        shut = {side: _shut(index, pool, asker) for side, pool in pools.items()}
        return {
            side: [one for one in everybody[side] if one in shut[side] or pool.row(one) is None] for side, pool in pools.items()
        }

    return gone


def pairs_in(connection: Connection, asker: Asker, manifest: Manifest) -> Find:
    """Finds the records of a pair, unless one of them has changed since the run."""
    changed = _changed(connection, manifest.sequence)

    def find(member: str, opportunity: str) -> tuple[Member, Opportunity] | None:
        if member in changed or opportunity.partition(".")[0] in changed:
            return None
        stored = Records(connection, asker, RecordKind.MEMBER).several([member]).get(member)
        found = find_opportunities(connection, asker, [opportunity]).get(opportunity)
        if stored is None or found is None:
            return None
        assert isinstance(stored.record, Member)
        return stored.record, found

    return find


def _changed(connection: Connection, sequence: int) -> set[str]:
    """The records that were written after a point of the feed."""
    found: set[str] = set()
    while step := changes_after(connection, sequence):
        found |= {change.record for change in step}
        sequence = step[-1].sequence
    return found
