"""Rankings for every investor by a scorecard that was fitted on other investors' choices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from features.funding.history import History, Investor
from features.pool import order_key
from matcher.explanation import Explanation
from matcher.funding.choices import Choice, choices
from matcher.funding.fitting import fit
from matcher.funding.market import Market
from matcher.scorecard import Scorecard

FOLDS = 5


def fold_of(investor: str, folds: int) -> int:
    """The fold of an investor: the fixed hash of the id, so that neither order nor company changes it."""
    return order_key(f"fold {investor}") % folds


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The open projects with one scorecard a fold."""

    history: History
    past: tuple[Choice, ...]
    market: Market
    scorecards: tuple[Scorecard, ...]

    def whole(self) -> Scorecard:
        """The scorecard of all choices together: what was learned, by which nobody here is ranked."""
        return fit(self.past)

    def scorecard(self, investor: str) -> Scorecard:
        """The scorecard fitted without the fold in which the investor is."""
        return self.scorecards[fold_of(investor, len(self.scorecards))]

    def rankings(self) -> Iterator[list[str]]:
        """For every investor, in order, all projects that are new to it, best first."""
        for investor in self.history.investors:
            yield self.rank(investor)

    def rank(self, investor: Investor) -> list[str]:
        """All projects that are new to the investor, best first."""
        return self.market.rank(investor, self.scorecard(investor.id))

    def explain(self, investor: str, project: str) -> Explanation:
        """Why a project stands where it does for an investor; NotFound where either is not listed."""
        return self.market.explain(*self.history.pair(investor, project), self.scorecard(investor))


def evaluate(history: History, folds: int = FOLDS) -> Evaluation:
    """Fit a scorecard for every fold on the choices of all other folds, from the history alone."""
    past = tuple(choices(history))
    scorecards = tuple(fit([choice for choice in past if fold_of(choice.investor, folds) != fold]) for fold in range(folds))
    after = history.investments[-1].venture.day + timedelta(days=1)
    return Evaluation(history, past, Market(history.investments, history.ventures, after), scorecards)
