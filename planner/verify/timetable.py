"""Sessions in rooms and slots: each rule looked up in the plan."""

from collections.abc import Iterator
from itertools import pairwise

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.verify import pins
from planner.verify.admission import is_closed
from planner.verify.calendar import Engagement, clashes, engagements, is_there, local_minute, running_at
from planner.verify.check import Check
from planner.verify.windows import read_window


def sessions_are_held_as_often_as_offered(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Every holding is in the plan, and no session runs beside itself."""
    for missing in sorted(scenario.holding.keys() - plan.sessions.keys()):
        yield Violation(rule="sessions_are_held_as_often_as_offered", subject=missing, message="is not held")
    for one, other in clashes(engagements(scenario, plan)):
        if one.session.id == other.session.id:
            yield Violation(
                rule="sessions_are_held_as_often_as_offered",
                subject=f"{one.id} {other.id}",
                message="two holdings of one session overlap",
            )


def sessions_lie_in_slots_that_allow_them(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Walks the slots that a holding occupies; a sitting that ends too soon leaves too few of them."""
    for engagement in engagements(scenario, plan):
        fault = _slot_fault(engagement)
        if fault is not None:
            yield Violation(rule="sessions_lie_in_slots_that_allow_them", subject=engagement.id, message=fault)


def _slot_fault(engagement: Engagement) -> str | None:
    session, slots = engagement.session, engagement.slots
    if len(slots) < session.length_slots:
        return f"needs {session.length_slots} slots, its sitting has {len(slots)} left"
    for slot in slots:
        if slot.kinds and session.kind not in slot.kinds:
            return f"slot {slot.id} is not for {session.kind} sessions"
        if session.allowed_slots and slot.id not in session.allowed_slots:
            return f"slot {slot.id} is not among the session's own"
    return None


def rooms_host_one_session_at_a_time(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """No two holdings that overlap name the same room."""
    for one, other in clashes(engagements(scenario, plan)):
        if one.planned.room == other.planned.room:
            yield Violation(
                rule="rooms_host_one_session_at_a_time",
                subject=f"{one.id} {other.id}",
                message=f"both are in {one.planned.room} at the same time",
            )


def rooms_suit_their_sessions(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Compares what a room offers with what the session, its kind and its remote people need."""
    for engagement in engagements(scenario, plan):
        room = scenario.room[engagement.planned.room]
        offered = {"hybrid": room.hybrid, "step_free": room.step_free, "closed": room.privacy == "closed"}
        needed = set(engagement.session.room_needs)
        if is_closed(engagement.session):
            needed.add("closed")
        if any(_is_remote(plan, person) for person in engagement.planned.attends):
            needed.add("hybrid")
        for need in sorted(needed):
            if not offered[need]:
                yield Violation(
                    rule="rooms_suit_their_sessions", subject=engagement.id, message=f"room {room.id} is not {need}"
                )


def _is_remote(plan: Plan, person: str) -> bool:
    return person in plan.people and plan.people[person].attends == "remote"


def plenaries_run_alone(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Nothing overlaps a plenary or an exclusive session."""
    for one, other in clashes(engagements(scenario, plan)):
        if any(each.session.kind == "plenary" or each.session.exclusive for each in (one, other)):
            yield Violation(
                rule="plenaries_run_alone",
                subject=f"{one.id} {other.id}",
                message="are held at the same time, and one must run alone",
            )


def parallel_sessions_stay_within_the_cap(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """The number running can only grow when a holding starts, so those moments suffice."""
    found = engagements(scenario, plan)
    cap = scenario.policy.timetable.parallel_sessions
    for moment in sorted({engagement.starts for engagement in found}):
        running = [engagement.id for engagement in running_at(found, moment)]
        if len(running) > cap:
            yield Violation(
                rule="parallel_sessions_stay_within_the_cap",
                subject=" ".join(running),
                message=f"{len(running)} are held at the same time, at most {cap}",
            )


def sessions_follow_their_prerequisites(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """No holding starts before the last holding of what it comes after has ended."""
    found = engagements(scenario, plan)
    for later in found:
        for earlier in found:
            if earlier.session.id in later.session.after and later.starts < earlier.ends:
                yield Violation(
                    rule="sessions_follow_their_prerequisites",
                    subject=later.id,
                    message=f"starts before {earlier.id} has ended",
                )


def grouped_sessions_share_their_window(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """The same holding of each session of a group starts in the same slot."""
    groups: dict[tuple[str, str], list[Engagement]] = {}
    for engagement in engagements(scenario, plan):
        if engagement.session.same_window is not None:
            number = engagement.id.rpartition("#")[2]
            groups.setdefault((engagement.session.same_window, number), []).append(engagement)
    for (label, _), group in sorted(groups.items()):
        for one, other in pairwise(group):
            if one.planned.slot != other.planned.slot:
                yield Violation(
                    rule="grouped_sessions_share_their_window",
                    subject=f"{one.id} {other.id}",
                    message=f"belong to {label} and start in different slots",
                )


def people_in_roles_are_present_and_awake(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Follows everyone named in a role to each holding of the session."""
    for engagement in engagements(scenario, plan):
        for name in sorted(engagement.session.roles):
            person = scenario.person[name]
            if not is_there(person, engagement):
                fault = "is not at the conference during the whole holding"
            elif _is_remote(plan, name) and not _is_awake(scenario, person, engagement):
                fault = "would have to speak outside waking hours"
            else:
                continue
            yield Violation(
                rule="people_in_roles_are_present_and_awake", subject=f"{name} {engagement.id}", message=fault
            )


def _is_awake(scenario: Scenario, person: Person, engagement: Engagement) -> bool:
    policy = scenario.policy.timetable
    starts = local_minute(scenario, person, engagement.starts)
    return policy.awake_from <= starts and starts + engagement.ends - engagement.starts <= policy.awake_until


def people_in_roles_have_rested(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """From the arrival of whoever had a long journey to each holding of a session in which they have a role."""
    rest = scenario.policy.timetable.rest_after_long_journey_minutes
    for engagement in engagements(scenario, plan):
        for name in sorted(engagement.session.roles & set(engagement.planned.attends)):
            arrives = scenario.person[name].arrives_after
            if arrives is not None and engagement.starts - arrives < rest and _had_a_long_journey(scenario, plan, name):
                yield Violation(
                    rule="people_in_roles_have_rested",
                    subject=f"{name} {engagement.id}",
                    message=f"{engagement.starts - arrives} minutes after a long journey, at least {rest}",
                )


def _had_a_long_journey(scenario: Scenario, plan: Plan, person: str) -> bool:
    route = plan.people[person].route if person in plan.people else None
    longest = scenario.policy.timetable.long_journey_minutes
    return route is not None and scenario.travel_offer[route].travel_minutes > longest


def protected_windows_are_kept(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Follows plenaries and decisions through the week."""
    for engagement in engagements(scenario, plan):
        if engagement.session.kind != "plenary" and not engagement.session.decision:
            continue
        for text in scenario.policy.timetable.protected_windows:
            if read_window(text).meets(engagement, scenario):
                yield Violation(
                    rule="protected_windows_are_kept", subject=engagement.id, message=f"is going on during {text}"
                )


def pinned_times_and_rooms_are_kept(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Where and when each pinned holding stands in the plan."""
    for pin in pins.pins_about(scenario, "slot", "room"):
        planned = pins.holding_of(plan, pin)
        if planned is not None:
            is_so = pin.value == (planned.slot if pin.decision == "slot" else planned.room)
            yield from pins.broken_pin("pinned_times_and_rooms_are_kept", pin, is_so=is_so)


CHECKS: tuple[Check, ...] = (
    sessions_are_held_as_often_as_offered,
    sessions_lie_in_slots_that_allow_them,
    rooms_host_one_session_at_a_time,
    rooms_suit_their_sessions,
    plenaries_run_alone,
    parallel_sessions_stay_within_the_cap,
    sessions_follow_their_prerequisites,
    grouped_sessions_share_their_window,
    people_in_roles_are_present_and_awake,
    people_in_roles_have_rested,
    protected_windows_are_kept,
    pinned_times_and_rooms_are_kept,
)
