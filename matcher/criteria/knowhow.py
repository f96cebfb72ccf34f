"""Does the member know how to do what is asked, and with these goods?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.knowhow import knowhow
from data.reference.products import products
from data.text import Text, joined
from data.vocabulary import Track
from features.knowhow import knowhow_index, knowhow_matrix, product_index, product_matrix, tied
from features.profiles.abilities import (
    member_goods,
    member_knowhow,
    need_goods,
    need_knowhow,
    service_knowhow,
)
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Reducer, Telling, evidence


def measure(member: Any, asked: Any) -> NDArray[np.float64]:
    """Nearness of the know-how, less where it holds for other goods, by how far it is tied to them."""
    near = knowhow_matrix()[asked["field"], member["field"]]
    goods = product_matrix()[asked["product"], member["product"]]
    return np.asarray(near * (1.0 - tied()[asked["field"]] * (1.0 - goods)) * member["sure"])


def names(items: Sequence[Linked]) -> tuple[Text, ...]:
    """Kinds of know-how in both languages."""
    return tuple(Text(zh=knowhow()[item.code].name, en=knowhow()[item.code].name_en) for item in items)


def goods(items: Sequence[Linked]) -> tuple[Text, ...]:
    """Kinds of goods in both languages."""
    return tuple(Text(zh=products()[item.code].name, en=products()[item.code].name_en) for item in items)


def tell(member: MemberProfile, opportunity: Any) -> Telling:
    """What is asked and with which goods, against what the member knows."""
    known, own = member_knowhow(member), member_goods(member)[:2]
    need = isinstance(opportunity, NeedProfile)
    wanted = need_knowhow(opportunity) if need else service_knowhow(opportunity)
    about = need_goods(opportunity)[:1] if need else ()
    held, asked = names(known[:4]) + goods(own), names(wanted[:4]) + goods(about)
    return Telling(
        values={"own": joined(held), "asked": joined(asked)},
        asked=names(wanted[:4]),
        held=names(known[:4]),
        unknown=() if known else (Text(zh="技能特长", en="skills"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in known[:4]),
    )


def ladder() -> Sequence[tuple[Any, Any]]:
    """Something else, a neighbour of it, the same with other goods, the same with these."""
    at, ware = knowhow_index(), product_index()
    asked = (at["plant"], ware["orange"], 100)
    held = ((at["accounting"], 0), (at["vet"], ware["pig"]), (at["seed"], ware["orange"]), (at["plant"], ware["apple"]), (at["plant"], ware["orange"]))
    return [((field, product, 1.0), asked) for field, product in held]


CRITERION = Criterion(
    key="knowhow",
    label=Text(zh="本事", en="Know-how"),
    tracks=frozenset({Track.ADVISE, Track.VOLUNTEER}),
    member="knowhow",
    opportunity="asked_knowhow",
    measure=measure,
    reducer=Reducer.COVER,
    reason=Text(zh="会的：{own}；要的：{asked}", en="knows {own}; wanted: {asked}"),
    tell=tell,
    ladder=ladder,
    field="技能特长",
    unasked=Text(zh="未写明要会什么，不加不减", en="it does not say what must be known; neutral"),
)
