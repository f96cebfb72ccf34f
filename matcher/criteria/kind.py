"""Is it the kind of service that the matter usually calls for: a lawyer, a class, an advance, a word of advice?"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.matters import matters
from data.text import Text, joined
from data.vocabulary import SERVICE_LABELS, ServiceKind, Track
from features.columns.assisting import KINDS
from features.matters import matter_index
from features.profiles.assisted import wanted
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.matter import names
from matcher.criterion import Criterion, Reducer, Telling, evidence

FIRST, ALSO, OPEN, ADVICE = 1.0, 0.8, 0.5, 0.35
"""The usual kind, another that serves, a kind left open, and advice where something else is called for."""


@cache
def _serving() -> NDArray[np.float64]:
    """How far each kind serves each matter, [matter, kind]."""
    table = np.zeros((len(matter_index()), len(KINDS)))
    table[:, KINDS[ServiceKind.OTHER]] = OPEN
    table[:, KINDS[ServiceKind.POLICY_ADVICE]] = ADVICE
    for code, row in matter_index().items():
        for at, kind in enumerate(matters()[code].kinds):
            table[row, KINDS[kind]] = max(table[row, KINDS[kind]], ALSO if at else FIRST)
    return table


def measure(member: Any, service: Any) -> NDArray[np.float64]:
    """How far the kind of service serves the matter."""
    return np.asarray(_serving()[member["matter"], service["kind"]])


def tell(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    """What is asked for and the kind of service."""
    asked = wanted(member)
    own, kind = names(asked[:3]), SERVICE_LABELS[opportunity.service.kind]
    return Telling(
        values={"own": joined(own), "kind": kind},
        asked=(kind,),
        held=own,
        unknown=() if own else (Text(zh="求助事项", en="help wanted"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in asked[:3]),
    )


def _ladder() -> list[tuple[Any, Any]]:
    at = matter_index()["wages.unpaid"]
    kinds = (ServiceKind.TRAINING, ServiceKind.OTHER, ServiceKind.LEGAL_AID)
    return [((at, 1.0), (KINDS[kind],)) for kind in kinds]


CRITERION = Criterion(
    key="kind",
    label=Text(zh="服务类型", en="Kind of service"),
    tracks=frozenset({Track.ASSIST}),
    member="help_wanted",
    opportunity="kind",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="求助：{own}；服务类型：{kind}", en="asks for {own}; the kind of service is {kind}"),
    tell=tell,
    ladder=_ladder,
    field="求助事项",
)
"""One kind a service, so that the best of the matters asked for counts."""
