"""Where each investor has joined rounds before: cities within regions within states, each drawn to the wider place."""

from collections.abc import Iterator, Sequence
from math import log

from features.funding.history import Investment
from features.funding.profiles import ANYWHERE, AREA, SPOT, STATE, Ground, area, spot, state
from features.funding.tally import PRIOR_PARTNERS, Floats, Ints, tally

PRIOR_STATE, PRIOR_AREA, PRIOR_SPOT = 2.0, 4.0, 5.0
"""So many rounds the wider place, and the partners there, count."""


class Grounds:
    """Log ratios of places; a narrower place never has less than the wider one, so that the best match is the narrowest."""

    def __init__(self, past: Sequence[Investment], who: Ints, weights: Floats, closeness: Floats) -> None:
        sites = [told.venture.site for told in past]
        investors = len(closeness)
        self._spots = tally([spot(site) for site in sites], who, weights, investors)
        self._areas = tally([area(site) for site in sites], who, weights, investors)
        self._states = tally([state(site) for site in sites], who, weights, investors)
        self._areas_circled, self._states_circled = self._areas.circled(closeness), self._states.circled(closeness)
        self._strangers = PRIOR_PARTNERS / (closeness.sum(axis=1) + PRIOR_PARTNERS)
        self._spots_in = _parts({spot(site): area(site) for site in sites})
        self._areas_in = _parts({area(site): state(site) for site in sites})

    def of(self, i: int) -> Iterator[Ground]:
        """An investor's grounds; a place that is not listed is worth what the wider one is."""
        strange = float(self._strangers[i])
        yield ANYWHERE, "", log(self._area(i, self._state(i, 0.0, strange), 0.0, strange) * self._unseen_spot(i))
        for s, name in enumerate(self._states.values):
            seen = self._states.counts[i, s] / self._states.shares[s]
            circled = float(self._states_circled[i, s])
            if seen or circled > strange:
                ratio = self._state(i, seen, circled)
                yield STATE, name, log(self._area(i, ratio, 0.0, strange) * self._unseen_spot(i))
                yield from self._within(i, name, ratio)

    def _within(self, i: int, parent: str, ratio: float) -> Iterator[Ground]:
        for name in self._areas_in[parent]:
            a = self._areas.position[name]
            seen, circled = self._areas.counts[i, a] / self._areas.shares[a], float(self._areas_circled[i, a])
            if not seen and circled <= self._strangers[i]:
                continue
            inside = self._area(i, ratio, seen, circled)
            yield AREA, name, log(inside * self._unseen_spot(i))
            for city in self._spots_in[name]:
                c = self._spots.position[city]
                if self._spots.counts[i, c]:
                    often = self._spots.counts[i, c] / self._spots.shares[c]
                    yield SPOT, city, log((often + PRIOR_SPOT * inside) / (self._size(i) + PRIOR_SPOT))

    def _state(self, i: int, seen: float, circled: float) -> float:
        return (seen + PRIOR_STATE * circled) / (self._size(i) + PRIOR_STATE)

    def _area(self, i: int, wider: float, seen: float, circled: float) -> float:
        return (seen + PRIOR_AREA * 0.5 * (wider + circled)) / (self._size(i) + PRIOR_AREA)

    def _unseen_spot(self, i: int) -> float:
        return PRIOR_SPOT / (self._size(i) + PRIOR_SPOT)

    def _size(self, i: int) -> float:
        return float(self._states.sizes[i, 0])


def _parts(wider: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part, whole in sorted(wider.items()):
        found.setdefault(whole, []).append(part)
    return found
