"""Two earlier meetings, to which some of the States came."""

from collections.abc import Iterator, Sequence
from random import Random

from planner.generate.members import CODES, Member
from planner.generate.wanted import Wanted
from planner.generate.write import Row

MEETINGS = (("2026-first-preparatory", "2026-03-10"), ("2026-second-preparatory", "2026-10-06"))
_CAME, _HAS_LEFT, _NO_SHOW, _REPORT_MISSING = 0.4, 0.2, 0.05, 0.08
"""Shares: of institutions that sent somebody, of these who have left the pool since, who did not turn up, who owe a
report (first choices never do: in a small meeting nobody else may be able to chair)."""


def ledger_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    random = wanted.random("ledger")
    came_before: set[str] = set()
    for meeting, day in MEETINGS:
        for member in members:
            if member.state is None or member.rank == 3 or member.joined > day or random.random() > _CAME / 2:
                continue
            # Nobody attends twice in a row: the cap would bar first choices, and institutions take turns.
            if member.id not in came_before:
                came_before.add(member.id)
                yield _entry(meeting, day, member, random)


def _entry(meeting: str, day: str, member: Member, random: Random) -> Row:
    attended = random.random() >= _NO_SHOW
    person = member.id
    if random.random() < _HAS_LEFT:
        person = f"{member.country.code.lower()}-{CODES[member.category]}-former-{member.rank}"
    spoke = attended and random.random() < 0.25
    return {
        "meeting": meeting,
        "date": day,
        "delegation": member.country.code,
        "seat": member.category,
        "person": person,
        "invited": "yes",
        "confirmed": "yes",
        "attended": _word(is_so=attended),
        "funded": _word(is_so=attended and not member.self_funding),
        "chaired": _word(is_so=attended and member.rank > 1 and random.random() < 0.2),
        "spoke": _word(is_so=spoke),
        "no_show": _word(is_so=not attended),
        "report_in": _word(is_so=attended and (member.rank == 1 or random.random() >= _REPORT_MISSING)),
    }


def _word(*, is_so: bool) -> str:
    return "yes" if is_so else "no"
