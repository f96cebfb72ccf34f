"""Lists in pages by key: what was added or closed meanwhile neither repeats nor skips a record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from data.errors import Fault, InvalidInput
from data.store.repositories import Records, Stored
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind

ID = re.compile(r"[a-z]_[0-9a-z]{1,38}")
BAD_PAGE = Text(zh="分页参数不能接受", en="this page cannot be given")
AN_ID = Text(zh="上一页答复里的 next", en="the `next` of the page before")


@dataclass(frozen=True, slots=True)
class Page:
    """Records in the order of ids, and the id after which the next page begins (None on the last)."""

    items: Sequence[Stored]
    next: str | None


def find_page(
    connection: Connection, asker: Asker, kind: RecordKind, after: str, limit: int, closed: bool = False, own: bool = False
) -> Page:
    """The records after an id that the asker may see."""
    found = Records(connection, asker, kind).page(page_start(after), limit + 1, closed, own)
    more = len(found) > limit
    return Page(found[:limit], found[limit - 1].record.id if more else None)


def page_start(after: str) -> str:
    """The id after which a page begins; InvalidInput where it can be none."""
    if after and not ID.fullmatch(after):
        raise InvalidInput(BAD_PAGE, (Fault("after", after[:80], AN_ID),))
    return after
