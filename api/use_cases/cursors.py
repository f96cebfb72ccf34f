"""Where a page begins in a list that is ordered by day and then by id."""

import re

from api.use_cases.pages import AN_ID, BAD_PAGE
from data.errors import Fault, InvalidInput

CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([a-z]_[0-9a-z]{1,38})")


def read_cursor(after: str) -> tuple[str, str] | None:
    """(day, id) of the last entry of the page before; None on the first."""
    if not after:
        return None
    match = CURSOR.fullmatch(after)
    if match is None:
        raise InvalidInput(BAD_PAGE, (Fault("after", after[:80], AN_ID),))
    return match[1], match[2]


def cursor_of(day: str, identifier: str) -> str:
    """What stands in `next` for an entry."""
    return f"{day}.{identifier}"
