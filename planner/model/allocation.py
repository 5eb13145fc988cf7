"""Hard rules: people into sessions."""

from collections import defaultdict
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from planner.model.chairing import has_a_voice, is_below_status_a
from planner.model.decisions import Decisions
from planner.model.eligibility import admits, is_in_region
from planner.model.history import chaired_last_meeting
from planner.model.signing import needs_sign_team
from planner.model.slots import is_present, runs, starts_covering_each_slot
from planner.model.wishes import favourites, is_at_session
from planner.scenario.people import DELEGATION_CATEGORIES, MODES, Person
from planner.scenario.programme import Holding, Session
from planner.scenario.scenario import Scenario


def only_participants_are_seated(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone at a holding comes to the conference.

    Source: derived; TIM-13.
    """
    for person in scenario.people:
        comes = model.new_bool_var(f"comes[{person.id}]")
        model.add_bool_or(~comes, *(decisions.attends[person.id, mode] for mode in MODES))
        nowhere = model.add_bool_and(~decisions.is_at[person.id, holding.id] for holding in scenario.holdings)
        nowhere.only_enforce_if(~comes)


def nobody_is_in_two_places(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody is at two holdings that overlap, nor at two of one session but for its roles and who assists them.

    Source: derived; TIM-13.
    """
    possible = {(holding_id, first) for _, holding_id, first in decisions.is_at_from}
    covering = [
        [place for place in starts if place in possible] for starts in starts_covering_each_slot(scenario).values()
    ]
    for person in scenario.people:
        for starts in covering:
            if len(starts) > 1:
                model.add_at_most_one(decisions.is_at_from[person.id, *place] for place in starts)
        for session in scenario.sessions:
            if session.offered > 1 and session.roles.isdisjoint({person.id, person.assists}):
                model.add_at_most_one(decisions.is_at[person.id, h.id] for h in scenario.holdings_of[session.id])


def people_are_there_when_their_session_is(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody is at a holding that starts before they arrive or ends after they leave.

    Source: derived; TIM-13.
    """
    model.add_bool_and(
        ~is_at_from
        for (person_id, holding_id, first), is_at_from in decisions.is_at_from.items()
        if not is_present(scenario.person[person_id], runs(scenario, scenario.holding[holding_id].session)[first])
    )


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
            size = holding.session.size
            model.add_linear_constraint(present, size.least, size.most).with_name(holding.id)
        in_person = LinearExpr.sum([_seated(model, decisions, person, holding) for person in scenario.people])
        seats = [decisions.is_in[holding.id, room.id] * room.capacity for room in scenario.rooms]
        model.add(in_person <= LinearExpr.sum(seats)).with_name(holding.id)


def _seated(model: CpModel, decisions: Decisions, person: Person, holding: Holding) -> LinearExpr:
    """1 at least when the person is at the holding in person."""
    is_at = decisions.is_at[person.id, holding.id]
    if "remote" not in person.modes:
        return is_at
    seated = model.new_bool_var("")
    model.add_bool_or(seated, ~is_at, ~decisions.attends[person.id, "in_person"])
    return seated


def closed_sessions_admit_only_their_own(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A closed-door session is attended by its category and its invited, in person, and by their assistants.

    Source: founding study (closed-door sessions per category); SEC-11.
    """
    for holding in (holding for holding in scenario.holdings if holding.session.kind == "closed_door"):
        for person in scenario.people:
            is_at = decisions.is_at[person.id, holding.id]
            if not _is_vetted(scenario, person, holding):
                model.add_bool_or(~is_at, ~decisions.attends[person.id, "remote"])
            if person.assists is not None:
                model.add_implication(is_at, decisions.is_at[person.assists, holding.id])
            elif not admits(scenario, holding.session, person):
                model.add(is_at == 0)


def _is_vetted(scenario: Scenario, person: Person, holding: Holding) -> bool:
    """Whether a pin locks the person into the holding."""
    return any(
        pin.decision == "attend" and pin.pin == "lock" and (pin.person, pin.holding) == (person.id, holding.id)
        for pin in scenario.pins
    )


def regional_sessions_seat_their_region(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A session with a region is attended only by that region, its invited, people in its roles, and assistants.

    Source: UN regional groups; GANHRI regional networks; DEL-08.
    """
    for holding in scenario.holdings:
        session = holding.session
        if session.region is not None:
            model.add_bool_and(
                ~decisions.is_at[person.id, holding.id]
                for person in scenario.people
                if not (is_in_region(scenario, session, person) or _is_expected(session, person))
            )


def invited_sessions_admit_the_invited(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A session by invitation is attended only by its invited, people in its roles, and assistants.

    Source: derived; SEC-11.
    """
    for holding in scenario.holdings:
        if holding.session.attendance == "invited":
            model.add_bool_and(
                ~decisions.is_at[person.id, holding.id]
                for person in scenario.people
                if not _is_expected(holding.session, person)
            )


def _is_expected(session: Session, person: Person) -> bool:
    """Invited, in a role, or an assistant, who goes where their person goes."""
    return person.id in session.invited or person.id in session.roles or person.assists is not None


def required_sessions_are_attended(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A required session is attended by everyone it admits who is there; people in roles attend every holding.

    Source: founding study (network meetings); TIM-13.
    """
    for session in scenario.sessions:
        holdings = scenario.holdings_of[session.id]
        for role in sorted(session.roles):
            comes = LinearExpr.sum([decisions.attends[role, mode] for mode in MODES])
            for holding in holdings:
                model.add(decisions.is_at[role, holding.id] >= comes).with_name(f"{role} {session.id}")
        if session.attendance == "required":
            modes = MODES[:1] if session.kind == "closed_door" else MODES
            for person in scenario.people:
                if person.assists is None and admits(scenario, session, person):
                    comes = LinearExpr.sum([decisions.attends[person.id, mode] for mode in modes])
                    is_at = LinearExpr.sum([decisions.is_at[person.id, holding.id] for holding in holdings])
                    missed = [_starts_without(scenario, decisions, person, holding) for holding in holdings]
                    model.add(is_at + LinearExpr.sum(missed) >= comes).with_name(f"{person.id} {session.id}")


def everyone_can_follow(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone understands all languages that may be spoken, or one interpreted into, or signs, or it is waived.

    Source: founding study (translation support); coverage condition derived from AIIC definitions.
    Encoding: a literal for each set of languages that people at a holding understand; many understand the same.
    """
    for holding in scenario.holdings:
        is_interpreted: dict[frozenset[str], IntVar] = {}
        for person in scenario.people:
            if needs_an_outgoing_language(scenario, person, holding.session):
                known = person.understands & set(scenario.conference.languages)
                if known not in is_interpreted:
                    is_interpreted[known] = model.new_bool_var(
                        f"is_interpreted[{holding.id},{'|'.join(sorted(known))}]"
                    )
                    outgoing = (decisions.outgoing[holding.id, language] for language in sorted(known))
                    model.add_bool_or(~is_interpreted[known], *outgoing)
                is_at = decisions.is_at[person.id, holding.id]
                model.add_bool_or(~is_at, is_interpreted[known]).with_name(f"{person.id} {holding.session.id}")


def needs_an_outgoing_language(scenario: Scenario, person: Person, session: Session) -> bool:
    """Whether the person follows the session only in a language interpreted into."""
    follows = person.understands.issuperset(session.floor_languages) or needs_sign_team(scenario, person, session)
    waived = {(waiver.person, waiver.session) for waiver in scenario.waivers}
    return not follows and (person.id, session.id) not in waived


def speakers_have_an_active_floor_language(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone who chairs, speaks or reports at a holding has a floor language among their active ones, or signs.

    Source: AIIC language classification (active and passive).
    """
    for holding in scenario.holdings:
        session = holding.session
        silent = [person.id for person in scenario.people if not has_a_voice(scenario, session, person)]
        model.add_bool_and(~decisions.chairs[person_id, holding.id] for person_id in silent)
        model.add_bool_and(
            ~decisions.is_at[person_id, holding.id] for person_id in silent if person_id in session.roles
        )


def holdings_have_their_chairs(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Every holding has exactly the chairs it needs, the named ones among them, all present and able.

    Source: founding study (rotating Chairs); DEL-21.
    """
    for holding in scenario.holdings:
        session = holding.session
        chairs = [decisions.chairs[person.id, holding.id] for person in scenario.people]
        needed = max(session.chairs_needed, len(session.chairs))
        model.add(LinearExpr.sum(chairs) == needed).with_name(holding.id)
        model.add_bool_and(decisions.chairs[p.id, holding.id] for p in scenario.people if p.id in session.chairs)
        able = [person.can_chair or person.id in session.chairs for person in scenario.people]
        for person, is_able, chairs_it in zip(scenario.people, able, chairs, strict=True):
            if is_able:
                model.add_implication(chairs_it, decisions.is_at[person.id, holding.id])
        model.add_bool_and(~chairs_it for is_able, chairs_it in zip(able, chairs, strict=True) if not is_able)


def chairs_rotate(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody unnamed chairs who chaired at the last meeting; nobody chairs more holdings than the limit.

    Source: founding study (system of rotating Chairs); UN General Assembly; DEL-19, DEL-21.
    """
    policy = scenario.policy.allocation
    resting = chaired_last_meeting(scenario) if policy.chairs_rotate else frozenset()
    for person in scenario.people:
        chairs = [(holding, decisions.chairs[person.id, holding.id]) for holding in scenario.holdings]
        if policy.times_chairing is not None:
            model.add(LinearExpr.sum([chairs_it for _, chairs_it in chairs]) <= policy.times_chairing)
        if person.id in resting:
            model.add_bool_and(~chairs_it for holding, chairs_it in chairs if person.id not in holding.session.chairs)


def chairs_span_regions_categories_and_genders(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Among all chairs are at least as many UN groups, categories and genders as the policy asks.

    Source: founding study; gender panel pledge (International Gender Champions); DEL-11, DEL-21.
    """
    policy = scenario.policy.allocation
    asked = {"region": policy.chairs_regions, "category": policy.chairs_categories, "gender": policy.chairs_genders}
    for quality, least in asked.items():
        groups: defaultdict[str, list[IntVar]] = defaultdict(list)
        for person in scenario.people:
            group = qualities(scenario, person)[quality]
            if group is not None:
                groups[group] += [decisions.chairs[person.id, holding.id] for holding in scenario.holdings]
        present = []
        for chairs in groups.values():
            present.append(model.new_bool_var(""))
            model.add(present[-1] <= LinearExpr.sum(chairs))
        model.add(LinearExpr.sum(present) >= least).with_name(quality)


def qualities(scenario: Scenario, person: Person) -> dict[str, str | None]:
    """What chairs are told apart by."""
    delegation = scenario.delegation.get(person.delegation or "")
    return {
        "region": delegation.un_region if delegation else None,
        "category": person.category,
        "gender": None if person.gender == "unstated" else person.gender,
    }


def institutions_below_status_a_hold_no_office(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody in the NHRI category chairs whose institution has status B.

    Source: GANHRI Statute (voting and office for status A only); DEL-06.
    """
    for person in scenario.people:
        if is_below_status_a(scenario, person):
            model.add_bool_and(~decisions.chairs[person.id, holding.id] for holding in scenario.holdings)


def decision_sessions_have_their_quorum(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """At a decision session each category is there for the stated share of the delegations that come.

    Source: ILO (complete tripartite delegations); GANHRI Statute; DEL-02, DEL-05, DEL-06.
    """
    percent = scenario.policy.allocation.quorum_percent
    comes = _delegations_that_come(model, scenario, decisions)
    pool = defaultdict(list)
    for person in scenario.people:
        pool[person.delegation, person.category].append(person.id)
    for holding in (holding for holding in scenario.holdings if holding.session.decision):
        for category in DELEGATION_CATEGORIES:
            voting = [d.id for d in scenario.delegations if category != "nhri" or d.nhri_status == "A"]
            present = []
            for delegation_id in voting:
                members = [decisions.is_at[person_id, holding.id] for person_id in pool[delegation_id, category]]
                present.append(model.new_bool_var(""))
                model.add(present[-1] <= LinearExpr.sum(members))
            coming = LinearExpr.sum([comes[delegation_id] for delegation_id in voting])
            model.add(100 * LinearExpr.sum(present) >= percent * coming).with_name(f"{holding.id} {category}")


def _delegations_that_come(model: CpModel, scenario: Scenario, decisions: Decisions) -> dict[str, IntVar]:
    """True at least for every delegation of which somebody comes."""
    comes = {delegation.id: model.new_bool_var("") for delegation in scenario.delegations}
    for person in scenario.people:
        if person.delegation is not None:
            for mode in MODES:
                model.add_implication(decisions.attends[person.id, mode], comes[person.delegation])
    return comes


def separated_people_stay_apart(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """No two people of a separation group are at one holding or, where one asks for it, at one session.

    Source: safeguarding practice; SEC-21.
    """
    for one, other in combinations(scenario.separations, 2):
        if one.group == other.group and {one.person, other.person} <= scenario.person.keys():
            whole_session = "session" in (one.scope, other.scope)
            for first in scenario.holdings:
                for second in scenario.holdings:
                    if first is second or (whole_session and first.session == second.session):
                        model.add_bool_or(
                            ~decisions.is_at[one.person, first.id], ~decisions.is_at[other.person, second.id]
                        )


def everyone_keeps_some_favourites(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Every participant with enough stated preferences attends at least the floor of their favourites.

    Source: derived (a cheap plan must not move the sole speaker of a language out of her theme).
    """
    floor = scenario.policy.allocation.favourites_floor
    for person_id, wished in favourites(scenario).items():
        received = [is_at_session(model, scenario, decisions, person_id, session) for session in wished]
        for mode in MODES:
            comes = decisions.attends[person_id, mode]
            model.add(LinearExpr.sum(received) >= floor * comes).with_name(person_id)


def assistants_stay_with_their_person(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """An assistant is at exactly the holdings at which the person they accompany is.

    Source: JIU/REP/2018/6 (accessibility of conferences); TRV-16.
    """
    for person in scenario.people:
        if person.assists is not None:
            for holding in scenario.holdings:
                model.add(decisions.is_at[person.id, holding.id] == decisions.is_at[person.assists, holding.id])


def pinned_seats_are_kept(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A pin of `attend` or `chair` has a participant at a holding, or in its chair, or keeps them out of it.

    Source: organisers' practice (locked assignments).
    """
    families = {"attend": decisions.is_at, "chair": decisions.chairs}
    for pin in scenario.pins:
        if pin.decision in families and pin.person in scenario.person and pin.holding in scenario.holding:
            does = families[pin.decision][pin.person, pin.holding]
            if pin.pin == "forbid":
                model.add(does == 0).with_name(pin.id)
            else:
                for mode in MODES:
                    model.add(does >= decisions.attends[pin.person, mode]).with_name(pin.id)
