"""Hard conditions, each met, unmet or unknown with its reason; only *unmet* excludes."""

from data.vocabulary import Track
from matcher.criterion import Requirement
from matcher.requirements.assisting import ASSISTING_REQUIREMENTS
from matcher.requirements.attending import ATTENDING_REQUIREMENTS
from matcher.requirements.helping import HELPING_REQUIREMENTS
from matcher.requirements.pairing import PAIRING_REQUIREMENTS
from matcher.requirements.projects import PROJECT_REQUIREMENTS
from matcher.requirements.services import SERVICE_REQUIREMENTS
from matcher.requirements.stances import STANCE_REQUIREMENTS
from matcher.requirements.work import WORK_REQUIREMENTS

REQUIREMENTS: tuple[Requirement, ...] = (
    *WORK_REQUIREMENTS,
    *PROJECT_REQUIREMENTS,
    *STANCE_REQUIREMENTS,
    *SERVICE_REQUIREMENTS,
    *PAIRING_REQUIREMENTS,
    *ASSISTING_REQUIREMENTS,
    *ATTENDING_REQUIREMENTS,
    *HELPING_REQUIREMENTS,
)


def requirements_for(track: Track) -> tuple[Requirement, ...]:
    """The hard conditions of a track."""
    return tuple(requirement for requirement in REQUIREMENTS if track in requirement.tracks)
