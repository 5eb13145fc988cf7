"""What is decided already: pins, by the decision they are about, and whether a plan keeps them."""

from collections.abc import Iterator

from planner.findings import Violation
from planner.plan import Participation, Plan, PlannedHolding
from planner.scenario.decided import Pin, PinnedDecision
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario


def pins_about(scenario: Scenario, *decisions: PinnedDecision) -> Iterator[Pin]:
    return (pin for pin in scenario.pins if pin.decision in decisions)


def participation_of(plan: Plan, pin: Pin) -> Participation | None:
    """None when the pinned person does not come."""
    return None if pin.person is None else plan.people.get(pin.person)


def holding_of(plan: Plan, pin: Pin) -> PlannedHolding | None:
    """None when the pinned holding is missing, which is another rule's matter."""
    return None if pin.holding is None else plan.sessions.get(pin.holding)


def is_vetted(scenario: Scenario, session: Session, person: Person) -> bool:
    """Whether a pin of `attend` locks the person into the session, in any of its holdings."""
    holdings = {holding.id for holding in scenario.holdings if holding.session.id == session.id}
    locked = (pin for pin in pins_about(scenario, "attend") if pin.pin == "lock")
    return any(pin.person == person.id and pin.holding in holdings for pin in locked)


def broken_pin(rule: str, pin: Pin, *, is_so: bool) -> Iterator[Violation]:
    """A lock asks that it is so, a ban that it is not."""
    if is_so != (pin.pin == "lock"):
        yield Violation(
            rule=rule,
            subject=" ".join(id for id in (pin.person, pin.holding) if id is not None),
            message=f"pin {pin.id} is not kept: {' '.join(filter(None, (pin.pin, pin.decision, pin.value)))}",
        )
