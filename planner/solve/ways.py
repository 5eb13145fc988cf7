"""Where an organiser can give way, in their words, and what it weighs.

Rules that protect people (closed doors, separations, who may be paid what) never give way.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """How a rule gives way."""

    words: str
    """With `{subject}`, the ids its constraint is about, and `{amount}`."""
    weight: int
    """Per unit: what one unit weighs against units of other rules."""
    unit: int = 1
    """How much of the constraint's own count one unit is."""
    by_first_id: bool = False
    """Whether one unit serves all constraints about the same first id: one more room is there in every slot."""


_WHOLE = 10**9
"""A unit so large that the constraint is given up altogether."""
_HUNDRED = 100 * 100 * 100
"""Hundred units of the conference currency where cents are counted in hundredths."""

GIVES_WAY: Mapping[str, Way] = {
    "grants_stay_within_their_ceilings": Way("grant {subject}: {amount}00 more, overhead included", 1, _HUNDRED),
    "languages_are_paid_for": Way("own budget for {subject}: {amount}00 more", 1, 100 * 100),
    "people_pay_only_what_they_offered": Way("{subject}: somebody else pays it", 8),
    "grants_keep_their_caps": Way("{subject}: the cap is given up", 10, _WHOLE),
    "grants_keep_their_minimum_shares": Way("grant {subject}: the minimum share is given up", 10, _WHOLE),
    "grants_keep_their_maximum_shares": Way("grant {subject}: the maximum share is given up", 10, _WHOLE),
    "countries_have_no_more_funded_people_than_the_cap": Way("{subject}: {amount} funded beyond the cap", 10),
    "nobody_is_funded_beyond_the_cap_or_before_reporting": Way("{subject} is funded all the same", 20),
    "women_hold_their_share_of_seats": Way("women in {subject}: {amount} below the floor", 50, 100),
    "organisations_send_no_more_than_their_cap": Way("{subject} sends {amount} beyond the cap", 10),
    "people_attend_no_more_meetings_in_a_row": Way("{subject} comes once more in a row", 20),
    "delegations_keep_a_returning_member": Way("{subject}: returning members short: {amount}", 10),
    "visas_can_be_issued_in_time": Way("{subject} gets a visa faster", 30),
    "people_in_named_roles_come": Way("{subject} gives up the role and does not come", 20),
    "mandated_experts_come": Way("{subject} does not come in spite of the mandate", 40),
    "regions_keep_their_seats": Way("{subject}: {amount} outside the range of seats", 15),
    "pinned_choices_of_people_are_kept": Way("pin {subject} is taken back", 6),
    "pinned_times_and_rooms_are_kept": Way("pin {subject} is taken back", 6),
    "pinned_seats_are_kept": Way("pin {subject} is taken back", 6),
    "pinned_interpreters_are_kept": Way("pin {subject} is taken back", 6),
    "sessions_are_held_as_often_as_offered": Way("{subject} is not held", 60),
    "sessions_lie_in_slots_that_allow_them": Way("{subject}: the slot allows the session", 12),
    "rooms_suit_their_sessions": Way("{subject}: the room gets what the session needs", 40),
    "rooms_host_one_session_at_a_time": Way("rooms like {subject}: {amount} more", 30, by_first_id=True),
    "parallel_sessions_stay_within_the_cap": Way("{subject}: {amount} above the cap on sessions at one time", 10),
    "holdings_keep_their_size": Way("{subject}: {amount} beyond its size or the seats of its room", 3),
    "required_sessions_are_attended": Way("{subject}: absence is excused", 15),
    "everyone_can_follow": Way("{subject}: waived, with a reason", 12),
    "holdings_have_their_chairs": Way("{subject}: chairs short: {amount}", 12),
    "chairs_span_regions_categories_and_genders": Way("chairs: kinds of {subject} short: {amount}", 15),
    "decision_sessions_have_their_quorum": Way("{subject}: delegations short of the quorum: {amount}", 40, 100),
    "everyone_keeps_some_favourites": Way("{subject}: favourites below the floor: {amount}", 5),
    "booths_fit_their_rooms": Way("{subject}: booths beyond what its room takes: {amount}", 15),
    "interpreters_work_two_sittings_a_day": Way("{subject}: sittings beyond a day's limit: {amount}", 25),
    "interpreters_stay_within_their_week": Way("{subject}: sittings beyond a week's limit: {amount}", 15),
}
"""Rules that are the organiser's to change, with what one unit of each weighs against the others."""

HIRING, SIGN_HIRING = "interpreters_are_hired", "sign_interpreters_are_hired"
HIRED: Mapping[str, Way] = {
    HIRING: Way("interpreters into {subject}: {amount} more", 20),
    SIGN_HIRING: Way("interpreters who sign {subject}: {amount} more", 4),
}
"""What the rules of the roster give way to: somebody who can be booked every day and understands every language.

A sign team of three weighs less than to excuse whoever signs.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One number that would have to give way, and by how much."""

    rule: str
    subject: str
    amount: int

    @property
    def way(self) -> Way:
        return HIRED[self.rule] if self.rule in HIRED else GIVES_WAY[self.rule]

    @property
    def weight(self) -> int:
        return self.way.weight * self.amount

    def __str__(self) -> str:
        return self.way.words.format(subject=self.subject, amount=self.amount)
