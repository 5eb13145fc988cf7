"""Hard rules: who comes."""

from collections import defaultdict

from ortools.sat.python.cp_model import CpModel, LinearExpr

from planner.model.decisions import Decisions
from planner.model.eligibility import has_no_institution, may_come, regions_of, visa_comes_in_time
from planner.model.history import attended_last_meeting, barred_by_meetings_in_a_row
from planner.scenario.people import DELEGATION_CATEGORIES, MODES, Delegation
from planner.scenario.scenario import Scenario


def people_attend_in_one_accepted_mode(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Whoever comes, comes in one mode that they have accepted.

    Source: founding study, B10; DEL-01.
    """
    for person in scenario.people:
        model.add_at_most_one(decisions.attends[person.id, mode] for mode in MODES)
        for mode in MODES:
            if mode not in person.modes:
                model.add(decisions.attends[person.id, mode] == 0)


def seats_are_filled_or_reported_open(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A category never has more people than seats; what it lacks below its minimum is reported open.

    Source: ILO Constitution Art. 3; DEL-01, DEL-07.
    Encoding: filled + open = max(filled, minimum), so that an open seat is neither invented nor hidden.
    """
    for delegation in scenario.delegations:
        for category in DELEGATION_CATEGORIES:
            seats = delegation.seats[category]
            filled = filled_seats(scenario, decisions, delegation, category)
            model.add(filled <= seats.most)
            enough = model.new_int_var(seats.least, max(seats.least, len(scenario.people)), "")
            model.add_max_equality(enough, [filled, seats.least])
            model.add(filled + decisions.open_seats[delegation.id, category] == enough)


def filled_seats(scenario: Scenario, decisions: Decisions, delegation: Delegation, category: str) -> LinearExpr:
    """Seats of a category that people fill, remote ones only where the delegation counts them."""
    modes = MODES if delegation.remote_counts_complete else MODES[:1]
    return LinearExpr.sum(
        [
            decisions.attends[person.id, mode]
            for person in scenario.people
            if person.delegation == delegation.id and person.category == category
            for mode in modes
        ]
    )


def institutions_without_a_national_status_hold_no_nhri_seat(
    model: CpModel, scenario: Scenario, decisions: Decisions
) -> None:
    """Where a State has no NHRI, or a suspended one, nobody comes in the NHRI category.

    Source: GANHRI Sub-Committee on Accreditation; DEL-06, DEL-07.
    """
    for person in scenario.people:
        if person.category == "nhri" and has_no_institution(scenario, person):
            model.add(_comes(decisions, person.id) == 0).with_name(person.id)


def women_hold_their_share_of_seats(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Of all people coming in a delegation, at least the floor percentage are women, rounded down.

    Source: ILO, women's participation in delegations; DEL-09.
    Encoding: women >= floor(percent x all / 100) is 100 women + 99 >= percent x all.
    """
    percent = scenario.policy.selection.womens_share_floor_percent
    members = [person for person in scenario.people if person.delegation is not None]
    women = LinearExpr.sum([_comes(decisions, person.id) for person in members if person.gender == "woman"])
    everyone = LinearExpr.sum([_comes(decisions, person.id) for person in members])
    model.add(100 * women + 99 >= percent * everyone).with_name("all delegations")


def organisations_send_no_more_than_their_cap(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """No organisation has more people at a meeting than the cap.

    Source: OHCHR, UN Voluntary Fund for Indigenous Peoples; DEL-13.
    """
    by_organisation = defaultdict(list)
    for person in scenario.people:
        if person.delegation is not None:
            by_organisation[person.organisation].append(_comes(decisions, person.id))
    cap = scenario.policy.selection.people_per_organisation
    for organisation, coming in by_organisation.items():
        model.add(LinearExpr.sum(coming) <= cap).with_name(organisation)


def people_attend_no_more_meetings_in_a_row(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody comes again who attended as many of the last meetings in a row as the cap leaves.

    Source: Adaptation Fund Board, terms of members; DEL-16.
    """
    for person_id in barred_by_meetings_in_a_row(scenario):
        model.add(_comes(decisions, person_id) == 0).with_name(person_id)


def delegations_keep_a_returning_member(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Each delegation brings back people of the last meeting, as many as asked for or as still may come.

    Source: ILO Workers' group, continuity; DEL-15.
    """
    returning = attended_last_meeting(scenario) & may_come(scenario)
    for delegation in scenario.delegations:
        members = [p.id for p in scenario.people if p.delegation == delegation.id and p.id in returning]
        asked_for = min(scenario.policy.selection.returning_members, len(members))
        coming = LinearExpr.sum([_comes(decisions, member) for member in members])
        model.add(coming >= asked_for).with_name(delegation.id)


def visas_can_be_issued_in_time(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody comes in person who needs a visa that takes longer than the time left.

    Source: EU Visa Code, Regulation (EC) 810/2009; TRV-10, TRV-17.
    """
    for person in scenario.people:
        if not visa_comes_in_time(scenario, person):
            model.add(decisions.attends[person.id, "in_person"] == 0).with_name(person.id)


def people_in_named_roles_come(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Whoever a session names as chair, speaker or rapporteur comes to the conference.

    Source: founding study (rotating Chairs, mandated experts); DEL-21.
    """
    for person_id in sorted({role for session in scenario.sessions for role in session.roles}):
        model.add(_comes(decisions, person_id) >= 1).with_name(person_id)


def mandated_experts_come(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Whoever holds a mandate comes.

    Source: founding study (Special Rapporteur and regional mechanisms at the Inaugural Conference); DEL-21.
    """
    for person in scenario.people:
        if person.mandated:
            model.add(_comes(decisions, person.id) >= 1).with_name(person.id)


def deputies_come_only_in_place_of_their_member(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Nobody comes who is the deputy of somebody who comes.

    Source: ILO Constitution Art. 3 (substitutes); Green Climate Fund, alternates; DEL-05, DEL-17.
    """
    for person in scenario.people:
        if person.deputy_of is not None:
            model.add(_comes(decisions, person.id) + _comes(decisions, person.deputy_of) <= 1)


def assistants_come_with_their_person(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """An assistant comes exactly when the person they accompany does, in the same mode.

    Source: JIU/REP/2018/6 (accessibility of conferences); TRV-16.
    """
    for person in scenario.people:
        if person.assists is not None:
            for mode in MODES:
                model.add(decisions.attends[person.id, mode] == decisions.attends[person.assists, mode])


def regions_keep_their_seats(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """From each region the policy names come no fewer and no more people of delegations than it says.

    Source: UN regional groups; GANHRI regional networks; Adaptation Fund Board (seats per region); DEL-08, DEL-18.
    """
    policy = scenario.policy.selection
    for region in sorted({*policy.region_minimums, *policy.region_maximums}):
        members = [p.id for p in scenario.people if region in regions_of(scenario, p)]
        coming = LinearExpr.sum([_comes(decisions, member) for member in members])
        most = policy.region_maximums.get(region, len(members))
        model.add_linear_constraint(coming, policy.region_minimums.get(region, 0), most).with_name(region)


def pinned_choices_of_people_are_kept(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A pin of `select` or `pay` holds a person in or out of the conference, or of a payer.

    Source: organisers' practice (locked assignments).
    """
    for pin in scenario.pins:
        if pin.decision == "select" and pin.person in scenario.person:
            chosen = [decisions.attends[pin.person, mode] for mode in MODES if pin.value in ("", mode)]
            model.add(LinearExpr.sum(chosen) == (pin.pin == "lock")).with_name(pin.id)
        elif pin.decision == "pay" and pin.person in scenario.person:
            for (person, _, payer), pays in decisions.pays.items():
                if person == pin.person and (payer == pin.value) != (pin.pin == "lock"):
                    model.add(pays == 0).with_name(pin.id)


def _comes(decisions: Decisions, person_id: str) -> LinearExpr:
    return LinearExpr.sum([decisions.attends[person_id, mode] for mode in MODES])
