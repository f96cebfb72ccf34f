"""What an investor or a leader rules out in so many words, and what a project cannot do without."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text, joined
from data.vocabulary import INVOLVEMENT_LABELS, Track
from features.industries import industry_matrix
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criteria import industry, ticket
from matcher.criteria.place import name, within
from matcher.criterion import MET, UNKNOWN, UNMET, Reducer, Requirement, Telling

MONEY_ALONE = 1
"""The bit of a project that takes money and nobody's part in running it."""

SAME_LINE = 0.55
"""Trades this near are one line for who looks at that line alone."""

RULED_OUT = 0.85
"""Trades this near fall under what was ruled out."""

SURE_ENOUGH = 0.9
"""A trade of the project that is less sure than this excludes nobody."""

BOTH = frozenset({Track.INVEST, Track.LEAD})


def takes_part(member: Any, need: Any) -> NDArray[np.float64]:
    """0 where somebody must be there and the member would only give money, or the other way round."""
    stays_out = member["hands_off"] & (need["there"] | need["leads"])
    cannot_stay = member["visits"] & need["there"]
    kept_out = member["charge"] & (need["ways"] == MONEY_ALONE) & ~need["leads"]
    return np.where(stays_out | cannot_stay | kept_out, 0.0, 1.0)


def looks_at(member: Any, need: Any) -> NDArray[np.float64]:
    """0 while no money is put in, and for a project smaller than the least that is looked at."""
    small = (need["wanted"] >= 0) & (need["wanted"] < member["smallest"])
    return np.where(member["halted"] | small, 0.0, 1.0)


def not_full(member: Any, need: Any) -> NDArray[np.float64]:
    """0 where the project wants nothing any more."""
    return np.where(need["full"] & (member["there"] > 0), 0.0, 1.0)


def in_line(member: Any, need: Any) -> NDArray[np.float64]:
    """1 where a trade of the project is one of those outside which the member would not go."""
    return np.where(industry_matrix()[member["industry"], need["industry"]] >= 100 * SAME_LINE, 1.0, 0.0)


def not_ruled_out(member: Any, need: Any) -> NDArray[np.float64]:
    """0 where a sure trade of the project falls under one that the member ruled out."""
    near = industry_matrix()[member["industry"], need["industry"]] >= 100 * RULED_OUT
    return np.where(near & (need["sure"] >= SURE_ENOUGH), 0.0, 1.0)


def inside(member: Any, site: Any) -> NDArray[np.float64]:
    """1 where the project lies in a place outside which the member would not go, or is only known to lie around it."""
    return np.where(within(site["code"], member["code"]) | within(member["code"], site["code"]), 1.0, 0.0)


def _tell_part(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    wish, limits = member.member.invest, member.limits
    said = [INVOLVEMENT_LABELS[wish.involvement]] if wish and wish.involvement else []
    said += [Text(zh="要自己说了算", en="wants the last word")] if limits.in_charge else []
    said += [Text(zh="不参与经营管理", en="would not run anything")] if limits.no_running else []
    said += [Text(zh="一年只回来几天或几趟", en="comes for a few days a year")] if limits.visits else []
    wants = [Text(zh="要有人当家", en="somebody to run it")] if opportunity.leads else []
    wants += [Text(zh="要人到场", en="somebody to be there")] if opportunity.be_there else []
    wants += [INVOLVEMENT_LABELS[way] for way in INVOLVEMENT_LABELS if way in opportunity.need.involvement]
    return Telling(
        values={"said": joined(said), "wants": joined(wants)},
        asked=tuple(wants) if said and wants else (),
    )


def _tell_size(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    limits, whole = member.limits, opportunity.need.capital
    said = [Text(zh="目前不再投", en="puts in nothing for now")] if limits.halted else []
    if limits.smallest:
        least = ticket.sums(limits.smallest, limits.smallest)
        said.append(Text(zh=f"{least.zh}以下不谈", en=f"looks at nothing under {least.en}"))
    return Telling(values={"said": joined(said), "wanted": ticket.sums(whole, whole)}, asked=tuple(said))


def _tell_full(_: MemberProfile, opportunity: NeedProfile) -> Telling:
    need = opportunity.need
    wanted, promised = ticket.sums(need.capital, need.capital), ticket.sums(need.promised, need.promised)
    asked = (wanted,) if opportunity.full or need.promised is not None else ()
    return Telling(values={"wanted": wanted, "promised": promised}, asked=asked)


def _tell_only(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    return _told_trades(member.limits.only if member.only_trades else (), opportunity)


def _tell_never(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    return _told_trades(member.limits.never if member.never_trades else (), opportunity)


def _told_trades(said: tuple[str, ...], opportunity: NeedProfile) -> Telling:
    words = "、".join(said)
    trade = opportunity.project.industry.text or opportunity.project.name
    return Telling(
        values={
            "said": Text(zh=words, en=words) if words else UNSAID,
            "trade": Text(zh=trade, en=joined(industry.names(opportunity.industries[:1])).en) if trade else UNSAID,
        },
        asked=industry.names(opportunity.industries[:1]) if said else (),
    )


def _tell_places(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    from data.records import Place

    only = tuple(name(Place(code, None)) for code in member.limits.places)
    sites = tuple(name(place) for place in opportunity.places)
    return Telling(values={"only": joined(only), "site": sites[0] if sites else UNSAID}, asked=sites if only else ())


STANCE_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="part",
        label=Text(zh="能否参与经营", en="taking part"),
        tracks=BOTH,
        member="stance",
        opportunity="asks",
        measure=takes_part,
        reason={
            MET: Text(zh="本人{said}，项目{wants}，合得上", en="the member: {said}; the project: {wants}; that agrees"),
            UNMET: Text(zh="本人{said}，而项目{wants}", en="the member: {said}; but the project: {wants}"),
            UNKNOWN: Text(zh="项目{wants}；本人{said}", en="the project: {wants}; the member: {said}"),
        },
        tell=_tell_part,
    ),
    Requirement(
        key="size",
        label=Text(zh="投不投、看多大的项目", en="size of the project"),
        tracks=frozenset({Track.INVEST}),
        member="own_limits",
        opportunity="size",
        measure=looks_at,
        reason={
            MET: Text(zh="项目总额{wanted}，够得上（本人说{said}）", en="{wanted} in all is large enough (said: {said})"),
            UNMET: Text(zh="本人说{said}；项目总额{wanted}", en="said: {said}; the project wants {wanted} in all"),
            UNKNOWN: Text(zh="本人说{said}；项目总额{wanted}", en="said: {said}; the project wants {wanted} in all"),
        },
        tell=_tell_size,
    ),
    Requirement(
        key="full",
        label=Text(zh="是否还缺", en="still wanted"),
        tracks=BOTH,
        member="there",
        opportunity="filled",
        measure=not_full,
        reason={
            MET: Text(zh="要{wanted}，已落实{promised}，还有缺口", en="{wanted} wanted, {promised} promised: still open"),
            UNMET: Text(zh="名额或资金已满（要{wanted}，已落实{promised}）", en="full: {wanted} wanted, {promised} promised"),
            UNKNOWN: Text(zh="要{wanted}，已落实{promised}", en="{wanted} wanted, {promised} promised"),
        },
        tell=_tell_full,
    ),
    Requirement(
        key="only_trade",
        label=Text(zh="只看的行业", en="only these trades"),
        tracks=frozenset({Track.INVEST}),
        member="only_trades",
        opportunity="industries",
        measure=in_line,
        reason={
            MET: Text(zh="只看{said}，项目是{trade}", en="looks at {said} alone, and this is {trade}"),
            UNMET: Text(zh="只看{said}，项目是{trade}", en="looks at {said} alone; this is {trade}"),
            UNKNOWN: Text(zh="只看{said}，项目行业{trade}", en="looks at {said} alone; the project's trade: {trade}"),
        },
        tell=_tell_only,
    ),
    Requirement(
        key="never_trade",
        label=Text(zh="不投的行业", en="trades ruled out"),
        tracks=frozenset({Track.INVEST}),
        member="never_trades",
        opportunity="industries",
        measure=not_ruled_out,
        reducer=Reducer.EVERY,
        reason={
            MET: Text(zh="不投{said}，项目是{trade}，不在其内", en="rules out {said}; this is {trade}"),
            UNMET: Text(zh="本人说不投{said}，项目是{trade}", en="rules out {said}, and this is {trade}"),
            UNKNOWN: Text(zh="不投{said}，项目行业{trade}", en="rules out {said}; the project's trade: {trade}"),
        },
        tell=_tell_never,
    ),
    Requirement(
        key="only_place",
        label=Text(zh="只去的地方", en="only these places"),
        tracks=BOTH,
        member="only_places",
        opportunity="sites",
        measure=inside,
        reason={
            MET: Text(zh="只考虑{only}，项目在{site}", en="only {only}, and the project is in {site}"),
            UNMET: Text(zh="只考虑{only}，项目在{site}", en="only {only}; the project is in {site}"),
            UNKNOWN: Text(zh="只考虑{only}，项目地点{site}", en="only {only}; the project's place: {site}"),
        },
        tell=_tell_places,
    ),
)
