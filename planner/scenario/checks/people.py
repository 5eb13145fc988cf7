"""People belong somewhere, understand something and can get there."""

from collections import Counter
from collections.abc import Iterator

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.checks.venue import EVE
from planner.scenario.given import Cell, Given
from planner.scenario.people import DELEGATION_CATEGORIES
from planner.scenario.sheets import Row
from planner.scenario.tables import DELEGATIONS, INTERPRETERS, PEOPLE, TRAVEL_OFFERS


def delegations_have_people(given: Given) -> Iterator[Problem]:
    known = given.values(PEOPLE, "delegation")
    for row in given.rows(DELEGATIONS):
        if row["id"] is not None and row["id"] not in known:
            allowed = f"a delegation with people in {PEOPLE.file}"
            yield Cell(table=DELEGATIONS, row=row, column="id").problem(f'"{row["id"]}" without people', allowed)


def members_have_a_delegation(given: Given) -> Iterator[Problem]:
    """Delegations hold the three categories and only these."""
    for row in given.rows(PEOPLE):
        if row["category"] is None or "delegation" not in row.values:
            continue
        cell = Cell(table=PEOPLE, row=row, column="delegation")
        if row["category"] in DELEGATION_CATEGORIES and row["delegation"] is None:
            yield cell.problem("an empty cell", f"a delegation, as the category is {row['category']}")
        if row["category"] not in DELEGATION_CATEGORIES and row["delegation"] is not None:
            yield cell.problem(f'"{row["delegation"]}"', f"an empty cell, as the category is {row['category']}")


def people_speak_a_language(given: Given) -> Iterator[Problem]:
    """Whoever understands no language of the conference could never come."""
    conference = given.settings.conference
    for row in given.rows(PEOPLE) if conference else ():
        understood = (*(row["active_languages"] or ()), *(row["passive_languages"] or ()))
        if conference and row["active_languages"] is not None and not set(understood) & set(conference.languages):
            yield Cell(table=PEOPLE, row=row, column="active_languages").not_among(
                ";".join(understood), conference.languages, "at least one language of this conference"
            )


def people_can_reach_the_conference(given: Given) -> Iterator[Problem]:
    conference = given.settings.conference
    known = given.values(TRAVEL_OFFERS, "origin") | ({conference.city} if conference else set())
    for row in given.rows(PEOPLE) if conference else ():
        if row["origin"] is not None and row["origin"] not in known and "in_person" in (row["modes"] or ()):
            cell = Cell(table=PEOPLE, row=row, column="origin")
            yield cell.not_among(row["origin"], known, f"the host city or an origin in {TRAVEL_OFFERS.file}")


def people_arrive_before_they_leave(given: Given) -> Iterator[Problem]:
    for row in given.rows(PEOPLE):
        arrival, departure = row["arrives_after"], row["leaves_before"]
        if arrival is not None and departure is not None and departure <= arrival:
            day, minutes = arrival
            allowed = f"a moment after the arrival, {day} {minutes // 60:02d}:{minutes % 60:02d}"
            yield Cell(table=PEOPLE, row=row, column="leaves_before").problem("a moment before the arrival", allowed)


def deputies_stand_in_for_their_own_side(given: Given) -> Iterator[Problem]:
    members = {row["id"]: row for row in given.rows(PEOPLE)}
    for row in given.rows(PEOPLE):
        member = members.get(row["deputy_of"])
        if member is not None and _side(member) != _side(row):
            allowed = "somebody of the same delegation and category"
            yield Cell(table=PEOPLE, row=row, column="deputy_of").problem(f'"{row["deputy_of"]}"', allowed)


def nobody_stands_in_for_themselves(given: Given) -> Iterator[Problem]:
    """Deputies and assistants are other people, and assistants have no assistants."""
    assistants = {row["id"] for row in given.rows(PEOPLE) if row["assists"] is not None}
    for row in given.rows(PEOPLE):
        for column in ("deputy_of", "assists"):
            if row[column] is not None and row[column] == row["id"]:
                yield Cell(table=PEOPLE, row=row, column=column).problem(f'"{row[column]}"', "somebody else")
            elif column == "assists" and row[column] in assistants:
                allowed = "somebody who is no assistant"
                yield Cell(table=PEOPLE, row=row, column=column).problem(f'"{row[column]}"', allowed)


def _side(row: Row) -> tuple[object, object]:
    return row["delegation"], row["category"]


def interpreters_can_be_booked(given: Given) -> Iterator[Problem]:
    conference = given.settings.conference
    if conference is None:
        return
    first = conference.starts - EVE
    for row in given.rows(INTERPRETERS):
        for day in row["days"] or ():
            if not first <= day <= conference.ends:
                allowed = f"{first} (the eve) to {conference.ends}"
                yield Cell(table=INTERPRETERS, row=row, column="days").problem(f"{day}", allowed)


def people_who_sign_can_have_a_team(given: Given) -> Iterator[Problem]:
    """Whoever signs could be seated nowhere without a team of their sign language."""
    policy = given.settings.policy
    signed = Counter(row["sign"] for row in given.rows(INTERPRETERS))
    for row in given.rows(PEOPLE) if policy else ():
        if policy and row["sign_language"] is not None and signed[row["sign_language"]] < policy.interpreting.sign_team:
            found = f'"{row["sign_language"]}", which {signed[row["sign_language"]]} interpreters sign'
            allowed = f"a sign language of at least {policy.interpreting.sign_team} in {INTERPRETERS.file}"
            cell = Cell(table=PEOPLE, row=row, column="sign_language")
            yield cell.problem(found, allowed, "ask the person which others they use, or add interpreters")


def languages_have_interpreters(given: Given) -> Iterator[Problem]:
    """A language may be offered only where somebody works into it; a conference without interpreters offers none."""
    conference = given.settings.conference
    rows = given.rows(INTERPRETERS)
    if conference is None or len(conference.languages) == 1 or not rows:
        return
    offered = {language for row in rows for column in ("a_languages", "b_languages") for language in row[column] or ()}
    for language in conference.languages:
        if language not in offered:
            yield Problem(
                file=toml.FILE,
                column="conference.languages",
                found=f'"{language}", into which nobody interprets',
                allowed=f"languages that stand in a_languages or b_languages of {INTERPRETERS.file}",
                suggestion=f"add interpreters for {language}, or leave it out",
            )
