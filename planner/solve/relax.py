"""The smallest change with which a plan would exist: the model with slack where the organiser can give way.

Every constraint of a rule in `GIVES_WAY` gets a slack, counted in the unit the organiser thinks in; the weighted sum of
slacks is minimised. Rules that protect people (closed doors, separations, who may be paid what) never give way.
"""

import math
from dataclasses import dataclass

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, IntVar, LinearExpr

from planner.model.build import PlanningModel, build_model
from planner.plan import LinkedProblem
from planner.scenario.scenario import Scenario
from planner.solve.priorities import Search


@dataclass(frozen=True, slots=True)
class Way:
    """How a rule gives way."""

    words: str
    """With `{subject}`, the ids its constraint is about, and `{amount}`."""
    weight: int
    """Per unit: what one unit weighs against units of other rules."""
    unit: int = 1
    """How much of the constraint's own count one unit is."""


_WHOLE = 10**9
"""A unit so large that the constraint is given up altogether."""
_HUNDRED = 100 * 100 * 100
"""Hundred units of the conference currency where cents are counted in hundredths."""

GIVES_WAY: dict[str, Way] = {
    "grants_stay_within_their_ceilings": Way("grant {subject}: {amount}00 more, overhead included", 1, _HUNDRED),
    "languages_are_paid_for": Way("own budget for {subject}: {amount}00 more", 1, 100 * 100),
    "people_pay_only_what_they_offered": Way("{subject}: somebody else pays it", 8),
    "grants_keep_their_caps": Way("{subject}: the cap is given up", 10, _WHOLE),
    "grants_keep_their_minimum_shares": Way("grant {subject}: the minimum share is given up", 10, _WHOLE),
    "grants_keep_their_maximum_shares": Way("grant {subject}: the maximum share is given up", 10, _WHOLE),
    "countries_have_no_more_funded_people_than_the_cap": Way("{subject}: {amount} more funded people", 10),
    "nobody_is_funded_beyond_the_cap_or_before_reporting": Way("{subject} is funded all the same", 20),
    "women_hold_their_share_of_seats": Way("{amount} fewer women than the floor asks", 50, 100),
    "organisations_send_no_more_than_their_cap": Way("{subject} sends {amount} more", 10),
    "people_attend_no_more_meetings_in_a_row": Way("{subject} comes once more in a row", 20),
    "delegations_keep_a_returning_member": Way("{subject}: {amount} fewer returning members", 10),
    "visas_can_be_issued_in_time": Way("{subject} gets a visa faster", 30),
    "people_in_named_roles_come": Way("{subject} gives up the role and does not come", 20),
    "mandated_experts_come": Way("{subject} does not come in spite of the mandate", 40),
    "regions_keep_their_seats": Way("{subject}: {amount} people beyond the range", 15),
    "pinned_choices_of_people_are_kept": Way("pin {subject} is taken back", 6),
    "pinned_times_and_rooms_are_kept": Way("pin {subject} is taken back", 6),
    "pinned_seats_are_kept": Way("pin {subject} is taken back", 6),
    "pinned_interpreters_are_kept": Way("pin {subject} is taken back", 6),
    "sessions_are_held_as_often_as_offered": Way("{subject} is not held", 60),
    "rooms_host_one_session_at_a_time": Way("{amount} more rooms like {subject}", 30),
    "parallel_sessions_stay_within_the_cap": Way("{amount} more sessions at a time in {subject}", 10),
    "holdings_keep_their_size": Way("{subject}: {amount} people beyond its size or its room", 3),
    "required_sessions_are_attended": Way("{subject}: absence is excused", 15),
    "everyone_can_follow": Way("{subject}: waived, with a reason", 12),
    "holdings_have_their_chairs": Way("{subject}: {amount} fewer chairs", 12),
    "chairs_span_regions_categories_and_genders": Way("chairs: {amount} fewer kinds of {subject}", 15),
    "decision_sessions_have_their_quorum": Way("{subject}: {amount} delegations short of the quorum", 40, 100),
    "everyone_keeps_some_favourites": Way("{subject}: {amount} favourites fewer than the floor", 5),
    "booths_fit_their_rooms": Way("{subject}: {amount} more booths", 15),
    "teams_meet_the_profile": Way("{subject}: {amount} more interpreters", 20),
    "booths_have_two_voices": Way("{subject}: {amount} more interpreters who work into it", 20),
    "people_who_sign_have_a_team": Way("{subject}: {amount} more interpreters who sign", 10),
    "sign_teams_speak_a_floor_language": Way("{subject}: an interpreter who speaks a floor language", 10),
    "booths_understand_the_floor_or_take_relay": Way("{subject}: an interpreter from the last into the first", 20),
    "interpreters_work_two_sittings_a_day": Way("{subject}: {amount} more sittings in a day", 25),
    "interpreters_stay_within_their_week": Way("{subject}: {amount} more sittings in the week", 15),
}
"""Rules that are the organiser's to change, with what one unit of each weighs against the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One number that would have to give way, and by how much."""

    rule: str
    subject: str
    amount: int

    def __str__(self) -> str:
        return GIVES_WAY[self.rule].words.format(subject=self.subject, amount=self.amount)


def smallest_relaxation(
    scenario: Scenario, problems: tuple[LinkedProblem, ...], search: Search
) -> tuple[Relaxation, ...]:
    """What the rules would have to give so that the model has a solution, as little as possible by weight.

    Empty when they cannot give enough, or when the limits did not allow to tell.
    """
    planning = build_model(scenario, problems)
    slacks = [slack for rule in planning.constraints_of if rule in GIVES_WAY for slack in _slacks(planning, rule)]
    weights = [GIVES_WAY[rule].weight for rule, _, _ in slacks]
    planning.model.minimize(LinearExpr.weighted_sum([variable for _, _, variable in slacks], weights))
    solver = search.solver()
    if not slacks or solver.solve(planning.model) not in (OPTIMAL, FEASIBLE):
        return ()
    given = [Relaxation(rule=rule, subject=name, amount=solver.value(slack)) for rule, name, slack in slacks]
    return tuple(relaxation for relaxation in given if relaxation.amount)


def _slacks(planning: PlanningModel, rule: str) -> list[tuple[str, str, IntVar]]:
    """A slack for every named constraint of the rule: the rule, the constraint's name, the variable."""
    proto = planning.model.proto
    named = [index for index in planning.constraints_of[rule] if proto.constraints[index].name]
    return [(rule, proto.constraints[index].name, _loosened(planning.model, index, rule)) for index in named]


def _loosened(model: CpModel, index: int, rule: str) -> IntVar:
    unit = GIVES_WAY[rule].unit
    constraint = model.proto.constraints[index]
    if constraint.has_bool_or():
        slack = model.new_bool_var("")
        constraint.bool_or.literals.append(slack.index)
        return slack
    if not constraint.has_linear():
        _make_linear(model, index)
        constraint = model.proto.constraints[index]
    below, above = _room_needed(model, index)
    slack = model.new_int_var(0, math.ceil(max(below, above) / unit), "")
    for needed, sign in ((below, 1), (above, -1)):
        if needed:
            part = model.new_int_var(0, needed, "")
            model.add(part <= unit * slack)
            constraint.linear.vars.append(part.index)
            constraint.linear.coeffs.append(sign)
    return slack


def _make_linear(model: CpModel, index: int) -> None:
    """At most one, or exactly one, of some literals as a sum: a sum can have slack."""
    constraint = model.proto.constraints[index]
    is_exact = constraint.has_exactly_one()
    literals = list(constraint.exactly_one.literals if is_exact else constraint.at_most_one.literals)
    if is_exact:
        constraint.clear_exactly_one()
    else:
        constraint.clear_at_most_one()
    constraint.linear.vars.extend(literals)
    constraint.linear.coeffs.extend([1] * len(literals))
    constraint.linear.domain.extend([1 if is_exact else 0, 1])


def _room_needed(model: CpModel, index: int) -> tuple[int, int]:
    """How far the sum of a linear constraint can fall below and rise above what it allows."""
    linear = model.proto.constraints[index].linear
    least = most = 0
    for variable, coefficient in zip(linear.vars, linear.coeffs, strict=True):
        ends = [coefficient * end for end in model.proto.variables[variable].domain]
        least, most = least + min(ends), most + max(ends)
    allowed = list(linear.domain)
    return max(0, allowed[0] - least), max(0, most - allowed[-1])
