"""Why seats stay free: which hard condition keeps out how many, and how many more there would be without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.records import Member, Opportunity
from data.reference.credentials import satisfied_by
from data.text import Text
from features.pool import Pool
from matcher.compile import compile_query
from matcher.criterion import Requirement
from matcher.engine import Asked, Matcher
from matcher.ranking import lay_out, read_entries, score_rows

CERTIFICATE = "credential:"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One hard condition of an opportunity.

    Attributes:
        asked: what it asks, in words; codes: the certificates that it asks for, where it does.
        kept_out: members of whom it is the first that is unmet.
        would_fit: members more whom the engine would take, at the least score or above, were this one met.
        course: the training service that leads there, where one is open.
    """

    requirement: Requirement
    asked: tuple[Text, ...]
    codes: tuple[str, ...]
    kept_out: int
    would_fit: int
    course: str | None = None


@dataclass(frozen=True, slots=True)
class Shortage:
    """How many members were looked at and how many fit, with what would add most first."""

    considered: int
    fitting: int
    remedies: tuple[Remedy, ...]


def shortage(
    matcher: Matcher,
    opportunity: Opportunity,
    candidates: NDArray[np.uint8],
    least: int = 0,
    courses: Mapping[str, str] | None = None,
) -> Shortage:
    """Remedies for an opportunity with seats left, each worked out by the engine anew without that condition.

    `candidates` is uint8[n] over the rows of the members' pool; `least` the score in hundredths from which on a
    member counts; `courses` the id of a training service for each certificate that one leads to.
    """
    pool = matcher.members
    rows = np.flatnonzero(pool.alive & candidates)
    asked = matcher.ask(opportunity)
    fitting = score_rows(asked.program, pool)[rows] >= least
    first = _first_unmet(matcher, asked, pool, rows)
    silent = matcher.encoder.profile(Member())
    found = []
    for at, requirement in enumerate(matcher.requirements):
        kept_out = int((first == at).sum())
        if not kept_out:
            continue
        telling = requirement.tell(silent, asked.profile)
        codes = tuple(key.removeprefix(CERTIFICATE) for key, _, _ in telling.parts if key.startswith(CERTIFICATE))
        more = _without(matcher, asked, requirement, pool)[rows] >= least
        remedy = Remedy(requirement, telling.asked, codes, kept_out, int((more & ~fitting).sum()))
        found.append(replace(remedy, course=_course(codes, courses or {})))
    found.sort(key=lambda remedy: (-remedy.would_fit, -remedy.kept_out, remedy.requirement.key))
    return Shortage(len(rows), int(fitting.sum()), tuple(found))


def _first_unmet(matcher: Matcher, asked: Asked, pool: Pool, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each row's first unmet requirement among the matcher's; -1 where all hold."""
    entries = read_entries(asked.program, pool, rows.tolist())
    first = np.full(len(rows), -1, np.int64)
    for at, requirement in reversed(list(enumerate(matcher.requirements))):
        source = f"requirement:{requirement.key}"
        mine = [i for i, term in enumerate(asked.program.terms) if term.source == source]
        first[(entries[:, mine] < 0).any(axis=1)] = at
    return first


def _without(matcher: Matcher, asked: Asked, requirement: Requirement, pool: Pool) -> NDArray[np.int64]:
    """Every member's score, were it not for one requirement."""
    others = tuple(other for other in matcher.requirements if other is not requirement)
    columns = dict(matcher.encoder.opportunity_columns)
    query = compile_query(asked.row, columns, pool, "member", matcher.scorecard, matcher.criteria, others)
    return score_rows(lay_out(query), pool)


def _course(codes: tuple[str, ...], courses: Mapping[str, str]) -> str | None:
    """A course for the first certificate that has one, or for one that does in its place."""
    wanted = [code for asked in codes for code in (asked, *sorted(satisfied_by(asked)))]
    return next((courses[code] for code in wanted if code in courses), None)
