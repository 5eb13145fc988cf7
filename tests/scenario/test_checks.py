"""Spoilt input: each case changes one text of the starter and names every problem that must follow, word for word."""

from pathlib import Path

import pytest

from planner.scenario.read import check_scenario

CELLS = [
    (
        "people.csv",
        "na-st-1,NA,state",
        "na-st-1,NA,stat",
        'people.csv row 2, category: "stat"; allowed: state, nhri, civil_society, expert, observer, secretariat; '
        'did you mean "state"?',
    ),
    (
        "people.csv",
        "woman,1,government,,en,,",
        "woman,0,government,,en,,",
        'people.csv row 2, nomination_rank: "0"; allowed: a whole number from 1',
    ),
    (
        "people.csv",
        "man,1,the institution,,en,fr,",
        "man,1,the institution,,en,xq,",
        'people.csv row 3, passive_languages: "xq"; allowed: an ISO 639 code in small letters such as fr',
    ),
    (
        "people.csv",
        "WDH,NA,in_person,fare;allowance;visa",
        "WDH,XX,in_person,fare;allowance;visa",
        'people.csv row 2, nationality: "XX"; allowed: an ISO 3166-1 alpha-2 code such as BR',
    ),
    (
        "people.csv",
        "in_person,fare,",
        "in_person,fair,",
        'people.csv row 3, self_funding: "fair"; allowed: fare, allowance, visa; did you mean "fare"?',
    ),
    (
        "people.csv",
        ",,,,Europe/Zurich",
        ",,,,Europe/Zurch",
        'people.csv row 9, zone: "Europe/Zurch"; allowed: an IANA time zone such as Europe/Lisbon; '
        'did you mean "Europe/Zurich"?',
    ),
    (
        "people.csv",
        ",,,,Europe/Zurich",
        ",,14.9.2027 10:00,,Europe/Zurich",
        'people.csv row 9, arrives_after: "14.9.2027 10:00"; allowed: a local date and time such as 2027-04-20 14:00',
    ),
    (
        "people.csv",
        "yes,land,2027-01-01\nex-1",
        "ja,land,2027-01-01\nex-1",
        'people.csv row 8, can_chair: "ja"; allowed: yes, no',
    ),
    (
        "people.csv",
        "ex-1,,expert,Protection research group",
        "ex-1,,expert,",
        "people.csv row 9, organisation: an empty cell; allowed: text, such as Rede Exemplo",
    ),
    (
        "delegations.csv",
        "2025-01-01,1..1,1..1,1..1,no,yes\nSN",
        "2025-01-01,2..1,1..1,1..1,no,yes\nSN",
        'delegations.csv row 2, seats_state: "2..1"; allowed: least..most such as 1..2, the smaller number first',
    ),
    (
        "delegations.csv",
        "2024-07-01,B",
        "2024-02-30,B",
        'delegations.csv row 3, lists_as_of: "2024-02-30"; allowed: a date such as 2027-04-20',
    ),
    (
        "slots.csv",
        "s4,2027-09-14,16:30,18:00",
        "s4,2027-09-14,16:30,24:00",
        'slots.csv row 5, end: "24:00"; allowed: a time of day such as 09:30, 00:00 to 23:59',
    ),
    (
        "interpreters.csv",
        "700.00,2027-09-14,no,,,\ni02",
        "CHF 700,2027-09-14,no,,,\ni02",
        'interpreters.csv row 2, fee_per_day: "CHF 700"; allowed: an amount such as 1234.50, without currency or '
        "thousands separator",
    ),
    (
        "subsistence.csv",
        "260.00,CHF",
        "260.00,CHX",
        'subsistence.csv row 2, currency: "CHX"; allowed: an ISO 4217 code such as EUR; did you mean "CHF"?',
    ),
    (
        "travel_offers.csv",
        "8.5,1",
        "8h30,1",
        'travel_offers.csv row 4, hours: "8h30"; allowed: hours such as 14.5',
    ),
    (
        "grants.csv",
        "EUR,0.9500",
        "EUR,0",
        'grants.csv row 2, rate: "0"; allowed: a number above 0 such as 1.0450',
    ),
    (
        "preferences.csv",
        "na-st-1,th-protection,90",
        "na-st-1,th-protection,101",
        'preferences.csv row 2, points: "101"; allowed: a whole number, 0 to 100',
    ),
    (
        "sessions.csv",
        "th-land,thematic,Land",
        "th-land,panel,Land",
        'sessions.csv row 5, kind: "panel"; allowed: plenary, regional, thematic, closed_door, side_event, preparatory',
    ),
]

WHOLES = [
    (
        "people.csv",
        "na-cs-2,NA",
        "na-cs-1,NA",
        'people.csv row 5, id: "na-cs-1"; allowed: each id once; it stands in row 4 already',
        'preferences.csv row 7, person: "na-cs-2"; allowed: an id of people.csv '
        '(ex-1, na-cs-1, na-nh-1, na-st-1, sn-cs-1, sn-nh-1, sn-st-1); did you mean "na-cs-1"?',
    ),
    (
        "people.csv",
        "sn-nh-1,SN,",
        "sn-nh-1,SM,",
        'people.csv row 7, delegation: "SM"; allowed: an id of delegations.csv (NA, SN)',
    ),
    (
        "people.csv",
        "sn-nh-1,SN,",
        "sn-nh-1,,",
        "people.csv row 7, delegation: an empty cell; allowed: a delegation, as the category is nhri",
    ),
    (
        "people.csv",
        "ex-1,,",
        "ex-1,SN,",
        'people.csv row 9, delegation: "SN"; allowed: an empty cell, as the category is expert',
    ),
    (
        "people.csv",
        "woman,1,civil society assembly,,fr,,,DKR",
        "woman,1,civil society assembly,,wo,,,DKR",
        'people.csv row 8, active_languages: "wo"; allowed: at least one language of this conference (en, fr)',
    ),
    (
        "people.csv",
        "woman,1,government,,en,,,WDH",
        "woman,1,government,,en,,,WVB",
        'people.csv row 2, origin: "WVB"; allowed: the host city or an origin in travel_offers.csv (DKR, GVA, WDH)',
    ),
    (
        "people.csv",
        ",,,,Europe/Zurich",
        ",,2027-09-14 15:00,2027-09-14 15:00,Europe/Zurich",
        "people.csv row 9, leaves_before: a moment before the arrival; allowed: a moment after the arrival, "
        "2027-09-14 15:00",
    ),
    (
        "people.csv",
        "man,2,civil society assembly,,",
        "man,2,civil society assembly,na-st-1,",
        'people.csv row 5, deputy_of: "na-st-1"; allowed: somebody of the same delegation and category',
    ),
    (
        "interpreters.csv",
        "720.00,2027-09-14",
        "720.00,2027-09-14;2027-09-15",
        "interpreters.csv row 5, days: 2027-09-15; allowed: 2027-09-13 (the eve) to 2027-09-14",
    ),
    (
        "sessions.csv",
        "en;fr,,,,no,no,no,s1",
        "en;fr;es,,,,no,no,no,s1",
        'sessions.csv row 2, floor_languages: "es"; allowed: a language of this conference (en, fr)',
    ),
    (
        "sessions.csv",
        ",,ex-1,,,en;fr",
        ",,ex-l,,,en;fr",
        'sessions.csv row 2, speakers: "ex-l"; allowed: an id of people.csv '
        '(ex-1, na-cs-1, na-cs-2, na-nh-1, na-st-1, sn-cs-1, sn-nh-1, sn-st-1); did you mean "ex-1"?',
    ),
    (
        "sessions.csv",
        "no,no,no,s1",
        "no,no,no,s9",
        'sessions.csv row 2, allowed_slots: "s9"; allowed: an id of slots.csv (s1, s2, s3, s4)',
        "sessions.csv row 2, allowed_slots: 1 slots of one sitting needed; allowed: 0, the most that a sitting of "
        "slots.csv offers it",
    ),
    (
        "sessions.csv",
        "land,,,1,1,preference",
        "land,,,3,1,preference",
        "sessions.csv row 5, slots: 3 slots of one sitting needed; allowed: 2, the most that a sitting of slots.csv "
        "offers it",
    ),
    (
        "sessions.csv",
        "land,,,1,1,preference",
        "land,net:europe,,1,1,preference",
        'sessions.csv row 5, region: "net:europe"; allowed: a region of delegations.csv (net:africa, un:African)',
    ),
    (
        "sessions.csv",
        ",,,state,1,1",
        ",,,,1,1",
        "sessions.csv row 4, category: an empty cell; allowed: a category, as the session is closed_door",
    ),
    (
        "sessions.csv",
        "land,,,1,1,preference",
        "land,,state,1,1,preference",
        'sessions.csv row 5, category: "state"; allowed: an empty cell, as the session is thematic',
    ),
    (
        "sessions.csv",
        "Land and environment,Terre et environnement",
        ",",
        "sessions.csv row 5, title.en: no title; allowed: a title in at least one of en, fr",
    ),
    (
        "sessions.csv",
        "protection,,,1,1,preference",
        "protection,,,1,1,invited",
        "sessions.csv row 6, invited: an empty cell; allowed: the people invited, as the attendance is invited",
    ),
    (
        "sessions.csv",
        "1..12,0",
        "41..42,0",
        "sessions.csv row 5, size: at least 41 people; allowed: 40, the seats of the largest room it could have",
    ),
    (
        "sessions.csv",
        "1..12,0,,",
        "1..12,0,na-st-1,",
        "sessions.csv row 5, chairs: 1 people; allowed: 0, as in chairs_needed",
    ),
    (
        "sessions.csv",
        "1..12,0,,,,,en;fr,,",
        "1..12,0,,,,,en;fr,closing,",
        'sessions.csv row 5, after: "closing" in a circle; '
        "allowed: sessions that do not themselves come after this one",
        'sessions.csv row 7, after: "cd-cs;cd-state;th-land;th-protection" in a circle; '
        "allowed: sessions that do not themselves come after this one",
    ),
    (
        "rooms.csv",
        "yes,closed,ground",
        "yes,open,ground",
        'sessions.csv row 4, same_window: 2 closed sessions in the window "closed"; allowed: 1, the closed rooms',
    ),
    (
        "slots.csv",
        "s2,2027-09-14,11:30",
        "s2,2027-09-14,11:29",
        'slots.csv row 3, start: "11:29"; allowed: 11:30 or later, when slot s1 of row 2 ends',
    ),
    (
        "slots.csv",
        "15:00,16:30",
        "15:00,14:30",
        'slots.csv row 4, end: "14:30"; allowed: a time after the start, 15:00',
    ),
    (
        "slots.csv",
        "s4,2027-09-14,16:30,18:00",
        "s4,2027-09-14,16:30,18:01",
        'slots.csv row 5, sitting: "pm" of 181 minutes; allowed: 180 minutes at most; split it where there is a break',
    ),
    (
        "slots.csv",
        "s4,2027-09-14",
        "s4,2027-09-15",
        "slots.csv row 5, day: 2027-09-15; allowed: 2027-09-13 (the eve) to 2027-09-14",
        'slots.csv row 5, sitting: "pm" on several days; allowed: slots of one day; give each day sittings of its own',
    ),
    (
        "preferences.csv",
        "na-cs-2,th-land,70,",
        "na-cs-2,th-land,70,1",
        "preferences.csv row 7, rank: neither or both of points and rank; allowed: one of the two",
    ),
    (
        "preferences.csv",
        "na-cs-1,th-protection,,2",
        "na-cs-1,th-protection,,1",
        'preferences.csv row 6, rank: "1" again; allowed: each rank once per person',
    ),
    (
        "preferences.csv",
        "na-cs-1,th-protection,,2",
        "na-cs-1,th-protection,50,",
        "preferences.csv row 6, points: points; allowed: rank, as in the person's other rows",
    ),
    (
        "preferences.csv",
        "na-st-1,th-land,20",
        "na-st-1,th-protection,20",
        'preferences.csv row 3, person: "na-st-1" with "th-protection"; allowed: each person with session once; '
        "it stands in row 2 already",
    ),
    (
        "travel_offers.csv",
        "527.00,EUR",
        "527.00,XOF",
        'travel_offers.csv row 4, currency: "XOF" without a rate; allowed: a currency with a rate (CHF, EUR); '
        "add XOF to [rates] in scenario.toml",
    ),
    (
        "subsistence.csv",
        "GVA,2027-09",
        "GVA,2027-10",
        "subsistence.csv: no allowance for the host city; allowed: a row for GVA in 2027-09",
    ),
    (
        "grants.csv",
        "2027-01-01,2027-12-31",
        "2027-01-01,2026-12-31",
        "grants.csv row 2, valid_to: 2026-12-31; allowed: 2027-01-01, the first day, or later",
    ),
    (
        "grant_rules.csv",
        "pays,category=nhri|civil_society",
        "pays,categry=nhri|civil_society",
        'grant_rules.csv row 2, selector: "categry"; allowed: a field of a selector (category, country, delegation, '
        'gender, income_group, ldc, lldc, network_region, sids, un_region); did you mean "category"?',
    ),
    (
        "grant_rules.csv",
        "pays,category=nhri|civil_society",
        "pays,category=nhri|civil",
        'grant_rules.csv row 2, selector: "civil"; allowed: a value of category (civil_society, expert, nhri, '
        "observer, secretariat, state)",
    ),
    (
        "grant_rules.csv",
        "pays,category=nhri|civil_society",
        "pays,category:nhri",
        'grant_rules.csv row 2, selector: "category:nhri"; allowed: field=value or field=value|value, terms joined by '
        "spaces",
    ),
    (
        "grant_rules.csv",
        "cap,person",
        "cap,people",
        'grant_rules.csv row 3, selector: "people"; allowed: for a cap, one of (country, person)',
    ),
    (
        "grant_rules.csv",
        "civil_society,30",
        "civil_society,130",
        'grant_rules.csv row 4, value: "130"; allowed: a whole number, 0 to 100',
    ),
    (
        "badge_names.csv",
        "na-cs-1,Desert Rose",
        "na-cs-9,Desert Rose",
        'badge_names.csv row 2, id: "na-cs-9"; allowed: an id of people.csv or interpreters.csv '
        "(ex-1, i01, i02, i03, i04, na-cs-1, na-cs-2, na-nh-1, na-st-1, sn-cs-1, sn-nh-1, sn-st-1); "
        'did you mean "na-cs-2"?',
    ),
]

SETTINGS = [
    (
        "scenario.toml",
        'zone = "Europe/Zurich"',
        'zone = "Zurich"',
        'scenario.toml, conference.zone: "Zurich"; allowed: an IANA time zone such as Europe/Lisbon; '
        'did you mean "Europe/Zurich"?',
    ),
    (
        "scenario.toml",
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
        "scenario.toml",
        "released_at = 2027-06-01T09:00:00+02:00",
        "released_at = 2027-06-01T09:00:00",
        "scenario.toml, conference.released_at: 2027-06-01 09:00:00; allowed: a date and time with its offset, without "
        "quotes, such as 2027-02-01T09:00:00+00:00",
    ),
    (
        "scenario.toml",
        "nights_before",
        "night_before",
        "scenario.toml, policy.travel.night_before: unknown key; allowed: nights_before, nights_after, "
        "lodging_provided, meals_provided, longer_than_fastest_minutes, extra_connections, funded_people_per_country, "
        'times_funded; did you mean "nights_before"?',
    ),
    (
        "scenario.toml",
        '{ value = 30, source = "ILO',
        '{ value = 130, source = "ILO',
        "scenario.toml, policy.selection.womens_share_floor_percent: 130; allowed: a whole number, 0 to 100",
    ),
    (
        "scenario.toml",
        "mobile_booths = 2",
        'mobile_booths = "two"',
        'scenario.toml, policy.interpreting.mobile_booths: "two"; allowed: a whole number from 0',
    ),
    (
        "scenario.toml",
        ", fr = 1400.00 }",
        " }",
        'scenario.toml, policy.interpreting.language_cost: no cost of "fr"; allowed: an amount for each language '
        "of the conference; add fr = 0 if it costs nothing",
    ),
    (
        "scenario.toml",
        '"interpreter_cost_cents"',
        '"interpreter_costs"',
        'scenario.toml, objective.roster: ["interpreter_costs", "largest_interpreter_load"]; allowed: terms of this '
        "problem (interpreter_cost_cents, largest_interpreter_load); "
        'did you mean "interpreter_cost_cents"?',
    ),
    (
        "scenario.toml",
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
        "scenario.toml",
        "[rates]",
        "[extends]\n[rates]",
        "scenario.toml, extends: unknown key; allowed: conference, policy, objective, rates, solve",
    ),
    (
        "scenario.toml",
        "[rates]",
        '[solve]\njoint_delegations = ["SM"]\n[rates]',
        'scenario.toml, solve.joint_delegations: "SM"; allowed: an id of delegations.csv (NA, SN)',
    ),
]

FORMS = [
    (
        "visas.csv",
        "lead_days",
        "lead_day",
        "visas.csv row 1, lead_day: unknown column; allowed: class, fee, lead_days, nationality, refusal_percent; "
        'did you mean "lead_days"?',
        "visas.csv row 1, lead_days: the column is missing; allowed: a column of whole number from 0",
    ),
    (
        "visas.csv",
        "NA,visa,45,85.00,10",
        "NA,visa,45,85,00,10",
        "visas.csv row 2: 6 cells; allowed: 5 cells; put a text that holds a comma between double quotes",
    ),
    (
        "contacts.csv",
        "id,email,language",
        "id;email;language",
        "contacts.csv row 1: columns separated by semicolons; allowed: columns separated by commas; "
        "save the table as CSV with commas",
    ),
    (
        "rooms.csv",
        "hybrid,step_free",
        "hybrid,hybrid",
        "rooms.csv row 1, hybrid: the column is there more than once; allowed: each column once",
    ),
]


@pytest.mark.parametrize(("file", "before", "after", "expected"), [(*case[:3], case[3:]) for case in CELLS + WHOLES])
def test_spoilt_table(folder: Path, file: str, before: str, after: str, expected: tuple[str, ...]) -> None:
    _replace(folder / file, before, after)
    assert [str(problem) for problem in check_scenario(folder)] == list(expected)


@pytest.mark.parametrize(("file", "before", "after", "expected"), [(*case[:3], case[3:]) for case in SETTINGS])
def test_spoilt_settings(folder: Path, file: str, before: str, after: str, expected: tuple[str, ...]) -> None:
    _replace(folder / file, before, after)
    assert [str(problem) for problem in check_scenario(folder)] == list(expected)


@pytest.mark.parametrize(("file", "before", "after", "expected"), [(*case[:3], case[3:]) for case in FORMS])
def test_spoilt_form(folder: Path, file: str, before: str, after: str, expected: tuple[str, ...]) -> None:
    _replace(folder / file, before, after)
    assert set(expected) <= {str(problem) for problem in check_scenario(folder)}


def test_all_problems_are_found_at_once(folder: Path) -> None:
    for file, before, after, *_ in (CELLS[0], WHOLES[6], SETTINGS[0]):
        _replace(folder / file, before, after)
    found = [str(problem) for problem in check_scenario(folder)]
    assert found == [SETTINGS[0][3], CELLS[0][3], WHOLES[6][3]]


def test_unknown_table(folder: Path) -> None:
    (folder / "grant_rule.csv").write_text("grant,rule\n", encoding="utf-8")
    (problem,) = check_scenario(folder)
    assert (problem.file, problem.found) == ("grant_rule.csv", "unknown table")
    assert problem.suggestion == 'did you mean "grant_rules.csv"?'


def test_table_without_rows(folder: Path) -> None:
    (folder / "rooms.csv").write_text((folder / "rooms.csv").read_text(encoding="utf-8").splitlines()[0] + "\n")
    assert "rooms.csv: no rows; allowed: at least one row below the header" in map(str, check_scenario(folder))


def test_missing_table(folder: Path) -> None:
    (folder / "slots.csv").unlink()
    expected = "slots.csv: the file is missing; allowed: a file of comma-separated values in UTF-8"
    assert expected in map(str, check_scenario(folder))


def test_table_in_another_encoding(folder: Path) -> None:
    path = folder / "contacts.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    expected = "contacts.csv: the text is not UTF-8; allowed: a file of comma-separated values in UTF-8"
    assert [str(problem) for problem in check_scenario(folder)] == [expected]


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path.name}"
    path.write_text(text.replace(before, after), encoding="utf-8")
