"""Organisations and their keys: shown once, kept only as hashes, dead when revoked."""

import pytest
from sqlalchemy import select

from data.errors import InvalidInput, NotFound, Unauthenticated
from data.records import Organisation
from data.store.database import Database
from data.store.organisations import (
    asker_of,
    ensure_operator,
    find_organisation,
    issue_key,
    revoke_key,
    save_organisation,
)
from data.store.scope import OPERATOR_ID, Asker
from data.store.tables import keys, metadata
from data.vocabulary import Role

TOWN = Organisation("town", Role.STATION, "镇驿站", "361021", verified=True)


def test_an_organisation_comes_back_and_can_be_put_right(database: Database) -> None:
    with database.writing() as connection:
        save_organisation(connection, TOWN)
        assert find_organisation(connection, "town") == TOWN
        moved = Organisation("town", Role.STATION, "新驿站")
        save_organisation(connection, moved)
        assert find_organisation(connection, "town") == moved
        assert find_organisation(connection, "nobody") is None


def test_a_key_stands_for_its_organisation_until_it_is_revoked(database: Database) -> None:
    with database.writing() as connection:
        save_organisation(connection, TOWN)
        first, second = issue_key(connection, "town"), issue_key(connection, "town")
        assert first != second and len(first) >= 32
        assert asker_of(connection, first) == asker_of(connection, second) == Asker("town", Role.STATION)
        assert revoke_key(connection, first)
        assert not revoke_key(connection, first)
        assert not revoke_key(connection, "gy_unknown")
        with pytest.raises(Unauthenticated):
            asker_of(connection, first)
        assert asker_of(connection, second).organisation == "town"


@pytest.mark.parametrize("key", ["", "gy_unknown", "' or 1=1 --", "a\0b", "\ud800", "x" * 100_000])
def test_a_key_that_is_not_known_opens_nothing(database: Database, key: str) -> None:
    with database.writing() as connection:
        save_organisation(connection, TOWN)
        issue_key(connection, "town")
        with pytest.raises(Unauthenticated) as refused:
            asker_of(connection, key)
    assert ("X-API-Key" in refused.value.message.zh) == (not key)


def test_only_the_hash_of_a_key_is_kept(database: Database) -> None:
    with database.writing() as connection:
        save_organisation(connection, TOWN)
        key = issue_key(connection, "town")
        digest = connection.scalar(select(keys.c.digest))
        with pytest.raises(Unauthenticated):
            asker_of(connection, digest)
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                assert all(key not in str(value) and key[3:] not in str(value) for value in row)


def test_no_key_is_issued_to_nobody(database: Database) -> None:
    with pytest.raises(NotFound), database.writing() as connection:
        issue_key(connection, "nobody")


@pytest.mark.parametrize(
    "organisation",
    [
        Organisation("x" * 65, Role.STATION, "名"),
        Organisation("a\0b", Role.STATION, "名"),
        Organisation("a", Role.STATION, "名" * 201),
        Organisation("a", Role.STATION, "\ud800"),
        Organisation("a", Role.STATION, "名", "3610211"),
    ],
)
def test_an_organisation_that_cannot_be_kept_is_refused_alike_everywhere(database: Database, organisation: Organisation) -> None:
    with pytest.raises(InvalidInput), database.writing() as connection:
        save_organisation(connection, organisation)


def test_the_operator_is_made_once(database: Database) -> None:
    with database.writing() as connection:
        ensure_operator(connection)
        ensure_operator(connection)
        operator = find_organisation(connection, OPERATOR_ID)
    assert operator is not None and operator.role is Role.ADMINISTRATOR
