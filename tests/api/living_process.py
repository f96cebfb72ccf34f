"""A process of its own with an index over a database: does what it is told line by line, for the tests of several processes."""

import json
import sys
from pathlib import Path
from typing import Any

from api.index import Index
from data.records import Consent, Member
from data.store.consents import save_consent, withdraw_consent
from data.store.database import Database
from data.store.repositories import Records, utc_now
from data.vocabulary import ConsentPurpose, RecordKind, Track
from tests.api.living import ASKERS, shown_by

STATION, OTHER = ASKERS[0], ASKERS[1]


def main(url: str, folder: str) -> None:
    """Answer each line of standard input by one on standard output."""
    database, index = Database(url), Index(Track.WORK, Path(folder), longest_tail=10)
    for line in sys.stdin:
        said = json.loads(line)
        print(json.dumps(DOING[said.pop("do")](database, index, **said)), flush=True)


def shown(database: Database, index: Index) -> list[str]:
    with database.reading() as connection, index.current(connection) as matcher:
        return sorted(shown_by(index, matcher, OTHER, "member", utc_now()))


def save(database: Database, index: Index, number: str) -> str:
    with database.writing() as connection:
        member = Records(connection, STATION, RecordKind.MEMBER).save(Member(number=number, name="李某")).id
        save_consent(connection, Consent(number, member, ConsentPurpose.MATCHING, ("stations",), (), "1", utc_now(), "said"))
    return member


def withdraw(database: Database, index: Index, consent: str) -> None:
    with database.writing() as connection:
        withdraw_consent(connection, STATION, consent)


def settle(database: Database, index: Index) -> bool:
    index.settle()
    return True


DOING: dict[str, Any] = {"shown": shown, "save": save, "withdraw": withdraw, "settle": settle}

if __name__ == "__main__":
    main(*sys.argv[1:])
