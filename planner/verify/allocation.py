"""People in sessions: each rule looked up in the plan."""

from collections.abc import Iterator
from itertools import combinations, product

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.people import DELEGATION_CATEGORIES, DelegationCategory, Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.verify import admission, chairs, pins, pool, wishes
from planner.verify.calendar import Engagement, clashes, diaries, engagements, is_there
from planner.verify.check import Check


def only_participants_are_seated(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Everyone listed at a holding is among the plan's people."""
    for engagement in engagements(scenario, plan):
        for person in sorted(set(engagement.planned.attends) - plan.people.keys()):
            yield Violation(
                rule="only_participants_are_seated",
                subject=f"{person} {engagement.id}",
                message="is at a holding but does not come",
            )


def nobody_is_in_two_places(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Reads everyone's diary for overlaps and for sessions attended twice without a role."""
    for person, diary in sorted(diaries(engagements(scenario, plan)).items()):
        for one, other in clashes(diary):
            yield Violation(
                rule="nobody_is_in_two_places", subject=f"{person} {one.id} {other.id}", message="is at both at once"
            )
        for session in sorted(_attended_twice(scenario.person[person], diary)):
            yield Violation(
                rule="nobody_is_in_two_places",
                subject=f"{person} {session}",
                message="is at two holdings of a session without a role in it",
            )


def _attended_twice(person: Person, diary: list[Engagement]) -> set[str]:
    """Assistants go wherever the role of their person calls them."""
    without_role = [each.session.id for each in diary if not {person.id, person.assists} & each.session.roles]
    return {session for session in without_role if without_role.count(session) > 1}


def people_are_there_when_their_session_is(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Reads everyone's diary against their arrival and departure."""
    for person, diary in sorted(diaries(engagements(scenario, plan)).items()):
        for engagement in diary:
            if not is_there(scenario.person[person], engagement):
                yield Violation(
                    rule="people_are_there_when_their_session_is",
                    subject=f"{person} {engagement.id}",
                    message="has not arrived or has left",
                )


def holdings_keep_their_size(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Everyone counts for the size; chairs in the room are for people who come in person."""
    for engagement in engagements(scenario, plan):
        everyone = set(engagement.planned.attends)
        present = sum(_is_in_person(plan, person) for person in everyone)
        capacity = scenario.room[engagement.planned.room].capacity
        size = engagement.session.size
        if size is not None and not size.least <= len(everyone) <= size.most:
            message = f"{len(everyone)} people, its size is {size.least}..{size.most}"
        elif present > capacity:
            message = f"{present} people in a room of {capacity}"
        else:
            continue
        yield Violation(rule="holdings_keep_their_size", subject=engagement.id, message=message)


def _is_in_person(plan: Plan, person: str) -> bool:
    return person in plan.people and plan.people[person].attends == "in_person"


def closed_sessions_admit_only_their_own(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Looks at everyone behind a closed door."""
    for engagement in engagements(scenario, plan):
        session = engagement.session
        for person in _people_at(scenario, engagement) if admission.is_closed(session) else ():
            is_remote = person.id in plan.people and plan.people[person.id].attends == "remote"
            if is_remote and not pins.is_vetted(scenario, session, person):
                fault = "is remote and not vetted"
            elif not admission.is_in_own_category(session, person) and person.assists not in engagement.planned.attends:
                fault = f"is {person.category} and not invited"
            else:
                continue
            yield Violation(
                rule="closed_sessions_admit_only_their_own", subject=f"{person.id} {engagement.id}", message=fault
            )


def _people_at(scenario: Scenario, engagement: Engagement) -> list[Person]:
    return [scenario.person[person] for person in sorted(engagement.planned.attends)]


def regional_sessions_seat_their_region(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Looks at everyone in a session with a region."""
    for engagement in engagements(scenario, plan):
        if engagement.session.region is None:
            continue
        for person in _people_at(scenario, engagement):
            if person.assists is None and not admission.is_in_region(scenario, engagement.session, person):
                yield Violation(
                    rule="regional_sessions_seat_their_region",
                    subject=f"{person.id} {engagement.id}",
                    message=f"is not of {engagement.session.region}",
                )


def invited_sessions_admit_the_invited(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Looks at everyone in a session by invitation."""
    for engagement in engagements(scenario, plan):
        session = engagement.session
        if session.attendance != "invited":
            continue
        admitted = {*session.invited, *session.roles}
        for person in _people_at(scenario, engagement):
            if person.assists is None and person.id not in admitted:
                yield Violation(
                    rule="invited_sessions_admit_the_invited",
                    subject=f"{person.id} {engagement.id}",
                    message="is not invited",
                )


def required_sessions_are_attended(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Goes through all participants: one holding of what they must attend, every holding where they have a role."""
    found = engagements(scenario, plan)
    for person in pool.coming(scenario, plan):
        for session in scenario.sessions:
            holdings = [engagement for engagement in found if engagement.session.id == session.id]
            attended = sum(person.id in engagement.planned.attends for engagement in holdings)
            if attended < _owed(scenario, plan, person, session, holdings):
                yield Violation(
                    rule="required_sessions_are_attended",
                    subject=f"{person.id} {session.id}",
                    message=f"is at {attended} of {len(holdings)} holdings",
                )


def _owed(scenario: Scenario, plan: Plan, person: Person, session: Session, holdings: list[Engagement]) -> int:
    """How many of a session's holdings a participant must be at."""
    if person.id in session.roles:
        return len(holdings)
    is_asked = session.attendance == "required" and person.assists is None
    is_required = is_asked and all(is_there(person, each) for each in holdings)
    return int(is_required and admission.admits(scenario, session, person, plan.people[person.id]))


def everyone_can_follow(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """For each person at a holding: the whole floor without help, one booth to listen to, a sign team, or a waiver."""
    waived = {(waiver.person, waiver.session) for waiver in scenario.waivers if waiver.rule == "everyone_can_follow"}
    for engagement in engagements(scenario, plan):
        floor, outgoing = set(engagement.planned.floor), set(engagement.planned.outgoing)
        for person in _people_at(scenario, engagement):
            follows = floor <= person.understands or outgoing & person.understands
            signs = admission.signs(scenario, engagement.session, person)
            if not follows and not signs and (person.id, engagement.session.id) not in waived:
                yield Violation(
                    rule="everyone_can_follow",
                    subject=f"{person.id} {engagement.id}",
                    message=f"does not understand {', '.join(sorted(floor - person.understands))}",
                )


def speakers_have_an_active_floor_language(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Understanding a language is not enough to hold the floor in it."""
    for engagement in engagements(scenario, plan):
        for person in sorted(admission.speaking(engagement)):
            is_heard = admission.signs(scenario, engagement.session, scenario.person[person])
            if not is_heard and not set(scenario.person[person].active_languages) & set(engagement.planned.floor):
                yield Violation(
                    rule="speakers_have_an_active_floor_language",
                    subject=f"{person} {engagement.id}",
                    message=f"speaks none of {', '.join(engagement.planned.floor)}",
                )


def decision_sessions_have_their_quorum(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Category by category: the delegations that have somebody there, of those that came and count."""
    percent = scenario.policy.allocation.quorum_percent
    for engagement in engagements(scenario, plan):
        for category in DELEGATION_CATEGORIES if engagement.session.decision else ():
            counted = _delegations_that_count(scenario, plan, category)
            there = pool.of_category(_people_at(scenario, engagement), category)
            present = counted & {person.delegation for person in there}
            if len(present) * 100 < percent * len(counted):
                yield Violation(
                    rule="decision_sessions_have_their_quorum",
                    subject=f"{engagement.id} {category}",
                    message=f"{len(present)} of {len(counted)} delegations, at least {percent} %",
                )


def _delegations_that_count(scenario: Scenario, plan: Plan, category: DelegationCategory) -> set[str | None]:
    """Only institutions of status A vote."""
    came = {person.delegation for person in pool.coming(scenario, plan)}
    return {
        delegation.id
        for delegation in scenario.delegations
        if delegation.id in came and (category != "nhri" or delegation.nhri_status == "A")
    }


def separated_people_stay_apart(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Compares the diaries of every two people of a group."""
    diary = diaries(engagements(scenario, plan))
    for one, other in combinations(scenario.separations, 2):
        if one.group != other.group:
            continue
        for mine, theirs in product(diary.get(one.person, ()), diary.get(other.person, ())):
            is_same_session = mine.session.id == theirs.session.id and "session" in (one.scope, other.scope)
            if mine.id == theirs.id or is_same_session:
                yield Violation(
                    rule="separated_people_stay_apart",
                    subject=" ".join(dict.fromkeys((one.person, other.person, mine.id, theirs.id))),
                    message="must not meet",
                )


def everyone_keeps_some_favourites(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Of those whom the worst-off person is found among."""
    floor = scenario.policy.allocation.favourites_floor
    for person, count in sorted(wishes.favourites_attended(scenario, plan).items()):
        if count < floor:
            yield Violation(
                rule="everyone_keeps_some_favourites",
                subject=person,
                message=f"is at {count} of their favourites, at least {floor}",
            )


def assistants_stay_with_their_person(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """At every holding both are there, or neither is."""
    assistants = [person for person in scenario.people if person.assists is not None]
    for engagement in engagements(scenario, plan):
        there = set(engagement.planned.attends)
        for assistant in assistants:
            if (assistant.id in there) != (assistant.assists in there):
                yield Violation(
                    rule="assistants_stay_with_their_person",
                    subject=f"{assistant.id} {assistant.assists} {engagement.id}",
                    message="one is there without the other",
                )


def pinned_seats_are_kept(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Whom each pinned holding lists; a lock only of people who come."""
    for pin in pins.pins_about(scenario, "attend", "chair"):
        planned = pins.holding_of(plan, pin)
        if planned is not None and (pin.pin == "forbid" or pin.person in plan.people):
            listed = planned.attends if pin.decision == "attend" else planned.chairs
            yield from pins.broken_pin("pinned_seats_are_kept", pin, is_so=pin.person in listed)


CHECKS: tuple[Check, ...] = (
    only_participants_are_seated,
    nobody_is_in_two_places,
    people_are_there_when_their_session_is,
    holdings_keep_their_size,
    closed_sessions_admit_only_their_own,
    regional_sessions_seat_their_region,
    invited_sessions_admit_the_invited,
    required_sessions_are_attended,
    everyone_can_follow,
    speakers_have_an_active_floor_language,
    *chairs.CHECKS,
    decision_sessions_have_their_quorum,
    separated_people_stay_apart,
    everyone_keeps_some_favourites,
    assistants_stay_with_their_person,
    pinned_seats_are_kept,
)
