"""Variants of the Inaugural Conference that cannot be planned: said in words, relieved, and possible once they are."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from ortools.sat.python.cp_model import LinearExpr

from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.objective import OBJECTIVE
from planner.model.rules import HARD_RULES
from planner.plan import LinkedProblem, Plan
from planner.scenario.read import read_scenario
from planner.scenario.scenario import Scenario
from planner.solve.blocks.coverage import Coverage
from planner.solve.extract import blank_plan, extract_plan
from planner.solve.infeasible import has_no_plan, up_to
from planner.solve.linked import as_seen_by
from planner.solve.narrow import OF_TIMES, Narrow, at_one_time, narrower, representatives
from planner.solve.priorities import has_solution, least_of
from planner.solve.relax import relieved
from planner.solve.search import Search
from planner.solve.shortfalls import shortfalls

VARIANTS = Path(__file__).parent / "infeasible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A variant, and what is said of it."""

    variant: str
    problem: LinkedProblem
    words: tuple[str, ...]
    """Worked out by hand; all that is said."""
    rules: tuple[str, ...] = ()
    """What gives way in the smallest change."""
    weight: int = 0
    """Of the smallest change."""
    counts_everyone: bool = False
    """Seen with everyone at one time, not with those who must come at all times."""

    def __str__(self) -> str:
        return self.variant


CASES = (
    # Canada, Malta and the Netherlands have four seats each, Italy three.
    Case(
        variant="seats-of-a-region",
        problem="delegation",
        words=("un:WEOG: 16 people asked for, 15 can come (seats, organisations, visas)",),
        rules=("regions_keep_their_seats",),
        weight=15,
    ),
    # From 16 March to 8 June are 84 days.
    Case(
        variant="visa-of-a-speaker",
        problem="delegation",
        words=(
            "ex-3 must come (holds a mandate), accepts to come in person, and the visa takes 120 days and 84 are left",
        ),
        rules=("visas_can_be_issued_in_time",),
        weight=30,
    ),
    Case(
        variant="two-of-an-office",
        problem="delegation",
        words=(
            "JP state: 2 people must come (jp-st-1 and jp-st-2), seats: 1",
            "State focal point (JP): 2 people must come (jp-st-1 and jp-st-2), the cap allows 1",
        ),
        rules=("pinned_choices_of_people_are_kept",),
        weight=6,
    ),
    # Allowances of five nights 2 x 1450, visas 2 x 90, fares 688.60 (Asmara) and 569.69 (Lome; 501.57 takes too long):
    # 4338.29. The grant: 3000 x 0.81 / 1.07 = 2271.02.
    Case(
        variant="empty-purse",
        problem="delegation",
        words=(
            "grants bridge: ex-7 and ex-9 must come and need at least 4 338.29 CHF that nobody else may pay; "
            "the ceilings without overhead give 2 271.02 CHF",
        ),
        # One allowance paid by somebody else, 8; the rest with overhead is 3090.47, 661 above 2430: seven hundreds.
        rules=("grants_stay_within_their_ceilings", "people_pay_only_what_they_offered"),
        weight=15,
    ),
    Case(
        variant="nobody-pays",
        problem="delegation",
        words=(
            "ex-9 must come in person, and neither a grant nor ex-9 may pay the fare, allowance and visa",
            "ex-7 must come in person, and neither a grant nor ex-7 may pay the fare, allowance and visa",
        ),
        # Two roles given up, 20 each, against three lines each at 8.
        rules=("people_in_named_roles_come", "people_in_named_roles_come"),
        weight=40,
    ),
    Case(
        variant="slots-for-plenaries",
        problem="programme",
        words=(
            "4 plenaries that run alone (opening#1, dialogue#1, structure#1 and closing#1) need 4 slots that allow "
            "them, 3 offered (d1-1, d2-1 and d3-4)",
        ),
        rules=("sessions_lie_in_slots_that_allow_them",),
        weight=12,
    ),
    Case(
        variant="closed-rooms",
        problem="programme",
        words=(
            "cd-st#1, cd-nh#1 and cd-cs#1 are held at once and need 3 rooms; 2 suit them (ra and rb); "
            "pins: p1, p2 and p3",
        ),
        rules=("pinned_times_and_rooms_are_kept",),
        weight=6,
    ),
    Case(
        variant="order-of-sessions",
        problem="programme",
        words=(
            "closing#1 has no slot after all that it comes after: cd-st, structure and closing in this order; "
            "1 of 16 slots allow it (d1-2)",
        ),
        rules=("sessions_lie_in_slots_that_allow_them",),
        weight=12,
    ),
    Case(
        variant="pinned-apart",
        problem="programme",
        words=(
            "reg-african#1, reg-asia-pacific#1, reg-eastern-european#1, reg-grulac#1 and reg-weog#1 are held at once "
            "and no slot allows them all; pins: p1 and p2",
        ),
        rules=("pinned_times_and_rooms_are_kept",),
        weight=6,
    ),
    # Twelve are invited and one withdrew.
    Case(
        variant="few-invited",
        problem="programme",
        words=("prep-st: 12 people are asked for, 11 can be there",),
        # One below its size, 3, rather than the pin taken back, 6.
        rules=("holdings_keep_their_size",),
        weight=3,
        counts_everyone=True,
    ),
    Case(
        variant="chairs-of-six-regions",
        problem="programme",
        words=(
            "chairs: of 6 kinds of region asked for, 5 have anybody who may chair (un:African, un:Asia_Pacific, "
            "un:Eastern_European, un:GRULAC and un:WEOG), and there are 34 chairs",
        ),
        rules=("chairs_span_regions_categories_and_genders",),
        weight=15,
        counts_everyone=True,
    ),
    # The expert also holds a mandate: to leave one of the roles, 15, is less than to stay at home, 20 and 40.
    Case(
        variant="one-speaker-twice",
        problem="programme",
        words=("ex-4 must be at reg-african#1 and reg-asia-pacific#1, which are held at the same time",),
        rules=("required_sessions_are_attended",),
        weight=15,
    ),
    # One booth of three into Arabic in each of three rooms; of nine who work into it three cannot be booked. One of
    # those pinned fewer, and one booth fewer opens.
    Case(
        variant="arabic-booths",
        problem="roster",
        words=("ar: cd-st#1, cd-nh#1 and cd-cs#1 are held at once and need 9 who work into it, 6 can be there",),
        rules=("pinned_choices_of_people_are_kept",),
        weight=6,
    ),
)
WORDS_ALONE = (
    # 98 from the regions, of whom 16 could be remote or leave early and a State focal point has a role; 11 experts.
    Case(
        variant="small-rooms",
        problem="programme",
        words=tuple(
            f"{plenary}#1: at least 93 people must be there in person, the largest suitable room (rf) holds 90"
            for plenary in ("opening", "dialogue", "structure", "closing")
        ),
    ),
    # Of two, as nobody who must come lacks English: no language but it is needed.
    Case(
        variant="no-interpreters",
        problem="roster",
        words=(
            "opening#1, dialogue#1, structure#1, closing#1, reg-grulac#1, cd-st#1 and 11 more must each be interpreted "
            "into en, by a team of 2, 0 can be there",
        ),
    ),
)


def scenario_of(variant: str) -> Scenario:
    return read_scenario(VARIANTS / f"{variant}.toml")


def view_of(case: Case, scenario: Scenario) -> Narrow:
    """A scenario that asks for less than the whole: its smallest change bounds that of the whole."""
    problems = up_to(case.problem)
    if case.problem == "delegation":
        return Narrow(scenario=scenario, problems=problems)
    return narrower(scenario, problems)[case.counts_everyone]


@pytest.mark.parametrize("case", [*CASES, *WORDS_ALONE], ids=str)
def test_variant_is_told_in_words_and_has_no_plan(case: Case) -> None:
    scenario = scenario_of(case.variant)
    found = shortfalls(scenario)
    assert tuple(shortfall.words for shortfall in found) == case.words
    assert {shortfall.problem for shortfall in found} == {case.problem}
    assert has_no_plan(scenario, case.problem, Search())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_smallest_change_of_a_variant(case: Case) -> None:
    view = view_of(case, scenario_of(case.variant))
    relief = relieved(view.scenario, view.problems, Search(), view.rules)
    assert relief is not None
    assert relief.is_smallest
    assert relief.weight == case.weight
    assert tuple(sorted(relaxation.rule for relaxation in relief.relaxations)) == tuple(sorted(case.rules))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_variant_is_possible_once_relieved(case: Case) -> None:
    """The whole of it, so that the smallest change of what asks for less is the smallest of all."""
    scenario = scenario_of(f"{case.variant}-fixed")
    assert shortfalls(scenario) == ()
    if case.problem == "delegation":
        assert has_solution(build_model(scenario, ("delegation",)).model, Search()) is True
        return
    plan = a_programme(scenario, in_few_languages=case.problem == "roster")
    if case.problem == "roster":
        roster = build_model(as_seen_by("roster", scenario, plan), ("roster",))
        fix_plan(roster, plan, ("delegation", "programme"))
        assert has_solution(roster.model, Search()) is True


ENOUGH = 90
"""Participants who fill the sessions held at one time."""


def a_programme(scenario: Scenario, *, in_few_languages: bool) -> Plan:
    """Some programme of the whole: people chosen as if all were at one time, then times, then seats."""
    everyone = at_one_time(scenario)
    timeless = build_model(everyone, ("delegation", "programme"), [r for r in HARD_RULES if r.name not in OF_TIMES])
    timeless.model.add(LinearExpr.sum(list(timeless.decisions.attends.values())) >= ENOUGH)
    people = some_solution(timeless, in_few_languages=in_few_languages)
    plan = extract_plan(replace(timeless, problems=("delegation",)), people, blank_plan(scenario, 1, 1))
    coming = as_seen_by("programme", scenario, plan)
    coverage = Coverage(coming, plan)
    for seed in range(1, 6):  # seats and booths are not part of the choice of times: not all times do
        times = coverage.times(least_of(coverage.model, None, Search(seed=seed)).solution)
        planning = build_model(coming, ("programme",), given=times)
        fix_plan(planning, plan, ("delegation",))
        if has_solution(planning.model, Search(linearization_level=1, deterministic_limit=10)):
            break
    return extract_plan(planning, some_solution(planning, in_few_languages=in_few_languages), plan)


def some_solution(planning: PlanningModel, *, in_few_languages: bool) -> tuple[int, ...]:
    brief = Search(linearization_level=1, deterministic_limit=8)
    found = least_of(planning.model, None, brief).solution
    assert found
    if in_few_languages:
        term = next(term for term in OBJECTIVE if term.name == "session_languages_opened")
        count = term.count(planning.model, planning.scenario, planning.decisions)
        found = least_of(planning.model, count, replace(brief, linearization_level=2), found).solution
    return found


def test_fourth_slot_for_plenaries_is_enough() -> None:
    scenario = representatives(scenario_of("slots-for-plenaries-fixed"))
    assert has_solution(build_model(scenario, ("delegation", "programme")).model, Search()) is True
