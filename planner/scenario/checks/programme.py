"""Every session could be held somewhere, at some time, by somebody."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.given import Cell, Given
from planner.scenario.sheets import Row
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables import DELEGATIONS, PEOPLE, PREFERENCES, ROOMS, SESSIONS, SLOTS
from planner.scenario.tables.programme import TITLE_PREFIX

_NEEDS = {"closed_door": "category", "regional": "region"}


def titles_are_in_languages_of_the_conference(given: Given) -> Iterator[Problem]:
    """A session has a title in at least one of them."""
    conference = given.settings.conference
    for row in given.rows(SESSIONS) if conference else ():
        titles = [name.removeprefix(TITLE_PREFIX) for name in row.values if name.startswith(TITLE_PREFIX) and row[name]]
        if conference and not set(titles) & set(conference.languages):
            cell = Cell(table=SESSIONS, row=row, column=f"{TITLE_PREFIX}{conference.languages[0]}")
            yield cell.problem("no title", f"a title in at least one of {', '.join(conference.languages)}")


def floor_languages_are_of_the_conference(given: Given) -> Iterator[Problem]:
    conference = given.settings.conference
    for row in given.rows(SESSIONS) if conference else ():
        for language in row["floor_languages"] or ():
            if conference and language not in conference.languages:
                cell = Cell(table=SESSIONS, row=row, column="floor_languages")
                yield cell.not_among(language, conference.languages, "a language of this conference")


def sessions_have_what_their_kind_needs(given: Given) -> Iterator[Problem]:
    for row in given.rows(SESSIONS):
        for kind, column in _NEEDS.items():
            cell = Cell(table=SESSIONS, row=row, column=column)
            if row["kind"] == kind and column in row.values and row[column] is None:
                yield cell.problem("an empty cell", f"a {column}, as the session is {kind}")
        if row["kind"] not in (None, "closed_door", "preparatory") and row["category"] is not None:
            cell = Cell(table=SESSIONS, row=row, column="category")
            yield cell.problem(f'"{row["category"]}"', f"an empty cell, as the session is {row['kind']}")
        if row["attendance"] == "invited" and not (row["invited"] or row["speakers"] or row["chairs"]):
            cell = Cell(table=SESSIONS, row=row, column="invited")
            yield cell.problem("an empty cell", "the people invited, as the attendance is invited")


def regions_have_delegations(given: Given) -> Iterator[Problem]:
    known = _regions(given)
    for row in given.rows(SESSIONS):
        if row["region"] is not None and row["region"] not in known:
            cell = Cell(table=SESSIONS, row=row, column="region")
            yield cell.not_among(row["region"], known, f"a region of {DELEGATIONS.file}")


def bounds_name_regions_of_delegations(given: Given) -> Iterator[Problem]:
    """The least and the most people of a region are about a region that is there."""
    known = _regions(given)
    policy = given.settings.policy
    if policy is None or not known:
        return
    bounds = {
        "region_minimums": policy.selection.region_minimums,
        "region_maximums": policy.selection.region_maximums,
    }
    for key, regions in bounds.items():
        for region in regions:
            if region not in known:
                yield Problem(
                    file=toml.FILE,
                    column=f"policy.selection.{key}",
                    found=f'"{region}"',
                    allowed=f"a region of {DELEGATIONS.file} ({', '.join(sorted(known))})",
                    suggestion=did_you_mean(region, known),
                )


def _regions(given: Given) -> frozenset[str]:
    return given.values(DELEGATIONS, "un_region") | given.values(DELEGATIONS, "network_region")


def sessions_fit_a_sitting(given: Given) -> Iterator[Problem]:
    """Enough slots of one sitting allow the session."""
    for row in given.rows(SESSIONS):
        slots, kind, allowed_slots = row["slots"], row["kind"], row["allowed_slots"]
        if slots is None or kind is None or allowed_slots is None:
            continue
        open_slots = [slot for slot in given.rows(SLOTS) if not slot["kinds"] or kind in slot["kinds"]]
        if allowed_slots:
            open_slots = [slot for slot in open_slots if slot["id"] in allowed_slots]
        longest = max(Counter(slot["sitting"] for slot in open_slots).values(), default=0)
        if slots > longest:
            column = "allowed_slots" if allowed_slots else "slots"
            found = f"{slots} slots of one sitting needed"
            allowed = f"{longest}, the most that a sitting of {SLOTS.file} offers it"
            yield Cell(table=SESSIONS, row=row, column=column).problem(found, allowed)


def sessions_have_a_room(given: Given) -> Iterator[Problem]:
    """Some room has all that the session needs, and seats for its smallest size."""
    for row in given.rows(SESSIONS):
        needs = _room_needs(row)
        seats = [room["capacity"] or 0 for room in given.rows(ROOMS) if all(_has(room, need) for need in needs)]
        if not seats:
            cell = Cell(table=SESSIONS, row=row, column="room_needs")
            yield cell.problem(f"a room that is {' and '.join(sorted(needs))}", f"what a room of {ROOMS.file} has")
        elif row["size"] and row["size"].least > max(seats):
            cell = Cell(table=SESSIONS, row=row, column="size")
            allowed = f"{max(seats)}, the seats of the largest room it could have"
            yield cell.problem(f"at least {row['size'].least} people", allowed)


def closed_sessions_held_together_have_rooms(given: Given) -> Iterator[Problem]:
    rooms = sum(room["privacy"] == "closed" for room in given.rows(ROOMS))
    windows: dict[str, list[Row]] = defaultdict(list)
    for row in given.rows(SESSIONS):
        if row["same_window"] is not None and "closed" in _room_needs(row):
            windows[row["same_window"]].append(row)
    for window, rows in windows.items():
        if len(rows) > max(rooms, 1):
            found = f'{len(rows)} closed sessions in the window "{window}"'
            yield Cell(table=SESSIONS, row=rows[-1], column="same_window").problem(found, f"{rooms}, the closed rooms")


def _room_needs(row: Row) -> frozenset[str]:
    needs = frozenset(row["room_needs"] or ())
    return needs | {"closed"} if row["kind"] == "closed_door" else needs


def _has(room: Row, need: str) -> bool:
    return room["privacy"] == "closed" if need == "closed" else bool(room[need])


def chairs_are_not_too_many(given: Given) -> Iterator[Problem]:
    for row in given.rows(SESSIONS):
        if row["chairs_needed"] is not None and len(row["chairs"] or ()) > row["chairs_needed"]:
            cell = Cell(table=SESSIONS, row=row, column="chairs")
            yield cell.problem(f"{len(row['chairs'])} people", f"{row['chairs_needed']}, as in chairs_needed")


def people_in_roles_speak_a_floor_language(given: Given) -> Iterator[Problem]:
    """Whoever signs speaks through a team of their sign language."""
    heard = (row for row in given.rows(PEOPLE) if row["sign_language"] is None)
    speaks = {row["id"]: set(row["active_languages"] or ()) for row in heard}
    for row in given.rows(SESSIONS):
        floor = row["floor_languages"] or ()
        for column in ("chairs", "speakers", "rapporteurs"):
            for person in row[column] or ():
                if floor and speaks.get(person) and not speaks[person] & set(floor):
                    found = f'"{person}", who speaks {", ".join(sorted(speaks[person]))}'
                    allowed = f"people who speak a floor language ({', '.join(floor)})"
                    yield Cell(table=SESSIONS, row=row, column=column).problem(found, allowed)


def prerequisites_run_in_no_circle(given: Given) -> Iterator[Problem]:
    after = {row["id"]: set(row["after"] or ()) for row in given.rows(SESSIONS)}
    # What follows nothing can be held; take it away until nothing is left, or a circle.
    while free := {session for session, earlier in after.items() if not earlier & after.keys()}:
        after = {session: earlier for session, earlier in after.items() if session not in free}
    for row in given.rows(SESSIONS):
        if row["id"] in after:
            found = ";".join(row["after"])
            allowed = "sessions that do not themselves come after this one"
            yield Cell(table=SESSIONS, row=row, column="after").problem(f'"{found}" in a circle', allowed)


def preferences_are_points_or_ranks(given: Given) -> Iterator[Problem]:
    """A person states points for all sessions, or a rank of their own for each."""
    ranks: dict[str, list[int]] = defaultdict(list)
    styles: dict[str, str] = {}
    for row in given.rows(PREFERENCES):
        if "points" not in row.values or "rank" not in row.values or row["person"] is None:
            continue
        cell = Cell(table=PREFERENCES, row=row, column="points" if row["rank"] is None else "rank")
        style = styles.setdefault(row["person"], cell.column)
        if (row["points"] is None) == (row["rank"] is None):
            yield cell.problem("neither or both of points and rank", "one of the two")
        elif cell.column != style:
            yield cell.problem(cell.column, f"{style}, as in the person's other rows")
        elif row["rank"] in ranks[row["person"]]:
            yield cell.problem(f'"{row["rank"]}" again', "each rank once per person")
        ranks[row["person"]].append(row["rank"] or 0)
