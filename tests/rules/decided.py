"""What is decided before the plan is made, by keyword."""

from typing import Any

from planner.scenario.decided import Pin, PinnedDecision, Separation, Waiver


def a_pin(decision: PinnedDecision, **given: Any) -> Pin:
    """A lock: `a_pin("slot", holding="land#1", value="mon1")`."""
    defaults: dict[str, Any] = {"pin": "lock", "person": None, "holding": None, "value": "", "reason": ""}
    return Pin(**{"id": "pin", "decision": decision, **defaults, **given})


def a_waiver(person: str, session: str) -> Waiver:
    return Waiver(rule="everyone_can_follow", person=person, session=session, reason="")


def a_separation(person: str, **given: Any) -> Separation:
    """Of the only group, kept to other rooms."""
    return Separation(**{"group": "group", "person": person, "scope": "room", **given})
