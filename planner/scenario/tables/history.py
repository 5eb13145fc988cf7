"""Earlier meetings."""

from typing import get_args

from planner.scenario.cells import DAY, IDENTIFIER, YES_NO, one_of
from planner.scenario.people import Category
from planner.scenario.tables.column import LASTING, Column, Table

LEDGER = Table(
    name="ledger",
    meaning="Who took part in earlier meetings, by id.",
    key=("meeting", "person"),
    deleted=LASTING,
    optional=True,
    columns=(
        Column("meeting", IDENTIFIER, "2026-brasilia", "the earlier meeting"),
        Column("date", DAY, "2026-04-14", "its first day"),
        Column("delegation", IDENTIFIER, "BR", "the person's delegation then", empty="none"),
        Column("seat", one_of(*get_args(Category)), "civil_society", "in which category"),
        Column("person", IDENTIFIER, "br-cs-1", "may have left the pool since"),
        Column("invited", YES_NO, "yes", "was invited", empty="no"),
        Column("confirmed", YES_NO, "yes", "accepted", empty="no"),
        Column("attended", YES_NO, "yes", "was there", empty="no"),
        Column("funded", YES_NO, "yes", "a grant paid", empty="no"),
        Column("chaired", YES_NO, "no", "chaired a session", empty="no"),
        Column("spoke", YES_NO, "no", "spoke in a session", empty="no"),
        Column("no_show", YES_NO, "no", "confirmed and did not come", empty="no"),
        Column("report_in", YES_NO, "yes", "the report on it has been received", empty="no"),
    ),
)
