"""What the programme will need of the people chosen, told to the delegation problem: implied by its rules, never more.

Without it, people are chosen with whom no programme exists, and every such choice costs a run of the programme problem
and a cut. At 193 States three sessions by invitation need three of twelve people each, and the closing a quorum.
"""

from dataclasses import replace

from ortools.sat.python.cp_model import LinearExpr

from planner.model.allocation import decision_sessions_have_their_quorum
from planner.model.build import PlanningModel
from planner.model.chairing import may_chair
from planner.scenario.people import MODES
from planner.scenario.programme import Holding, Session
from planner.solve.shortfalls.attendance import could_be_at


def foresee(planning: PlanningModel, *, regions: bool) -> None:
    """Enough people and chairs come for every session that only some may attend; a quorum for each that decides.

    Implied by `holdings_keep_their_size` and the rules about chairs, with `invited_sessions_admit_the_invited`,
    `closed_sessions_admit_only_their_own` and `regional_sessions_seat_their_region`, and by
    `decision_sessions_have_their_quorum`, as nobody is there who does not come.

    `regions`: sessions of regions, too. They tie the States together: of 31, proofs take 100 s instead of 9 s then,
    and nearly every choice has people for them; a choice made in haste among 193 may not.
    """
    scenario, decisions = planning.scenario, planning.decisions
    comes = {person.id: planning.model.new_bool_var(f"comes[{person.id}]") for person in scenario.people}
    for person_id, come in comes.items():
        planning.model.add(come <= LinearExpr.sum([decisions.attends[person_id, mode] for mode in MODES]))
    for session in scenario.sessions:
        if session.offered and (_is_for_few(session) or (regions and session.region is not None)):
            there = list(could_be_at(scenario, Holding(id=session.id, session=session)))
            chairs = [comes[person.id] for person in there if may_chair(scenario, session, person)]
            planning.model.add(LinearExpr.sum(chairs) >= max(session.chairs_needed, len(session.chairs)))
            if session.size is not None:
                planning.model.add(LinearExpr.sum([comes[person.id] for person in there]) >= session.size.least)
    deciding = [holding.id for holding in scenario.holdings if holding.session.decision]
    at_all = {(person_id, holding_id): come for person_id, come in comes.items() for holding_id in deciding}
    decision_sessions_have_their_quorum(planning.model, scenario, replace(decisions, is_at=at_all))


def _is_for_few(session: Session) -> bool:
    return session.attendance == "invited" or session.kind == "closed_door"
