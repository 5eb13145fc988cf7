"""Every input table and every column, declared once.

Reading, checking, `planner new` and `scenarios/README.md` follow from what stands here. A new column is one line.
"""

from planner.scenario.tables.decided import PINS, SEPARATIONS, WAIVERS
from planner.scenario.tables.funding import GRANT_RULES, GRANTS, SPLITS, SUBSISTENCE, TRAVEL_OFFERS, VISAS
from planner.scenario.tables.history import LEDGER
from planner.scenario.tables.names import BADGE_NAMES, CONTACTS, LEGAL_NAMES
from planner.scenario.tables.people import DELEGATIONS, INTERPRETERS, PEOPLE
from planner.scenario.tables.programme import PREFERENCES, SESSIONS
from planner.scenario.tables.venue import ROOMS, SLOTS

__all__ = [
    "BADGE_NAMES",
    "CONTACTS",
    "DELEGATIONS",
    "GRANTS",
    "GRANT_RULES",
    "INTERPRETERS",
    "LEDGER",
    "LEGAL_NAMES",
    "NAME_TABLES",
    "PEOPLE",
    "PINS",
    "PREFERENCES",
    "ROOMS",
    "SCENARIO_TABLES",
    "SEPARATIONS",
    "SESSIONS",
    "SLOTS",
    "SPLITS",
    "SUBSISTENCE",
    "TABLES",
    "TRAVEL_OFFERS",
    "VISAS",
    "WAIVERS",
]

SCENARIO_TABLES = (
    DELEGATIONS,
    PEOPLE,
    SESSIONS,
    SLOTS,
    ROOMS,
    PREFERENCES,
    INTERPRETERS,
    GRANTS,
    GRANT_RULES,
    SPLITS,
    TRAVEL_OFFERS,
    SUBSISTENCE,
    VISAS,
    LEDGER,
    PINS,
    WAIVERS,
    SEPARATIONS,
)
NAME_TABLES = (BADGE_NAMES, CONTACTS, LEGAL_NAMES)
TABLES = SCENARIO_TABLES + NAME_TABLES
