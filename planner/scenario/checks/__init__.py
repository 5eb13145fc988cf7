"""The checks on the whole input, one function each; together they find what single cells do not show."""

from collections.abc import Callable, Iterator

from planner.findings import Problem
from planner.scenario.checks import decided, funding, people, programme, references, venue
from planner.scenario.given import Given

Check = Callable[[Given], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    references.tables_have_rows,
    references.keys_are_unique,
    references.ids_differ_by_more_than_capitals,
    references.references_exist,
    references.names_belong_to_somebody,
    references.the_joint_cut_exists,
    venue.conference_days_are_in_order,
    venue.slots_lie_within_the_conference,
    venue.slots_end_after_they_start,
    venue.slots_do_not_overlap,
    venue.sittings_are_short_and_on_one_day,
    people.delegations_have_people,
    people.members_have_a_delegation,
    people.people_speak_a_language,
    people.people_can_reach_the_conference,
    people.people_arrive_before_they_leave,
    people.deputies_stand_in_for_their_own_side,
    people.nobody_stands_in_for_themselves,
    people.interpreters_can_be_booked,
    people.people_who_sign_can_have_a_team,
    people.languages_have_interpreters,
    programme.titles_are_in_languages_of_the_conference,
    programme.floor_languages_are_of_the_conference,
    programme.sessions_have_what_their_kind_needs,
    programme.regions_have_delegations,
    programme.bounds_name_regions_of_delegations,
    programme.sessions_fit_a_sitting,
    programme.sessions_have_a_room,
    programme.closed_sessions_held_together_have_rooms,
    programme.chairs_are_not_too_many,
    programme.people_in_roles_speak_a_floor_language,
    programme.prerequisites_run_in_no_circle,
    programme.preferences_are_points_or_ranks,
    decided.pins_are_whole,
    decided.pins_name_what_exists,
    funding.currencies_have_rates,
    funding.grants_end_after_they_start,
    funding.selectors_can_be_read,
    funding.grant_rules_have_their_value,
    funding.splits_are_whole,
    funding.languages_have_a_cost,
    funding.allowance_of_the_host_city_is_known,
)
