"""A `scenario.toml` that is not what it should be. Each case changes one text of the starter's."""

import pytest

from tests.scenario.spoil import Spoil

FILE = "scenario.toml"
SETTINGS = [
    (
        'zone = "Europe/Zurich"',
        'zone = "Zurich"',
        'scenario.toml, conference.zone: "Zurich"; allowed: an IANA time zone such as Europe/Lisbon; '
        'did you mean "Europe/Zurich"?',
    ),
    (
        "ends = 2027-09-14",
        "ends = 2027-09-13",
        "scenario.toml, conference.ends: 2027-09-13; allowed: the day 2027-09-14 or later",
        *(f"slots.csv row {row}, day: 2027-09-14; allowed: 2027-09-13 (the eve) to 2027-09-13" for row in (2, 3, 4, 5)),
        *(
            f"interpreters.csv row {row}, days: 2027-09-14; allowed: 2027-09-13 (the eve) to 2027-09-13"
            for row in (2, 3, 4, 5)
        ),
    ),
    (
        "released_at = 2027-06-01T09:00:00+02:00",
        "released_at = 2027-06-01T09:00:00",
        "scenario.toml, conference.released_at: 2027-06-01 09:00:00; allowed: a date and time with its offset, without "
        "quotes, such as 2027-02-01T09:00:00+00:00",
    ),
    (
        "nights_before",
        "night_before",
        "scenario.toml, policy.travel.night_before: unknown key; allowed: nights_before, nights_after, "
        "lodging_provided, meals_provided, longer_than_fastest_minutes, extra_connections, funded_people_per_country, "
        'times_funded; did you mean "nights_before"?',
    ),
    (
        '{ value = 30, source = "ILO',
        '{ value = 130, source = "ILO',
        "scenario.toml, policy.selection.womens_share_floor_percent: 130; allowed: a whole number, 0 to 100",
    ),
    (
        "mobile_booths = 2",
        'mobile_booths = "two"',
        'scenario.toml, policy.interpreting.mobile_booths: "two"; allowed: a whole number from 0',
    ),
    (
        ", fr = 1400.00 }",
        " }",
        'scenario.toml, policy.interpreting.language_cost: no cost of "fr"; allowed: an amount for each language '
        "of the conference; add fr = 0 if it costs nothing",
    ),
    (
        '"interpreter_cost_cents"',
        '"interpreter_costs"',
        'scenario.toml, objective.roster: ["interpreter_costs", "largest_interpreter_load"]; allowed: terms of this '
        "problem (interpreter_cost_cents, largest_interpreter_load); "
        'did you mean "interpreter_cost_cents"?',
    ),
    (
        "EUR = 0.9500",
        "EUR = -1",
        "scenario.toml, rates.EUR: -1; allowed: units of the conference currency for one unit, above 0, such as 1.0450",
        *(
            f'travel_offers.csv row {row}, currency: "EUR" without a rate; allowed: a currency with a rate (CHF); '
            "add EUR to [rates] in scenario.toml"
            for row in (2, 3, 4)
        ),
    ),
    (
        "[rates]",
        "[extends]\n[rates]",
        "scenario.toml, extends: unknown key; allowed: conference, policy, objective, rates, solve",
    ),
    (
        "[rates]",
        '[solve]\njoint_delegations = ["SM"]\n[rates]',
        'scenario.toml, solve.joint_delegations: "SM"; allowed: an id of delegations.csv (NA, SN)',
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), [(*case[:2], case[2:]) for case in SETTINGS])
def test_spoilt_settings(spoil: Spoil, before: str, after: str, expected: tuple[str, ...]) -> None:
    assert spoil(FILE, before, after) == list(expected)
