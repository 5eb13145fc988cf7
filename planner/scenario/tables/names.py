"""How people are called: three separate files."""

from planner.scenario.cells import EMAIL, IDENTIFIER, LANGUAGE, TEXT
from planner.scenario.tables.column import SOON, Column, Table

BADGE_NAMES = Table(
    name="badge_names",
    meaning="The names people chose to be known by at the conference; may be aliases.",
    key=("id",),
    seen_by="Secretariat; whoever may learn that the person takes part",
    deleted=SOON,
    optional=True,
    columns=(
        Column("id", IDENTIFIER, "br-cs-1", "person or interpreter"),
        Column("badge_name", TEXT, "Flor do Cerrado", "as on the badge"),
        Column(
            "badge_name_latin",
            TEXT,
            "Tsion Tekle",
            "once more in Latin letters, below the name",
            empty="none",
            default="",
        ),
        Column("honorific", TEXT, "Dra.", "before the name", empty="none", default=""),
        Column("function", TEXT, "coordinator", "below the name", empty="none", default=""),
    ),
)

CONTACTS = Table(
    name="contacts",
    meaning="Where to write to people.",
    key=("id",),
    deleted=SOON,
    optional=True,
    columns=(
        Column("id", IDENTIFIER, "br-cs-1", "person or interpreter"),
        Column("email", EMAIL, "br-cs-1@example.org", "address"),
        Column("language", LANGUAGE, "pt", "in which to write"),
    ),
)

LEGAL_NAMES = Table(
    name="legal_names",
    meaning="Names in passports.",
    key=("id",),
    seen_by="the gate; the travel desk",
    deleted=SOON,
    optional=True,
    columns=(
        Column("id", IDENTIFIER, "br-cs-1", "person or interpreter"),
        Column("legal_name", TEXT, "Ana Exemplo", "as in the passport"),
    ),
)
