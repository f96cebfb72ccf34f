"""An answer given again under its idempotency key, without what may no longer be seen: consents end meanwhile."""

import msgspec
from sqlalchemy import Connection

from api.answers import encode
from api.schemas_workflow import PersonAnswer
from api.use_cases.disclosure import people_seen
from data.store.idempotency import Given
from data.store.scope import Asker


def as_seen_now(connection: Connection, asker: Asker, given: Given) -> Given:
    """The same answer where its people are seen as they were; else those who are, and no explanation."""
    told = msgspec.json.decode(given.answer)
    people = people_seen(connection, asker, told["people"])
    answers = {identifier: PersonAnswer(person.masked, person.fields) for identifier, person in people.items()}
    now = msgspec.json.decode(encode(answers))
    if now == told["people"]:
        return given
    return Given(given.status, encode({**told, "people": now, "explanation": None}).decode())
