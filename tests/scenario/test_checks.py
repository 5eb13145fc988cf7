"""Good cells that make no scenario together. Each case changes one text of the starter and names every problem."""

import pytest

from tests.scenario.spoil import Spoil

CASES = [
    (
        "grant_rules.csv",
        "example,pays,category=nhri|civil_society,",
        "example,max_share,category=civil_society,half",
        'grant_rules.csv row 2, value: "half"; allowed: a whole number, 0 to 100',
    ),
    (
        "grant_rules.csv",
        "example,pays,category=nhri|civil_society,",
        "example,cofinance,,",
        'grant_rules.csv row 2, value: ""; allowed: a whole number, 0 to 100',
    ),
    (
        "grant_rules.csv",
        "example,pays,category=nhri|civil_society,",
        "example,carrier,,sky",
        'grant_rules.csv row 2, value: "sky"; allowed: a carrier of travel_offers.csv (there is none)',
    ),
    (
        "grant_rules.csv",
        "example,pays,category=nhri|civil_society,",
        "example,pays,nationality=SM,",
        'grant_rules.csv row 2, selector: "SM"; allowed: a value of nationality (CH, NA, SN)',
    ),
    (
        "scenario.toml",
        "[policy.selection]",
        '[policy.selection]\nregion_minimums = { "un:Asia_Pacific" = 1, "un:African" = 1 }',
        'scenario.toml, policy.selection.region_minimums: "un:Asia_Pacific"; allowed: a region of delegations.csv '
        "(net:africa, un:African)",
    ),
    (
        "scenario.toml",
        "[policy.travel]",
        '[policy.timetable]\nprotected_windows = ["fri 12:30-14:30", "friday 12:30-14:30"]\n[policy.travel]',
        'scenario.toml, policy.timetable.protected_windows: ["fri 12:30-14:30", "friday 12:30-14:30"]; allowed: '
        "a weekly window such as fri 12:30-14:30, the earlier time first",
    ),
    (
        "scenario.toml",
        "[policy.travel]",
        '[policy.timetable]\nprotected_windows = ["fri 14:30-12:30"]\n[policy.travel]',
        'scenario.toml, policy.timetable.protected_windows: ["fri 14:30-12:30"]; allowed: a weekly window such as '
        "fri 12:30-14:30, the earlier time first",
    ),
    (
        "people.csv",
        "man,2,civil society assembly,,",
        "man,2,civil society assembly,na-cs-2,",
        'people.csv row 5, deputy_of: "na-cs-2"; allowed: somebody else',
    ),
    (
        "scenario.toml",
        'languages = ["en", "fr"]',
        'languages = ["en", "fr", "wo"]',
        'scenario.toml, conference.languages: "wo", into which nobody interprets; allowed: languages that stand in '
        "a_languages or b_languages of interpreters.csv; add interpreters for wo, or leave it out",
        'scenario.toml, policy.interpreting.language_cost: no cost of "wo"; allowed: an amount for each language of '
        "the conference; add wo = 0 if it costs nothing",
    ),
    (
        "scenario.toml",
        "ends = 2027-09-14",
        "ends = 2027-10-15",
        "scenario.toml, conference.ends: 2027-10-15; allowed: a day within 31 days of 2027-09-14",
    ),
    (
        "rooms.csv",
        "r1,",
        "HALL,",
        'rooms.csv row 3, id: "HALL"; allowed: ids that differ by more than capitals; there is "hall" already',
    ),
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
        "woman,1,civil society assembly,,fr,,ase,DKR",
        'people.csv row 8, sign_language: "ase", which 0 interpreters sign; allowed: a sign language of at least 2 in '
        "interpreters.csv; ask the person which others they use, or add interpreters",
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
        "sessions.csv",
        "1..12,1,,,,,en,",
        "1..12,1,sn-cs-1,,,,en,",
        'sessions.csv row 6, chairs: "sn-cs-1", who speaks fr; allowed: people who speak a floor language (en)',
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
        'gender, income_group, ldc, lldc, nationality, network_region, sids, un_region); did you mean "category"?',
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
        "grant_rules.csv",
        "civil_society,30",
        "civil_society,30\nexample,cost_line,,;",
        "grant_rules.csv row 5, value: an empty cell; allowed: fare, allowance, visa, interpretation",
    ),
    (
        "grant_rules.csv",
        "nhri|civil_society,\n",
        "nhri|civil_society,fare\n",
        'grant_rules.csv row 2, value: "fare"; allowed: an empty cell, as the rule is pays',
    ),
    (
        "delegations.csv",
        "1..1,no,yes\nSN",
        "1..1,no,yes\nGH,GH,un:African,net:africa,lower_middle,no,no,no,2024-07-01,A,2025-01-01,1..1,1..1,1..1,no,no\nSN",
        'delegations.csv row 3, id: "GH" without people; allowed: a delegation with people in people.csv',
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


@pytest.mark.parametrize(("file", "before", "after", "expected"), [(*case[:3], case[3:]) for case in CASES])
def test_spoilt_table(spoil: Spoil, file: str, before: str, after: str, expected: tuple[str, ...]) -> None:
    assert spoil(file, before, after) == list(expected)


def test_all_problems_are_found_at_once(spoil: Spoil) -> None:
    """In settings, in a cell and between tables."""
    spoil("scenario.toml", 'zone = "Europe/Zurich"', 'zone = "Nowhere"')
    spoil("rooms.csv", "40,2,0", "forty,2,0")
    assert spoil("people.csv", "sn-nh-1,SN,", "sn-nh-1,SM,") == [
        'scenario.toml, conference.zone: "Nowhere"; allowed: an IANA time zone such as Europe/Lisbon',
        'rooms.csv row 2, capacity: "forty"; allowed: a whole number from 1',
        'people.csv row 7, delegation: "SM"; allowed: an id of delegations.csv (NA, SN)',
    ]
