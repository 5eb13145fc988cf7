"""What is decided already, and what is waived."""

from planner.scenario.cells import IDENTIFIER, TEXT
from planner.scenario.decided import Pin, Separation, Waiver
from planner.scenario.tables.column import Column, Table, words_of

PINS = Table(
    name="pins",
    meaning="Decisions taken before the plan is made.",
    key=("id",),
    optional=True,
    columns=(
        Column("id", IDENTIFIER, "p1", "short name of the pin"),
        Column("decision", words_of(Pin, "decision"), "select", "what is decided"),
        Column("pin", words_of(Pin, "pin"), "lock", "whether it must be so or must not"),
        Column(
            "person",
            IDENTIFIER,
            "br-cs-1",
            "whom it is about; an interpreter for `interpret`",
            empty="nobody",
            default="",
        ),
        Column("holding", TEXT, "th-land#1", "which holding it is about", empty="none", default=""),
        Column("value", TEXT, "in_person", "mode, payer, slot, room or language", empty="any", default=""),
        Column("reason", TEXT, "member of the Bureau", "shown to the Secretariat"),
    ),
)

WAIVERS = Table(
    name="waivers",
    meaning="Rules that need not be kept for one person in one session. All are shown in the report.",
    key=("rule", "person", "session"),
    optional=True,
    columns=(
        Column("rule", words_of(Waiver, "rule"), "everyone_can_follow", "name of the rule in docs/rules.md"),
        Column("person", IDENTIFIER, "br-cs-1", "for whom", refers_to="people"),
        Column("session", IDENTIFIER, "th-land", "where", refers_to="sessions"),
        Column("reason", TEXT, "brings a colleague who whispers", "shown to the Secretariat"),
    ),
)

SEPARATIONS = Table(
    name="separations",
    meaning="People who must not meet.",
    key=("group", "person"),
    optional=True,
    columns=(
        Column("group", IDENTIFIER, "g1", "everyone of one group is kept apart"),
        Column("person", IDENTIFIER, "br-cs-1", "who", refers_to="people"),
        Column("scope", words_of(Separation, "scope"), "session", "how far apart"),
        Column("reason", TEXT, "sealed", "never leaves this file", empty="not stated", default=""),
    ),
)
