"""The keys of the settings in a few words each, for whoever fills in a workbook."""

from collections.abc import Mapping

SECTIONS: Mapping[str, str] = {
    "conference": "The meeting itself.",
    "policy": "The numbers the rules use. An empty value leaves the usual number; the source says who decided it.",
    "objective": "What the planner looks for, most important first. An empty value keeps the usual order.",
    "rates": "Units of the conference currency for one unit of each other currency: one row per currency.",
    "solve": "A small part of the conference on which the planner measures its own method. May stay empty.",
}

MEANINGS: Mapping[str, str] = {
    "conference.id": "short name; names the folder of results",
    "conference.title": "title, one row per language",
    "conference.city": "code of the host city, as in the travel offers",
    "conference.city_name": "name of the host city, one row per language",
    "conference.country": "host country",
    "conference.zone": "time zone of all times",
    "conference.starts": "first day",
    "conference.ends": "last day",
    "conference.currency": "currency in which costs are counted",
    "conference.languages": "languages the conference may offer, ; between them",
    "conference.released_at": "when the plan goes out, in local time of the conference",
    "policy.selection.womens_share_floor_percent": "least share of women among those who come, %",
    "policy.selection.womens_share_target_percent": "share of women that is aimed at, %",
    "policy.selection.people_per_organisation": "most people of one organisation",
    "policy.selection.consecutive_meetings": "meetings in a row that one person may attend",
    "policy.selection.returning_members": "people per delegation who were at the last meeting; 0 switches this off",
    "policy.selection.rotation_debt_cap": "meetings after which being passed over weighs no heavier",
    "policy.selection.region_minimums": "fewest people from a region, one row per region",
    "policy.selection.region_maximums": "most people from a region, one row per region",
    "policy.selection.marginalised_weights": "points for each reason that makes leaving somebody out worse",
    "policy.selection.underrepresented_languages": "languages that count as such a reason, ; between them",
    "policy.selection.underrepresented_genders": "genders that count as such a reason, ; between them",
    "policy.travel.nights_before": "nights paid before the first day",
    "policy.travel.nights_after": "nights paid after the last day",
    "policy.travel.lodging_provided": "lodging is provided, so the allowance is lower",
    "policy.travel.meals_provided": "meals are provided, so the allowance is lower",
    "policy.travel.longer_than_fastest_minutes": "a route this much longer than the fastest is not reasonable, minutes",
    "policy.travel.extra_connections": "connections a route may have beyond the fewest",
    "policy.travel.funded_people_per_country": "most people of one country who are paid for",
    "policy.travel.times_funded": "meetings for which one person may be paid for",
    "policy.timetable.parallel_sessions": "most sessions at one time",
    "policy.timetable.awake_from": "nobody far away speaks before this, in their own time",
    "policy.timetable.awake_until": "nobody far away speaks after this, in their own time",
    "policy.timetable.protected_windows": "weekly times free of plenaries, such as fri 12:30-14:30, ; between them",
    "policy.timetable.long_journey_minutes": "a journey longer than this calls for rest, minutes",
    "policy.timetable.rest_after_long_journey_minutes": "that rest, minutes from arrival",
    "policy.allocation.top_sessions": "how many favourites the worst-off person is measured by",
    "policy.allocation.favourites_floor": "favourites that everyone attends at least",
    "policy.allocation.quorum_percent": "share of delegations that are complete where decisions are taken, %",
    "policy.allocation.chairs_regions": "fewest regions among all chairs",
    "policy.allocation.chairs_categories": "fewest categories among all chairs",
    "policy.allocation.chairs_genders": "fewest genders among all chairs",
    "policy.allocation.times_chairing": "most sessions one person chairs",
    "policy.allocation.chairs_rotate": "whoever chaired last time chairs only where named",
    "policy.interpreting.profile": "whose rules on team sizes apply",
    "policy.interpreting.bi_active_languages": "languages whose booth works both ways, ; between them",
    "policy.interpreting.bi_active_team": "interpreters in such a booth",
    "policy.interpreting.mobile_booths": "mobile booths the venue can put up at one time",
    "policy.interpreting.language_cost": "cost of offering a language, one row per language",
    "policy.interpreting.own_language_budget": "units of the conference currency for languages that no grant pays",
    "policy.interpreting.sign_team": "interpreters of one sign language where somebody signs",
    "policy.interpreting.sittings_per_day": "most sittings of one interpreter on one day",
    "policy.interpreting.rest_minutes": "rest between two sittings of one interpreter, minutes",
    "policy.interpreting.sittings_per_week": "most sittings of one interpreter in one week",
    "policy.privacy.smallest_cell": "counts of people below this are shown to nobody outside the Secretariat",
    "objective.delegation": "goals of choosing who comes, ; between them",
    "objective.programme": "goals of the programme, ; between them",
    "objective.roster": "goals of the interpreters' roster, ; between them",
    "solve.joint_delegations": "delegations of the small part, ; between them",
    "solve.joint_sessions": "sessions of the small part, ; between them; empty: all",
    "solve.joint_days": "days of the small part, ; between them; empty: all",
}
"""Section and key to what it means."""


def meaning_of(section: str, key: str) -> str:
    """Of a key or of one of its entries: `title.en` means what `title` does."""
    path = f"{section}.{key}"
    while path:
        if path in MEANINGS:
            return MEANINGS[path]
        path = path.rpartition(".")[0]
    return ""
