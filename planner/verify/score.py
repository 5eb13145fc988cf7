"""Every objective term of `docs/rules.md`, counted again from the plan."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil

from planner.plan import Plan
from planner.scenario.people import COST_LINES, DELEGATION_CATEGORIES, Delegation, DelegationCategory, Person
from planner.scenario.policy import MarginalisedReason
from planner.scenario.scenario import Scenario
from planner.units import Minutes
from planner.verify import money, pool, roster, wishes
from planner.verify.calendar import engagements, local_minute

Count = Callable[[Scenario, Plan], int]


def count_terms(scenario: Scenario, plan: Plan) -> dict[str, int]:
    """Term to its value, whether or not this scenario optimises it. The plan must refer to the scenario."""
    return {count.__name__: count(scenario, plan) for count in TERMS}


def incomplete_delegations(scenario: Scenario, plan: Plan) -> int:
    """States that lack somebody in a category; an institution that does not exist lacks nobody."""
    people = pool.coming(scenario, plan)
    return sum(
        any(_lacks(delegation, category, plan, people) for category in DELEGATION_CATEGORIES)
        for delegation in scenario.delegations
    )


def _lacks(delegation: Delegation, category: DelegationCategory, plan: Plan, people: list[Person]) -> bool:
    if category not in delegation.seats or (category == "nhri" and not pool.has_national_status(delegation)):
        return False
    return pool.filled_seats(delegation, category, plan, people) < delegation.seats[category].least


def marginalised_weight_left_out(scenario: Scenario, plan: Plan) -> int:
    """Against the weightiest team each delegation and category could have sent."""
    return sum(
        _weight_left_out(scenario, plan, delegation, category)
        for delegation in scenario.delegations
        for category in delegation.seats
    )


def _weight_left_out(scenario: Scenario, plan: Plan, delegation: Delegation, category: DelegationCategory) -> int:
    members = pool.of_category(pool.of_delegation(scenario.people, delegation), category)
    weights = {person.id: _weight(scenario, delegation, person) for person in members}
    best = sum(sorted(weights.values(), reverse=True)[: delegation.seats[category].most])
    return max(0, best - sum(weight for person, weight in weights.items() if person in plan.people))


def _weight(scenario: Scenario, delegation: Delegation, person: Person) -> int:
    policy = scenario.policy.selection
    applies: dict[MarginalisedReason, bool] = {
        "cannot_self_fund": not set(COST_LINES) <= set(person.self_funding),
        "first_time": not pool.attended(scenario, person),
        "ldc_or_sids": delegation.ldc or delegation.sids,
        "no_permanent_mission": not delegation.permanent_mission,
        "language": bool(set(person.active_languages) & set(policy.underrepresented_languages)),
        "gender": person.gender in policy.underrepresented_genders,
    }
    return sum(weight for reason, weight in policy.marginalised_weights.items() if applies[reason])


def rotation_debt(scenario: Scenario, plan: Plan) -> int:
    """Meetings that institutions passed over have waited for."""
    institutions: dict[tuple[str, str], list[Person]] = {}
    for person in scenario.people:
        if person.delegation is not None:
            institutions.setdefault((person.delegation, person.organisation), []).append(person)
    return sum(_debt(scenario, plan, members) for members in institutions.values())


def _debt(scenario: Scenario, plan: Plan, members: list[Person]) -> int:
    is_coming = any(person.id in plan.people for person in members)
    if is_coming or not any(pool.may_come(scenario, person) for person in members):
        return 0
    joined = min(person.joined for person in members)
    last = max((day for person in members for day, _ in pool.attended(scenario, person)), default=date.min)
    waited = [day for day, _ in pool.meetings(scenario) if day >= joined and day > last]
    return min(len(waited), scenario.policy.selection.rotation_debt_cap)


def women_missing_to_target(scenario: Scenario, plan: Plan) -> int:
    """Of all people who come in delegations, against the target rounded up."""
    delegates = [person for person in pool.coming(scenario, plan) if person.delegation is not None]
    women = sum(person.gender == "woman" for person in delegates)
    wanted = ceil(Fraction(len(delegates) * scenario.policy.selection.womens_share_target_percent, 100))
    return max(0, wanted - women)


def nomination_ranks_passed_over(scenario: Scenario, plan: Plan) -> int:
    """For everyone who comes, the better-ranked colleagues who do not; no rank is the last rank."""
    left = [person for person in scenario.people if person.delegation is not None and person.id not in plan.people]
    return sum(
        (person.delegation, person.category) == (other.delegation, other.category) and _ranks_before(other, person)
        for person in pool.coming(scenario, plan)
        for other in left
    )


def _ranks_before(one: Person, other: Person) -> bool:
    if one.nomination_rank is None:
        return False
    return other.nomination_rank is None or one.nomination_rank < other.nomination_rank


def travel_and_language_cost_cents(scenario: Scenario, plan: Plan) -> int:
    """What grants pay, and what the languages offered are planned to cost."""
    charged = sum(sum(money.spent_by(scenario, plan, grant).values()) for grant in scenario.grant)
    planned = scenario.policy.interpreting.language_cost_cents
    return charged + sum(planned.get(language, 0) for language in plan.conference_languages)


def co2_kg(scenario: Scenario, plan: Plan) -> int:
    """Of the routes taken."""
    routes = (participation.route for participation in plan.people.values())
    return sum(scenario.travel_offer[route].co2_kg for route in routes if route is not None)


def favourites_missed_by_the_worst_off(scenario: Scenario, plan: Plan) -> int:
    """Of the top sessions of whoever gets fewest of them."""
    top = scenario.policy.allocation.top_sessions
    return max((top - count for count in wishes.favourites_attended(scenario, plan).values()), default=0)


def preference_points_missed(scenario: Scenario, plan: Plan) -> int:
    """Points stated by participants for sessions they are not at."""
    stated = wishes.stated_points(scenario)
    return sum(
        points
        for person, attended in wishes.sessions_attended(scenario, plan).items()
        for session, points in stated.get(person, {}).items()
        if session not in attended
    )


def session_languages_opened(scenario: Scenario, plan: Plan) -> int:  # noqa: ARG001 - every term has this signature
    """One for each booth of each holding."""
    return sum(len(planned.outgoing) for planned in plan.sessions.values())


def remote_burden(scenario: Scenario, plan: Plan) -> int:
    """Slot by slot, on the clock of everyone connected."""
    return sum(
        _burden(local_minute(scenario, scenario.person[person], slot.starts))
        for engagement in engagements(scenario, plan)
        for person in engagement.planned.attends
        if person in plan.people and plan.people[person].attends == "remote"
        for slot in engagement.slots
    )


def _burden(minute: Minutes) -> int:
    """By day nothing, at the edges of the day 1, at night (22:00 to 05:00) 5."""
    if 8 * 60 <= minute < 17 * 60 + 30:
        return 0
    return 1 if 5 * 60 <= minute < 22 * 60 else 5


def interpreter_cost_cents(scenario: Scenario, plan: Plan) -> int:
    """A day's fee for each day with any work."""
    rosters = roster.assignments(engagements(scenario, plan))
    return sum(
        scenario.interpreter[interpreter].fee_per_day_cents * len({engagement.sitting[0] for engagement in worked})
        for interpreter, worked in rosters.items()
    )


def largest_interpreter_load(scenario: Scenario, plan: Plan) -> int:
    """Sittings of whoever works most."""
    rosters = roster.assignments(engagements(scenario, plan))
    return max((len(roster.sittings_worked(worked)) for worked in rosters.values()), default=0)


TERMS: tuple[Count, ...] = (
    incomplete_delegations,
    marginalised_weight_left_out,
    rotation_debt,
    women_missing_to_target,
    nomination_ranks_passed_over,
    travel_and_language_cost_cents,
    co2_kg,
    favourites_missed_by_the_worst_off,
    preference_points_missed,
    session_languages_opened,
    remote_burden,
    interpreter_cost_cents,
    largest_interpreter_load,
)
