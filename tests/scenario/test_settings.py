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
    (
        "[rates]",
        '[solve]\njoint_sessions = ["opening", "openning"]\n[rates]',
        'scenario.toml, solve.joint_sessions: "openning"; allowed: an id of sessions.csv '
        "(cd-cs, cd-state, closing, opening, th-land, th-protection); "
        'did you mean "opening"?',
    ),
    (
        "[rates]",
        "[solve]\njoint_days = [2029-01-01]\n[rates]",
        'scenario.toml, solve.joint_days: "2029-01-01"; allowed: a day of slots.csv (2027-09-14); '
        'did you mean "2027-09-14"?',
    ),
    (
        'title.fr = "Première réunion du réseau"',
        "title.fr = 1",
        'scenario.toml, conference.title: { en = "First meeting of the network", fr = 1 }; allowed: a text for at '
        'least one language, such as title.en = "Annual meeting"',
    ),
    (
        'city = "GVA"\n',
        "",
        "scenario.toml, conference.city: the key is missing; allowed: a value for city",
    ),
    (
        "starts = 2027-09-14",
        'starts = "2027-09-14"',
        'scenario.toml, conference.starts: "2027-09-14"; allowed: a date without quotes such as 2027-04-20',
    ),
    (
        "released_at = 2027-06-01",
        "released_at = 2027-09-15",
        "scenario.toml, conference.released_at: 2027-09-15 09:00; allowed: a moment before the first day, 2027-09-14",
    ),
    (
        'currency = "CHF"',
        "currency = 756",
        "scenario.toml, conference.currency: 756; allowed: a text in quotes: currency",
    ),
    (
        'languages = ["en", "fr"]',
        'languages = "en"',
        'scenario.toml, conference.languages: "en"; allowed: a list of texts such as ["a", "b"]',
    ),
    (
        "[policy.travel]",
        "[policy]\nprivacy = 5\n[policy.travel]",
        "scenario.toml, policy.privacy: 5; allowed: a section [policy.privacy]",
    ),
    (
        "nights_before = 1",
        "lodging_provided = 1",
        "scenario.toml, policy.travel.lodging_provided: 1; allowed: true, false",
    ),
    (
        "nights_before = 1",
        "nights_before = -1",
        "scenario.toml, policy.travel.nights_before: -1; allowed: a whole number from 0",
    ),
    (
        "first_time = 2",
        "firsttime = 2",
        "scenario.toml, policy.selection.marginalised_weights: { cannot_self_fund = 3, firsttime = 2, ldc_or_sids = 2, "
        "no_permanent_mission = 1 }; allowed: a whole number from 0 for any of cannot_self_fund, first_time, "
        "ldc_or_sids, no_permanent_mission, language, gender",
    ),
    (
        "mobile_booths = 2",
        'profile = "aic"',
        'scenario.toml, policy.interpreting.profile: "aic"; allowed: "aiic"',
    ),
    (
        "mobile_booths = 2",
        'bi_active_languages = "ar"',
        'scenario.toml, policy.interpreting.bi_active_languages: "ar"; allowed: a list of texts such as ["a", "b"]',
    ),
    (
        "{ en = 1400.00, fr = 1400.00 }",
        "{ en = 1400.00, fr = true }",
        "scenario.toml, policy.interpreting.language_cost: { en = 1400.00, fr = true }; allowed: an amount in the "
        "conference currency for each language, such as { en = 5200.00 }",
    ),
    (
        "[policy.interpreting]",
        '[policy.timetable]\nawake_from = "8am"\n[policy.interpreting]',
        'scenario.toml, policy.timetable.awake_from: "8am"; allowed: a time of day such as 09:30, 00:00 to 23:59',
    ),
    (
        '"interpreter_cost_cents", ',
        '"largest_interpreter_load", ',
        'scenario.toml, objective.roster: ["largest_interpreter_load", "largest_interpreter_load"]; allowed: each term '
        "once",
    ),
    (
        "EUR = 0.9500",
        "EUR = 0.9500\nECU = 1",
        'scenario.toml, rates.ECU: unknown code; allowed: an ISO 4217 code such as EUR; did you mean "EUR"?',
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), [(*case[:2], case[2:]) for case in SETTINGS])
def test_spoilt_settings(spoil: Spoil, before: str, after: str, expected: tuple[str, ...]) -> None:
    assert spoil(FILE, before, after) == list(expected)
