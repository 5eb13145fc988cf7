"""What the programme will need of the people chosen, told to the delegation problem: implied by its rules, never more.

Without it, people are chosen with whom no programme exists, and every such choice costs a run of the programme problem
and a cut. At 193 States three sessions by invitation need three of twelve people each, and the closing a quorum.
"""

from collections.abc import Iterator
from dataclasses import replace

from ortools.sat.python.cp_model import LinearExpr

from planner.model.allocation import decision_sessions_have_their_quorum
from planner.model.build import PlanningModel
from planner.model.eligibility import admits
from planner.scenario.people import MODES, Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario


def foresee(planning: PlanningModel) -> None:
    """Enough people come for every session that only some may attend, and for the quorum of each that decides.

    Implied by `holdings_keep_their_size` with `invited_sessions_admit_the_invited` and
    `closed_sessions_admit_only_their_own`, and by `decision_sessions_have_their_quorum`, as nobody is there who does
    not come.
    """
    scenario, decisions = planning.scenario, planning.decisions
    comes = {person.id: planning.model.new_bool_var(f"comes[{person.id}]") for person in scenario.people}
    for person_id, come in comes.items():
        planning.model.add(come <= LinearExpr.sum([decisions.attends[person_id, mode] for mode in MODES]))
    for session in scenario.sessions:
        is_for_few = session.attendance == "invited" or session.kind == "closed_door"
        if is_for_few and session.size is not None:
            expected = [comes[person.id] for person in _expected(scenario, session)]
            planning.model.add(LinearExpr.sum(expected) >= session.size.least)
    deciding = [holding.id for holding in scenario.holdings if holding.session.decision]
    at_all = {(person_id, holding_id): come for person_id, come in comes.items() for holding_id in deciding}
    decision_sessions_have_their_quorum(planning.model, scenario, replace(decisions, is_at=at_all))


def _expected(scenario: Scenario, session: Session) -> Iterator[Person]:
    """Those who may attend it, and who assists them."""
    for person in scenario.people:
        who = person if person.assists is None else scenario.person.get(person.assists)
        if who is not None and (who.id in session.roles or admits(scenario, session, who)):
            yield person
