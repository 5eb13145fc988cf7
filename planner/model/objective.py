"""OBJECTIVE: the named terms, most important first within each linked problem; all are minimised."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, LinearExpr, LinearExprT

from planner.model.charges import charge
from planner.model.decisions import Decisions
from planner.model.eligibility import may_come
from planner.model.history import attended, institution_debt
from planner.model.marginalised import marginalised_weight
from planner.model.slots import local_minutes, runs
from planner.model.wishes import favourites, is_at_session, preferences
from planner.plan import LinkedProblem
from planner.scenario.people import DELEGATION_CATEGORIES, MODES, Person
from planner.scenario.scenario import Scenario
from planner.units import Minutes


@dataclass(frozen=True, slots=True)
class ObjectiveTerm:
    """One counted thing, in whole units."""

    problem: LinkedProblem
    unit: str
    count: Callable[[CpModel, Scenario, Decisions], LinearExprT]

    @property
    def name(self) -> str:
        return self.count.__name__


def incomplete_delegations(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """States with an open seat in a category whose minimum is at least 1, NHRI aside where there is none."""
    incomplete = []
    for delegation in scenario.delegations:
        is_incomplete = model.new_bool_var(f"is_incomplete[{delegation.id}]")
        for category in DELEGATION_CATEGORIES:
            if category != "nhri" or delegation.nhri_status in ("A", "B"):
                open_seats = decisions.open_seats[delegation.id, category]
                model.add(open_seats <= delegation.seats[category].least * is_incomplete)
        incomplete.append(is_incomplete)
    return LinearExpr.sum(incomplete)


def marginalised_weight_left_out(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Per delegation and category, the k largest weights of its pool less the weights of those who come.

    k is the number of seats, so that padding a pool buys nothing.
    """
    before = attended(scenario)
    left_out = []
    for delegation in scenario.delegations:
        for category in DELEGATION_CATEGORIES:
            pool = [p for p in scenario.people if p.delegation == delegation.id and p.category == category]
            weights = {person.id: marginalised_weight(scenario, person, person.id in before) for person in pool}
            most = sum(sorted(weights.values(), reverse=True)[: delegation.seats[category].most])
            coming = [weights[p.id] * _comes(decisions, p.id) for p in pool]
            missing = model.new_int_var(0, most, f"weight_left_out[{delegation.id},{category}]")
            model.add(missing >= most - LinearExpr.sum(coming))
            left_out.append(missing)
    return LinearExpr.sum(left_out)


def rotation_debt(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Meetings since an institution with people in the pool last attended, over institutions nobody comes from."""
    eligible = may_come(scenario)
    institutions = defaultdict(list)
    for person in scenario.people:
        if person.delegation is not None:
            institutions[person.delegation, person.organisation].append(person)
    passed_over = []
    for (delegation_id, organisation), members in institutions.items():
        debt = institution_debt(scenario, tuple(members))
        if debt and any(person.id in eligible for person in members):
            is_passed_over = model.new_bool_var(f"is_passed_over[{delegation_id},{organisation}]")
            model.add(is_passed_over + LinearExpr.sum([_comes(decisions, p.id) for p in members]) >= 1)
            passed_over.append(debt * is_passed_over)
    return LinearExpr.sum(passed_over)


def women_missing_to_target(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Women who would have to come besides for their target share of all people in delegations, rounded up."""
    percent = scenario.policy.selection.womens_share_target_percent
    members = [person for person in scenario.people if person.delegation is not None]
    women = LinearExpr.sum([_comes(decisions, person.id) for person in members if person.gender == "woman"])
    everyone = LinearExpr.sum([_comes(decisions, person.id) for person in members])
    missing = model.new_int_var(0, len(members), "women_missing")
    model.add(100 * (women + missing) >= percent * everyone)
    return missing


def nomination_ranks_passed_over(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Pairs of one who comes and one of the same delegation and category, ranked better, who does not."""
    pools = defaultdict(list)
    for person in scenario.people:
        if person.delegation is not None:
            pools[person.delegation, person.category].append(person)
    pairs = []
    for pool in pools.values():
        for better in pool:
            for worse in pool:
                if _rank(better) < _rank(worse):
                    is_passed = model.new_bool_var(f"is_passed_over[{better.id},{worse.id}]")
                    model.add(is_passed >= _comes(decisions, worse.id) - _comes(decisions, better.id))
                    pairs.append(is_passed)
    return LinearExpr.sum(pairs)


def _rank(person: Person) -> float:
    return float("inf") if person.nomination_rank is None else person.nomination_rank


def travel_and_language_cost_cents(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Cost lines charged to grants, overhead left out, and the planned cost of each language offered."""
    charged = [charge(scenario, decisions, grant.id, person) for grant in scenario.grants for person in scenario.people]
    planned = scenario.policy.interpreting.language_cost_cents
    languages = [planned.get(language, 0) * offered for language, offered in decisions.is_offered.items()]
    return LinearExpr.sum([*charged, *languages])


def co2_kg(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Of the routes taken."""
    return LinearExpr.sum(
        [scenario.travel_offer[offer_id].co2_kg * takes for (_, offer_id), takes in decisions.takes.items()]
    )


def favourites_missed_by_the_worst_off(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """How many of their own top sessions the participant who attends fewest of them misses."""
    top = scenario.policy.allocation.top_sessions
    missed = model.new_int_var(0, top, "favourites_missed")
    for person_id, wished in favourites(scenario).items():
        received = [is_at_session(model, scenario, decisions, person_id, session) for session in wished]
        model.add(missed >= top * _comes(decisions, person_id) - LinearExpr.sum(received))
    return missed


def preference_points_missed(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Stated points of participants for sessions they are not at."""
    missed = []
    for person_id, stated in preferences(scenario).items():
        for preference in stated:
            is_missed = model.new_bool_var(f"is_missed[{person_id},{preference.session}]")
            attended_it = is_at_session(model, scenario, decisions, person_id, preference.session)
            model.add(is_missed >= _comes(decisions, person_id) - attended_it)
            missed.append(preference.points * is_missed)
    return LinearExpr.sum(missed)


def session_languages_opened(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Outgoing languages, one booth each, over all holdings."""
    return LinearExpr.sum(list(decisions.outgoing.values()))


def remote_burden(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Weights of the local hours at which remote people attend, per slot: 0 by day, 1 at the edges, 5 at night."""
    burdens = []
    for person in scenario.people:
        if "remote" in person.modes:
            for holding in scenario.holdings:
                burdens.append(_burden_at(model, scenario, decisions, (person, holding.id)))
    return LinearExpr.sum(burdens)


def _burden_at(model: CpModel, scenario: Scenario, decisions: Decisions, place: tuple[Person, str]) -> LinearExprT:
    person, holding_id = place
    run_from = runs(scenario, scenario.holding[holding_id].session)
    weights = {
        first: sum(hour_weight(local_minutes(scenario, person.zone, slot.starts)) for slot in run)
        for first, run in run_from.items()
    }
    burden = model.new_int_var(0, max(weights.values()), f"burden[{person.id},{holding_id}]")
    connected = (decisions.is_at[person.id, holding_id], decisions.attends[person.id, "remote"])
    for first, weight in weights.items():
        if weight:
            starts = LinearExpr.sum([decisions.starts[holding_id, first, room.id] for room in scenario.rooms])
            model.add(burden >= weight * starts).only_enforce_if(*connected)
    return burden


def hour_weight(local: Minutes) -> int:
    """Burden of attending at this local time of day.

    Source: ccNSO Council practice on hours (TIM-16); weights are general practice.
    """
    if 8 * 60 <= local < 17 * 60 + 30:
        return 0
    return 1 if 5 * 60 <= local < 22 * 60 else 5


def interpreter_cost_cents(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Fee of each day on which an interpreter works."""
    fees = []
    for interpreter in scenario.interpreters:
        for day in dict.fromkeys(slot.day for slot in scenario.slots):
            works = model.new_bool_var(f"works_on[{interpreter.id},{day}]")
            for slot in scenario.slots:
                if slot.day == day:
                    model.add_implication(decisions.works_in_slot[interpreter.id, slot.id], works)
            fees.append(interpreter.fee_per_day_cents * works)
    return LinearExpr.sum(fees)


def largest_interpreter_load(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Sittings of the interpreter who works most."""
    sittings = list(dict.fromkeys(slot.sitting for slot in scenario.slots))
    largest = model.new_int_var(0, len(sittings), "largest_interpreter_load")
    for interpreter in scenario.interpreters:
        worked = [decisions.is_on_duty[interpreter.id, sitting] for sitting in sittings]
        model.add(largest >= LinearExpr.sum(worked))
    return largest


def _comes(decisions: Decisions, person_id: str) -> LinearExpr:
    return LinearExpr.sum([decisions.attends[person_id, mode] for mode in MODES])


OBJECTIVE: tuple[ObjectiveTerm, ...] = (
    ObjectiveTerm("delegation", "delegations", incomplete_delegations),
    ObjectiveTerm("delegation", "points", marginalised_weight_left_out),
    ObjectiveTerm("delegation", "meetings", rotation_debt),
    ObjectiveTerm("delegation", "people", women_missing_to_target),
    ObjectiveTerm("delegation", "pairs", nomination_ranks_passed_over),
    ObjectiveTerm("delegation", "cents", travel_and_language_cost_cents),
    ObjectiveTerm("delegation", "kg", co2_kg),
    ObjectiveTerm("programme", "sessions", favourites_missed_by_the_worst_off),
    ObjectiveTerm("programme", "points", preference_points_missed),
    ObjectiveTerm("programme", "booths", session_languages_opened),
    ObjectiveTerm("programme", "points", remote_burden),
    ObjectiveTerm("roster", "cents", interpreter_cost_cents),
    ObjectiveTerm("roster", "sittings", largest_interpreter_load),
)


def terms_in_order(scenario: Scenario, problem: LinkedProblem) -> tuple[ObjectiveTerm, ...]:
    """The problem's terms as the scenario orders them; the default order where it says nothing."""
    by_name = {term.name: term for term in OBJECTIVE if term.problem == problem}
    return tuple(by_name[name] for name in scenario.objective.get(problem, tuple(by_name)))
