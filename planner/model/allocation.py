"""Hard rules: people into sessions."""

from ortools.sat.python.cp_model import CpModel, LinearExpr

from planner.model.decisions import Decisions
from planner.model.eligibility import admits, is_in_region
from planner.model.slots import is_present, runs, starts_covering_each_slot
from planner.scenario.people import MODES, Person
from planner.scenario.programme import Holding, Session
from planner.scenario.scenario import Scenario


def only_participants_are_seated(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone at a holding comes to the conference.

    Source: derived; TIM-13.
    """
    for (person_id, _), is_at in decisions.is_at.items():
        model.add_bool_or(~is_at, *(decisions.attends[person_id, mode] for mode in MODES))


def nobody_is_in_two_places(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody is at two holdings that overlap, nor, outside its roles, at two holdings of one session.

    Source: derived; TIM-13.
    """
    covering = starts_covering_each_slot(scenario)
    for person in scenario.people:
        for starts in covering.values():
            model.add_at_most_one(decisions.is_at_from[person.id, holding_id, first] for holding_id, first in starts)
        for session in scenario.sessions:
            if person.id not in session.roles:
                model.add_at_most_one(
                    decisions.is_at[person.id, h.id] for h in scenario.holdings if h.session == session
                )


def people_are_there_when_their_session_is(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody is at a holding that starts before they arrive or ends after they leave.

    Source: derived; TIM-13.
    """
    for person in scenario.people:
        for holding in scenario.holdings:
            for first, run in runs(scenario, holding.session).items():
                if not is_present(person, run):
                    model.add(decisions.is_at_from[person.id, holding.id, first] == 0)


def _starts_without(scenario: Scenario, decisions: Decisions, person: Person, holding: Holding) -> LinearExpr:
    """1 when the holding starts at a time at which the person is not there."""
    return LinearExpr.sum(
        [
            decisions.starts[holding.id, first, room.id]
            for first, run in runs(scenario, holding.session).items()
            if not is_present(person, run)
            for room in scenario.rooms
        ]
    )


def holdings_keep_their_size(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A holding has as many people as its size allows, and in person no more than the room seats.

    Source: layout and fire capacity; TIM-21.
    """
    for holding in scenario.holdings:
        if holding.session.size is not None:
            present = LinearExpr.sum([decisions.is_at[person.id, holding.id] for person in scenario.people])
            model.add_linear_constraint(present, holding.session.size.least, holding.session.size.most)
        in_person = LinearExpr.sum([_seated(model, decisions, person, holding) for person in scenario.people])
        seats = [decisions.is_in[holding.id, room.id] * room.capacity for room in scenario.rooms]
        model.add(in_person <= LinearExpr.sum(seats))


def _seated(model: CpModel, decisions: Decisions, person: Person, holding: Holding) -> LinearExpr:
    """1 at least when the person is at the holding in person."""
    is_at = decisions.is_at[person.id, holding.id]
    if "remote" not in person.modes:
        return is_at
    seated = model.new_bool_var("")
    model.add_bool_or(seated, ~is_at, ~decisions.attends[person.id, "in_person"])
    return seated


def closed_sessions_admit_only_their_own(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A closed-door session is attended only in person, by its category and by people it invites by name.

    Source: founding study (closed-door sessions per category); SEC-11.
    """
    for holding in scenario.holdings:
        if holding.session.kind == "closed_door":
            for person in scenario.people:
                is_at = decisions.is_at[person.id, holding.id]
                model.add_bool_or(~is_at, ~decisions.attends[person.id, "remote"])
                if not admits(scenario, holding.session, person):
                    model.add(is_at == 0)


def regional_sessions_seat_their_region(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A session with a region is attended only by that region, its invited, and people in its roles.

    Source: UN regional groups; GANHRI regional networks; DEL-08.
    """
    for holding in scenario.holdings:
        session = holding.session
        if session.region is not None:
            for person in scenario.people:
                if not (is_in_region(scenario, session, person) or _is_named(session, person)):
                    model.add(decisions.is_at[person.id, holding.id] == 0)


def invited_sessions_admit_the_invited(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A session by invitation is attended only by its invited and people in its roles.

    Source: derived; SEC-11.
    """
    for holding in scenario.holdings:
        if holding.session.attendance == "invited":
            for person in scenario.people:
                if not _is_named(holding.session, person):
                    model.add(decisions.is_at[person.id, holding.id] == 0)


def _is_named(session: Session, person: Person) -> bool:
    return person.id in session.invited or person.id in session.roles


def required_sessions_are_attended(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A required session is attended by everyone it admits who is there; people in roles attend every holding.

    Source: founding study (network meetings); TIM-13.
    """
    for session in scenario.sessions:
        holdings = [holding for holding in scenario.holdings if holding.session == session]
        for role in sorted(session.roles):
            comes = LinearExpr.sum([decisions.attends[role, mode] for mode in MODES])
            for holding in holdings:
                model.add(decisions.is_at[role, holding.id] >= comes)
        if session.attendance == "required":
            modes = MODES[:1] if session.kind == "closed_door" else MODES
            for person in scenario.people:
                if admits(scenario, session, person):
                    comes = LinearExpr.sum([decisions.attends[person.id, mode] for mode in modes])
                    is_at = LinearExpr.sum([decisions.is_at[person.id, holding.id] for holding in holdings])
                    missed = [_starts_without(scenario, decisions, person, holding) for holding in holdings]
                    model.add(is_at + LinearExpr.sum(missed) >= comes)


def everyone_can_follow(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone understands every language that may be spoken, or one that is interpreted into.

    Source: founding study (translation support); coverage condition derived from AIIC definitions.
    """
    for holding in scenario.holdings:
        for person in scenario.people:
            if not person.understands.issuperset(holding.session.floor_languages):
                heard = [
                    decisions.outgoing[holding.id, language]
                    for language in scenario.conference.languages
                    if language in person.understands
                ]
                model.add_bool_or(~decisions.is_at[person.id, holding.id], *heard)


def speakers_have_an_active_floor_language(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone who chairs, speaks or reports at a holding has a floor language among their active ones.

    Source: AIIC language classification (active and passive).
    """
    for holding in scenario.holdings:
        session = holding.session
        for person in scenario.people:
            if set(session.floor_languages).isdisjoint(person.active_languages):
                model.add(decisions.chairs[person.id, holding.id] == 0)
                if person.id in session.roles:
                    model.add(decisions.is_at[person.id, holding.id] == 0)


def holdings_have_their_chairs(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Every holding has exactly the chairs it needs, the named ones among them, all present and able.

    Source: founding study (rotating Chairs); DEL-21.
    """
    for holding in scenario.holdings:
        session = holding.session
        chairs = [decisions.chairs[person.id, holding.id] for person in scenario.people]
        model.add(LinearExpr.sum(chairs) == max(session.chairs_needed, len(session.chairs)))
        for person, chairs_it in zip(scenario.people, chairs, strict=True):
            model.add_implication(chairs_it, decisions.is_at[person.id, holding.id])
            if person.id in session.chairs:
                model.add(chairs_it == 1)
            elif not person.can_chair:
                model.add(chairs_it == 0)
