"""Cards of the conference and its programme: entries, closed windows, rooms."""

from planner.plan import PlannedHolding
from planner.publish.audiences.reader import Reader
from planner.publish.audiences.source import Held, Source, Window
from planner.publish.view import Card
from planner.publish.wording import text_in, wording
from planner.scenario.names import BadgeName
from planner.scenario.venue import Room

CLOSED = "closed_door"


def conference_card(reader: Reader) -> Card:
    source = reader.source
    conference = source.scenario.conference
    return reader.card(
        "conference",
        conference.id,
        {
            "id": conference.id,
            "title": text_in(conference.titles, reader.language)[0],
            "titles": dict(conference.titles),
            "city": text_in(conference.city_names, reader.language)[0],
            "city_names": dict(conference.city_names),
            "starts": conference.starts,
            "ends": conference.ends,
            "zone": conference.zone,
            "currency": conference.currency,
            "released_at": conference.released_at,
            "languages": source.plan.conference_languages,
            "smallest_cell": source.scenario.policy.privacy.smallest_cell,
        },
    )


def entry_card(reader: Reader, held: Held) -> Card:
    """An open holding; for the Secretariat, any."""
    return reader.card("entry", held.id, _entry_values(reader, held) | _revision_values(reader, held.id))


def own_window_card(reader: Reader, held: Held) -> Card:
    """A closed holding for somebody who is in it: worded like everyone's window, with place and languages."""
    window = reader.source.window_of[held.id]
    worded = _window_values(reader, window)
    times = {"starts": held.starts, "ends": held.ends, "day": held.starts.date()}
    # A second own session in one window would share the window's UID, and one would hide the other.
    is_first = next(other for other in window.held if _is_in(reader, other) or other is held) is held
    identity = window.id if is_first else held.id
    return reader.card(
        "own_window", held.id, _entry_values(reader, held) | worded | times | _revision_values(reader, identity)
    )


def window_card(reader: Reader, window: Window) -> Card:
    return reader.card("window", window.code, _window_values(reader, window) | _revision_values(reader, window.id))


def room_card(reader: Reader, room: Room) -> Card:
    return reader.card(
        "room",
        room.id,
        {
            "id": room.id,
            "name": room.name,
            "capacity": room.capacity,
            "booths": room.booths,
            "mobile_booths": room.mobile_booths_fit,
            "hybrid": room.hybrid,
            "step_free": room.step_free,
        },
    )


def _window_values(reader: Reader, window: Window) -> dict[str, object]:
    languages = {reader.language, *reader.source.scenario.conference.languages}
    titles = {language: _window_title(window, language) for language in sorted(languages)}
    return {
        "title": titles[reader.language],
        "title_language": reader.language,
        "titles": titles,
        "kind": CLOSED,
        "window": window.code,
        "starts": window.starts,
        "ends": window.ends,
        "day": window.starts.date(),
    }


def _window_title(window: Window, language: str) -> str:
    return wording("windows", language)["title"].format(code=window.code)


def _revision_values(reader: Reader, identity: str) -> dict[str, object]:
    source = reader.source
    return {
        "uid": source.token("uid", f"{reader.audience}/{reader.id}/{identity}"),
        "sequence": source.plan.revision - 1,
        "status": "CONFIRMED",
    }


def _entry_values(reader: Reader, held: Held) -> dict[str, object]:
    source, session, planned = reader.source, held.session, held.planned
    title, title_language = text_in(session.titles, reader.language)
    window = source.window_of.get(held.id)
    return {
        "title": title,
        "title_language": title_language,
        "titles": dict(session.titles),
        "kind": session.kind,
        "theme": session.theme,
        "starts": held.starts,
        "ends": held.ends,
        "day": held.starts.date(),
        "room": source.scenario.room[planned.room].name,
        "floor": planned.floor,
        "outgoing": _channels(reader, planned),
        "window": window.code if window else None,
        "code": held.id,
        "session": session.id,
        "category": session.category,
        "region": session.region,
        "decision": session.decision,
        "chatham_house": session.chatham_house,
        "headcount": sum(source.plan.people[person].attends == "in_person" for person in planned.attends),
    } | _people_values(reader, held)


def _channels(reader: Reader, planned: PlannedHolding) -> tuple[str, ...]:
    """Languages interpreted into; a participant is told only of those they understand."""
    person = reader.source.scenario.person.get(reader.id) if reader.audience == "person" else None
    return planned.outgoing if person is None else tuple(one for one in planned.outgoing if one in person.understands)


def _people_values(reader: Reader, held: Held) -> dict[str, object]:
    source, planned = reader.source, held.planned
    comes = source.plan.people.get(reader.id)
    teams = [language for language, team in planned.interpreters.items() if reader.id in team]
    spoken = source.scenario.conference.languages
    return {
        "role": _role(held, reader.id),
        "remote": comes is not None and comes.attends == "remote",
        "speakers": _speakers(reader, held),
        "speakers_latin": tuple(name.badge_name_latin for name in _named_speakers(reader, held)),
        "booth": next((language for language in teams if language in spoken), None),
        "signs": next((language for language in teams if language not in spoken), None),
        "chairs": planned.chairs,
        "attends": planned.attends,
        "teams": dict(planned.interpreters),
    }


def _is_in(reader: Reader, held: Held) -> bool:
    return reader.id in held.planned.attends or any(reader.id in team for team in held.planned.interpreters.values())


def _role(held: Held, person: str) -> str:
    roles = {"chair": held.planned.chairs, "speaker": held.session.speakers, "rapporteur": held.session.rapporteurs}
    return next((role for role, people in roles.items() if person in people), "")


def _speakers(reader: Reader, held: Held) -> tuple[str, ...]:
    return (
        held.session.speakers
        if reader.audience == "secretariat"
        else tuple(name.badge_name for name in _named_speakers(reader, held))
    )


def _named_speakers(reader: Reader, held: Held) -> tuple[BadgeName, ...]:
    """Speakers who have agreed to be named in public; none under the Chatham House Rule."""
    if held.session.chatham_house:
        return ()
    known = reader.source.names.badge_names
    speakers = (speaker for speaker in held.session.speakers if speaker in known)
    return tuple(known[speaker] for speaker in speakers if _is_public(reader.source, speaker))


def _is_public(source: Source, person: str) -> bool:
    known = source.scenario.person[person]
    return known.visibility == "public" and not known.protected
