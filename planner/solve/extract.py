"""Solver values to a `Plan`, once: the inverse of `model/fix.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import TypeVar

from ortools.sat.python.cp_model import IntVar

from planner.model.build import PlanningModel
from planner.model.eligibility import may_come
from planner.plan import (
    FORMAT,
    OpenSeat,
    Participation,
    Plan,
    PlannedHolding,
    ScenarioStamp,
)
from planner.scenario.people import COST_LINES, DELEGATION_CATEGORIES, Delegation, DelegationCategory
from planner.scenario.resolved import scenario_hash
from planner.scenario.scenario import Scenario

Key = TypeVar("Key")


def blank_plan(scenario: Scenario, seed: int, workers: int) -> Plan:
    """A plan of the scenario in which nothing is decided yet."""
    return Plan(
        format=FORMAT,
        scenario=ScenarioStamp(id=scenario.conference.id, sha256=scenario_hash(scenario)),
        revision=1,
        parent=None,
        released_at=scenario.conference.released_at.isoformat(),
        planner=version("planner"),
        ortools=version("ortools"),
        seed=seed,
        workers=workers,
        terms=(),
        conference_languages=(),
        people={},
        open_seats=(),
        sessions={},
        price_of_decomposition=(),
    )


def extract_plan(planning: PlanningModel, solution: Sequence[int], plan: Plan) -> Plan:
    """`plan` with the decisions of the model's problems taken from a solution, by variable index."""
    chosen = _Chosen(planning, solution)
    if "delegation" in planning.problems:
        plan = _with_delegation(chosen, plan)
    if "programme" in planning.problems:
        plan = _with_programme(chosen, plan)
    if "roster" in planning.problems:
        plan = _with_roster(chosen, plan)
    return plan


class _Chosen:
    """The keys of a family whose decision is yes."""

    def __init__(self, planning: PlanningModel, solution: Sequence[int]) -> None:
        self.scenario, self.decisions = planning.scenario, planning.decisions
        self._solution = solution

    def value(self, variable: IntVar) -> int:
        return self._solution[variable.index]

    def keys(self, family: Mapping[Key, IntVar]) -> list[Key]:
        return [key for key, variable in family.items() if self.value(variable)]


def _with_delegation(chosen: _Chosen, plan: Plan) -> Plan:
    decisions = chosen.decisions
    routes = dict(chosen.keys(decisions.takes))
    payers = {(person, line): payer for person, line, payer in chosen.keys(decisions.pays)}
    people = {
        person_id: Participation(
            attends=mode,
            route=routes.get(person_id),
            pays={line: payers[person_id, line] for line in COST_LINES if (person_id, line) in payers},
        )
        for person_id, mode in chosen.keys(decisions.attends)
    }
    open_seats = tuple(
        OpenSeat(
            delegation=delegation.id,
            category=category,
            seats=chosen.value(decisions.open_seats[delegation.id, category]),
            reason=_why_open(chosen.scenario, delegation, category),
        )
        for delegation in chosen.scenario.delegations
        for category in DELEGATION_CATEGORIES
        if chosen.value(decisions.open_seats[delegation.id, category])
    )
    languages = tuple(chosen.keys(decisions.is_offered))
    return replace(
        plan,
        people=people,
        open_seats=open_seats,
        conference_languages=languages,
        language_payers=dict(chosen.keys(decisions.pays_language)),
    )


def _why_open(scenario: Scenario, delegation: Delegation, category: DelegationCategory) -> str:
    pool = [p.id for p in scenario.people if p.delegation == delegation.id and p.category == category]
    if category == "nhri" and delegation.nhri_status in ("none", "suspended"):
        return f"the State's NHRI status is {delegation.nhri_status}"
    if not pool:
        return "nobody is nominated"
    if not may_come(scenario) & set(pool):
        return "nobody nominated may come: mode, visa time or meetings in a row"
    return "left open by the grants or the quotas"


def _with_programme(chosen: _Chosen, plan: Plan) -> Plan:
    decisions, scenario = chosen.decisions, chosen.scenario
    outgoing, chairs = set(chosen.keys(decisions.outgoing)), set(chosen.keys(decisions.chairs))
    is_at = set(chosen.keys(decisions.is_at))
    sessions = {
        holding_id: PlannedHolding(
            slot=slot,
            room=room,
            floor=scenario.holding[holding_id].session.floor_languages,
            outgoing=tuple(lang for lang in scenario.conference.languages if (holding_id, lang) in outgoing),
            chairs=tuple(person.id for person in scenario.people if (person.id, holding_id) in chairs),
            attends=tuple(person.id for person in scenario.people if (person.id, holding_id) in is_at),
            interpreters={},
        )
        for holding_id, slot, room in chosen.keys(decisions.starts)
    }
    return replace(plan, sessions=sessions)


def _with_roster(chosen: _Chosen, plan: Plan) -> Plan:
    booths: dict[str, dict[str, tuple[str, ...]]] = {}
    for interpreter, holding_id, language in chosen.keys(chosen.decisions.interprets):
        teams = booths.setdefault(holding_id, {})
        teams[language] = (*teams.get(language, ()), interpreter)
    sessions = {
        holding_id: replace(holding, interpreters=booths.get(holding_id, {}))
        for holding_id, holding in plan.sessions.items()
    }
    return replace(plan, sessions=sessions)
