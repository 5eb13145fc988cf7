"""What the programme will need of the people chosen, told to the delegation problem: implied by its rules, never more.

Without it, people are chosen with whom no programme exists, and every such choice costs a run of the programme problem
and a cut. At 193 States three sessions by invitation need three of twelve people each.
"""

from ortools.sat.python.cp_model import LinearExpr

from planner.model.build import PlanningModel
from planner.model.eligibility import admits
from planner.scenario.people import MODES


def foresee(planning: PlanningModel) -> None:
    """Enough people come for every session that only some may attend.

    Implied by `holdings_keep_their_size` with `invited_sessions_admit_the_invited` and
    `closed_sessions_admit_only_their_own`.
    """
    scenario, attends = planning.scenario, planning.decisions.attends
    few = [session for session in scenario.sessions if session.attendance == "invited" or session.kind == "closed_door"]
    needed = {session.id: session.size.least for session in few if session.size is not None}
    for session_id, least in needed.items():
        session = scenario.session[session_id]
        expected = [
            person
            for person in scenario.people
            if person.assists is not None or person.id in session.roles or admits(scenario, session, person)
        ]
        come = LinearExpr.sum([attends[person.id, mode] for person in expected for mode in MODES])
        planning.model.add(come >= least)
