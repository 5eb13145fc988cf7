"""Smaller scenarios that ask for less: what leaves them without a plan leaves the whole one without.

A conference of 31 States has too large a model for slack everywhere. Two narrower ones together see most of it: the
people who must come, at all times; and everyone, at one time. A plan of the whole, with the others left out or all
times forgotten, is one of theirs: their smallest change bounds that of the whole from below.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from planner.model.eligibility import regions_of
from planner.model.rules import HARD_RULES, HardRule
from planner.plan import LinkedProblem
from planner.scenario.people import Person, Range
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Slot
from planner.solve.shortfalls.attendance import surely_at
from planner.solve.shortfalls.comers import modes_of, must_come
from planner.units import Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """A scenario that asks for less, the problems it sees and the rules by which it asks."""

    scenario: Scenario
    problems: tuple[LinkedProblem, ...]
    rules: Sequence[HardRule] = HARD_RULES


def narrower(scenario: Scenario, problems: tuple[LinkedProblem, ...]) -> tuple[Narrow, ...]:
    """Those that see something of these problems together."""
    timeless = [rule for rule in HARD_RULES if rule.name not in OF_TIMES]
    without_roster: tuple[LinkedProblem, ...] = ("delegation", "programme")
    needed = those_who_must_come(scenario)
    return (
        Narrow(scenario=_where_somebody_listens(needed) if "roster" in problems else needed, problems=problems),
        Narrow(scenario=at_one_time(scenario), problems=without_roster, rules=timeless),
    )


def those_who_must_come(scenario: Scenario) -> Scenario:
    """Nobody else, and nothing that asks for numbers of people."""
    needed = must_come(scenario)
    policy = scenario.policy
    fewer = replace(
        policy,
        selection=replace(policy.selection, womens_share_floor_percent=0, returning_members=0, region_minimums={}),
        allocation=replace(
            policy.allocation, quorum_percent=0, chairs_regions=0, chairs_categories=0, chairs_genders=0
        ),
    )
    return replace(
        scenario,
        policy=fewer,
        people=tuple(person for person in scenario.people if person.id in needed),
        sessions=tuple(_without_numbers(session) for session in scenario.sessions),
        grants=tuple(
            replace(grant, rules=tuple(rule for rule in grant.rules if rule.kind not in ("min_share", "max_share")))
            for grant in scenario.grants
        ),
    )


def _where_somebody_listens(scenario: Scenario) -> Scenario:
    """Without sessions at which nobody has to be: no interpreter has to be there either."""
    return replace(scenario, sessions=tuple(s for s in scenario.sessions if surely_at(scenario, s)))


def _without_numbers(session: Session) -> Session:
    size = None if session.size is None else Range(least=0, most=session.size.most)
    return replace(session, size=size, chairs_needed=0)


OF_TIMES = {
    "sessions_lie_in_slots_that_allow_them",
    "rooms_host_one_session_at_a_time",
    "plenaries_run_alone",
    "parallel_sessions_stay_within_the_cap",
    "sessions_follow_their_prerequisites",
    "grouped_sessions_share_their_window",
    "people_in_roles_are_present_and_awake",
    "people_in_roles_have_rested",
    "protected_windows_are_kept",
    "nobody_is_in_two_places",
    "people_are_there_when_their_session_is",
    "booths_fit_their_rooms",
}
"""Rules about when something is, or what is at the same time."""

_LONG_AGO = Minutes(-(10**6))


def at_one_time(scenario: Scenario) -> Scenario:
    """All first holdings in one slot, all second ones in another; pins of slots are forgotten."""
    most = max((session.offered for session in scenario.sessions), default=1)
    return replace(
        scenario,
        slots=tuple(_slot(scenario, number) for number in range(max(1, most))),
        sessions=tuple(replace(session, length_slots=1, allowed_slots=()) for session in scenario.sessions),
        people=tuple(_excused(person) for person in scenario.people),
        pins=tuple(pin for pin in scenario.pins if pin.decision != "slot"),
    )


def _slot(scenario: Scenario, number: int) -> Slot:
    return replace(
        scenario.slots[0], id=f"time-{number}", starts=Minutes(100 * number), ends=Minutes(100 * number + 60)
    )


def _excused(person: Person) -> Person:
    """Who arrives late or leaves early may miss any session: at one time nobody can say which."""
    is_always_there = person.arrives_after is None and person.leaves_before is None
    return person if is_always_there else replace(person, leaves_before=_LONG_AGO)


def representatives(scenario: Scenario) -> Scenario:
    """With far fewer people: a plan for them is one for all, at which the others stay at home.

    Those who must come, all of regions with a minimum, and one of each delegation and category, rather somebody who can
    chair, a woman, and who understands much. Of 31 States 101 of 236 people: a first programme can take 9 s instead
    of more than 150.
    """
    best: dict[tuple[str | None, str], Person] = {}
    for person in scenario.people:
        if person.delegation is not None and person.assists is None and modes_of(scenario, person):
            home = person.delegation, person.category
            best[home] = min(best.get(home, person), person, key=partial(_order, scenario))
    minimums = scenario.policy.selection.region_minimums
    kept = {*must_come(scenario), *(person.id for person in best.values())}
    kept |= {p.id for p in scenario.people if not minimums.keys().isdisjoint(regions_of(scenario, p))}
    together = kept | {person.assists for person in scenario.people if person.id in kept}
    people = (p for p in scenario.people if p.id in together or p.assists in together)
    return replace(scenario, people=tuple(people))


def _order(scenario: Scenario, person: Person) -> tuple[bool, bool, bool, int]:
    languages = scenario.conference.languages
    lacks_first = languages[0] not in person.understands
    return not person.can_chair, person.gender != "woman", lacks_first, -len(person.understands & set(languages))
