"""What the engine said of a pair when it was put forward, kept so that it can be shown and worked out again."""

from typing import Any

import msgspec
from sqlalchemy import Connection

from api.use_cases.courses import with_courses
from api.use_cases.matching import matcher_of
from data.codec import split_personal
from data.records import Member, NeedOf, Opportunity, PairingPlace
from data.store.scope import Asker
from data.text import Language
from data.vocabulary import Track


def kept_explanation(
    connection: Connection, asker: Asker, member: Member, opportunity: Opportunity, track: Track
) -> tuple[str, str]:
    """The scorecard's version, and JSON of the explanation in both languages with the two records it was made from."""
    explained = with_courses(connection, asker, matcher_of(track).explain(member, opportunity))
    told: dict[str, Any] = {"zh": explained.as_json("zh"), "en": explained.as_json("en")}
    record = opportunity.project if isinstance(opportunity, NeedOf) else opportunity.member if isinstance(opportunity, PairingPlace) else opportunity
    told["inputs"] = {"member": split_personal(member)[0], "opportunity": split_personal(record)[0]}
    return str(told["zh"]["scorecard"])[:64], msgspec.json.encode(told).decode()


def explanation_in(kept: str, language: Language) -> dict[str, Any] | None:
    """The explanation as it was kept, in one language; None where none was."""
    if not kept:
        return None
    found: dict[str, dict[str, Any]] = msgspec.json.decode(kept)
    return found.get(language)
