"""Languages, booths and interpreters: each rule looked up in the plan."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.people import Interpreter
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.verify import admission, pins, pool, roster
from planner.verify.admission import is_closed
from planner.verify.calendar import Engagement, clashes, engagements, running_at
from planner.verify.check import Check


def participants_understand_a_conference_language(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """The languages offered are the scenario's, and each participant understands one."""
    for language in sorted(set(plan.conference_languages) - set(scenario.conference.languages)):
        yield Violation(
            rule="participants_understand_a_conference_language",
            subject=language,
            message="is not a language the scenario lets the conference offer",
        )
    for person in pool.coming(scenario, plan):
        if not person.understands & set(plan.conference_languages):
            yield Violation(
                rule="participants_understand_a_conference_language",
                subject=person.id,
                message=f"understands none of {', '.join(plan.conference_languages)}",
            )


def outgoing_languages_are_conference_languages(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Each booth's language is offered by the conference and heard by somebody there."""
    for engagement in engagements(scenario, plan):
        heard = {language for who in engagement.planned.attends for language in scenario.person[who].understands}
        for language in sorted(set(engagement.planned.outgoing) - (heard & set(plan.conference_languages))):
            fault = "is not offered by the conference" if language in heard else "is understood by nobody there"
            yield Violation(
                rule="outgoing_languages_are_conference_languages",
                subject=f"{engagement.id} {language}",
                message=fault,
            )


def booths_fit_their_rooms(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Booths in each room, and the mobile ones up in all rooms whenever a holding starts."""
    found = engagements(scenario, plan)
    for engagement in found:
        room = scenario.room[engagement.planned.room]
        booths, outgoing = room.booths + room.mobile_booths_fit, len(engagement.planned.outgoing)
        if outgoing > booths:
            yield Violation(
                rule="booths_fit_their_rooms",
                subject=engagement.id,
                message=f"{outgoing} outgoing languages, room {room.id} takes {booths} booths",
            )
    stock = scenario.policy.interpreting.mobile_booths
    for moment in sorted({engagement.starts for engagement in found}):
        mobile = sum(_mobile_booths(scenario, engagement) for engagement in running_at(found, moment))
        if mobile > stock:
            yield Violation(
                rule="booths_fit_their_rooms",
                subject=" ".join(engagement.id for engagement in running_at(found, moment)),
                message=f"{mobile} mobile booths at the same time, the venue has {stock}",
            )


def _mobile_booths(scenario: Scenario, engagement: Engagement) -> int:
    return max(0, len(engagement.planned.outgoing) - scenario.room[engagement.planned.room].booths)


def teams_meet_the_profile(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """The whole team, then each booth."""
    policy = scenario.policy.interpreting
    for engagement in engagements(scenario, plan):
        needed, team = roster.interpreters_needed(engagement, policy), roster.spoken_team_of(scenario, engagement)
        if len(team) < needed:
            yield Violation(
                rule="teams_meet_the_profile",
                subject=engagement.id,
                message=f"{len(team)} interpreters, at least {needed}",
            )
        for booth in engagement.planned.outgoing:
            least = policy.bi_active_team if booth in policy.bi_active_languages else 1
            voices = len(engagement.planned.interpreters.get(booth, ()))
            if voices < least:
                yield Violation(
                    rule="teams_meet_the_profile",
                    subject=f"{engagement.id} {booth}",
                    message=f"{voices} in the booth, at least {least}",
                )


def booths_have_two_voices(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Anyone in a booth who works into the language counts, from whichever booth."""
    for engagement in engagements(scenario, plan):
        team = [scenario.interpreter[interpreter] for interpreter in roster.spoken_team_of(scenario, engagement)]
        for language in engagement.planned.outgoing:
            voices = sum(language in interpreter.active for interpreter in team)
            if voices < 2:
                yield Violation(
                    rule="booths_have_two_voices",
                    subject=f"{engagement.id} {language}",
                    message=f"{voices} in the team can work into it, at least 2",
                )


def people_who_sign_have_a_team(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Wherever somebody who signs is listed, their sign language's team."""
    least = scenario.policy.interpreting.sign_team
    for engagement in engagements(scenario, plan):
        for person in (scenario.person[who] for who in sorted(engagement.planned.attends)):
            team = engagement.planned.interpreters.get(person.sign_language or "", ())
            if admission.signs(scenario, engagement.session, person) and len(team) < least:
                yield Violation(
                    rule="people_who_sign_have_a_team",
                    subject=f"{person.id} {engagement.id}",
                    message=f"{len(team)} interpreters of {person.sign_language}, at least {least}",
                )


def sign_teams_speak_a_floor_language(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Whether a floor language is among those that each sign team works into."""
    for engagement in engagements(scenario, plan):
        for sign, team in roster.sign_teams_of(scenario, engagement).items():
            if not any(scenario.interpreter[who].active & set(engagement.planned.floor) for who in team):
                yield Violation(
                    rule="sign_teams_speak_a_floor_language",
                    subject=f"{engagement.id} {sign}",
                    message=f"nobody in the team works into {', '.join(engagement.planned.floor)}",
                )


def interpreters_work_into_their_own_languages(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Into a language of theirs that is wanted there, and from one booth or sign team of a holding only."""
    for engagement in engagements(scenario, plan):
        seats = Counter(who for team in engagement.planned.interpreters.values() for who in team)
        for booth, team in sorted(engagement.planned.interpreters.items()):
            for interpreter in team:
                fault = _booth_fault(scenario, scenario.interpreter[interpreter], booth, engagement)
                if fault is not None or seats[interpreter] > 1:
                    yield Violation(
                        rule="interpreters_work_into_their_own_languages",
                        subject=f"{interpreter} {engagement.id} {booth}",
                        message=fault or "is in two booths",
                    )


def _booth_fault(scenario: Scenario, interpreter: Interpreter, booth: str, engagement: Engagement) -> str | None:
    signed = {scenario.person[who].sign_language for who in engagement.planned.attends}
    if booth not in engagement.planned.outgoing and (booth in scenario.conference.languages or booth not in signed):
        return "the holding is not interpreted into this language"
    return None if booth in interpreter.active else "does not work into this language"


def booths_understand_the_floor_or_take_relay(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Each booth or sign team hears each floor language but its own, if need be by way of one other booth."""
    for engagement in engagements(scenario, plan):
        for booth in (*engagement.planned.outgoing, *roster.sign_teams_of(scenario, engagement)):
            for language in sorted(set(engagement.planned.floor) - {booth}):
                if not _is_heard(scenario, engagement, booth, language):
                    yield Violation(
                        rule="booths_understand_the_floor_or_take_relay",
                        subject=f"{engagement.id} {booth}",
                        message=f"nobody in the booth understands {language}, and no two can give relay from it",
                    )


def _is_heard(scenario: Scenario, engagement: Engagement, booth: str, language: str) -> bool:
    """A pivot whose own language it is adds nothing: whoever understands the pivot then understands the floor."""
    pivots = set(engagement.planned.outgoing) - {booth}
    return _understanding(scenario, engagement, booth, language) > 0 or any(
        _understanding(scenario, engagement, pivot, language) >= 2
        and _understanding(scenario, engagement, booth, pivot) > 0
        for pivot in pivots
    )


def _understanding(scenario: Scenario, engagement: Engagement, booth: str, language: str) -> int:
    """How many in a booth understand a language."""
    team = engagement.planned.interpreters.get(booth, ())
    return sum(language in scenario.interpreter[interpreter].understands for interpreter in team)


def pinned_interpreters_are_kept(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Whom the pinned booth of each pinned holding lists, or any of its booths."""
    for pin in pins.pins_about(scenario, "interpret"):
        planned = pins.holding_of(plan, pin)
        if planned is not None:
            booths = {pin.value} if pin.value else planned.interpreters.keys()
            is_so = any(pin.person in planned.interpreters.get(booth, ()) for booth in booths)
            yield from pins.broken_pin("pinned_interpreters_are_kept", pin, is_so=is_so)


def _rosters(scenario: Scenario, plan: Plan) -> Iterator[tuple[Interpreter, list[Engagement]]]:
    for interpreter, worked in sorted(roster.assignments(engagements(scenario, plan)).items()):
        yield scenario.interpreter[interpreter], worked


def interpreters_work_in_one_place_at_a_time(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Reads each roster for overlaps."""
    for interpreter, worked in _rosters(scenario, plan):
        for one, other in clashes(worked):
            yield Violation(
                rule="interpreters_work_in_one_place_at_a_time",
                subject=f"{interpreter.id} {one.id} {other.id}",
                message="works at both at once",
            )


def interpreters_work_on_their_days(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Reads each roster against the days booked."""
    for interpreter, worked in _rosters(scenario, plan):
        for day in sorted({day for day, _ in roster.sittings_worked(worked)} - set(interpreter.days)):
            yield Violation(
                rule="interpreters_work_on_their_days", subject=interpreter.id, message=f"cannot be booked on {day}"
            )


def interpreters_work_two_sittings_a_day(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Counts the sittings of each day in each roster."""
    limit = scenario.policy.interpreting.sittings_per_day
    for interpreter, worked in _rosters(scenario, plan):
        for day, sittings in Counter(day for day, _ in roster.sittings_worked(worked)).items():
            if sittings > limit:
                yield Violation(
                    rule="interpreters_work_two_sittings_a_day",
                    subject=interpreter.id,
                    message=f"{sittings} sittings on {day}, at most {limit}",
                )


def interpreters_rest_between_sittings(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Measures the gap from each sitting worked to the next, overnight too."""
    rest = scenario.policy.interpreting.rest_minutes
    for interpreter, worked in _rosters(scenario, plan):
        for before, after in pairwise(roster.worked_by_sitting(worked)):
            gap = after[0].starts - max(engagement.ends for engagement in before)
            if gap < rest:
                yield Violation(
                    rule="interpreters_rest_between_sittings",
                    subject=f"{interpreter.id} {before[-1].id} {after[0].id}",
                    message=f"{gap} minutes of rest, at least {rest}",
                )


def interpreters_stay_within_their_week(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Counts sittings in the seven days from each day worked."""
    limit = scenario.policy.interpreting.sittings_per_week
    for interpreter, worked in _rosters(scenario, plan):
        days = [day for day, _ in roster.sittings_worked(worked)]
        for first in sorted(set(days)):
            sittings = sum(first <= day < first + timedelta(days=7) for day in days)
            if sittings > limit:
                yield Violation(
                    rule="interpreters_stay_within_their_week",
                    subject=interpreter.id,
                    message=f"{sittings} sittings in the seven days from {first}, at most {limit}",
                )


def excluded_interpreters_stay_out_of_closed_sessions(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Reads each roster for closed doors."""
    for interpreter, worked in _rosters(scenario, plan):
        for engagement in worked:
            if is_closed(engagement.session) and _is_excluded(interpreter, engagement.session):
                yield Violation(
                    rule="excluded_interpreters_stay_out_of_closed_sessions",
                    subject=f"{interpreter.id} {engagement.id}",
                    message="is excluded, or supplied by a delegation",
                )


def _is_excluded(interpreter: Interpreter, session: Session) -> bool:
    is_shut_out = session.category in interpreter.excluded_categories or session.id in interpreter.excluded_sessions
    return is_shut_out or interpreter.supplied_by is not None


def closed_sessions_of_different_categories_share_no_interpreter(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Reads each roster for closed doors of two categories."""
    for interpreter, worked in _rosters(scenario, plan):
        closed = {engagement.session.category for engagement in worked if is_closed(engagement.session)}
        if len(closed) > 1:
            yield Violation(
                rule="closed_sessions_of_different_categories_share_no_interpreter",
                subject=interpreter.id,
                message=f"works in closed sessions of {', '.join(sorted(map(str, closed)))}",
            )


CHECKS: tuple[Check, ...] = (
    participants_understand_a_conference_language,
    outgoing_languages_are_conference_languages,
    booths_fit_their_rooms,
    teams_meet_the_profile,
    booths_have_two_voices,
    people_who_sign_have_a_team,
    sign_teams_speak_a_floor_language,
    interpreters_work_into_their_own_languages,
    booths_understand_the_floor_or_take_relay,
    pinned_interpreters_are_kept,
    interpreters_work_in_one_place_at_a_time,
    interpreters_work_on_their_days,
    interpreters_work_two_sittings_a_day,
    interpreters_rest_between_sittings,
    interpreters_stay_within_their_week,
    excluded_interpreters_stay_out_of_closed_sessions,
    closed_sessions_of_different_categories_share_no_interpreter,
)
