"""What a job-seeker and an opening rule out."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.records import Place
from data.text import UNSAID, Text, joined
from data.vocabulary import EDUCATION_LABELS, Track
from features.codes import skill_matrix
from features.profiles.member import MemberProfile
from features.profiles.opening import LinkedAsk, OpeningProfile
from features.similarity import skill_neighbours
from matcher.criteria import credentials, shifts
from matcher.criteria.occupation import closeness
from matcher.criteria.pay import written
from matcher.criteria.place import division, within
from matcher.criteria.skills import label as skill_label
from matcher.criterion import MET, UNKNOWN, UNMET, Reducer, Requirement, Telling

WORK = frozenset({Track.WORK})
SAME_TASK = 90
"""From this nearness in hundredths on, a task is the one that was refused."""

NEARLY = 0.9
"""How much of a least that was not ruled out further (5000以上) is still worth a talk."""

SAME_JOB = 0.8
"""From this closeness on, a job is the one that was refused."""


NOTHING_ASKED = Telling()


def _reasons(met: Text, unmet: Text, unknown: Text) -> dict[str, Text]:
    return {MET: met, UNMET: unmet, UNKNOWN: unknown}


def has_certificate(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 where an ask is satisfied or only a preference."""
    return np.where(opening["must"], credentials.held_for(member, opening), 1.0)


def _tell_certificates(member: MemberProfile, opening: OpeningProfile) -> Telling:
    musts = tuple(ask for ask in opening.credentials if ask.must)
    return Telling(
        asked=tuple(credentials.label(ask.options) for ask in musts),
        parts=tuple(_certificate(member, ask) for ask in musts),
    )


def _certificate(member: MemberProfile, ask: LinkedAsk) -> tuple[str, str, dict[str, object]]:
    held = credentials.holds(member, ask)
    status = MET if held else UNMET if member.credentials_complete and not credentials.may_hold(member, ask) else UNKNOWN
    return f"credential:{ask.options[0].code}", status, {"asked": credentials.label(ask.options)}


def reaches_floor(member: Any, opening: Any) -> NDArray[np.float64]:
    """0 only where the most that the job pays lies below the least that was stated; 以上 allows a little less."""
    top = np.where(opening["high"] < 0, np.inf, opening["high"])
    least = member["least"] * np.where(member["firm"], 1.0, NEARLY)
    return np.where(member["floor"] & (top < least), 0.0, 1.0)


def _tell_pay(member: MemberProfile, opening: OpeningProfile) -> Telling:
    wish = member.member.work.pay if member.member.work else None
    if wish is None or not wish.floor:
        return NOTHING_ASKED
    return Telling({"floor": written(wish), "offer": written(opening.opening.pay)}, asked=(written(wish),))


def in_limits(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 where the site lies in a place that the member keeps to, or may do so."""
    inside = within(opening["code"], member["code"]) | within(member["code"], opening["code"])
    return np.asarray(inside, dtype=np.float64)


def _place_names(places: tuple[Place, ...]) -> Text:
    return joined(division(place.code) for place in places if place.code)


def _tell_limits(member: MemberProfile, opening: OpeningProfile) -> Telling:
    wish = member.member.work
    limits = wish.places if wish and wish.places_only else ()
    if not limits:
        return NOTHING_ASKED
    values = {"limits": _place_names(limits), "site": _place_names(opening.opening.places)}
    return Telling(values=dict(values), asked=(values["limits"],))


def not_refused_place(member: Any, opening: Any) -> NDArray[np.float64]:
    """0 where the site lies in a place that the member ruled out."""
    return np.where(within(opening["code"], member["code"]), 0.0, 1.0)


def _tell_refused_places(member: MemberProfile, opening: OpeningProfile) -> Telling:
    wish = member.member.work
    refused = wish.refused_places if wish else ()
    if not refused:
        return NOTHING_ASKED
    values = {"refused": _place_names(refused), "site": _place_names(opening.opening.places)}
    return Telling(values=dict(values), asked=(values["refused"],))


def nothing_refused(member: Any, opening: Any) -> NDArray[np.float64]:
    """0 where the job has a condition that the member refuses."""
    return np.where(((member["refused"] & opening["has"]) != 0).any(axis=-1), 0.0, 1.0)


def _tell_conditions(member: MemberProfile, opening: OpeningProfile) -> Telling:
    wish = member.member.work
    refused = wish.refused if wish else frozenset()
    if not refused:
        return NOTHING_ASKED
    hit = refused & opening.opening.conditions
    return Telling(
        values={"refused": joined(shifts.labels(refused)), "hit": joined(shifts.labels(hit))},
        asked=shifts.labels(refused),
    )


def not_refused_job(member: Any, opening: Any) -> NDArray[np.float64]:
    """0 where the job is one that the member said they would not do."""
    return np.where(closeness(member, opening) >= SAME_JOB, 0.0, 1.0)


def _tell_refused_jobs(member: MemberProfile, opening: OpeningProfile) -> Telling:
    refused = "、".join(dict.fromkeys(item.phrase.text for item in member.refused))
    if not refused:
        return NOTHING_ASKED
    return Telling({"refused": refused, "title": opening.opening.title.text}, asked=(Text(zh=refused, en=refused),))


def not_refused_task(member: Any, opening: Any) -> NDArray[np.float64]:
    """0 where the job has the very task that was refused, or a special form of it."""
    return np.where(skill_matrix()[member["skill"], opening["skill"]] >= SAME_TASK, 0.0, 1.0)


def _tell_refused_tasks(member: MemberProfile, opening: OpeningProfile) -> Telling:
    refused = tuple(map(skill_label, member.refused_skills))
    if not refused:
        return NOTHING_ASKED
    hit = tuple(
        skill_label(item)
        for item in opening.involved
        if any(skill_neighbours(no.code).get(item.code, 0.0) * 100 >= SAME_TASK for no in member.refused_skills)
    )
    return Telling(values={"refused": joined(refused), "hit": joined(hit)}, asked=refused)


def enough_education(member: Any, opening: Any) -> NDArray[np.float64]:
    """0 where the posting insists on more schooling than the member has."""
    return np.where(opening["must"] & (member["level"] < opening["level"]), 0.0, 1.0)


def _tell_education(member: MemberProfile, opening: OpeningProfile) -> Telling:
    asked, held = opening.opening.education, member.member.education
    if not (asked and opening.opening.education_must):
        return NOTHING_ASKED
    values: dict[str, object] = {"asked": EDUCATION_LABELS[asked], "held": EDUCATION_LABELS[held] if held else UNSAID}
    return Telling(values, asked=(EDUCATION_LABELS[asked],))


WORK_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="credentials",
        label=Text(zh="必备证书", en="required certificates"),
        tracks=WORK,
        member="credentials",
        opportunity="asked_credentials",
        measure=has_certificate,
        reducer=Reducer.COVER,
        reason=_reasons(
            Text(zh="持有所需的{asked}", en="holds {asked}"),
            Text(zh="岗位必须有{asked}，登记的证书中没有", en="{asked} is a must and not among the certificates stated"),
            Text(zh="岗位必须有{asked}，本人证书未登记", en="{asked} is a must; no certificates were stated"),
        ),
        tell=_tell_certificates,
    ),
    Requirement(
        key="pay_floor",
        label=Text(zh="最低薪资", en="lowest pay"),
        tracks=WORK,
        member="pay",
        opportunity="offered_pay",
        measure=reaches_floor,
        reason=_reasons(
            Text(zh="达到本人底线{floor}", en="reaches the least that was stated, {floor}"),
            Text(zh="本人最低要{floor}，岗位只有{offer}", en="the least is {floor}; the job pays {offer}"),
            Text(zh="本人最低要{floor}，岗位薪资未写明", en="the least is {floor}; the job does not state its pay"),
        ),
        tell=_tell_pay,
    ),
    Requirement(
        key="place_limits",
        label=Text(zh="只去的地方", en="places kept to"),
        tracks=WORK,
        member="limits",
        opportunity="sites",
        measure=in_limits,
        reducer=Reducer.BEST,
        reason=_reasons(
            Text(zh="在本人限定的{limits}之内", en="within {limits}, as limited"),
            Text(zh="本人只在{limits}，岗位在{site}", en="keeps to {limits}; the job is in {site}"),
            Text(zh="本人只在{limits}，岗位地点未写明", en="keeps to {limits}; the job's place is not stated"),
        ),
        tell=_tell_limits,
    ),
    Requirement(
        key="refused_places",
        label=Text(zh="不去的地方", en="places ruled out"),
        tracks=WORK,
        member="refused_places",
        opportunity="sites",
        measure=not_refused_place,
        reducer=Reducer.EVERY,
        reason=_reasons(
            Text(zh="不在本人不去的{refused}", en="not in {refused}, which was ruled out"),
            Text(zh="本人不去{refused}，岗位在{site}", en="{refused} was ruled out; the job is in {site}"),
            Text(zh="本人不去{refused}，岗位地点未写明", en="{refused} was ruled out; the job's place is not stated"),
        ),
        tell=_tell_refused_places,
    ),
    Requirement(
        key="refused_conditions",
        label=Text(zh="不接受的工况", en="conditions refused"),
        tracks=WORK,
        member="conditions",
        opportunity="working_conditions",
        measure=nothing_refused,
        reason=_reasons(
            Text(zh="没有本人不接受的{refused}", en="has none of what was refused: {refused}"),
            Text(zh="岗位有本人不接受的：{hit}", en="the job has what was refused: {hit}"),
            Text(zh="本人不接受{refused}，岗位未写明", en="{refused} was refused; the job does not say"),
        ),
        tell=_tell_conditions,
    ),
    Requirement(
        key="refused_jobs",
        label=Text(zh="不做的工作", en="work refused"),
        tracks=WORK,
        member="refused_jobs",
        opportunity="occupations",
        measure=not_refused_job,
        reducer=Reducer.EVERY,
        reason=_reasons(
            Text(zh="不是本人不做的{refused}", en="not the refused work: {refused}"),
            Text(zh="本人不做{refused}，岗位是{title}", en="{refused} was refused; the job is {title}"),
            Text(zh="本人不做{refused}，岗位工种未识别", en="{refused} was refused; the job's trade was not recognised"),
        ),
        tell=_tell_refused_jobs,
    ),
    Requirement(
        key="refused_tasks",
        label=Text(zh="不做的事", en="tasks refused"),
        tracks=WORK,
        member="refused_skills",
        opportunity="involved_skills",
        measure=not_refused_task,
        reducer=Reducer.EVERY,
        reason=_reasons(
            Text(zh="岗位没有本人不做的{refused}", en="has none of the refused tasks: {refused}"),
            Text(zh="本人不做{refused}，岗位要做{hit}", en="{refused} was refused; the job has {hit}"),
            Text(zh="本人不做{refused}，岗位未写明", en="{refused} was refused; the job does not say"),
        ),
        tell=_tell_refused_tasks,
    ),
    Requirement(
        key="education",
        label=Text(zh="学历要求", en="required education"),
        tracks=WORK,
        member="education",
        opportunity="asked_education",
        measure=enough_education,
        reason=_reasons(
            Text(zh="要求{asked}，本人{held}", en="asks {asked}, has {held}"),
            Text(zh="必须{asked}，本人{held}", en="{asked} is a must, has {held}"),
            Text(zh="必须{asked}，本人学历未登记", en="{asked} is a must; education was not stated"),
        ),
        tell=_tell_education,
    ),
)
