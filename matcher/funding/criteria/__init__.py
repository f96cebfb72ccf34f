"""The criteria of a public funding history, one file each; a new one is a file and its line here."""

from matcher.criterion import Criterion
from matcher.funding.criteria import circle, ground, partners, place, stage, ticket, trade

FUNDING_CRITERIA: tuple[Criterion, ...] = (
    trade.CRITERION,
    circle.CRITERION,
    stage.CRITERION,
    ticket.CRITERION,
    partners.CRITERION,
    ground.CRITERION,
    place.CRITERION,
)
