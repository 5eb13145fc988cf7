"""Who may come at all, who is admitted to which session, and whom a grant may pay."""

from planner.model.history import barred_by_meetings_in_a_row
from planner.model.once import once
from planner.scenario.funding import INTERPRETATION, Grant
from planner.scenario.people import Delegation, Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario


def visa_comes_in_time(scenario: Scenario, person: Person) -> bool:
    """Whether the person needs no visa, or one that is decided between release and the first day."""
    visa = scenario.visa.get(person.nationality)
    days = (scenario.conference.starts - scenario.conference.released_at.date()).days
    return visa is None or visa.kind == "none" or visa.lead_days <= days


def may_hold_a_seat(scenario: Scenario, person: Person) -> bool:
    """Whether the person's delegation has a seat for their category, with an NHRI that has a status."""
    if person.delegation is None or person.category not in ("state", "nhri", "civil_society"):
        return False
    if person.category == "nhri" and has_no_institution(scenario, person):
        return False
    return scenario.delegation[person.delegation].seats[person.category].most > 0


def has_no_institution(scenario: Scenario, person: Person) -> bool:
    """Whether the person's State has no NHRI, or a suspended one."""
    return person.delegation is not None and scenario.delegation[person.delegation].nhri_status in ("none", "suspended")


@once
def may_come(scenario: Scenario) -> frozenset[str]:
    """People of delegations whom no rule about them alone keeps away."""
    barred = barred_by_meetings_in_a_row(scenario)
    return frozenset(
        person.id
        for person in scenario.people
        if person.id not in barred
        and may_hold_a_seat(scenario, person)
        and ("remote" in person.modes or ("in_person" in person.modes and visa_comes_in_time(scenario, person)))
    )


def admits(scenario: Scenario, session: Session, person: Person) -> bool:
    """Whether the session is open to the person, whatever their mode."""
    if person.id in session.invited:
        return True
    if session.kind == "closed_door":
        return person.delegation is not None and person.category == session.category
    if person.id in session.roles:
        return True
    return session.attendance != "invited" and (session.region is None or is_in_region(scenario, session, person))


def is_in_region(scenario: Scenario, session: Session, person: Person) -> bool:
    """Whether the person's delegation belongs to the session's region, in either code system."""
    return session.region in regions_of(scenario, person)


def regions_of(scenario: Scenario, person: Person) -> tuple[str, ...]:
    """The regions of the person's delegation, one in each code system."""
    if person.delegation is None:
        return ()
    delegation = scenario.delegation[person.delegation]
    return delegation.un_region, delegation.network_region


def grant_describes(scenario: Scenario, selector: str, person: Person) -> bool:
    """Whether every `field=value|value` term of a grant rule's or a split's selector holds for the person."""
    delegation = scenario.delegation.get(person.delegation or "")
    return all(_holds(term, person, delegation) for term in selector.split())


def _holds(term: str, person: Person, delegation: Delegation | None) -> bool:
    field, _, values = term.partition("=")
    return _selectable(field, person, delegation) in values.split("|")


def _selectable(field: str, person: Person, delegation: Delegation | None) -> str | None:
    if field == "person":
        return person.id
    if field in ("category", "gender", "nationality"):
        return str(getattr(person, field))
    if delegation is None:
        return None
    value = delegation.id if field == "delegation" else getattr(delegation, field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def grant_may_pay(scenario: Scenario, grant: Grant, person: Person, line: str) -> bool:
    """Whether the grant's dates, its `pays` lines and its cost lines allow it to pay this line for the person."""
    pays = [rule.selector for rule in grant.rules if rule.kind == "pays"]
    lines = _cost_lines(grant)
    is_described = not pays or any(grant_describes(scenario, selector, person) for selector in pays)
    return _is_valid(scenario, grant) and is_described and (not lines or line in lines)


def grant_may_pay_languages(scenario: Scenario, grant: Grant) -> bool:
    """Whether the grant's dates and its cost lines, which must say so, allow it to pay interpretation."""
    return _is_valid(scenario, grant) and INTERPRETATION in _cost_lines(grant)


def _is_valid(scenario: Scenario, grant: Grant) -> bool:
    return grant.valid_from <= scenario.conference.starts and scenario.conference.ends <= grant.valid_to


def _cost_lines(grant: Grant) -> set[str]:
    return {name.strip() for rule in grant.rules if rule.kind == "cost_line" for name in rule.value.split(";")}
