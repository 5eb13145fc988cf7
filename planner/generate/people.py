"""The rows of people and of where to write to them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from random import Random

from planner.generate.members import Member
from planner.generate.names import writes_in
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_NOMINATED_BY = {"state": "government", "nhri": "the institution", "civil_society": "civil society assembly"}
_LEAVES_EARLY = 0.04


def person_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    random = wanted.random("people")
    for member in members:
        yield {
            "id": member.id,
            "delegation": member.state.id if member.state else "",
            "category": member.category,
            "organisation": member.organisation,
            "gender": member.gender,
            "nomination_rank": str(member.rank) if member.state else "",
            "nominated_by": _NOMINATED_BY.get(member.category, "Secretariat"),
            "active_languages": ";".join(member.active),
            "passive_languages": ";".join(member.passive),
            "origin": member.home.city,
            "nationality": member.country.code,
            "modes": member.modes,
            "self_funding": member.self_funding,
            "zone": member.home.zone,
            "expertise": ";".join(member.themes),
            "joined": member.joined,
            "assists": member.assists.id if member.assists else "",
            "mandated": "yes" if member.is_mandated else "",
            **_wishes(member, wanted, random),
            **_privacy(member, random),
        }


def contact_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    for member in members:
        yield _contact(member.id, writes_in(member, wanted))


def interpreter_contact_rows(interpreters: Sequence[Row]) -> Iterator[Row]:
    for interpreter in interpreters:
        yield _contact(interpreter["id"], interpreter["a_languages"])


def _contact(id: str, language: str) -> Row:
    return {"id": id, "email": f"{id}@example.org", "language": language}


def _wishes(member: Member, wanted: Wanted, random: Random) -> Row:
    leaves = member.rank > 1 and random.random() < _LEAVES_EARLY
    return {
        "needs": member.needs,
        "leaves_before": f"{datetime.combine(wanted.ends, time(14)):%Y-%m-%d %H:%M}" if leaves else "",
        "can_chair": "yes" if member.can_chair else "no",
    }


def _privacy(member: Member, random: Random) -> Row:
    if member.is_protected:
        visibility = "own_category" if random.random() < 0.1 else "need_to_know"
        return {"visibility": visibility, "protected": "yes", "photo": "no", "delivery": "encrypted"}
    is_public = member.category == "state" and random.random() < 0.6
    visibility = "public" if is_public or member.is_mandated else "participants"
    return {
        "visibility": visibility,
        "protected": "no",
        "photo": random.choice(("yes", "ask", "ask")),
        "delivery": "email",
    }
