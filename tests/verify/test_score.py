"""Terms counted by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.plan import Plan
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.units import Cents
from planner.verify.score import count_terms
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_delegation,
    a_grant,
    a_ledger_entry,
    a_person,
    a_plan,
    a_policy,
    a_scenario,
    a_session,
    a_slot,
    a_subsistence,
    a_visa,
    an_expert,
    an_interpreter,
    an_offer,
    an_open_seat,
    held,
    in_person,
    remotely,
    seats,
)
from tests.verify.counting import term


def nothing_held(*people: Any, **given: Any) -> Scenario:
    return a_scenario(people=people, sessions=(), **given)


def coming(*people: str) -> dict[str, Any]:
    return {person: in_person() for person in people}


def test_delegations_are_incomplete_by_state_not_by_seat() -> None:
    # AA lacks two categories and counts once; BB has no institution and lacks nothing; CC lacks a second person.
    scenario = nothing_held(
        a_person("b", delegation="BB"),
        a_person("c", delegation="CC"),
        delegations=(
            a_delegation("AA", seats=seats(state=(1, 1), civil_society=(1, 1))),
            a_delegation("BB", seats=seats(state=(1, 1), nhri=(1, 1)), nhri_status="none"),
            a_delegation("CC", seats=seats(state=(2, 2))),
        ),
    )
    reported = (
        an_open_seat("AA", "state", 1),
        an_open_seat("AA", "civil_society", 1),
        an_open_seat("BB", "nhri", 1),
        an_open_seat("CC", "state", 1),
    )
    assert term("incomplete_delegations", scenario, open_seats=reported) == 2


@pytest.mark.parametrize(("remote_counts", "incomplete"), [(True, 0), (False, 1)])
def test_remote_people_complete_a_delegation_where_they_count(remote_counts: bool, incomplete: int) -> None:
    delegation = a_delegation("AA", seats=seats(state=(1, 1)), remote_counts_complete=remote_counts)
    scenario = nothing_held(a_person("p"), delegations=(delegation,))
    open_seats = (an_open_seat("AA", "state", 1),) if incomplete else ()
    assert term("incomplete_delegations", scenario, people={"p": remotely()}, open_seats=open_seats) == incomplete


WEIGHTS = {
    "cannot_self_fund": 1,
    "first_time": 10,
    "ldc_or_sids": 100,
    "no_permanent_mission": 1_000,
    "language": 10_000,
    "gender": 100_000,
}


def test_marginalised_weight_of_every_reason() -> None:
    # Each reason has its own digit; the one person who has them all stays at home.
    scenario = nothing_held(
        a_person("all", active_languages=("en", "gn"), self_funding=("fare", "visa")),
        delegations=(a_delegation("AA", sids=True, permanent_mission=False),),
        policy=a_policy(selection={"marginalised_weights": WEIGHTS, "underrepresented_languages": ("gn",)}),
    )
    assert term("marginalised_weight_left_out", scenario, people={}) == 111_111


def test_marginalised_weight_of_no_reason() -> None:
    # A man who has been here before, pays for himself, has a mission in the city; an absence is no attendance.
    scenario = nothing_held(
        a_person("none", gender="man", self_funding=("fare", "allowance", "visa"), passive_languages=("gn",)),
        a_person("invited", gender="man", self_funding=("fare", "allowance", "visa")),
        policy=a_policy(selection={"marginalised_weights": WEIGHTS, "underrepresented_languages": ("gn",)}),
        ledger=(a_ledger_entry("none", "2026"), a_ledger_entry("invited", "2026", attended=False)),
    )
    assert term("marginalised_weight_left_out", scenario, people={}) == 10


@pytest.mark.parametrize(("comes", "left_out"), [("heavy", 0), ("light", 2), ("lightest", 3)])
def test_marginalised_weight_counts_only_as_many_as_seats(comes: str, left_out: int) -> None:
    # Weights 3 (woman, first time), 1 (woman) and 0 for one seat: choosing the lighter leaves 2.
    scenario = nothing_held(
        a_person("heavy"),
        a_person("light"),
        a_person("lightest", gender="man"),
        delegations=(a_delegation("AA", seats=seats(state=(0, 1))),),
        policy=a_policy(selection={"marginalised_weights": {"first_time": 2, "gender": 1}}),
        ledger=(a_ledger_entry("light", "2026"), a_ledger_entry("lightest", "2026")),
    )
    assert term("marginalised_weight_left_out", scenario, people=coming(comes)) == left_out


def test_more_people_than_seats_leave_no_weight_behind_and_none_below_zero() -> None:
    # One seat, two come, one of them remotely: best is 1, those who come weigh 2.
    scenario = nothing_held(
        a_person("p"),
        a_person("q"),
        delegations=(a_delegation("AA", seats=seats(state=(0, 1))), a_delegation("BB")),
        policy=a_policy(selection={"marginalised_weights": {"gender": 1}}),
    )
    assert term("marginalised_weight_left_out", scenario, people={"p": in_person(), "q": remotely()}) == 0


FOUR_MEETINGS = tuple(a_ledger_entry("someone", year, delegation=None) for year in ("2022", "2023", "2024", "2025"))


def test_rotation_debt_since_last_attendance_or_joining() -> None:
    # old: joined before all four, never came: 4. new: joined on the day of 2024: 2024 and 2025: 2.
    # back: a colleague came in 2024: 2025 only: 1. here: comes: 0. Together 7.
    scenario = nothing_held(
        a_person("old"),
        a_person("new", joined=date(2024, 4, 1)),
        a_person("back1", organisation="back"),
        a_person("back2", organisation="back"),
        a_person("here"),
        ledger=(*FOUR_MEETINGS, a_ledger_entry("back2", "2024"), a_ledger_entry("back1", "2025", attended=False)),
    )
    assert term("rotation_debt", scenario, people=coming("here")) == 7


def test_rotation_debt_stops_at_its_cap() -> None:
    scenario = nothing_held(a_person("p"), policy=a_policy(selection={"rotation_debt_cap": 3}), ledger=FOUR_MEETINGS)
    assert term("rotation_debt", scenario, people={}) == 3


def test_rotation_debt_is_owed_only_to_those_who_may_come() -> None:
    # No mode, no visa in time, no seat, no status, barred after two in a row: nothing owed.
    # A late visa is no bar to coming remotely: 4. An expert is of no institution that rotates.
    scenario = nothing_held(
        a_person("no_mode", modes=()),
        a_person("no_visa", nationality="CO", modes=("in_person",)),
        a_person("no_seat", category="civil_society"),
        a_person("no_status", category="nhri"),
        a_person("barred", organisation="barred"),
        a_person("remote", nationality="CO"),
        an_expert("expert"),
        delegations=(a_delegation("AA", nhri_status="none", seats=seats(civil_society=(0, 0))),),
        visas=(a_visa("CO", lead_days=71),),
        ledger=(*FOUR_MEETINGS, a_ledger_entry("barred", "2024"), a_ledger_entry("barred", "2025")),
    )
    assert term("rotation_debt", scenario, people={}) == 4


@pytest.mark.parametrize(("target", "missing"), [(20, 0), (21, 1), (50, 2), (75, 3), (100, 4)])
def test_women_missing_to_a_share_rounded_up(target: int, missing: int) -> None:
    # One woman of five delegates, one of them remote; experts do not count.
    # 20 %: one woman is due. 21 %: 1.05, so two. 50 %: 2.5, so three. 75 %: 3.75, so four. 100 %: five.
    scenario = nothing_held(
        a_person("woman"),
        a_person("man1", gender="man"),
        a_person("man2", gender="man", delegation="BB"),
        a_person("other", gender="other"),
        a_person("unstated", gender="unstated"),
        an_expert("expert"),
        policy=a_policy(selection={"womens_share_target_percent": target}),
    )
    people = {**coming("woman", "man1", "man2", "other", "expert"), "unstated": remotely()}
    assert term("women_missing_to_target", scenario, people=people) == missing


def test_women_beyond_the_target_are_not_counted_against_it() -> None:
    scenario = nothing_held(a_person("one"), a_person("two"))
    assert term("women_missing_to_target", scenario, people=coming("one", "two")) == 0


def test_ranks_are_passed_over_pair_by_pair() -> None:
    # third comes before first and second; unranked comes before both, and not before another without rank.
    # The first choice of another category or delegation is nobody's rival: 2 + 2.
    scenario = nothing_held(
        a_person("first", nomination_rank=1),
        a_person("second", nomination_rank=2),
        a_person("third", nomination_rank=3),
        a_person("unranked"),
        a_person("unranked_too"),
        a_person("other_category", category="nhri", nomination_rank=1),
        a_person("other_state", delegation="BB", nomination_rank=1),
    )
    assert term("nomination_ranks_passed_over", scenario, people=coming("third", "unranked")) == 4


def test_cost_is_what_grants_pay_and_languages_cost() -> None:
    # p: fare 100.00 dollars at 0.9 = 90.00 by a grant. Nights: 1 before, 1 between, 2 after; 4 x 100.00 x 20 % = 80.00
    # by another grant (overhead 10 % not counted); visa 5.00 by self. Languages: en 1 000.00, fr unpriced.
    scenario = nothing_held(
        an_expert("p", origin="BOG", nationality="CO", self_funding=("visa",)),
        rates={"USD": Decimal("0.9")},
        travel_offers=(an_offer("direct", currency="USD"),),
        subsistence=(a_subsistence(month="2027-05", rate_cents=Cents(1)), a_subsistence()),
        visas=(a_visa("CO", fee_cents=Cents(500)),),
        grants=(a_grant("one"), a_grant("two", overhead_percent=10)),
        policy=a_policy(
            travel={"nights_after": 2, "lodging_provided": True, "meals_provided": True},
            interpreting={"language_cost_cents": {"en": Cents(100_000)}},
        ),
    )
    trip = in_person(route="direct", pays={"fare": "one", "allowance": "two", "visa": "self"})
    assert term("travel_and_language_cost_cents", scenario, people={"p": trip}) == 9_000 + 8_000 + 100_000


def test_costs_are_rounded_once_with_half_a_cent_up() -> None:
    # 3 nights of 0.01 at 30 % less: 2.1 cents, times 0.5 is 1.05: 1 cent; rounding each night first gives 2 or 0.
    # Fare of 0.05 at 0.5: 2.5 cents: 3.
    scenario = nothing_held(
        an_expert("p", origin="BOG"),
        rates={"USD": Decimal("0.5")},
        travel_offers=(an_offer("direct", currency="USD", cost_cents=Cents(5)),),
        subsistence=(a_subsistence(currency="USD", rate_cents=Cents(1)),),
        policy=a_policy(travel={"meals_provided": True}),
    )
    trip = in_person(route="direct", pays={"fare": "grant", "allowance": "grant"})
    assert term("travel_and_language_cost_cents", scenario, people={"p": trip}) == 4


def test_residents_and_remote_people_cost_no_journey() -> None:
    # A resident owes the visa fee alone; a remote person owes nothing.
    scenario = nothing_held(
        an_expert("resident", nationality="CO"),
        an_expert("remote", origin="BOG", nationality="CO"),
        subsistence=(a_subsistence(),),
        visas=(a_visa("CO", fee_cents=Cents(500)),),
    )
    people = {"resident": in_person(pays={"visa": "grant"}), "remote": remotely()}
    assert term("travel_and_language_cost_cents", scenario, people=people) == 500


def test_co2_of_routes_taken() -> None:
    scenario = nothing_held(
        an_expert("p", origin="BOG"),
        an_expert("q", origin="BOG"),
        an_expert("resident"),
        travel_offers=(an_offer("direct", co2_kg=1_200), an_offer("by_sea", co2_kg=300)),
    )
    people = {"p": in_person(route="direct"), "q": in_person(route="by_sea"), "resident": in_person()}
    assert term("co2_kg", scenario, people=people) == 1_500


def preferences(person: str, **points: int) -> tuple[Preference, ...]:
    return tuple(Preference(person=person, session=session, points=given) for session, given in points.items())


def three_sessions(*preferences: Preference, **given: Any) -> Scenario:
    return a_scenario(
        people=(an_expert("p"), an_expert("q"), an_expert("away")),
        sessions=(a_session("air"), a_session("land"), a_session("water", offered=2)),
        preferences=preferences,
        policy=a_policy(allocation={"top_sessions": 2}),
        **given,
    )


def attended(air: Any = (), land: Any = (), water1: Any = (), water2: Any = ()) -> dict[str, Any]:
    places = {
        "air#1": ("mon1", air),
        "land#1": ("mon2", land),
        "water#1": ("mon3", water1),
        "water#2": ("mon4", water2),
    }
    return {
        "people": coming("p", "q"),
        "sessions": {holding: held(slot, attends=people) for holding, (slot, people) in places.items()},
    }


def test_worst_off_misses_most_of_their_own_favourites() -> None:
    # p's two favourites are water, then air (equal to land, smaller id): p is at land and water, so 1 of 2 missed.
    # q has one opinion only and is not measured, nor is whoever does not come.
    scenario = three_sessions(
        *preferences("p", water=50, land=10, air=10),
        *preferences("q", air=90),
        *preferences("away", air=1, land=1),
    )
    plan = attended(land=("p",), water2=("p",))
    assert term("favourites_missed_by_the_worst_off", scenario, **plan) == 1


def test_worst_off_is_nobody_without_enough_opinions() -> None:
    assert term("favourites_missed_by_the_worst_off", three_sessions(*preferences("p", air=9)), **attended()) == 0


def test_points_are_missed_once_a_session() -> None:
    # p: at the second holding of water, misses land 10 and air 5. q: misses air 90. away does not come: 105.
    scenario = three_sessions(
        *preferences("p", water=50, land=10, air=5), *preferences("q", air=90), *preferences("away", air=7)
    )
    assert term("preference_points_missed", scenario, **attended(water2=("p",))) == 105


def test_session_languages_are_counted_at_every_holding() -> None:
    scenario = a_scenario(people=(), sessions=(a_session("land", offered=2),))
    sessions = {"land#1": held("mon1", outgoing=("en", "fr")), "land#2": held("mon2", outgoing=("fr",))}
    assert term("session_languages_opened", scenario, sessions=sessions) == 3


@pytest.mark.parametrize(
    ("clock", "burden"),
    [
        ("05:00-05:30", 1),
        ("04:59-05:30", 5),
        ("07:59-08:30", 1),
        ("08:00-08:30", 0),
        ("17:29-18:00", 0),
        ("17:30-18:00", 1),
        ("21:59-22:30", 1),
        ("22:00-22:30", 5),
    ],
)
def test_remote_burden_by_the_hour(clock: str, burden: int) -> None:
    scenario = a_scenario(people=(an_expert("p"),), sessions=(a_session("land"),), slots=(a_slot("s", clock),))
    plan = a_plan(scenario, people={"p": remotely()}, sessions={"land#1": held("s", attends=("p",))})
    assert term("remote_burden", scenario, plan) == burden


def test_remote_burden_of_every_slot_on_the_persons_own_clock() -> None:
    # Geneva 10:00 and 11:30 are 03:00 and 04:30 in Bogota: 5 + 5 for p; nothing for whoever is in the room.
    scenario = a_scenario(
        people=(an_expert("p", zone="America/Bogota"), an_expert("q", zone="America/Bogota")),
        sessions=(a_session("land", length_slots=2),),
    )
    sessions = {"land#1": held("mon1", attends=("p", "q"))}
    assert term("remote_burden", scenario, people={"p": remotely(), "q": in_person()}, sessions=sessions) == 10


def interpreted(slot: str, *team: str) -> Any:
    return held(slot, outgoing=("fr",), interpreters={"fr": team})


def rostered() -> tuple[Scenario, Plan]:
    """i1 works in two slots of one sitting and in another day's; i2 in one; i3 not at all."""
    scenario = a_scenario(
        people=(),
        sessions=(a_session("air"), a_session("land"), a_session("water")),
        slots=(
            a_slot("first", "10:00-11:30", sitting="mon-am"),
            a_slot("second", "11:30-13:00", sitting="mon-am"),
            a_slot("tuesday", "10:00-11:30", day=TUESDAY, sitting="tue-am"),
        ),
        interpreters=(
            an_interpreter("i1", "fr", fee_per_day_cents=Cents(100)),
            an_interpreter("i2", "fr", fee_per_day_cents=Cents(7)),
            an_interpreter("i3", "fr", days=(MONDAY,)),
        ),
    )
    sessions = {
        "air#1": interpreted("first", "i1", "i2"),
        "land#1": interpreted("second", "i1"),
        "water#1": interpreted("tuesday", "i1"),
    }
    return scenario, a_plan(scenario, sessions=sessions)


def test_interpreters_are_paid_by_the_day() -> None:
    assert term("interpreter_cost_cents", *rostered()) == 2 * 100 + 7


def test_largest_load_counts_sittings_of_the_busiest() -> None:
    assert term("largest_interpreter_load", *rostered()) == 2


def test_terms_of_an_empty_programme_are_nothing() -> None:
    scenario = nothing_held()
    assert set(count_terms(scenario, a_plan(scenario)).values()) == {0}
