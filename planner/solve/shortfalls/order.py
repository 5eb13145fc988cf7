"""What comes before what: chains of sessions longer than the slots there are."""

from collections.abc import Iterator, Mapping

from planner.scenario.programme import Holding
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.places import places_of
from planner.solve.shortfalls.shortfall import Shortfall, listed
from planner.solve.shortfalls.timetable import common_slots, windows

Starts = dict[str, list[int]]
"""Holding to the positions of the slots in which it can still start."""


def chains_fit_into_the_slots(scenario: Scenario) -> Iterator[Shortfall]:
    """After all that it comes after, directly or not, every holding has a slot left."""
    ids = [slot.id for slot in scenario.slots]
    places = places_of(scenario)
    starts = {id: [ids.index(first) for first in of_one.first_slots] for id, of_one in places.items()}
    groups = ([holding.id for holding in group] for group in windows(scenario))
    if not all(starts.values()) or not all(common_slots(places, group) for group in groups):
        return  # said elsewhere
    allowed = {holding_id: [ids[n] for n in positions] for holding_id, positions in starts.items()}
    last = _pushed_back(scenario, starts)
    if last is not None:
        chain = listed([*_chain_before(scenario, last), scenario.holding[last].session.id], most=12)
        words = (
            f"{last} has no slot after all that it comes after: {chain} in this order; "
            f"{len(allowed[last])} of {len(ids)} slots allow it ({listed(allowed[last])})"
        )
        yield Shortfall(problem="programme", step="structure", words=words)


def _pushed_back(scenario: Scenario, starts: Starts) -> str | None:
    """Narrow the starts to those after the earliest end of what comes before; the holding left with none."""
    together = windows(scenario)
    has_changed = True
    while has_changed:
        before = {holding_id: tuple(positions) for holding_id, positions in starts.items()}
        for holding in scenario.holdings:
            earliest = max((min(starts[h.id]) + h.session.length_slots for h in _before(scenario, holding)), default=0)
            starts[holding.id] = [n for n in starts[holding.id] if n >= earliest]
            if not starts[holding.id]:
                return holding.id
        for group in together:
            common = set[int](starts[group[0].id]).intersection(*(starts[holding.id] for holding in group))
            for holding in group:
                starts[holding.id] = sorted(common)
            if not common:
                return group[0].id
        has_changed = any(before[holding_id] != tuple(positions) for holding_id, positions in starts.items())
    return None


def _before(scenario: Scenario, holding: Holding) -> list[Holding]:
    return [earlier for earlier in scenario.holdings if earlier.session.id in holding.session.after]


def _chain_before(scenario: Scenario, holding_id: str) -> list[str]:
    """Sessions of the longest chain that leads to a holding, the first one first."""
    longest: Mapping[str, list[str]] = {}
    for _ in scenario.sessions:
        longest = {
            session.id: max(([*longest.get(id, []), id] for id in session.after), key=len, default=[])
            for session in scenario.sessions
        }
    return longest[scenario.holding[holding_id].session.id]


CHECKS = (chains_fit_into_the_slots,)
