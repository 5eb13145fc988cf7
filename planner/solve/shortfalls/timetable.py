"""When and where: holdings for which slots or rooms do not suffice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from planner.model.timetable import runs_alone
from planner.scenario.programme import Holding
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.attendance import surely_at_each
from planner.solve.shortfalls.matching import too_little_for
from planner.solve.shortfalls.places import Places, places_of
from planner.solve.shortfalls.shortfall import Shortfall, Step, listed


def _shortfall(step: Step, words: str) -> Shortfall:
    return Shortfall(problem="programme", step=step, words=words)


def plenaries_have_slots_of_their_own(scenario: Scenario) -> Iterator[Shortfall]:
    """Sessions that run alone have a slot each."""
    places = places_of(scenario)
    alone = {h.id: places[h.id].first_slots for h in scenario.holdings if runs_alone(h) and places[h.id].first_slots}
    if found := too_little_for(alone):
        holdings, slots = found[0], [slot.id for slot in scenario.slots if slot.id in found[1]]
        kind = "plenaries" if all(scenario.holding[h].session.kind == "plenary" for h in holdings) else "sessions"
        words = (
            f"{len(holdings)} {kind} that run alone ({listed(holdings)}) need {len(holdings)} slots that allow them, "
            f"{len(slots)} offered ({listed(slots)})"
        )
        yield _shortfall("count", words)


def kinds_of_session_have_slots_and_rooms(scenario: Scenario) -> Iterator[Shortfall]:
    """What remains of the slots beside plenaries, times the rooms, takes all sessions of a kind."""
    places, groups = places_of(scenario), defaultdict(list)
    for holding in scenario.holdings:
        groups["sessions"].append(holding)
        groups[f"{holding.session.kind.replace('_', '-')} sessions"].append(holding)
    everything = groups.pop("sessions", [])
    found = [each for name, group in groups.items() for each in _places_run_out(scenario, places, name, group)]
    yield from found or _places_run_out(scenario, places, "sessions", everything)


def _places_run_out(
    scenario: Scenario, places: Mapping[str, Places], name: str, group: Sequence[Holding]
) -> Iterator[Shortfall]:
    group = [holding for holding in group if not runs_alone(holding)]
    slots = frozenset[str]().union(*(places[holding.id].covered() for holding in group))
    rooms = {room.id for holding in group for room in places[holding.id].rooms}
    alone = [h for h in scenario.holdings if runs_alone(h) and places[h.id].covered() <= slots]
    taken = sum(holding.session.length_slots for holding in alone)
    needed = sum(holding.session.length_slots for holding in group)
    at_once = min(len(rooms), scenario.policy.timetable.parallel_sessions)
    if needed > max(0, len(slots) - taken) * at_once:
        words = (
            f"{len(group)} {name} need {needed} times a room for one slot; of {len(slots)} slots that allow them "
            f"{taken} go to sessions that run alone, and {at_once} can be held at once: "
            f"{max(0, len(slots) - taken) * at_once}"
        )
        yield _shortfall("count", words)


def holdings_have_slots(scenario: Scenario) -> Iterator[Shortfall]:
    """Every holding has a slot that allows it, with everyone in a role there and awake, that pins leave."""
    for holding_id, places in places_of(scenario).items():
        if not places.first_slots:
            unprotected = [first for first in places.by_kind if not places.is_protected(first)]
            missing = {person for first in unprotected for person in places.missing_from(first)}
            pins = [pin.id for pin in places.pins if pin.decision == "slot"]
            why = [
                f"{len(places.by_kind)} of {len(scenario.slots)} allow it ({listed(places.by_kind) or 'none'})",
                *(
                    [f"{len(unprotected)} of these outside protected windows"]
                    if places.by_kind != tuple(unprotected)
                    else []
                ),
                *([f"{listed(sorted(missing))} cannot be there or would be asleep in some"] if missing else []),
                *([f"pins: {listed(pins)}"] if pins else []),
            ]
            yield _shortfall("structure", f"{holding_id} has no slot left: {'; '.join(why)}")


def holdings_have_rooms(scenario: Scenario) -> Iterator[Shortfall]:
    """Every holding has a room that has what it needs and that pins leave."""
    for holding_id, places in places_of(scenario).items():
        if not places.rooms:
            session = scenario.holding[holding_id].session
            needs = sorted({*session.room_needs, *(["closed"] if session.kind == "closed_door" else [])})
            suitable = listed(room.id for room in places.suitable_rooms) or "none"
            pins = listed(pin.id for pin in places.pins if pin.decision == "room")
            words = (
                f"{holding_id} has no room left: of {len(scenario.rooms)} rooms {len(places.suitable_rooms)} suit it "
                f"({suitable}; it needs {listed(needs) or 'nothing special'})" + (f"; pins: {pins}" if pins else "")
            )
            yield _shortfall("structure", words)


def sessions_at_one_time_have_rooms(scenario: Scenario) -> Iterator[Shortfall]:
    """Sessions that share their window have a slot in common, a room each, and keep to the cap."""
    places = places_of(scenario)
    for group in windows(scenario):
        ids = [holding.id for holding in group]
        cap = scenario.policy.timetable.parallel_sessions
        if len(ids) > cap:
            yield _shortfall("count", f"{listed(ids)} are held at once: {len(ids)} sessions, the cap is {cap}")
        if not common_slots(places, ids):
            pins = listed(pin.id for id in ids for pin in places[id].pins if pin.decision == "slot")
            words = f"{listed(ids)} are held at once and no slot allows them all" + (f"; pins: {pins}" if pins else "")
            yield _shortfall("structure", words)
        if found := too_little_for({id: [room.id for room in places[id].rooms] for id in ids if places[id].rooms}):
            holdings, rooms = found
            pins = listed(pin.id for id in holdings for pin in places[id].pins if pin.decision == "room")
            words = (
                f"{listed(holdings)} are held at once and need {len(holdings)} rooms; {len(rooms)} suit them "
                f"({listed(rooms)})" + (f"; pins: {pins}" if pins else "")
            )
            yield _shortfall("count", words)


def windows(scenario: Scenario) -> list[list[Holding]]:
    """Holdings that are held at the same time by their window."""
    groups: defaultdict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in scenario.holdings:
        if holding.session.same_window is not None:
            groups[holding.session.same_window, holding.id.rpartition("#")[2]].append(holding)
    return [group for group in groups.values() if len(group) > 1]


def common_slots(places: Mapping[str, Places], ids: Sequence[str]) -> frozenset[str]:
    """Slots in which all of these can start."""
    return frozenset(places[ids[0]].first_slots).intersection(*(places[id].first_slots for id in ids[1:]))


def pins_leave_each_place_to_one(scenario: Scenario) -> Iterator[Shortfall]:
    """All holdings fit into slots and rooms, each into a place of its own."""
    wanted = {
        holding_id: [(first, room.id) for first in places.first_slots for room in places.rooms]
        for holding_id, places in places_of(scenario).items()
        if places.first_slots and places.rooms
    }
    if found := too_little_for(wanted):
        holdings, taken = found
        pins = listed(pin.id for pin in scenario.pins if pin.holding in holdings)
        where = listed(f"{slot} in {room}" for slot, room in taken)
        words = f"{listed(holdings)} fit only {len(taken)} times a room: {where}" + (f"; pins: {pins}" if pins else "")
        yield _shortfall("structure", words)


def people_are_needed_in_one_place_at_a_time(scenario: Scenario) -> Iterator[Shortfall]:
    """The holdings at which a person is in every plan can be held at different times."""
    places, together = places_of(scenario), windows(scenario)
    holdings_of: defaultdict[str, list[str]] = defaultdict(list)
    for holding_id, people in surely_at_each(scenario).items():
        for person in people:
            holdings_of[person.id].append(holding_id)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for person_id, needed in holdings_of.items():
        for group in together:
            if len(both := [holding.id for holding in group if holding.id in needed]) > 1:
                alike[f"must be at {listed(both)}, which are held at the same time"].append(person_id)
        found = too_little_for({id: places[id].first_slots for id in needed if places[id].first_slots})
        if found and not all(runs_alone(scenario.holding[id]) for id in found[0]):
            slots = listed(slot.id for slot in scenario.slots if slot.id in found[1])
            alike[f"must be at {listed(found[0])}, for which there are {len(found[1])} slots ({slots})"].append(
                person_id
            )
    for words, person_ids in alike.items():
        yield _shortfall("structure", f"{listed(sorted(person_ids))} {words}")


def separated_people_are_not_both_needed(scenario: Scenario) -> Iterator[Shortfall]:
    """No two people who must not meet have to be at one holding. Nobody is named: the separation is sealed."""
    there = surely_at_each(scenario)
    for one, other in combinations(scenario.separations, 2):
        if one.group == other.group:
            both = [id for id, people in there.items() if {one.person, other.person} <= {p.id for p in people}]
            if both:
                words = f"two people of separation group {one.group} must both be at {listed(both)}"
                yield _shortfall("structure", words)


CHECKS = (
    plenaries_have_slots_of_their_own,
    kinds_of_session_have_slots_and_rooms,
    sessions_at_one_time_have_rooms,
    holdings_have_slots,
    holdings_have_rooms,
    pins_leave_each_place_to_one,
    people_are_needed_in_one_place_at_a_time,
    separated_people_are_not_both_needed,
)
