"""The numbers the rules use. Each has a default and a source in `docs/rules.md`; a scenario states its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    womens_share_target_percent: int = 50
    """What the term `women_missing_to_target` is counted against, rounded up."""
    people_per_organisation: int = 1
    consecutive_meetings: int = 2
    """Meetings in a row that one person may attend."""
    returning_members: int = 1
    """Per delegation, people who attended the last meeting; 0 switches continuity off."""
    rotation_debt_cap: int = 5
    """Meetings after which being passed over weighs no heavier."""
    region_minimums: Mapping[str, int] = field(default_factory=dict)
    """Region, in either code system, to the fewest people of delegations who come from it."""
    region_maximums: Mapping[str, int] = field(default_factory=dict)
    """Region to the most people of delegations who come from it."""
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
    protected_windows: tuple[str, ...] = ()
    """Weekly windows free of plenaries and decisions, in local time: `fri 12:30-14:30`."""
    long_journey_minutes: Minutes = Minutes(9 * 60)
    """A journey longer than this calls for rest before chairing, speaking or reporting."""
    rest_after_long_journey_minutes: Minutes = Minutes(12 * 60)
    """Counted from the person's stated arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationPolicy:
    """People into sessions."""

    top_sessions: int = 5
    """How many of a person's own favourites the worst-off person is measured by."""
    favourites_floor: int = 0
    """Of their favourites, how many everyone with that many stated preferences attends at least."""
    quorum_percent: int = 0
    """Of the delegations that come, how many have each category at a decision session, rounded up."""
    chairs_regions: int = 0
    """Fewest UN regional groups among all chairs of the meeting."""
    chairs_categories: int = 0
    """Fewest categories among them."""
    chairs_genders: int = 0
    """Fewest genders among them; unstated counts as none."""
    times_chairing: int | None = None
    """Most holdings one person chairs; None: no limit."""
    chairs_rotate: bool = True
    """Whoever chaired at the last meeting chairs now only where named."""


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
    own_language_budget: int | None = None
    """Units of the conference currency that the conference itself spends on languages; None: what they cost."""
    sign_team: int = 2
    """Interpreters of one sign language at a holding; a sitting, half a day at most, needs no third."""
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
