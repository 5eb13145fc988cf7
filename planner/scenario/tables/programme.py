"""What is held, and what people would like to attend."""

from typing import get_args

from planner.scenario.cells import IDENTIFIER, NUMBER, REGION, SIZE, TEXT, YES_NO, one_of, several, whole_number
from planner.scenario.people import DELEGATION_CATEGORIES
from planner.scenario.programme import Attendance, SessionKind
from planner.scenario.tables.column import IDS, LANGUAGES, SOON, Column, Table

LANGUAGE_TITLE = "title.{lang}"
"""A column per language: `title.en`, `title.fr`, …"""
TITLE_PREFIX = LANGUAGE_TITLE.removesuffix("{lang}")

SESSIONS = Table(
    name="sessions",
    meaning="What is held. Closed sessions are known only to those they admit.",
    key=("id",),
    seen_by="those the session admits",
    columns=(
        Column("id", IDENTIFIER, "th-land", "short name of the session"),
        Column("kind", one_of(*get_args(SessionKind)), "thematic", "what kind of session it is"),
        Column(
            LANGUAGE_TITLE,
            TEXT,
            "Land and environment",
            "title, one column per language",
            empty="no title in this language",
        ),
        Column("theme", TEXT, "land", "theme, as in people's expertise", empty="none"),
        Column("region", REGION, "net:americas", "whose delegations it seats", empty="every region's"),
        Column(
            "category",
            one_of(*DELEGATION_CATEGORIES),
            "civil_society",
            "to whom a closed session is open",
            empty="everyone",
        ),
        Column(
            "slots",
            whole_number(1),
            "1",
            "length of one holding",
            empty="1",
            default=1,
            field="length_slots",
            unit="slots",
        ),
        Column("offered", whole_number(1, 99), "2", "how often it is held", empty="1", default=1, unit="holdings"),
        Column("attendance", one_of(*get_args(Attendance)), "preference", "who attends"),
        Column("size", SIZE, "3..12", "people per holding", empty="only the room limits it", unit="people"),
        Column("chairs_needed", NUMBER, "1", "chairs per holding", empty="0", default=0, unit="people"),
        Column("chairs", IDS, "mx-n-1", "people who chair", empty="the planner chooses", refers_to="people"),
        Column("speakers", IDS, "ex-1", "people who speak", empty="none named", refers_to="people"),
        Column("rapporteurs", IDS, "ca-n-1", "people who report", empty="none named", refers_to="people"),
        Column("invited", IDS, "ex-2", "people invited by name", empty="nobody", refers_to="people"),
        Column("floor_languages", LANGUAGES, "en;es", "languages that may be spoken"),
        Column("after", IDS, "opening", "sessions that end before this one starts", empty="none", refers_to="sessions"),
        Column("same_window", IDENTIFIER, "closed", "label shared by sessions held at the same time", empty="none"),
        Column(
            "room_needs",
            several(one_of("hybrid", "step_free", "closed")),
            "hybrid",
            "what the room must have",
            empty="nothing",
        ),
        Column("exclusive", YES_NO, "no", "nothing else is held at the same time", empty="no"),
        Column("decision", YES_NO, "no", "decisions are taken: delegations should be complete", empty="no"),
        Column("chatham_house", YES_NO, "yes", "neither speakers nor participants may be named", empty="no"),
        Column("allowed_slots", IDS, "d1-1;d1-2", "slots it may lie in", empty="all", refers_to="slots"),
    ),
)

PREFERENCES = Table(
    name="preferences",
    meaning="What people would like to attend: points, or a rank for each session (not both for one person).",
    key=("person", "session"),
    seen_by="Secretariat; the person",
    deleted=SOON,
    optional=True,
    columns=(
        Column("person", IDENTIFIER, "br-cs-1", "whose preference", refers_to="people"),
        Column("session", IDENTIFIER, "th-land", "for which session", refers_to="sessions"),
        Column("points", whole_number(0, 100), "80", "how much", empty="stated as a rank", unit="points"),
        Column(
            "rank",
            whole_number(1),
            "1",
            "1 is the favourite; rank r of n gives 100 (n - r + 1) / n points",
            empty="stated as points",
        ),
    ),
)
