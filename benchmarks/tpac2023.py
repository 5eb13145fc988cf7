"""W3C TPAC 2023: 59 groups ask for 223 meetings in 16 slots; 17 rooms of 15 to 130 seats.

When a group meets is its own request; which room it gets is asked. A group is a session, held as often as it asked for
and pinned to its slots. In the planner a room that is too small is forbidden; here, as at the real meeting, somebody
may have to take one, so that rule is left out and counted instead.
Source: https://github.com/w3c/tpac-breakouts, MIT, test/data/tpac2023.mjs.
"""

import json
import re
import time
from collections import defaultdict
from typing import Any

from ortools.sat.python.cp_model import CpModel, LinearExpr, LinearExprT

from benchmarks.data import data_folder
from benchmarks.given import a_policy, a_room, a_scenario, a_session, everyone_comes, slots
from benchmarks.result import Limits, Result
from planner.model.build import build_model
from planner.model.decisions import Decisions
from planner.model.fix import fix_plan
from planner.model.objective import ObjectiveTerm
from planner.model.rules import HARD_RULES
from planner.plan import Plan
from planner.scenario.decided import Pin
from planner.scenario.people import Range
from planner.scenario.scenario import Scenario
from planner.solve.extract import extract_plan
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search

PEOPLE = {"Less than 15": 15, "16-30": 30, "31-50": 50, "More than 50": 75}
"""The groups' own estimates, read as the seats they need."""
SLOTS_PER_DAY = 4
DAYS = ("Monday", "Tuesday", "Thursday", "Friday")
RULES = (
    "sessions_are_held_as_often_as_offered",
    "sessions_lie_in_slots_that_allow_them",
    "rooms_host_one_session_at_a_time",
    "rooms_suit_their_sessions",
    "parallel_sessions_stay_within_the_cap",
    "pinned_times_and_rooms_are_kept",
)


def rooms(_: str, limits: Limits) -> Result:
    """Least meetings in a room that is too small, then least rooms beyond one for each group."""
    file = data_folder("w3c-tpac") / "2023-groups" / "tpac2023.json"
    scenario = scenario_of(json.loads(file.read_text(encoding="utf-8")))
    planning = build_model(scenario, ("programme",), [rule for rule in HARD_RULES if rule.name in RULES])
    blank = everyone_comes(scenario)
    fix_plan(planning, blank, ("delegation",))
    search = Search(workers=limits.workers, seed=limits.seed, deadline=time.monotonic() + limits.seconds)
    answer = solve_in_order(planning, TERMS, search)
    if not answer.solution:
        return Result(measure="rooms beyond one per group", aim="least", value=None, bound=None, must="MISSED")
    small, extra = answer.terms
    plan = extract_plan(planning, answer.solution, blank)
    placed, counted = recounted(scenario, plan)
    has_met = placed == 223 and counted[0] <= 4 and counted[1] <= 5
    return Result(
        measure="rooms beyond one per group",
        aim="least",
        value=counted[1],
        bound=extra.bound,
        must=f"all 223 meetings, at most 4 in a room too small and 5 extra rooms: {'met' if has_met else 'MISSED'}",
        note=(
            f"{placed} meetings placed; {counted[0]} in a room too small, the least possible being {small.bound}; "
            f"the bound holds with that many"
        ),
        details={"placed": placed, "too_small": counted[0], "too_small_bound": small.bound, "rooms": _rooms(plan)},
    )


def scenario_of(found: dict[str, Any]) -> Scenario:
    """The published requests as a scenario."""
    groups = {f"g{each['number']}": each["body"].replace("\r", "") for each in found["sessions"]}
    asked = {group: _slots_asked(body) for group, body in groups.items()}
    return a_scenario(
        policy=a_policy(timetable={"parallel_sessions": len(found["rooms"])}),
        sessions=tuple(
            a_session(group, offered=len(asked[group]), size=Range(least=0, most=_people(body)))
            for group, body in groups.items()
        ),
        slots=slots(len(found["slots"]), per_day=SLOTS_PER_DAY, minutes=90),
        rooms=tuple(a_room(f"r{n}", int(name[name.rindex("(") + 1 : -1])) for n, name in enumerate(found["rooms"])),
        pins=tuple(
            Pin(
                id=f"{group}#{number}",
                decision="slot",
                pin="lock",
                person="",
                holding=f"{group}#{number}",
                value=slot,
                reason="the group asked for it",
            )
            for group, wanted in asked.items()
            for number, slot in enumerate(wanted, start=1)
        ),
    )


def _slots_asked(body: str) -> list[str]:
    ticked = re.findall(r"- \[[xX]\] (\w+), (\d\d:\d\d)", body)
    clocks = ("09:30", "11:30", "14:30", "17:00")
    return [f"s{DAYS.index(day) * SLOTS_PER_DAY + clocks.index(clock)}" for day, clock in ticked]


def _people(body: str) -> int:
    estimate = re.search(r"participants\n+(.+)", body)
    return PEOPLE[estimate[1].strip()] if estimate else 0


def meetings_in_a_room_too_small(_: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Meetings whose group expects more people than the room seats."""
    return LinearExpr.sum(
        [
            is_in
            for (holding, room), is_in in decisions.is_in.items()
            if scenario.room[room].capacity < _expected(scenario, holding)
        ]
    )


def rooms_beyond_one_per_group(model: CpModel, scenario: Scenario, decisions: Decisions) -> LinearExprT:
    """Rooms that a group meets in, less one, over all groups."""
    extra = []
    for session in scenario.sessions:
        uses = []
        for room in scenario.rooms:
            uses.append(model.new_bool_var(f"uses[{session.id},{room.id}]"))
            for holding in scenario.holdings:
                if holding.session == session:
                    model.add_implication(decisions.is_in[holding.id, room.id], uses[-1])
        model.add_bool_or(uses)
        extra.append(LinearExpr.sum(uses) - 1)
    return LinearExpr.sum(extra)


TERMS = (
    ObjectiveTerm("programme", "meetings", meetings_in_a_room_too_small),
    ObjectiveTerm("programme", "rooms", rooms_beyond_one_per_group),
)


def recounted(scenario: Scenario, plan: Plan) -> tuple[int, tuple[int, int]]:
    """Meetings held in the slot asked for with the room to themselves; both terms, by plain arithmetic."""
    asked = {pin.holding: pin.value for pin in scenario.pins}
    places = {(held.slot, held.room) for holding, held in plan.sessions.items() if held.slot == asked[holding]}
    small = sum(
        scenario.room[held.room].capacity < _expected(scenario, holding) for holding, held in plan.sessions.items()
    )
    return len(places), (small, sum(len(used) - 1 for used in _rooms(plan).values()))


def _expected(scenario: Scenario, holding: str) -> int:
    size = scenario.holding[holding].session.size
    return size.most if size else 0


def _rooms(plan: Plan) -> dict[str, list[str]]:
    used: defaultdict[str, set[str]] = defaultdict(set)
    for holding, held in plan.sessions.items():
        used[holding.partition("#")[0]].add(held.room)
    return {group: sorted(rooms) for group, rooms in used.items()}
