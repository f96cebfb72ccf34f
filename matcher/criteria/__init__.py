"""Every criterion, one file each; a new one is a file and its line here."""

from data.vocabulary import Track
from matcher.criteria import (
    credentials,
    education,
    hometown,
    lodging,
    occupation,
    pay,
    place,
    shifts,
    skills,
    start,
    trade,
    words,
    years,
)
from matcher.criterion import Criterion

CRITERIA: tuple[Criterion, ...] = (
    skills.CRITERION,
    trade.CRITERION,
    credentials.CRITERION,
    years.CRITERION,
    education.CRITERION,
    words.CRITERION,
    occupation.CRITERION,
    pay.CRITERION,
    place.CRITERION,
    shifts.CRITERION,
    lodging.CRITERION,
    start.CRITERION,
    hometown.CRITERION,
)


def criteria_for(track: Track) -> tuple[Criterion, ...]:
    """The criteria that a track's scorecard may use."""
    return tuple(criterion for criterion in CRITERIA if track in criterion.tracks)
