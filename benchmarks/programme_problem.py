"""A programme problem of a middling conference: who is coming is known; sessions, rooms, seats and booths are not.

Thematic sessions held once each, and just as many pairs of slot and room; rooms of differing size that together seat
somewhat more than everyone; six languages, and fewer booths in a room than there are languages that somebody needs.
People state points for sessions of two or three themes above all. Made from a seed.
"""

from random import Random

from benchmarks.given import a_conference, a_person, a_policy, a_room, a_scenario, a_session, slots
from planner.scenario.people import Person
from planner.scenario.programme import Preference, Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Room

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
FIRST_LANGUAGE = {"en": 25, "fr": 20, "es": 20, "ar": 15, "ru": 10, "zh": 10}
"""Percent of people."""
ENGLISH_TOO = 0.35
"""Share of the others who understand English, with which about half of everyone does."""
ONE_MORE = 0.25
"""Share of people who understand a language besides."""
FLOORS = {("en",): 10, ("fr",): 3, ("es",): 2, ("en", "fr"): 4, ("en", "es"): 3, ("en", "ar"): 1, ("en", "ru"): 1}
"""Floor languages to how often a session has them."""
BOOTHS = (3, 4)
SEATS_PER_PERSON = (1.1, 1.3)
"""Seats of all rooms together, for each person."""
ROOM_SHARES = (0.7, 1.4)
"""Of these seats, how much one room has against another."""
THEMES, THEMES_LIKED = 6, (2, 3)
TASTE, OWN_THEME, OF_ALL = (5, 40), 45, (0, 15)
"""Points for any session, for one of a theme that the person likes, and for one that everybody likes."""
MOST_POINTS = 100
STATED = (10, 14)
"""Sessions for which one person states points: those they like best."""
SLOTS_PER_DAY = 4


def programme_problem(people: int, sessions: int, rooms: int, seed: int) -> Scenario:
    """The scenario; `everyone_comes` is its plan before the programme."""
    random = Random(f"{people}x{sessions}/{seed}")
    held = tuple(_session(number, random) for number in range(sessions))
    coming = tuple(_person(number, random) for number in range(people))
    loved = {session.id: random.uniform(*OF_ALL) for session in held}
    when = slots(-(-sessions // rooms), per_day=SLOTS_PER_DAY)
    return a_scenario(
        conference=a_conference(-(-len(when) // SLOTS_PER_DAY), LANGUAGES),
        objective={"delegation": (), "roster": ()},
        policy=a_policy(timetable={"parallel_sessions": rooms}),
        people=coming,
        sessions=held,
        slots=when,
        rooms=_rooms(people, rooms, random),
        preferences=tuple(wish for person in coming for wish in _wishes(person, held, loved, random)),
    )


def _session(number: int, random: Random) -> Session:
    [floor] = random.choices(list(FLOORS), list(FLOORS.values()))
    return a_session(f"th{number}", theme=f"theme{number % THEMES}", floor_languages=floor)


def _person(number: int, random: Random) -> Person:
    [first] = random.choices(list(FIRST_LANGUAGE), list(FIRST_LANGUAGE.values()))
    spoken = [first]
    if first != "en" and random.random() < ENGLISH_TOO:
        spoken.append("en")
    if random.random() < ONE_MORE:
        spoken.append(random.choice([language for language in LANGUAGES[1:] if language != first]))
    return a_person(f"p{number}", languages=tuple(spoken))


def _rooms(people: int, number: int, random: Random) -> tuple[Room, ...]:
    shares = [random.uniform(*ROOM_SHARES) for _ in range(number)]
    seats = random.uniform(*SEATS_PER_PERSON) * people / sum(shares)
    return tuple(a_room(f"r{n}", round(seats * share), booths=random.choice(BOOTHS)) for n, share in enumerate(shares))


def _wishes(
    person: Person, sessions: tuple[Session, ...], loved: dict[str, float], random: Random
) -> tuple[Preference, ...]:
    """Points in steps of five, as people state them."""
    liked = {f"theme{n}" for n in random.sample(range(THEMES), random.randint(*THEMES_LIKED))}
    liking = {
        session.id: random.uniform(*TASTE) + OWN_THEME * (session.theme in liked) + loved[session.id]
        for session in sessions
    }
    best = sorted(liking, key=lambda id: -liking[id])[: random.randint(*STATED)]
    return tuple(
        Preference(person=person.id, session=id, points=min(MOST_POINTS, 5 * round(liking[id] / 5))) for id in best
    )
