"""A day's market: every open project as columns, every investor's habits so far, ranked and explained under a scorecard."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import Track
from features.funding.columns import INVESTOR_COLUMNS, VENTURE_COLUMNS, row
from features.funding.habits import Habits
from features.funding.history import Investment, Investor, Venture
from features.pool import Pool, Row
from matcher.compile import Query, compile_query
from matcher.explanation import Explanation, Pair, criterion_rows, points_by_key
from matcher.funding.criteria import FUNDING_CRITERIA
from matcher.ranking import lay_out, read_points, score_rows, top
from matcher.scorecard import HUNDRED, STRAIGHT, Entry, Scorecard

ENCODER = "funding-1"
ASKING = {column.key: column for column in INVESTOR_COLUMNS}
BY_KEY = {criterion.key: criterion for criterion in FUNDING_CRITERIA}


class Market:
    """Projects that stand open, and what is known on `day` of those who may join them."""

    def __init__(self, investments: Sequence[Investment], ventures: Sequence[Venture], day: date) -> None:
        self.habits = Habits(investments, day)
        self.ventures = {venture.id: venture for venture in ventures}
        self.pool = Pool(VENTURE_COLUMNS)
        for venture in ventures:
            self.pool.put(venture.id, row(VENTURE_COLUMNS, self.habits.venture(venture)))

    def asking(self, investor: Investor) -> Row:
        """An investor's habits as columns."""
        return row(INVESTOR_COLUMNS, self.habits.investor(investor))

    def new_to(self, investor: Investor) -> NDArray[np.uint8]:
        """uint8[n], 1 for the projects in which the investor has not joined a round."""
        allowed = np.ones(len(self.pool), np.uint8)
        joined = {told.venture.id for told in self.habits.investor(investor).past}
        allowed[[row for row in map(self.pool.row, joined) if row is not None]] = 0
        return allowed

    def measures(self, investor: Investor) -> NDArray[np.float64]:
        """What every criterion measures at every project, nan where it cannot say, float64[criteria, n].

        Read through the engine: a criterion that alone carries the whole score in a straight line
        gives its measure in ten-thousandths.
        """
        asking = self.asking(investor)
        found = np.full((len(FUNDING_CRITERIA), len(self.pool)), np.nan)
        for at, criterion in enumerate(FUNDING_CRITERIA):
            if not asking[criterion.member]:
                continue
            alone = Scorecard(Track.INVEST, 0, (Entry(criterion.key, "can", HUNDRED, HUNDRED // 2, STRAIGHT),))
            scores = score_rows(lay_out(self._query(asking, alone)), self.pool) / HUNDRED
            stated = self.pool.stated_in(criterion.opportunity)
            found[at] = np.where(stated, scores, np.nan)
        return found

    def rank(self, investor: Investor, scorecard: Scorecard) -> list[str]:
        """All projects that are new to the investor, best first."""
        program = lay_out(self._query(self.asking(investor), scorecard))
        return [place.id for place in top(program, self.pool, len(self.pool), self.new_to(investor))]

    def explain(self, investor: Investor, venture: Venture, scorecard: Scorecard) -> Explanation:
        """Why a project stands where it does, from the very tables that rank it."""
        asking, at = self.asking(investor), self.pool.row(venture.id)
        assert at is not None
        query = self._query(asking, scorecard)
        points = points_by_key(query, read_points(lay_out(query), self.pool, at))
        stated = frozenset(key for key, values in asking.items() if values), self.pool.stated(at)
        pair = Pair(lambda: (self.habits.investor(investor), self.habits.venture(venture)))
        return Explanation(
            track=Track.INVEST,
            member=investor.id,
            opportunity=venture.id,
            scorecard=scorecard,
            encoder=ENCODER,
            criteria=criterion_rows(scorecard, BY_KEY, points, stated, pair),
            rules=(),
            points=points,
            stated=stated,
            pair=pair,
        )

    def _query(self, asking: Row, scorecard: Scorecard) -> Query:
        return compile_query(asking, ASKING, self.pool, "opportunity", scorecard, FUNDING_CRITERIA, ())
