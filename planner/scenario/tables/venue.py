"""When and where."""

from typing import get_args

from planner.scenario.cells import CLOCK, DAY, IDENTIFIER, NUMBER, TEXT, YES_NO, one_of, several, whole_number
from planner.scenario.programme import SessionKind
from planner.scenario.tables.column import EVERYONE, IDS, Column, Table, words_of
from planner.scenario.venue import Room

SLOTS = Table(
    name="slots",
    meaning="The time grid, in local time of the conference.",
    key=("id",),
    seen_by=EVERYONE,
    columns=(
        Column("id", IDENTIFIER, "d1-1", "short name of the slot"),
        Column("day", DAY, "2027-04-20", "calendar day"),
        Column("start", CLOCK, "10:00", "local time", field="starts"),
        Column("end", CLOCK, "11:30", "local time", field="ends"),
        Column("sitting", IDENTIFIER, "d1-am", "the unbroken run of slots, at most three hours, it belongs to"),
        Column(
            "kinds",
            several(one_of(*get_args(SessionKind))),
            "side_event",
            "kinds of session allowed",
            empty="every kind",
        ),
    ),
)

ROOMS = Table(
    name="rooms",
    meaning="The rooms of the venue.",
    key=("id",),
    seen_by="participants; the venue",
    columns=(
        Column("id", IDENTIFIER, "hall", "short name of the room"),
        Column("name", TEXT, "Plenary hall", "as on the door"),
        Column("capacity", whole_number(1), "60", "seats", unit="people"),
        Column("booths", NUMBER, "4", "built-in interpreters' booths", empty="0", default=0),
        Column("mobile_booths_fit", NUMBER, "1", "mobile booths that fit besides", empty="0", default=0),
        Column("hybrid", YES_NO, "yes", "remote people can take part", empty="no"),
        Column("step_free", YES_NO, "yes", "reached without steps", empty="no"),
        Column("privacy", words_of(Room, "privacy"), "closed", "closed: nothing is heard or seen from outside"),
        Column("zone", TEXT, "ground floor", "part of the venue", empty="not stated", default=""),
        Column("neighbours", IDS, "r2", "rooms that share a wall", empty="none", refers_to="rooms"),
    ),
)
