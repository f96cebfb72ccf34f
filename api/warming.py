"""What a process does once before its first asker comes: tables read, kernels loaded, one pair matched both ways."""

import logging
from dataclasses import replace
from datetime import date
from functools import cache

from sqlalchemy import Connection

from api.index import Indexes
from api.use_cases.answering import Asking, answer_member, answer_opportunity
from api.use_cases.payloads import record_from_payload
from data.errors import GuiyanError
from data.records import Member, Opening
from data.store.scope import operator
from data.vocabulary import RecordKind, Track
from features.compaction import compacted
from features.pool import Pool
from matcher.engine import Matcher

logger = logging.getLogger("guiyan.api")
MEMBER = {
    "sheet": {"求职岗位": "仓库搬运的活", "期望薪资": "4500左右", "现居地": "江西南城", "技能特长": "会开叉车", "证书": "叉车证"}
}
OPENING = {"sheet": {"岗位名称": "急聘叉车司机", "工作地点": "江西南城", "薪资待遇": "4500-5000", "岗位职责": "装卸货物，管库存"}}
"""Words that no list has just as they stand, so that every way of linking them is gone once."""


@cache
def warm_engine() -> None:
    """Whatever is read or compiled once in a process; what forks from it has it too."""
    today = date.today()
    member, opening = record_from_payload(RecordKind.MEMBER, MEMBER, today)[0], record_from_payload(RecordKind.OPENING, OPENING, today)[0]
    assert isinstance(member, Member) and isinstance(opening, Opening)
    member, opening = replace(member, id="m_warm"), replace(opening, id="o_warm")
    matcher = Matcher()
    matcher.put(member)
    matcher.put(opening)
    for asking, other in ((opening, member), (member, opening)):
        ranking = matcher.rank(asking, 1)
        for place in ranking.places:
            matcher.explain_place(ranking.asked, place.row, other, deep=True).as_json("zh")
    compacted(matcher.members)


def warm_index(connection: Connection, indexes: Indexes) -> None:
    """Read the store into the index and ask it both ways, so that whatever an answer needs was needed once."""
    with indexes.of(Track.WORK).current(connection) as matcher:
        asked, asking = _one_of(matcher.opportunities), _one_of(matcher.members)
    for_whom = Asking(connection, indexes, operator(), "zh", 20)
    try:
        if asked is not None:
            answer_opportunity(for_whom, asked)
        if asking is not None:
            answer_member(for_whom, asking, Track.WORK)
    except GuiyanError:  # it may have been closed this moment
        return
    except Exception:  # one record that cannot be answered for is no reason not to serve the others
        logger.exception("warming failed")


def _one_of(pool: Pool) -> str | None:
    """A record that stands in the pool."""
    living = pool.alive.argmax() if len(pool) else 0
    return pool.id(int(living)) if len(pool) and pool.alive[living] else None
