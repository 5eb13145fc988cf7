"""What is held: plenaries, meetings of regions and of categories, and the sessions that people choose."""

from collections.abc import Iterator, Sequence

from planner.generate.floors import MOST_FLOOR_LANGUAGES, floor_of, floor_of_region, regions_of
from planner.generate.meeting import Meeting, kind_facts, session_row
from planner.generate.members import CODES, Member
from planner.generate.thematic import side_rows, thematic_rows
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_PREPARATORY_GROUP, _PREPARATORY_LEAST = 12, 3
_SPEAKERS_IN_DIALOGUE = 3


def session_rows(members: Sequence[Member], wanted: Wanted, languages: Sequence[str]) -> list[Row]:
    meeting = Meeting(members=members, wanted=wanted, languages=languages, random=wanted.random("programme"))
    regional, closed = list(_regional(meeting)), list(_closed(meeting))
    preparatory = _preparatory(meeting) if wanted.has_eve else ()
    return [
        *_plenaries(meeting, regional, closed),
        *regional,
        *closed,
        *preparatory,
        *thematic_rows(meeting),
        *side_rows(meeting),
    ]


def _ids(sessions: Sequence[Row]) -> str:
    return ";".join(session["id"] for session in sessions)


def _plenaries(meeting: Meeting, regional: Sequence[Row], closed: Sequence[Row]) -> Iterator[Row]:
    facts, last = kind_facts("plenary", meeting.wanted), f"d{meeting.wanted.days}-4"
    common = {"attendance": "required", "chairs_needed": "1", "room_needs": "hybrid"}
    able = [member for member in meeting.members if member.speaks_one_of(meeting.languages)]
    mandated = [member.id for member in able if member.is_mandated]
    # Named chairs must come, so one is taken who needs no grant for it, if there is one.
    openers = sorted((m for m in able if m.category == "state" and m.rank == 1), key=lambda m: not m.self_funding)
    yield session_row(
        "plenary",
        facts["opening"],
        meeting.languages,
        allowed_slots="d1-1",
        chairs=";".join(opener.id for opener in openers[:1]),
        **common,
    )
    yield session_row(
        "plenary",
        facts["dialogue"],
        meeting.languages,
        after=_ids(regional),
        theme="protection",
        speakers=";".join(mandated[:_SPEAKERS_IN_DIALOGUE]),
        **common,
    )
    before = _ids(closed)
    if meeting.wanted.is_inaugural:
        yield session_row("plenary", facts["structure"], meeting.languages, after=before, **common)
        before = "structure"
    yield session_row(
        "plenary", facts["closing"], meeting.languages, after=before, decision="yes", allowed_slots=last, **common
    )


def _regional(meeting: Meeting) -> Iterator[Row]:
    groups = regions_of(meeting.members, meeting.wanted)
    for region, facts in kind_facts("regional", meeting.wanted).items():
        if region in groups:
            yield session_row(
                "regional",
                {**facts, "id": f"reg-{region.removeprefix('un:').lower().replace('_', '-').replace(':', '-')}"},
                floor_of_region(groups[region], meeting.languages, meeting.wanted),
                region=region,
                attendance="required",
                same_window="network" if region.startswith("net:") else "regional",
                chairs_needed="1",
            )


def _closed(meeting: Meeting) -> Iterator[Row]:
    for category, facts in kind_facts("closed_door", meeting.wanted).items():
        if meeting.first_choices(category):
            yield session_row(
                "closed_door",
                {**facts, "id": f"cd-{CODES[category]}"},
                meeting.languages,
                category=category,
                attendance="required",
                same_window="closed",
                chairs_needed="1",
                room_needs="closed",
                chatham_house="yes",
            )


def _preparatory(meeting: Meeting) -> Iterator[Row]:
    """Invited are some of the first choices, so that nobody is asked to come for it who may not come at all."""
    most = MOST_FLOOR_LANGUAGES if meeting.wanted.is_large else len(meeting.languages)
    for category, facts in kind_facts("preparatory", meeting.wanted).items():
        choices = meeting.first_choices(category)
        group = sorted(meeting.random.sample(choices, min(_PREPARATORY_GROUP, len(choices))), key=lambda m: m.id)
        yield session_row(
            "preparatory",
            {**facts, "id": f"prep-{CODES[category]}"},
            floor_of(group, meeting.languages, most),
            category=category,
            attendance="invited",
            invited=";".join(member.id for member in group),
            size=f"{_PREPARATORY_LEAST}..{_PREPARATORY_GROUP}",
            same_window="preparatory",
            room_needs="closed",
            chatham_house="yes",
        )
