"""Who chairs: each rule of the allocation about that office looked up in the plan."""

from collections import Counter
from collections.abc import Collection, Iterator

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.verify import pool
from planner.verify.calendar import engagements
from planner.verify.check import Check


def holdings_have_their_chairs(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """As many chairs as the session needs, present, able, and the named ones among them."""
    for engagement in engagements(scenario, plan):
        session, chairs = engagement.session, set(engagement.planned.chairs)
        able = {person.id for person in scenario.people if person.can_chair} | set(session.chairs)
        if len(chairs) != session.chairs_needed:
            message = f"{len(chairs)} chairs, needs {session.chairs_needed}"
        elif not set(session.chairs) <= chairs:
            message = f"{', '.join(sorted(set(session.chairs) - chairs))} should chair"
        elif not chairs <= set(engagement.planned.attends) & able:
            message = "a chair is not there or cannot chair"
        else:
            continue
        yield Violation(rule="holdings_have_their_chairs", subject=engagement.id, message=message)


def chairs_rotate(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Looks back at the last meeting, then counts how often each person chairs at this one."""
    policy = scenario.policy.allocation
    for engagement in engagements(scenario, plan) if policy.chairs_rotate else ():
        for person in sorted(set(engagement.planned.chairs) - set(engagement.session.chairs)):
            if pool.chaired_last(scenario, scenario.person[person]):
                yield Violation(
                    rule="chairs_rotate", subject=f"{person} {engagement.id}", message="chaired at the last meeting"
                )
    times = Counter(person for planned in plan.sessions.values() for person in planned.chairs)
    for person, count in sorted(times.items()):
        if policy.times_chairing is not None and count > policy.times_chairing:
            yield Violation(
                rule="chairs_rotate",
                subject=person,
                message=f"chairs {count} holdings, at most {policy.times_chairing}",
            )


def _chairing(scenario: Scenario, plan: Plan) -> list[Person]:
    chairs = {person for planned in plan.sessions.values() for person in planned.chairs}
    return [scenario.person[person] for person in sorted(chairs)]


def chairs_span_regions_categories_and_genders(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Counts what is different among all chairs of the meeting."""
    policy, chairs = scenario.policy.allocation, _chairing(scenario, plan)
    homes = {person.delegation for person in chairs} - {None}
    spans: tuple[tuple[str, Collection[str], int], ...] = (
        ("regions", {scenario.delegation[str(home)].un_region for home in homes}, policy.chairs_regions),
        ("categories", {person.category for person in chairs}, policy.chairs_categories),
        ("genders", {person.gender for person in chairs} - {"unstated"}, policy.chairs_genders),
    )
    for what, found, least in spans:
        if len(found) < least:
            yield Violation(
                rule="chairs_span_regions_categories_and_genders",
                subject=" ".join([person.id for person in chairs] or sorted(plan.sessions)),
                message=f"{len(found)} {what} among all chairs, at least {least}",
            )


def institutions_below_status_a_hold_no_office(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Whoever chairs for a national institution does so for one of status A."""
    for person in _chairing(scenario, plan):
        home = None if person.delegation is None else scenario.delegation[person.delegation]
        if person.category == "nhri" and home is not None and home.nhri_status == "B":
            yield Violation(
                rule="institutions_below_status_a_hold_no_office",
                subject=person.id,
                message=f"chairs, and the institution of {home.id} has status B",
            )


CHECKS: tuple[Check, ...] = (
    holdings_have_their_chairs,
    chairs_rotate,
    chairs_span_regions_categories_and_genders,
    institutions_below_status_a_hold_no_office,
)
