"""Who comes: each rule looked up in the plan."""

from collections import Counter
from collections.abc import Iterator

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.people import DELEGATION_CATEGORIES
from planner.scenario.scenario import Scenario
from planner.verify import pins, pool
from planner.verify.check import Check


def people_attend_in_one_accepted_mode(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """A participation has one mode by its form; here it must be one the person accepts."""
    for person in pool.coming(scenario, plan):
        mode = plan.people[person.id].attends
        if mode not in person.modes:
            yield Violation(
                rule="people_attend_in_one_accepted_mode", subject=person.id, message=f"has not accepted to come {mode}"
            )


def seats_are_filled_or_reported_open(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """What is missing below the minimum must equal the report, also where nothing is missing."""
    people = pool.coming(scenario, plan)
    reported = {(seat.delegation, seat.category): seat.seats for seat in plan.open_seats}
    for delegation in scenario.delegations:
        for category in DELEGATION_CATEGORIES:
            seats = delegation.seats.get(category)
            least, most = (seats.least, seats.most) if seats else (0, 0)
            filled = pool.filled_seats(delegation, category, plan, people)
            is_open = max(0, least - filled)
            says_open = reported.get((delegation.id, category), 0)
            if filled > most or says_open != is_open:
                yield Violation(
                    rule="seats_are_filled_or_reported_open",
                    subject=f"{delegation.id} {category}",
                    message=f"{filled} seats filled of at most {most}; {is_open} open, {says_open} reported",
                )


def institutions_without_a_national_status_hold_no_nhri_seat(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Whoever comes in the NHRI category comes for a State whose institution has status A or B."""
    for person in pool.coming(scenario, plan):
        if person.category != "nhri" or person.delegation is None:
            continue
        if not pool.has_national_status(scenario.delegation[person.delegation]):
            yield Violation(
                rule="institutions_without_a_national_status_hold_no_nhri_seat",
                subject=person.id,
                message=f"{person.delegation} has no institution with a national status",
            )


def women_hold_their_share_of_seats(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Over all delegations together, in any mode; the floor is rounded down."""
    delegates = [person for person in pool.coming(scenario, plan) if person.delegation is not None]
    women = sum(person.gender == "woman" for person in delegates)
    floor = len(delegates) * scenario.policy.selection.womens_share_floor_percent // 100
    if women < floor:
        yield Violation(
            rule="women_hold_their_share_of_seats",
            subject=" ".join(sorted(scenario.delegation)),
            message=f"{women} women of {len(delegates)} people, at least {floor}",
        )


def organisations_send_no_more_than_their_cap(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Delegates are counted by organisation, whatever their delegation."""
    cap = scenario.policy.selection.people_per_organisation
    delegates = [person for person in pool.coming(scenario, plan) if person.category in DELEGATION_CATEGORIES]
    for organisation, count in sorted(Counter(person.organisation for person in delegates).items()):
        if count > cap:
            yield Violation(
                rule="organisations_send_no_more_than_their_cap",
                subject=organisation,
                message=f"{count} people, at most {cap}",
            )


def people_attend_no_more_meetings_in_a_row(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """A delegate who was at each of the last meetings up to the cap does not come again."""
    for person in pool.coming(scenario, plan):
        if person.delegation is not None and pool.is_barred(scenario, person):
            yield Violation(
                rule="people_attend_no_more_meetings_in_a_row",
                subject=person.id,
                message=f"attended the last {scenario.policy.selection.consecutive_meetings} meetings",
            )


def delegations_keep_a_returning_member(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """As many as are asked for, or as could come at all where those are fewer."""
    for delegation in scenario.delegations:
        members = pool.of_delegation(scenario.people, delegation)
        returning = {p.id for p in members if pool.attended_last(scenario, p) and pool.may_come(scenario, p)}
        wanted = min(scenario.policy.selection.returning_members, len(returning))
        came = len(returning & plan.people.keys())
        if came < wanted:
            yield Violation(
                rule="delegations_keep_a_returning_member",
                subject=delegation.id,
                message=f"{came} of the people coming were at the last meeting, at least {wanted}",
            )


def visas_can_be_issued_in_time(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Whoever comes in person gets a visa, where one is needed, between release and first day."""
    for person in pool.coming(scenario, plan):
        if plan.people[person.id].attends == "in_person" and not pool.visa_in_time(scenario, person):
            yield Violation(
                rule="visas_can_be_issued_in_time",
                subject=person.id,
                message=f"a visa for {person.nationality} takes {scenario.visa[person.nationality].lead_days} days",
            )


def people_in_named_roles_come(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Every person a session names in a role is in the plan."""
    for session in scenario.sessions:
        for person in sorted(session.roles - plan.people.keys()):
            yield Violation(
                rule="people_in_named_roles_come",
                subject=person,
                message=f"has a role in {session.id} but does not come",
            )


def mandated_experts_come(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Everyone with a mandate is in the plan; how they come is another rule's matter."""
    for person in scenario.people:
        if person.mandated and person.id not in plan.people:
            yield Violation(
                rule="mandated_experts_come", subject=person.id, message="holds a mandate but does not come"
            )


def deputies_come_only_in_place_of_their_member(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Whoever comes as a deputy finds their member absent."""
    for person in pool.coming(scenario, plan):
        if person.deputy_of in plan.people:
            yield Violation(
                rule="deputies_come_only_in_place_of_their_member",
                subject=f"{person.id} {person.deputy_of}",
                message="come together, though one is the other's deputy",
            )


def assistants_come_with_their_person(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Both come in the same mode, or neither comes."""
    for assistant in scenario.people:
        if assistant.assists is None:
            continue
        modes = [plan.people[id].attends if id in plan.people else None for id in (assistant.id, assistant.assists)]
        if modes[0] != modes[1]:
            yield Violation(
                rule="assistants_come_with_their_person",
                subject=f"{assistant.id} {assistant.assists}",
                message=f"one comes {modes[0] or 'not at all'}, the other {modes[1] or 'not at all'}",
            )


def regions_keep_their_seats(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Counts the members of delegations from every region that has a number."""
    policy, people = scenario.policy.selection, pool.coming(scenario, plan)
    for region in sorted({*policy.region_minimums, *policy.region_maximums}):
        count = len(pool.of_region(scenario, people, region))
        least, most = policy.region_minimums.get(region, 0), policy.region_maximums.get(region, len(people))
        if not least <= count <= most:
            yield Violation(
                rule="regions_keep_their_seats",
                subject=region,
                message=f"{count} people of its delegations come, {least} to {most} should",
            )


def pinned_choices_of_people_are_kept(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Who comes, in which mode, and who pays for those who do."""
    rule = "pinned_choices_of_people_are_kept"
    for pin in pins.pins_about(scenario, "select"):
        coming = pins.participation_of(plan, pin)
        yield from pins.broken_pin(rule, pin, is_so=coming is not None and pin.value in ("", coming.attends))
    for pin in pins.pins_about(scenario, "pay"):
        coming = pins.participation_of(plan, pin)
        if coming is not None:
            payers = set(coming.pays.values())
            # A lock is on all of the lines, a ban on any of them.
            is_so = payers <= {pin.value} if pin.pin == "lock" else pin.value in payers
            yield from pins.broken_pin(rule, pin, is_so=is_so)


CHECKS: tuple[Check, ...] = (
    people_attend_in_one_accepted_mode,
    seats_are_filled_or_reported_open,
    institutions_without_a_national_status_hold_no_nhri_seat,
    women_hold_their_share_of_seats,
    organisations_send_no_more_than_their_cap,
    people_attend_no_more_meetings_in_a_row,
    delegations_keep_a_returning_member,
    visas_can_be_issued_in_time,
    people_in_named_roles_come,
    mandated_experts_come,
    deputies_come_only_in_place_of_their_member,
    assistants_come_with_their_person,
    regions_keep_their_seats,
    pinned_choices_of_people_are_kept,
)
