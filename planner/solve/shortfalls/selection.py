"""Who comes: what cannot be had of people, seats and quotas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from planner.model.eligibility import regions_of
from planner.scenario.people import DELEGATION_CATEGORIES, Person
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.comers import fills_a_seat, kept_away, modes_of, most_who_can_come, must_come
from planner.solve.shortfalls.shortfall import Shortfall, Step, listed


def _shortfall(step: Step, words: str) -> Shortfall:
    return Shortfall(problem="delegation", step=step, words=words)


def those_who_must_come_can(scenario: Scenario) -> Iterator[Shortfall]:
    """Whoever has a role, a mandate or a pin has a mode left in which to come."""
    for person_id, why in must_come(scenario).items():
        person = scenario.person[person_id]
        if not modes_of(scenario, person):
            reasons = [reason for reason, modes in kept_away(scenario, person) if modes & set(person.modes)]
            accepted = " or ".join(mode.replace("_", " ") for mode in person.modes)
            words = f"{person_id} must come ({why}), accepts to come {accepted}, and {'; '.join(reasons)}"
            yield _shortfall("structure", words)


def seats_hold_those_who_must_come(scenario: Scenario) -> Iterator[Shortfall]:
    """No delegation has more people who must come than seats in their category."""
    needed = [scenario.person[person_id] for person_id in must_come(scenario)]
    for delegation in scenario.delegations:
        for category in DELEGATION_CATEGORIES:
            seated = [
                person.id
                for person in needed
                if (person.delegation, person.category) == (delegation.id, category) and fills_a_seat(scenario, person)
            ]
            most = delegation.seats[category].most
            if len(seated) > most:
                words = f"{delegation.id} {category}: {len(seated)} people must come ({listed(seated)}), seats: {most}"
                yield _shortfall("count", words)


def organisations_may_send_those_who_must_come(scenario: Scenario) -> Iterator[Shortfall]:
    """No organisation has more people who must come than the cap."""
    cap = scenario.policy.selection.people_per_organisation
    by_organisation = defaultdict(list)
    for person_id in must_come(scenario):
        person = scenario.person[person_id]
        if person.delegation is not None:
            by_organisation[person.organisation].append(person_id)
    for organisation, members in by_organisation.items():
        if len(members) > cap:
            words = f"{organisation}: {len(members)} people must come ({listed(members)}), the cap allows {cap}"
            yield _shortfall("count", words)


def regions_have_the_people_asked_for(scenario: Scenario) -> Iterator[Shortfall]:
    """From no region are more people asked for than can come, or have more to come than may."""
    policy, needed = scenario.policy.selection, must_come(scenario)
    for region in sorted({*policy.region_minimums, *policy.region_maximums}):
        members = [person for person in scenario.people if region in regions_of(scenario, person)]
        least, most = policy.region_minimums.get(region, 0), most_who_can_come(scenario, members)
        if least > most:
            words = f"{region}: {least} people asked for, {most} can come (seats, organisations, visas)"
            yield _shortfall("count", words)
        forced = [person.id for person in members if person.id in needed]
        allowed = policy.region_maximums.get(region)
        if allowed is not None and len(forced) > allowed:
            words = f"{region}: {len(forced)} people must come ({listed(forced)}), at most {allowed} may"
            yield _shortfall("count", words)


def enough_women_can_come(scenario: Scenario) -> Iterator[Shortfall]:
    """With as few men as must come, the women who can come reach the floor."""
    percent = scenario.policy.selection.womens_share_floor_percent
    members = [person for person in scenario.people if person.delegation is not None]
    women = most_who_can_come(scenario, [person for person in members if person.gender == "woman"])
    needed = must_come(scenario)
    others = [person.id for person in members if person.gender != "woman" and person.id in needed]
    all_others = max(len(others), fewest_members(scenario) - women)
    floor = percent * (women + all_others) // 100
    if women < floor:
        named = f" ({listed(others)})" if len(others) == all_others else ""
        words = (
            f"women: at least {all_others} others must come in delegations{named}; "
            f"with all {women} women who can come the floor of {percent} % asks for {floor}"
        )
        yield _shortfall("count", words)


def fewest_members(scenario: Scenario) -> int:
    """At least so many people of delegations come in every plan."""
    needed = [scenario.person[person_id] for person_id in must_come(scenario)]
    forced = [person for person in needed if person.delegation is not None]
    return len(forced) + fewest_more(scenario, forced)


def fewest_more(scenario: Scenario, forced: Iterable[Person]) -> int:
    """At least so many people of delegations come besides these, for the regions' minimums."""
    more = {"un": 0, "net": 0}
    forced = list(forced)
    for region, least in scenario.policy.selection.region_minimums.items():
        present = sum(region in regions_of(scenario, person) for person in forced)
        system = region.partition(":")[0]
        more[system] = more.get(system, 0) + max(0, least - present)
    return max(more.values())


def deputies_and_members_are_not_both_needed(scenario: Scenario) -> Iterator[Shortfall]:
    """Nobody must come together with their deputy."""
    needed = must_come(scenario)
    for person in scenario.people:
        member = person.deputy_of
        if member is not None and {person.id, member} <= needed.keys():
            words = (
                f"{person.id} ({needed[person.id]}) is the deputy of {member} ({needed[member]}): "
                "both must come, only one may"
            )
            yield _shortfall("structure", words)


CHECKS = (
    seats_hold_those_who_must_come,
    organisations_may_send_those_who_must_come,
    regions_have_the_people_asked_for,
    enough_women_can_come,
    those_who_must_come_can,
    deputies_and_members_are_not_both_needed,
)
