"""Where a stored record stands in a track's pools, and who decides about seeing it there: both follow from the record alone."""

from collections.abc import Iterable
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from api.audiences import FOREVER, Agreement, Audience
from data.records import Member, NeedOf, Opportunity, PairingPlace, Record
from data.tracks import opportunities_in, takes_part
from data.vocabulary import RecordKind, Track
from features.pool import Pool
from features.segment import Register

Place = Member | Opportunity


def standing_in(record: Record, track: Track) -> tuple[tuple[Member, ...], tuple[Opportunity, ...]]:
    """What of a record stands on the members' side of a track, and what on the opportunities'."""
    if not isinstance(record, Member):
        return (), opportunities_in(record, track)
    return ((record,), opportunities_in(record, track)) if takes_part(record, track) else ((), ())


def audience_of(place: Place, agreed: tuple[Agreement, ...] = ()) -> Audience:
    """Who may see a place; `agreed` is what its member agreed to."""
    if isinstance(place, Member | PairingPlace):
        return Audience(True, place.organisation, FOREVER, agreed)
    last_day = place.need.valid_until if isinstance(place, NeedOf) else place.valid_until
    return Audience(False, place.organisation, last_day or FOREVER)


def held_of(kind: RecordKind, identifier: str, pool: Pool) -> Iterable[str]:
    """Under which ids a record may stand in a pool: its own, or a project's with each of its needs behind it."""
    if kind is not RecordKind.NEED:
        return (identifier,)
    prefix = f"{identifier}."
    return [*(one for one in pool.tail.row_of if one.startswith(prefix)), *_in_base(pool, prefix)]


def _in_base(pool: Pool, prefix: str) -> list[str]:
    register = pool.register
    if register is None:
        return []
    order = _by_id(register)
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    first, last = (int(np.searchsorted(register.ids, text.encode(), sorter=order)) for text in (prefix, after))
    return [bytes(register.ids[row]).decode() for row in order[first:last].tolist()]


_ORDERS: dict[int, tuple[ref[Register], NDArray[np.int64]]] = {}
MOST_ORDERS = 16


def _by_id(register: Register) -> NDArray[np.int64]:
    """The rows of a base in the order of their ids, worked out once for each base that holds needs."""
    known = _ORDERS.get(id(register))
    if known is None or known[0]() is not register:
        if len(_ORDERS) >= MOST_ORDERS:
            _ORDERS.clear()
        known = _ORDERS[id(register)] = ref(register), np.argsort(register.ids, kind="stable")
    return known[1]
