"""Hard rules: sessions into rooms and slots."""

from collections import defaultdict
from itertools import pairwise

from ortools.sat.python.cp_model import CpModel, LinearExpr

from planner.model.decisions import Decisions
from planner.model.slots import is_awake, is_present, protected_slots, runs
from planner.scenario.programme import Holding, Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Room, Slot


def sessions_are_held_as_often_as_offered(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Every holding has one first slot and one room; two holdings of one session never overlap.

    Source: UN meetings practice.
    """
    for holding in scenario.holdings:
        model.add_exactly_one(
            decisions.starts[holding.id, slot.id, room.id] for slot in scenario.slots for room in scenario.rooms
        ).with_name(holding.id)
    for holdings in scenario.holdings_of.values():
        for slot in scenario.slots if len(holdings) > 1 else ():
            model.add_at_most_one(decisions.occupies[holding.id, slot.id] for holding in holdings)


def sessions_lie_in_slots_that_allow_them(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A holding takes consecutive slots of one sitting that allow its kind and that its session allows.

    Source: UN meetings services; TIM-01, TIM-02.
    """
    for holding in scenario.holdings:
        for first, run in runs(scenario, holding.session).items():
            if not allows(holding.session, run):
                forbidden = model.add(_starts_in(scenario, decisions, holding, scenario.slot[first]) == 0)
                if is_whole(holding.session, run):
                    forbidden.with_name(f"{holding.id} {first}")


def allows(session: Session, run: tuple[Slot, ...]) -> bool:
    """Whether a holding of the session may take this run of slots."""
    return is_whole(session, run) and all(
        (not slot.kinds or session.kind in slot.kinds)
        and (not session.allowed_slots or slot.id in session.allowed_slots)
        for slot in run
    )


def is_whole(session: Session, run: tuple[Slot, ...]) -> bool:
    """Whether the run is as long as the session and lies in one sitting."""
    return len(run) == session.length_slots and len({slot.sitting for slot in run}) == 1


def rooms_host_one_session_at_a_time(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """No two holdings are in one room at the same time.

    Source: UN meetings services; TIM-12.
    """
    going_on = defaultdict(list)
    for holding in scenario.holdings:
        for first, run in runs(scenario, holding.session).items():
            for room in scenario.rooms:
                for slot in run:
                    going_on[room.id, slot.id].append(decisions.starts[holding.id, first, room.id])
    for (room_id, slot_id), here_and_now in going_on.items():
        model.add_at_most_one(here_and_now).with_name(f"{room_id} {slot_id}")


def rooms_suit_their_sessions(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A room has what its session asks for, is closed for a closed-door session and hybrid for remote people.

    Source: ISO 2603; founding study (closed-door meetings); TIM-21, SEC-11.
    """
    for holding in scenario.holdings:
        is_hybrid = model.new_bool_var(f"is_hybrid[{holding.id}]")
        for person in scenario.people:
            if "remote" in person.modes:
                is_remote = decisions.attends[person.id, "remote"]
                model.add_bool_or(is_hybrid, ~is_remote, ~decisions.is_at[person.id, holding.id])
        for room in scenario.rooms:
            is_in = decisions.is_in[holding.id, room.id]
            if not suits(holding.session, room):
                model.add(is_in == 0).with_name(f"{holding.id} {room.id}")
            elif not room.hybrid:
                model.add_implication(is_in, ~is_hybrid)


def suits(session: Session, room: Room) -> bool:
    """Whether the room has what the session needs, whoever comes."""
    has = {"hybrid": room.hybrid, "step_free": room.step_free, "closed": room.privacy == "closed"}
    return all(has[need] for need in session.room_needs) and (session.kind != "closed_door" or has["closed"])


def plenaries_run_alone(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """While a plenary or an exclusive session is held, nothing else is.

    Source: general practice; TIM-04.
    """
    for alone in (holding for holding in scenario.holdings if runs_alone(holding)):
        for slot in scenario.slots:
            others = [decisions.occupies[other.id, slot.id] for other in scenario.holdings if other is not alone]
            nothing = model.add_bool_and(~occupies for occupies in others)
            nothing.only_enforce_if(decisions.occupies[alone.id, slot.id])


def runs_alone(holding: Holding) -> bool:
    """Whether nothing else is held while this is."""
    return holding.session.kind == "plenary" or holding.session.exclusive


def parallel_sessions_stay_within_the_cap(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """No more sessions than the cap are held at the same time.

    Source: UNFCCC subsidiary bodies; TIM-03.
    """
    for slot in scenario.slots:
        going_on = LinearExpr.sum([decisions.occupies[holding.id, slot.id] for holding in scenario.holdings])
        model.add(going_on <= scenario.policy.timetable.parallel_sessions).with_name(slot.id)


def sessions_follow_their_prerequisites(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Every holding starts after every holding of the sessions it comes after has ended.

    Source: GANHRI annual meeting (regional groups before plenary); TIM-06, TIM-08.
    Encoding: per pair of slots, not positions: unit propagation sees each clash at once.
    """
    for later in scenario.holdings:
        for earlier in scenario.holdings:
            if earlier.session.id in later.session.after:
                for n, slot in enumerate(scenario.slots):
                    for not_after in scenario.slots[n:]:
                        model.add_bool_or(
                            ~decisions.occupies[later.id, slot.id], ~decisions.occupies[earlier.id, not_after.id]
                        )


def grouped_sessions_share_their_window(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Sessions with one window label start in the same slot, first holdings with first, second with second.

    Source: derived: an absence reveals nothing when all closed meetings are held together; TIM-07, CAL-07.
    """
    groups = defaultdict(list)
    for holding in scenario.holdings:
        if holding.session.same_window is not None:
            number = holding.id.rpartition("#")[2]
            groups[holding.session.same_window, number].append(holding)
    for group in groups.values():
        for one, other in pairwise(group):
            for slot in scenario.slots:
                model.add(_starts_in(scenario, decisions, one, slot) == _starts_in(scenario, decisions, other, slot))


def _starts_in(scenario: Scenario, decisions: Decisions, holding: Holding, slot: Slot) -> LinearExpr:
    return LinearExpr.sum([decisions.starts[holding.id, slot.id, room.id] for room in scenario.rooms])


def people_in_roles_are_present_and_awake(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """People named to chair, speak or report are there throughout and, when remote, in their waking hours.

    Source: ccNSO Council practice on meeting hours; TIM-16, TIM-20.
    """
    for holding in scenario.holdings:
        for person_id in sorted(holding.session.roles):
            person = scenario.person[person_id]
            for first, run in runs(scenario, holding.session).items():
                starts = _starts_in(scenario, decisions, holding, scenario.slot[first])
                if not is_present(person, run):
                    model.add(starts == 0)
                elif not is_awake(scenario, person, run):
                    model.add(starts + decisions.attends[person_id, "remote"] <= 1)


def people_in_roles_have_rested(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody in a role is at a holding of theirs sooner after a long journey than the rest.

    Source: general practice (jet lag); TIM-20.
    """
    policy = scenario.policy.timetable
    for holding in scenario.holdings:
        for person in (scenario.person[role] for role in sorted(holding.session.roles)):
            if person.arrives_after is not None:
                is_at = decisions.is_at[person.id, holding.id]
                long = [
                    decisions.takes[person.id, offer.id]
                    for offer in scenario.offers_from.get(person.origin, ())
                    if offer.travel_minutes > policy.long_journey_minutes
                ]
                for slot in scenario.slots:
                    if slot.starts < person.arrives_after + policy.rest_after_long_journey_minutes:
                        starts = _starts_in(scenario, decisions, holding, slot)
                        model.add(is_at + LinearExpr.sum(long) + starts <= 2)


def protected_windows_are_kept(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """No plenary and no decision session is going on in a protected window.

    Source: general practice (Friday prayer); TIM-15.
    """
    protected = protected_slots(scenario)
    for holding in scenario.holdings:
        if holding.session.kind == "plenary" or holding.session.decision:
            for slot_id in protected:
                model.add(decisions.occupies[holding.id, slot_id] == 0)


def pinned_times_and_rooms_are_kept(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A pin of `slot` or `room` holds a holding in it, or out of it.

    Source: organisers' practice (locked assignments).
    """
    for pin in scenario.pins:
        if pin.holding in scenario.holding:
            holding = scenario.holding[pin.holding]
            if pin.decision == "slot":
                starts = _starts_in(scenario, decisions, holding, scenario.slot[pin.value])
                model.add(starts == (pin.pin == "lock")).with_name(pin.id)
            elif pin.decision == "room":
                model.add(decisions.is_in[holding.id, pin.value] == (pin.pin == "lock")).with_name(pin.id)
