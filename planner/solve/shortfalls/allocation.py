"""Who is where: seats in rooms, people for sessions, chairs, quorum."""

from collections import defaultdict
from collections.abc import Iterator

from planner.model.allocation import qualities
from planner.model.chairing import has_a_voice, is_below_status_a, may_chair
from planner.model.eligibility import admits
from planner.model.wishes import favourites
from planner.scenario.people import DELEGATION_CATEGORIES
from planner.scenario.programme import Holding
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.attendance import could_be_at, fewest_seated, surely_at, surely_at_each
from planner.solve.shortfalls.comers import most_who_can_come, must_come
from planner.solve.shortfalls.places import places_of
from planner.solve.shortfalls.shortfall import Shortfall, Step, listed


def _shortfall(step: Step, words: str) -> Shortfall:
    return Shortfall(problem="programme", step=step, words=words)


def rooms_seat_those_who_must_be_there(scenario: Scenario) -> Iterator[Shortfall]:
    """Everyone who must be at a holding in person has a seat in its largest room."""
    places = places_of(scenario)
    for holding in scenario.holdings:
        seated = fewest_seated(scenario, holding.session)
        rooms = places[holding.id].rooms
        largest = max(rooms, key=lambda room: room.capacity, default=None)
        if largest is not None and seated > largest.capacity:
            words = (
                f"{holding.id}: at least {seated} people must be there in person, "
                f"the largest suitable room ({largest.id}) holds {largest.capacity}"
            )
            yield _shortfall("count", words)


def sizes_admit_those_who_must_be_there(scenario: Scenario) -> Iterator[Shortfall]:
    """No session is too small for those who must be there."""
    for session in scenario.sessions:
        there = surely_at(scenario, session)
        if session.size is not None and len(there) > session.size.most:
            ids = listed(person.id for person in there)
            words = f"{session.id}: {len(there)} people must be there ({ids}), its size allows {session.size.most}"
            yield _shortfall("count", words)


def sessions_find_enough_people(scenario: Scenario) -> Iterator[Shortfall]:
    """As many people can be at a session as its smallest size asks for, at each of its holdings."""
    for session in scenario.sessions:
        if session.size is not None and session.offered:
            people = list(could_be_at(scenario, Holding(id=session.id, session=session)))
            needed = session.size.least * session.offered
            several = [p for p in people if not session.roles.isdisjoint({p.id, p.assists})]  # at every holding
            most = most_who_can_come(scenario, people) + (session.offered - 1) * len(several)
            if most < needed:
                words = f"{session.id}: {needed} people are asked for, {most} can be there"
                yield _shortfall("count", words)


def holdings_find_their_chairs(scenario: Scenario) -> Iterator[Shortfall]:
    """For every holding as many people can chair as it needs, the named ones among them."""
    for holding in scenario.holdings:
        session = holding.session
        needed = max(session.chairs_needed, len(session.chairs))
        able = [person.id for person in could_be_at(scenario, holding) if may_chair(scenario, session, person)]
        if len(able) < needed:
            words = f"{holding.id} needs {needed} chairs, {len(able)} of those who can come may chair it"
            yield _shortfall("count", words)


def people_in_roles_speak_the_floor(scenario: Scenario) -> Iterator[Shortfall]:
    """Whoever has a role has a floor language of the session among their active ones; chairs may hold the office."""
    for session in scenario.sessions:
        for person in (scenario.person[person_id] for person_id in sorted(session.roles)):
            if not has_a_voice(scenario, session, person):
                words = (
                    f"{person.id} has a role at {session.id} and actively speaks none of its floor languages "
                    f"({listed(session.floor_languages)})"
                )
                yield _shortfall("structure", words)
            elif session.kind == "closed_door" and not admits(scenario, session, person) and person.assists is None:
                yield _shortfall("structure", f"{person.id} has a role at {session.id}, whose doors are closed to them")
            elif person.id in session.chairs and is_below_status_a(scenario, person):
                words = f"{person.id} is named to chair {session.id}; an NHRI of status B holds no office"
                yield _shortfall("structure", words)


def nobody_chairs_more_than_the_limit(scenario: Scenario) -> Iterator[Shortfall]:
    """Nobody is named for more chairs than the limit, and the limit allows for all chairs needed."""
    limit = scenario.policy.allocation.times_chairing
    named: defaultdict[str, int] = defaultdict(int)
    for holding in scenario.holdings:
        for person_id in holding.session.chairs:
            named[person_id] += 1
    for person_id, times in named.items():
        if limit is not None and times > limit:
            yield _shortfall("count", f"{person_id} is named to chair {times} times, the limit is {limit}")


def chairs_are_of_enough_kinds(scenario: Scenario) -> Iterator[Shortfall]:
    """Among all who may chair something are as many regions, categories and genders as asked for."""
    policy = scenario.policy.allocation
    asked = {"region": policy.chairs_regions, "category": policy.chairs_categories, "gender": policy.chairs_genders}
    chairing = [h for h in scenario.holdings if h.session.chairs_needed or h.session.chairs]
    places = sum(max(h.session.chairs_needed, len(h.session.chairs)) for h in chairing)
    able = {p.id: p for h in chairing for p in could_be_at(scenario, h) if may_chair(scenario, h.session, p)}
    for quality, least in asked.items():
        kinds = sorted({kind for person in able.values() if (kind := qualities(scenario, person)[quality])})
        if least > min(len(kinds), places):
            words = (
                f"chairs: of {least} kinds of {quality} asked for, {len(kinds)} have anybody who may chair "
                f"({listed(kinds) or 'none'}), and there are {places} chairs"
            )
            yield _shortfall("count", words)


def decisions_can_have_their_quorum(scenario: Scenario) -> Iterator[Shortfall]:
    """Of the delegations of which somebody must come, each category can be there for the share asked for."""
    percent = scenario.policy.allocation.quorum_percent
    coming = {scenario.person[person_id].delegation for person_id in must_come(scenario)}
    for session in (session for session in scenario.sessions if session.decision and session.offered):
        people = list(could_be_at(scenario, Holding(id=session.id, session=session)))
        for category in DELEGATION_CATEGORIES:
            voting = {d.id for d in scenario.delegations if category != "nhri" or d.nhri_status == "A"}
            able = {p.delegation for p in people if p.category == category} & voting
            if 100 * len(able) < percent * len(coming & voting):
                words = (
                    f"{session.id}: {len(coming & voting)} delegations must come, the quorum asks for {percent} % of "
                    f"them in the {category} category, {len(able)} have anybody for it"
                )
                yield _shortfall("count", words)


def favourites_are_as_many_as_the_floor(scenario: Scenario) -> Iterator[Shortfall]:
    """Those who must come have favourites enough for the number that each is to attend."""
    floor, top = scenario.policy.allocation.favourites_floor, scenario.policy.allocation.top_sessions
    twice = {session.id for session in scenario.sessions if session.offered > 1}
    needed = must_come(scenario)
    wished_by = {p: wished for p, wished in favourites(scenario).items() if p in needed and twice.isdisjoint(wished)}
    short = [person for person, wished in wished_by.items() if len(wished) < floor]
    if short:
        words = f"{listed(short)} must come; of their {top} favourites each is to attend {floor}"
        yield _shortfall("count", words)


def pinned_seats_can_be_kept(scenario: Scenario) -> Iterator[Shortfall]:
    """Nobody is pinned out of a holding at which they must be, nor into one that does not admit them."""
    needed, there = must_come(scenario), surely_at_each(scenario)
    for pin in scenario.pins:
        if pin.decision == "attend" and pin.person in needed and pin.holding in there:
            person, session = scenario.person[pin.person], scenario.holding[pin.holding].session
            if pin.pin == "forbid" and person in there[pin.holding]:
                words = f"pin {pin.id} keeps {pin.person} out of {pin.holding}, where they must be"
                yield _shortfall("structure", words)
            elif pin.pin == "lock" and person.assists is None and not admits(scenario, session, person):
                words = f"pin {pin.id} puts {pin.person}, who must come, into {pin.holding}, which does not admit them"
                yield _shortfall("structure", words)


CHECKS = (
    rooms_seat_those_who_must_be_there,
    sizes_admit_those_who_must_be_there,
    sessions_find_enough_people,
    holdings_find_their_chairs,
    nobody_chairs_more_than_the_limit,
    chairs_are_of_enough_kinds,
    decisions_can_have_their_quorum,
    favourites_are_as_many_as_the_floor,
    people_in_roles_speak_the_floor,
    pinned_seats_can_be_kept,
)
