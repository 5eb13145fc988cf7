"""HARD_RULES: every hard rule of the planner; the model's table of contents.

A rule is one function `(model, scenario, decisions) -> None` in the file of the last area it restricts, named as the
sentence that `docs/rules.md` explains. Each belongs to one of the three linked problems.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel

from planner.model import allocation, grants, interpreting, selection, timetable, travel
from planner.model.decisions import Decisions
from planner.plan import LinkedProblem
from planner.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class HardRule:
    """A rule and the linked problem that must keep it."""

    problem: LinkedProblem
    apply: Callable[[CpModel, Scenario, Decisions], None]

    @property
    def name(self) -> str:
        return self.apply.__name__

    @property
    def area(self) -> str:
        """`selection travel timetable allocation interpreting`; what grants pay is part of travel."""
        module = self.apply.__module__.rpartition(".")[2]
        return "travel" if module == "grants" else module


HARD_RULES: tuple[HardRule, ...] = (
    HardRule("delegation", selection.people_attend_in_one_accepted_mode),
    HardRule("delegation", selection.seats_are_filled_or_reported_open),
    HardRule("delegation", selection.institutions_without_a_national_status_hold_no_nhri_seat),
    HardRule("delegation", selection.women_hold_their_share_of_seats),
    HardRule("delegation", selection.organisations_send_no_more_than_their_cap),
    HardRule("delegation", selection.people_attend_no_more_meetings_in_a_row),
    HardRule("delegation", selection.delegations_keep_a_returning_member),
    HardRule("delegation", selection.visas_can_be_issued_in_time),
    HardRule("delegation", selection.people_in_named_roles_come),
    HardRule("delegation", selection.mandated_experts_come),
    HardRule("delegation", selection.deputies_come_only_in_place_of_their_member),
    HardRule("delegation", selection.assistants_come_with_their_person),
    HardRule("delegation", selection.regions_keep_their_seats),
    HardRule("delegation", selection.pinned_choices_of_people_are_kept),
    HardRule("delegation", travel.travellers_take_one_reasonable_route),
    HardRule("delegation", travel.each_cost_line_has_one_payer),
    HardRule("delegation", travel.people_pay_only_what_they_offered),
    HardRule("delegation", grants.grants_pay_only_whom_and_what_they_may),
    HardRule("delegation", grants.languages_are_paid_for),
    HardRule("delegation", grants.grants_stay_within_their_ceilings),
    HardRule("delegation", grants.grants_keep_their_caps),
    HardRule("delegation", grants.grants_keep_their_minimum_shares),
    HardRule("delegation", grants.grants_keep_their_maximum_shares),
    HardRule("delegation", grants.grants_keep_their_part_of_each_cost),
    HardRule("delegation", grants.grants_pay_fares_on_their_carriers),
    HardRule("delegation", grants.countries_have_no_more_funded_people_than_the_cap),
    HardRule("delegation", grants.nobody_is_funded_beyond_the_cap_or_before_reporting),
    HardRule("delegation", interpreting.participants_understand_a_conference_language),
    HardRule("programme", timetable.sessions_are_held_as_often_as_offered),
    HardRule("programme", timetable.sessions_lie_in_slots_that_allow_them),
    HardRule("programme", timetable.rooms_host_one_session_at_a_time),
    HardRule("programme", timetable.rooms_suit_their_sessions),
    HardRule("programme", timetable.plenaries_run_alone),
    HardRule("programme", timetable.parallel_sessions_stay_within_the_cap),
    HardRule("programme", timetable.sessions_follow_their_prerequisites),
    HardRule("programme", timetable.grouped_sessions_share_their_window),
    HardRule("programme", timetable.people_in_roles_are_present_and_awake),
    HardRule("programme", timetable.people_in_roles_have_rested),
    HardRule("programme", timetable.protected_windows_are_kept),
    HardRule("programme", timetable.pinned_times_and_rooms_are_kept),
    HardRule("programme", allocation.only_participants_are_seated),
    HardRule("programme", allocation.nobody_is_in_two_places),
    HardRule("programme", allocation.people_are_there_when_their_session_is),
    HardRule("programme", allocation.holdings_keep_their_size),
    HardRule("programme", allocation.closed_sessions_admit_only_their_own),
    HardRule("programme", allocation.regional_sessions_seat_their_region),
    HardRule("programme", allocation.invited_sessions_admit_the_invited),
    HardRule("programme", allocation.required_sessions_are_attended),
    HardRule("programme", allocation.everyone_can_follow),
    HardRule("programme", allocation.speakers_have_an_active_floor_language),
    HardRule("programme", allocation.holdings_have_their_chairs),
    HardRule("programme", allocation.chairs_rotate),
    HardRule("programme", allocation.chairs_span_regions_categories_and_genders),
    HardRule("programme", allocation.institutions_below_status_a_hold_no_office),
    HardRule("programme", allocation.decision_sessions_have_their_quorum),
    HardRule("programme", allocation.separated_people_stay_apart),
    HardRule("programme", allocation.everyone_keeps_some_favourites),
    HardRule("programme", allocation.assistants_stay_with_their_person),
    HardRule("programme", allocation.pinned_seats_are_kept),
    HardRule("programme", interpreting.outgoing_languages_are_conference_languages),
    HardRule("programme", interpreting.booths_fit_their_rooms),
    HardRule("roster", interpreting.teams_meet_the_profile),
    HardRule("roster", interpreting.booths_have_two_voices),
    HardRule("roster", interpreting.people_who_sign_have_a_team),
    HardRule("roster", interpreting.sign_teams_speak_a_floor_language),
    HardRule("roster", interpreting.interpreters_work_into_their_own_languages),
    HardRule("roster", interpreting.booths_understand_the_floor_or_take_relay),
    HardRule("roster", interpreting.pinned_interpreters_are_kept),
    HardRule("roster", interpreting.interpreters_work_in_one_place_at_a_time),
    HardRule("roster", interpreting.interpreters_work_on_their_days),
    HardRule("roster", interpreting.interpreters_work_two_sittings_a_day),
    HardRule("roster", interpreting.interpreters_rest_between_sittings),
    HardRule("roster", interpreting.interpreters_stay_within_their_week),
    HardRule("roster", interpreting.excluded_interpreters_stay_out_of_closed_sessions),
    HardRule("roster", interpreting.closed_sessions_of_different_categories_share_no_interpreter),
)
