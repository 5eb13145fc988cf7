"""Slots and rooms in which a holding could lie, by the rules about that holding alone."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from planner.model.once import once
from planner.model.slots import is_awake, is_present, protected_slots, runs
from planner.model.timetable import allows, suits
from planner.scenario.decided import Pin
from planner.scenario.people import Person
from planner.scenario.programme import Holding
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Room, Slot
from planner.solve.shortfalls.comers import modes_of

Run = tuple[Slot, ...]


class Places:
    """First slots and rooms that are left to a holding, and what took the others away."""

    def __init__(self, scenario: Scenario, holding: Holding) -> None:
        self._scenario, self._holding = scenario, holding
        self._runs: Mapping[str, Run] = runs(scenario, holding.session)

    @cached_property
    def by_kind(self) -> tuple[str, ...]:
        """First slots that allow the session."""
        return tuple(first for first, run in self._runs.items() if allows(self._holding.session, run))

    @cached_property
    def first_slots(self) -> tuple[str, ...]:
        """First slots that nothing excludes."""
        kept = (first for first in self.by_kind if not self.is_protected(first))
        kept = (first for first in kept if all(self._can_do_it(person, first) for person in self.people_in_roles))
        return tuple(first for first in kept if self._pins_leave("slot", first))

    @cached_property
    def suitable_rooms(self) -> tuple[Room, ...]:
        """Rooms that have what the session needs, whatever their size."""
        session = self._holding.session
        remote = any(modes_of(self._scenario, person) == {"remote"} for person in self.people_in_roles)
        return tuple(room for room in self._scenario.rooms if suits(session, room) and (room.hybrid or not remote))

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """Suitable rooms that pins leave."""
        return tuple(room for room in self.suitable_rooms if self._pins_leave("room", room.id))

    @cached_property
    def people_in_roles(self) -> tuple[Person, ...]:
        return tuple(self._scenario.person[person_id] for person_id in sorted(self._holding.session.roles))

    @property
    def pins(self) -> Iterator[Pin]:
        """Pins about the holding's time or room."""
        return (p for p in self._scenario.pins if p.holding == self._holding.id and p.decision in ("slot", "room"))

    def is_protected(self, first: str) -> bool:
        """Whether a plenary or a decision would touch a protected window."""
        session = self._holding.session
        protected = protected_slots(self._scenario) if session.kind == "plenary" or session.decision else ()
        return any(slot.id in protected for slot in self._runs[first])

    def _can_do_it(self, person: Person, first: str) -> bool:
        run = self._runs[first]
        is_remote = modes_of(self._scenario, person) == {"remote"}
        return is_present(person, run) and (not is_remote or is_awake(self._scenario, person, run))

    def _pins_leave(self, decision: str, value: str) -> bool:
        pins = (pin for pin in self.pins if pin.decision == decision)
        return all((pin.value == value) == (pin.pin == "lock") for pin in pins)

    def missing_from(self, first: str) -> Iterator[str]:
        """People in roles who are not there or asleep."""
        return (person.id for person in self.people_in_roles if not self._can_do_it(person, first))

    def covered(self) -> frozenset[str]:
        """Every slot that the holding could take part of."""
        return frozenset(slot.id for first in self.first_slots for slot in self._runs[first])


@once
def places_of(scenario: Scenario) -> Mapping[str, Places]:
    """By holding."""
    return {holding.id: Places(scenario, holding) for holding in scenario.holdings}
