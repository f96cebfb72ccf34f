"""What a ranking may be narrowed to: for each side, which column a filter reads and which of its values fit."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from features.codes import bits, credential_position, skill_matrix, skill_position
from features.columns.assisting import KINDS
from features.columns.member import ANYWHERE, LIVES, NAMED, ONLY
from features.columns.serving import LIVES as STAYS_WHERE_LIVING
from features.industries import industry_index
from features.matters import matter_index
from features.pool import Pool
from features.similarity import occupation_index
from matcher.compile import Side
from matcher.criteria.place import within
from matcher.filters import Filter, Fits, Look, Values, Which

SURE_ENOUGH = 0.5
"""A trade or a matter that the words make less sure than this is not said."""

SERVES = 90
"""A held skill that serves for the one wanted to so many hundredths is as good as it."""


def filters_for(searched: Side, pool: Pool) -> dict[str, Filter]:
    """The filters that can be asked of a pool, by key."""
    return {one.key: one for one in FILTERS if one.searched == searched and one.look(pool) is not None}


def _inside(field: str = "code") -> Fits:
    return lambda values, code: within(values[field], np.asarray(code))


def _covers(values: Values, code: Any) -> NDArray[np.bool_]:
    """A service for all of a division serves each place in it; one for the whole country has no code."""
    wanted, covered = np.asarray(code), values["code"]
    return np.asarray((covered == 0) | within(wanted, covered) | within(covered, wanted))


def _would_be(values: Values, code: Any) -> NDArray[np.bool_]:
    """Lives there, named it or a wider place that holds it, or would go anywhere."""
    wanted, said = np.asarray(code), values["code"]
    named = np.isin(values["kind"], (NAMED, ONLY))
    inside = within(said, wanted) & (named | (values["kind"] == LIVES))
    wider = within(wanted, said) & named & (said > 0)
    return np.asarray(inside | wider | (values["kind"] == ANYWHERE))


def _trade(values: Values, code: Any) -> NDArray[np.bool_]:
    """The occupation itself, or any of the class that the code stands for."""
    return np.isin(values["occupation"], _occupations_in(code)) & (values["sure"] >= SURE_ENOUGH)


@lru_cache(maxsize=1_000)
def _occupations_in(code: str) -> tuple[int, ...]:
    return tuple(at for known, at in occupation_index().items() if known == code or known.startswith(f"{code}-"))


def _industry(values: Values, code: Any) -> NDArray[np.bool_]:
    """The industry itself, or any that lies below it."""
    positions = [at for known, at in industry_index().items() if known.startswith(code)]
    return np.isin(values["industry"], positions) & (values["sure"] >= SURE_ENOUGH)


def _matter(values: Values, code: Any) -> NDArray[np.bool_]:
    return np.asarray((values["matter"] == matter_index()[code]) & (values["sure"] >= SURE_ENOUGH))


def _serves(values: Values, code: Any) -> NDArray[np.bool_]:
    return np.asarray(skill_matrix()[skill_position()[code], values["skill"]] >= SERVES)


def _has_skill(values: Values, code: Any) -> NDArray[np.bool_]:
    """Named by the member: what a former job merely implies is not stated."""
    return _serves(values, code) & (values["level"] >= 1.0)


def _teaches_skill(values: Values, code: Any) -> NDArray[np.bool_]:
    return _serves(values, code) & (values["sure"] >= SURE_ENOUGH)


def _certificate(values: Values, code: Any) -> NDArray[np.bool_]:
    return np.asarray(values["credential"] == credential_position()[code])


def _pays(values: Values, yuan: Any) -> NDArray[np.bool_]:
    """The stated range reaches it; where only its lower end is stated, that must."""
    return np.asarray(np.where(values["high"] < 0, values["low"], values["high"]) >= yuan)


def _has(values: Values, condition: Any) -> NDArray[np.bool_]:
    return np.asarray((values["has"] & np.array(bits([condition]), np.int64) != 0).any(axis=-1))


def _has_not(values: Values, condition: Any) -> NDArray[np.bool_]:
    return ~_has(values, condition)


def _at_least(field: str) -> Fits:
    return lambda values, wanted: np.asarray(values[field] >= wanted)


def _at_most(field: str) -> Fits:
    return lambda values, wanted: np.asarray(values[field] <= wanted)


def _given(field: str) -> Fits:
    return lambda values, wanted: np.asarray((values[field] > 0) == wanted)


def _said(field: str, least: float = 0.0) -> Which:
    """The figures that are stated: a code above 0, an amount not below it."""
    return lambda values: np.asarray(values[field] >= least)


def _kind_is(kind: int) -> Which:
    return lambda values: np.asarray(values["kind"] == kind)


def _service_kind(values: Values, kind: Any) -> NDArray[np.bool_]:
    return np.asarray(values["kind"] == KINDS[kind])


MEMBER_FILTERS: tuple[Filter, ...] = (
    Filter(
        "hometown", Text(zh="户籍地", en="hometown"), "member", "region",
        (
            Look("home", _inside()),
            Look("settled", _inside()),
            Look("case", _inside("home"), speaks=_said("home", 1)),
        ),
    ),
    Filter(
        "lives", Text(zh="现居地", en="place of living"), "member", "region",
        (
            Look("places", _inside(), speaks=_kind_is(LIVES)),
            Look("stays", _inside(), speaks=_kind_is(STAYS_WHERE_LIVING)),
            Look("returning", _inside("lives"), speaks=_said("lives", 1)),
            Look("case", _inside("lives"), speaks=_said("lives", 1)),
        ),
    ),
    Filter("place", Text(zh="现居或愿去的地方", en="lives there or would work there"), "member", "region", (Look("places", _would_be),)),
    Filter(
        "trade", Text(zh="求职岗位或结对行当", en="trade wanted, or of the pairing"), "member", "occupation",
        (Look("wished", _trade), Look("pair_trades", _trade)),
    ),
    Filter("worked", Text(zh="做过的工作", en="trade worked in"), "member", "occupation", (Look("worked", _trade),)),
    Filter(
        "industry", Text(zh="关注或做过的行业", en="industry followed or worked in"), "member", "industry",
        (Look("drawn_to", _industry), Look("worked_in", _industry), Look("pair_branches", _industry)),
    ),
    Filter("education", Text(zh="学历不低于", en="education at least"), "member", "education", (Look("education", _at_least("level")),)),
    Filter(
        "certificate", Text(zh="持有证书", en="certificates held"), "member", "credential",
        (Look("credentials", _certificate, leaves_open=lambda values: np.asarray(values["more"])),), every=True,
    ),
    Filter(
        "skill", Text(zh="会的技能", en="skills held"), "member", "skill",
        (Look("skills", _has_skill), Look("pair_crafts", _teaches_skill)), every=True,
    ),
    Filter("years", Text(zh="工作年限不少于", en="years of work at least"), "member", "years", (Look("years", _at_least("years")),)),
    Filter("start_by", Text(zh="最迟到岗", en="can start by"), "member", "day", (Look("start", _at_most("day")),)),
    Filter("pay_at_most", Text(zh="期望月薪不超过", en="hopes for at most, yuan a month"), "member", "yuan", (Look("pay", _at_most("least")),)),
    Filter("capital", Text(zh="可投资金不少于", en="capital at least, yuan"), "member", "yuan", (Look("capital", _at_least("high")),)),
    Filter("offers", Text(zh="可帮的事", en="matters offered"), "member", "matter", (Look("matters_offered", _matter),)),
    Filter("help", Text(zh="求助事项", en="help wanted"), "member", "matter", (Look("help_wanted", _matter),)),
)  # fmt: skip

OPPORTUNITY_FILTERS: tuple[Filter, ...] = (
    Filter(
        "place", Text(zh="地点", en="place"), "opportunity", "region",
        (Look("sites", _inside()), Look("meets", _inside()), Look("settled", _inside()), Look("covers", _covers)),
    ),
    Filter(
        "trade", Text(zh="岗位或行当", en="trade"), "opportunity", "occupation",
        (Look("occupations", _trade), Look("experts", _trade), Look("trades", _trade)),
    ),
    Filter(
        "industry", Text(zh="行业", en="industry"), "opportunity", "industry",
        (Look("industries", _industry), Look("branches", _industry)),
    ),
    Filter(
        "pay_at_least", Text(zh="月薪能到", en="pays at least, yuan a month"), "opportunity", "yuan",
        (Look("offered_pay", _pays), Look("offer", _at_least("yuan"))),
    ),
    Filter("without", Text(zh="没有的工作条件", en="working conditions not wanted"), "opportunity", "condition", (Look("working_conditions", _has_not),), every=True),
    Filter("with", Text(zh="要有的工作条件", en="working conditions wanted"), "opportunity", "condition", (Look("working_conditions", _has),), every=True),
    Filter(
        "housing", Text(zh="包住", en="housing given"), "opportunity", "flag",
        (Look("offered_lodging", _given("housing"), speaks=_said("housing")),),
    ),
    Filter(
        "meals", Text(zh="包吃", en="meals given"), "opportunity", "flag",
        (Look("offered_lodging", _given("meals"), speaks=_said("meals")),),
    ),
    Filter("start_from", Text(zh="到岗不早于", en="wanted at work not before"), "opportunity", "day", (Look("wanted_start", _at_least("day")),)),
    Filter("start_by", Text(zh="到岗不晚于", en="wanted at work by"), "opportunity", "day", (Look("wanted_start", _at_most("day")),)),
    Filter(
        "ticket_at_most", Text(zh="最低出资不超过", en="least stake at most, yuan"), "opportunity", "yuan",
        (Look("ticket", _at_most("least"), speaks=_said("least")),),
    ),
    Filter("kind", Text(zh="服务类型", en="kind of service"), "opportunity", "service_kind", (Look("kind", _service_kind),)),
    Filter(
        "matter", Text(zh="事项", en="matter"), "opportunity", "matter",
        (Look("tasks", _matter), Look("helps", _matter), Look("topics", _matter)),
    ),
)  # fmt: skip

FILTERS: tuple[Filter, ...] = (*MEMBER_FILTERS, *OPPORTUNITY_FILTERS)
