"""What an investor or a leader and a project rule out."""

from data.text import Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criteria import returning, stake, terms, ticket
from matcher.criterion import MET, UNKNOWN, UNMET, Requirement, Telling


def _tell_least(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    told = ticket.tell(member, opportunity)
    least = opportunity.need.min_ticket
    return Telling(values=told.values, asked=(ticket.sums(least, least),) if least else ())


def _tell_terms(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    wish = member.member.invest
    firm = bool(wish and (wish.min_share_firm or wish.max_years_firm or wish.guaranteed))
    told = terms.tell(member, opportunity)
    return Telling(values=told.values, asked=told.asked if firm else ())


def _tell_return(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    told = returning.tell(member, opportunity)
    said = member.member.return_wish == "away" or member.limits.visits
    return Telling(values=told.values, asked=told.asked if said else ())


PROJECT_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="least_ticket",
        label=Text(zh="最低出资", en="least sum"),
        tracks=frozenset({Track.INVEST}),
        member="capital",
        opportunity="ticket",
        measure=ticket.reaches,
        reason={
            MET: Text(zh="可投{can}，达到最低出资{least}（还需{wanted}）", en="{can} reaches the least sum of {least} ({wanted} wanted)"),
            UNMET: Text(zh="最低出资{least}，本人可投{can}（还需{wanted}）", en="the least sum is {least}, the member has {can} ({wanted} wanted)"),
            UNKNOWN: Text(zh="最低出资{least}，本人{can}（还需{wanted}）", en="the least sum is {least}; the member's: {can} ({wanted} wanted)"),
        },
        tell=_tell_least,
    ),
    Requirement(
        key="least_stake",
        label=Text(zh="带头人出资", en="a leader's stake"),
        tracks=frozenset({Track.LEAD}),
        member="capital",
        opportunity="ticket",
        measure=stake.worth_a_talk,
        reason={
            MET: Text(zh="可投{can}，带头人最低出资{least}（还需{wanted}），可以谈", en="{can} against a leader's least sum of {least} ({wanted} wanted): worth a talk"),
            UNMET: Text(zh="带头人最低出资{least}，本人可投{can}，差得太远（还需{wanted}）", en="a leader's least sum is {least}, the member has {can}: far too little ({wanted} wanted)"),
            UNKNOWN: Text(zh="带头人最低出资{least}，本人{can}（还需{wanted}）", en="a leader's least sum is {least}; the member's: {can} ({wanted} wanted)"),
        },
        tell=_tell_least,
    ),
    Requirement(
        key="terms",
        label=Text(zh="不能接受的条件", en="terms not tolerated"),
        tracks=frozenset({Track.INVEST, Track.LEAD}),
        member="terms",
        opportunity="offered_terms",
        measure=terms.tolerated,
        reason={
            MET: Text(zh="{offered}，在本人要求之内：{set}", en="{offered}, within what was set: {set}"),
            UNMET: Text(zh="本人要求{set}，项目是{offered}", en="{set} was set; the project offers {offered}"),
            UNKNOWN: Text(zh="本人要求{set}，项目{offered}", en="{set} was set; the project's: {offered}"),
        },
        tell=_tell_terms,
    ),
    Requirement(
        key="return",
        label=Text(zh="回乡", en="coming home"),
        tracks=frozenset({Track.LEAD}),
        member="returning",
        opportunity="led_from",
        measure=returning.would_come,
        reason={
            MET: Text(zh="本人{wish}，现居{lives}，项目在{site}可以兼顾", en="{wish}, lives in {lives}; the project in {site} can be run all the same"),
            UNMET: Text(zh="本人说{wish}（现居{lives}），项目在{site}", en="said: {wish} (lives in {lives}); the project is in {site}"),
            UNKNOWN: Text(zh="本人说{wish}（现居{lives}），项目地点{site}", en="said: {wish} (lives in {lives}); the project's place: {site}"),
        },
        tell=_tell_return,
    ),
)
