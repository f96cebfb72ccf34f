"""The best members for a need among those whom the asker may see, with those who are settled whatever their rank."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from api.use_cases.seat_reasons import seat_reasons
from data.records import Member, NeedOf
from data.store.repositories import Records
from data.store.scope import Asker
from data.vocabulary import RecordKind
from matcher.criterion import UNMET
from matcher.engine import Asked, Matcher


@dataclass(frozen=True, slots=True)
class Candidates:
    """Members by id with their scores in hundredths, best first, and what they are explained from."""

    matcher: Matcher
    asked: Asked
    scores: Mapping[str, int]
    rows: Mapping[str, int]
    members: Mapping[str, Member]

    def seat(self, identifier: str) -> dict[str, Any]:
        """A place with its score and its reasons, as it is kept."""
        member = self.members[identifier]
        explanation = self.matcher.explain_place(self.asked, self.rows[identifier], member)
        return {"member": identifier, "score": self.scores[identifier], "why": seat_reasons(explanation, member)}


@dataclass(frozen=True, slots=True)
class Ground:
    """Where candidates are looked for: the pool as it stands, and what of it the asker may see (uint8[n])."""

    connection: Connection
    asker: Asker
    matcher: Matcher
    mask: NDArray[np.uint8]

    def best(self, need: NeedOf, k: int, settled: Collection[str] = (), excluded: Collection[str] = ()) -> Candidates:
        """The best k who are not excluded, and whoever is settled though not among them, no hard condition being unmet."""
        mask = self.mask.copy()
        mask[self._rows(excluded)] = 0
        ranking = self.matcher.rank(need, k, mask)
        places = {place.id: place for place in ranking.places}
        beyond = self._rows(set(settled) - places.keys())
        if len(beyond):
            alone = np.zeros_like(self.mask)
            alone[beyond] = self.mask[beyond]
            places |= {place.id: place for place in self.matcher.rank(need, len(beyond), alone).places}
        members = self.members(places)
        scores = {key: place.score for key, place in places.items() if key in members}
        return Candidates(self.matcher, ranking.asked, scores, {key: places[key].row for key in scores}, members)

    def members(self, identifiers: Collection[str]) -> dict[str, Member]:
        """The records of those whom the asker may see."""
        several = Records(self.connection, self.asker, RecordKind.MEMBER).several(list(identifiers))
        return {key: one.record for key, one in several.items() if isinstance(one.record, Member)}

    def hindrance(self, need: NeedOf, identifier: str) -> dict[str, Any]:
        """Why a member is no candidate: a hard condition that is unmet, by its label, that they take no part in this, or that nobody of the id is there."""
        row, member = self.matcher.members.row(identifier), self.members([identifier]).get(identifier)
        if member is not None and row is None:
            return {"because": "intent"}
        if row is None or member is None or not self.mask[row]:
            return {"because": "unseen"}
        explanation = self.matcher.explain_place(self.matcher.ask(need), row, member)
        unmet = {state.key for state in explanation.requirements if state.status == UNMET}
        label = next((rule.label for rule in explanation.rules if rule.key in unmet), None)
        return {"because": "unseen"} if label is None else {"because": "requirement", "label": {"zh": label.zh, "en": label.en}}

    def _rows(self, identifiers: Collection[str]) -> NDArray[np.int64]:
        found = (self.matcher.members.row(identifier) for identifier in sorted(identifiers))
        return np.array([row for row in found if row is not None], np.int64)
