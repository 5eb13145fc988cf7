"""CSPLib problem 046, Meeting Scheduling: 27 instances with published verdicts, and why 16 of them have no timetable.

A meeting is a session at which its agents speak; an hour is a slot. That agents need time to travel from one meeting
to the next is a rule the planner's catalogue lacks (its conferences are in one place), so it is added here.
Source: https://www.csplib.org/Problems/prob046/
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from ortools.sat.python.cp_model import CpModel

from benchmarks.data import data_folder
from benchmarks.given import a_person, a_room, a_scenario, a_session, everyone_comes, slots
from benchmarks.result import Limits, Result
from planner.model.build import build_model
from planner.model.decisions import Decisions
from planner.model.fix import fix_plan
from planner.model.rules import HARD_RULES, HardRule
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.extract import extract_plan
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search

PUBLISHED_WITH_A_TIMETABLE = frozenset({*range(1, 6), *range(19, 25)})
RULES = (
    "sessions_are_held_as_often_as_offered",
    "sessions_lie_in_slots_that_allow_them",
    "required_sessions_are_attended",
    "only_participants_are_seated",
    "nobody_is_in_two_places",
)
"""Rooms do not matter here, so there is one, and no rule that it hosts one meeting at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """One instance as published."""

    number: int
    hours: int
    agents: Mapping[str, tuple[str, ...]]
    """Agent to the meetings they attend."""
    distance: Mapping[tuple[str, str], int]
    """Hours of travel between the places of two meetings."""

    def only(self, meetings: Collection[str], agents: Collection[str]) -> "Meetings":
        kept = {agent: tuple(m for m in self.agents[agent] if m in meetings) for agent in agents}
        return replace(self, agents={agent: attended for agent, attended in kept.items() if attended})


def verdicts(_: str, limits: Limits) -> Result:
    """How many verdicts are as published; timetables are checked by plain arithmetic, and no explanation can be cut."""
    text = (data_folder("csplib-prob046") / "instances.md").read_text(encoding="utf-8")
    found = {str(each.number): _met(each, limits) for each in instances(text)}
    right = [number for number, met in found.items() if met["as_published"]]
    explained = [met for met in found.values() if "meetings" in met]
    largest = max(len(met["meetings"]) for met in explained)
    return Result(
        measure="verdicts as published",
        aim="most",
        value=len(right),
        bound=len(found),
        must=f"27 of 27, each without a timetable explained: {'met' if len(right) == 27 else 'MISSED'}",
        note=(
            f"{len(explained)} instances have no timetable; each comes with meetings and agents of which none can be "
            f"left out, at most {largest} meetings"
        ),
        details=found,
    )


def instances(text: str) -> list[Meetings]:
    """All instances of the published file."""
    parts = re.split(r"(?:\*\*|__)Instance #(\d+)(?:\*\*|__)", text)
    return [_instance(int(number), part) for number, part in zip(parts[1::2], parts[2::2], strict=True)]


def _instance(number: int, text: str) -> Meetings:
    [hours] = re.findall(r"DomainSize\s*=\s*(\d+)", text)
    attended = re.findall(r"Agents \((\d+)\):([\d ]+)", text)
    rows = re.findall(r"^\s*(\d+)\s*:([\d ]+)$", text.partition("Distance:")[2], re.MULTILINE)
    distance = {(row, str(column)): int(d) for row, line in rows for column, d in enumerate(line.split())}
    return Meetings(
        number=number,
        hours=int(hours),
        agents={f"a{agent}": tuple(meetings.split()) for agent, meetings in attended},
        distance=distance,
    )


def _met(meetings: Meetings, limits: Limits) -> dict[str, Any]:
    plan = timetable(meetings, limits)
    expected = meetings.number in PUBLISHED_WITH_A_TIMETABLE
    if plan is not None:
        return {"as_published": expected and is_timetable(meetings, plan)}
    few_meetings, few_agents = smallest_clash(meetings, limits)
    return {"as_published": not expected, "meetings": few_meetings, "agents": few_agents}


def smallest_clash(meetings: Meetings, limits: Limits) -> tuple[list[str], list[str]]:
    """Meetings, then agents, that suffice to have no timetable and none of which can be left out."""
    everyone, every = list(meetings.agents), sorted({m for m, _ in meetings.distance}, key=int)
    few = _needed(every, lambda kept: timetable(meetings.only(kept, everyone), limits) is None)
    return few, _needed(everyone, lambda kept: timetable(meetings.only(few, kept), limits) is None)


def _needed(candidates: Sequence[str], is_enough: Callable[[Sequence[str]], bool]) -> list[str]:
    kept = list(candidates)
    for candidate in candidates:
        without = [other for other in kept if other != candidate]
        if is_enough(without):
            kept = without
    return kept


def timetable(meetings: Meetings, limits: Limits) -> Plan | None:
    """A plan, or None where the planner proves that there is none."""
    scenario = scenario_of(meetings)
    rules = [rule for rule in HARD_RULES if rule.name in RULES]
    planning = build_model(scenario, ("programme",), [*rules, _travel(meetings)])
    fix_plan(planning, everyone_comes(scenario), ("delegation",))
    answer = solve_in_order(planning, (), Search(seed=limits.seed))
    if answer.solution:
        return extract_plan(planning, answer.solution, everyone_comes(scenario))
    if not answer.is_infeasible:
        raise TimeoutError(f"instance {meetings.number} was not decided")
    return None


def scenario_of(meetings: Meetings) -> Scenario:
    attendees: dict[str, list[str]] = {}
    for agent, attended in meetings.agents.items():
        for meeting in attended:
            attendees.setdefault(meeting, []).append(agent)
    return a_scenario(
        people=tuple(a_person(agent) for agent in meetings.agents),
        sessions=tuple(a_session(meeting, speakers=tuple(agents)) for meeting, agents in attendees.items()),
        slots=slots(meetings.hours, per_day=meetings.hours, apart=0),
        rooms=(a_room("anywhere", capacity=len(meetings.agents)),),
    )


def _travel(meetings: Meetings) -> HardRule:
    def people_travel_between_their_meetings(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
        """Between two meetings of one agent lie at least as many hours as it takes to get from one to the other."""
        for agent, attended in meetings.agents.items():
            for one, other in combinations(attended, 2):
                away = meetings.distance[one, other]
                for n, slot in enumerate(scenario.slots):
                    for too_near in scenario.slots[max(0, n - away) : n + away + 1]:
                        model.add_at_most_one(
                            decisions.is_at_from[agent, f"{one}#1", slot.id],
                            decisions.is_at_from[agent, f"{other}#1", too_near.id],
                        )

    return HardRule("programme", people_travel_between_their_meetings)


def is_timetable(meetings: Meetings, plan: Plan) -> bool:
    """By plain arithmetic: every agent gets from each of their meetings to each other one."""
    hour = {holding.removesuffix("#1"): int(held.slot.removeprefix("s")) for holding, held in plan.sessions.items()}
    return all(
        abs(hour[one] - hour[other]) >= 1 + meetings.distance[one, other]
        for attended in meetings.agents.values()
        for one, other in combinations(attended, 2)
    )
