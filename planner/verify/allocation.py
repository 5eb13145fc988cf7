"""People in sessions: each rule looked up in the plan."""

from collections.abc import Iterator

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.verify import admission, pool
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
        for session in sorted(_attended_twice(person, diary)):
            yield Violation(
                rule="nobody_is_in_two_places",
                subject=f"{person} {session}",
                message="is at two holdings of a session without a role in it",
            )


def _attended_twice(person: str, diary: list[Engagement]) -> set[str]:
    without_role = [engagement.session.id for engagement in diary if person not in engagement.session.roles]
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
        if not admission.is_closed(engagement.session):
            continue
        for person in _people_at(scenario, engagement):
            is_remote = person.id in plan.people and plan.people[person.id].attends == "remote"
            if is_remote or not admission.is_in_own_category(engagement.session, person):
                yield Violation(
                    rule="closed_sessions_admit_only_their_own",
                    subject=f"{person.id} {engagement.id}",
                    message="is remote" if is_remote else f"is {person.category} and not invited",
                )


def _people_at(scenario: Scenario, engagement: Engagement) -> list[Person]:
    return [scenario.person[person] for person in sorted(engagement.planned.attends)]


def regional_sessions_seat_their_region(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Looks at everyone in a session with a region."""
    for engagement in engagements(scenario, plan):
        if engagement.session.region is None:
            continue
        for person in _people_at(scenario, engagement):
            if not admission.is_in_region(scenario, engagement.session, person):
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
        for person in sorted(set(engagement.planned.attends) - set(session.invited) - session.roles):
            yield Violation(
                rule="invited_sessions_admit_the_invited", subject=f"{person} {engagement.id}", message="is not invited"
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
    is_required = session.attendance == "required" and all(is_there(person, each) for each in holdings)
    return int(is_required and admission.admits(scenario, session, person, plan.people[person.id]))


def everyone_can_follow(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """For each person at a holding: the whole floor without help, or one booth to listen to."""
    for engagement in engagements(scenario, plan):
        floor, outgoing = set(engagement.planned.floor), set(engagement.planned.outgoing)
        for person in _people_at(scenario, engagement):
            if not floor <= person.understands and not outgoing & person.understands:
                yield Violation(
                    rule="everyone_can_follow",
                    subject=f"{person.id} {engagement.id}",
                    message=f"does not understand {', '.join(sorted(floor - person.understands))}",
                )


def speakers_have_an_active_floor_language(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Understanding a language is not enough to hold the floor in it."""
    for engagement in engagements(scenario, plan):
        for person in sorted(admission.speaking(engagement)):
            if not set(scenario.person[person].active_languages) & set(engagement.planned.floor):
                yield Violation(
                    rule="speakers_have_an_active_floor_language",
                    subject=f"{person} {engagement.id}",
                    message=f"speaks none of {', '.join(engagement.planned.floor)}",
                )


def holdings_have_their_chairs(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """As many chairs as the session needs, present, able, and the named ones among them."""
    for engagement in engagements(scenario, plan):
        session, chairs = engagement.session, set(engagement.planned.chairs)
        able = {person.id for person in scenario.people if person.can_chair} | set(session.chairs)
        if len(chairs) != session.chairs_needed:
            message = f"{len(chairs)} chairs, needs {session.chairs_needed}"
        elif not set(session.chairs) <= chairs:
            message = f"{', '.join(sorted(set(session.chairs) - chairs))} should chair"
        elif not chairs <= set(engagement.planned.attends) & able:
            message = "a chair is not there or cannot chair"
        else:
            continue
        yield Violation(rule="holdings_have_their_chairs", subject=engagement.id, message=message)


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
    holdings_have_their_chairs,
)
