"""A whole scenario, area by area; start reading here."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.generate.countries import choose_states, delegation_row
from planner.generate.floors import conference_languages, let_everyone_follow, let_somebody_chair
from planner.generate.history import ledger_rows
from planner.generate.interpreters import interpreter_rows
from planner.generate.members import Member, assistants_of, members_of
from planner.generate.money import grant_rows, grant_rule_rows, subsistence_row
from planner.generate.names import name_organisations, name_rows
from planner.generate.people import contact_rows, interpreter_contact_rows, person_rows
from planner.generate.preferences import preference_rows, take_interests
from planner.generate.programme import session_rows
from planner.generate.settings import settings_text
from planner.generate.travel import offer_rows, visa_rows
from planner.generate.venue import room_rows, slot_rows
from planner.generate.wanted import Wanted
from planner.generate.write import Row, write_table
from planner.scenario import tables, toml
from planner.scenario.folders import KEY_FILE
from planner.scenario.tables.column import Table

Sheets = Mapping[Table, Sequence[Row]]


def generate_scenario(folder: Path, wanted: Wanted) -> None:
    """Write every file of a scenario into an empty folder. The same wishes give the same bytes."""
    states = choose_states(wanted)
    members = members_of(states, wanted)
    languages = conference_languages(members, wanted)
    let_everyone_follow(members, languages, wanted)
    let_somebody_chair(members, languages, wanted)
    take_interests(members, wanted)
    members += assistants_of(members)
    name_organisations(members, wanted)
    sessions = session_rows(members, wanted, languages)
    sheets: Sheets = {
        tables.DELEGATIONS: [delegation_row(state) for state in states],
        tables.SESSIONS: sessions,
        tables.PREFERENCES: list(preference_rows(members, sessions, wanted)),
        **_of_people(members, wanted, languages),
        **_of_place_and_money(members, wanted),
    }
    for table, rows in sheets.items():
        write_table(folder, table, rows)
    (folder / toml.FILE).write_text(settings_text(wanted, languages), encoding="utf-8", newline="")
    key = f"demo-key-of-the-{wanted.name}-scenario-not-a-secret\n"
    (folder / KEY_FILE).write_text(key, encoding="ascii", newline="")


def _of_people(members: Sequence[Member], wanted: Wanted, languages: Sequence[str]) -> Sheets:
    interpreters = list(interpreter_rows(languages, wanted))
    badges, passports = name_rows(members, interpreters, wanted)
    return {
        tables.PEOPLE: list(person_rows(members, wanted)),
        tables.INTERPRETERS: interpreters,
        tables.BADGE_NAMES: badges,
        tables.LEGAL_NAMES: passports,
        tables.CONTACTS: [*contact_rows(members, wanted), *interpreter_contact_rows(interpreters)],
        tables.LEDGER: list(ledger_rows(members, wanted)),
    }


def _of_place_and_money(members: Sequence[Member], wanted: Wanted) -> Sheets:
    return {
        tables.SLOTS: list(slot_rows(wanted)),
        tables.ROOMS: list(room_rows(members, wanted)),
        tables.TRAVEL_OFFERS: list(offer_rows(members, wanted)),
        tables.VISAS: list(visa_rows(members, wanted)),
        tables.SUBSISTENCE: [subsistence_row(wanted)],
        tables.GRANTS: list(grant_rows(members, wanted)),
        tables.GRANT_RULES: list(grant_rule_rows()),
    }
