"""The numbers the rules use. Each has a default and a source in `docs/rules.md`; a scenario states its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.units import Cents, Minutes

MarginalisedReason = Literal[
    "cannot_self_fund", "first_time", "ldc_or_sids", "no_permanent_mission", "language", "gender"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionPolicy:
    """Who comes."""

    womens_share_floor_percent: int = 30
    """Of all people attending in a delegation, rounded down to whole people."""
    people_per_organisation: int = 1
    consecutive_meetings: int = 2
    """Meetings in a row that one person may attend."""
    returning_members: int = 1
    """Per delegation, people who attended the last meeting; 0 switches continuity off."""
    rotation_debt_cap: int = 5
    """Meetings after which being passed over weighs no heavier."""
    marginalised_weights: Mapping[MarginalisedReason, int]
    """Published integer weights; a reason left out weighs nothing."""
    underrepresented_languages: tuple[str, ...] = ()
    underrepresented_genders: tuple[str, ...] = ("woman", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelPolicy:
    """How people travel, and who pays."""

    nights_before: int = 1
    """Nights paid before the first day."""
    nights_after: int = 1
    """Nights paid after the last day."""
    lodging_provided: bool = False
    meals_provided: bool = False
    longer_than_fastest_minutes: Minutes = Minutes(240)
    """A route this much longer than the fastest, or longer still, is not reasonable."""
    extra_connections: int = 0
    """Connections a reasonable route may have beyond the fewest."""
    funded_people_per_country: int = 3
    times_funded: int = 3
    """Meetings for which one person may be funded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetablePolicy:
    """Sessions into rooms and slots."""

    parallel_sessions: int = 6
    awake_from: Minutes = Minutes(8 * 60)
    """Local time of a remote speaker from which they may be asked to speak."""
    awake_until: Minutes = Minutes(22 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationPolicy:
    """People into sessions."""

    top_sessions: int = 5
    """How many of a person's own favourites the worst-off person is measured by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterpretingPolicy:
    """Languages, booths and interpreters."""

    profile: Literal["aiic"] = "aiic"
    bi_active_languages: tuple[str, ...] = ()
    """Languages whose booth works both ways and needs `bi_active_team` interpreters."""
    bi_active_team: int = 3
    mobile_booths: int = 0
    """Stock the venue can put up at one time."""
    language_cost_cents: Mapping[str, Cents]
    """Planned cost of offering a language at this conference."""
    sittings_per_day: int = 2
    rest_minutes: Minutes = Minutes(90)
    """Between two sittings of one interpreter."""
    sittings_per_week: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPolicy:
    """What may leave the Secretariat."""

    smallest_cell: int = 5
    """Counts of people below this are not shown outside the Secretariat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All numbers, by area, and where each comes from."""

    selection: SelectionPolicy
    travel: TravelPolicy
    timetable: TimetablePolicy
    allocation: AllocationPolicy
    interpreting: InterpretingPolicy
    privacy: PrivacyPolicy
    sources: Mapping[str, str]
    """`selection.womens_share_floor_percent` to the source the scenario states for it."""
