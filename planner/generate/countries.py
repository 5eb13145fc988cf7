"""Which States take part, and what their delegations are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from planner.generate.facts import LISTS_AS_OF, Country, countries
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_NHRI_STATUS = {"A": 70, "B": 20, "none": 7, "suspended": 3}
"""Invented, in about the shares in which institutions are accredited."""

_SHARE_WITH_TWO_SEATS, _SHARE_IN_LARGE_MEETINGS = 0.7, 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A State of the conference."""

    country: Country
    nhri_status: str
    permanent_mission: bool
    """Invented, as is the status."""
    civil_society_seats: int
    """The most; every delegation has at least one, as of the other two categories."""
    joined: str

    @property
    def id(self) -> str:
        return self.country.code

    @property
    def has_institution(self) -> bool:
        return self.nhri_status in ("A", "B")


def choose_states(wanted: Wanted) -> tuple[State, ...]:
    """Every UN regional group in proportion to its size, the largest remainders rounded up."""
    random = wanted.random("states")
    groups: dict[str, list[Country]] = defaultdict(list)
    for country in countries().values():
        groups[country.un_region].append(country)
    seats = _seats(wanted.states, groups)
    chosen = [country for region, group in groups.items() for country in random.sample(group, seats[region])]
    first, *others = sorted(chosen, key=lambda country: country.code)
    # One institution at least can hold office.
    return (_state(first, "A", wanted, random), *(_state(c, _status(random), wanted, random) for c in others))


def _seats(states: int, groups: Mapping[str, Sequence[Country]]) -> Mapping[str, int]:
    everybody = sum(len(group) for group in groups.values())
    seats = {region: states * len(group) // everybody for region, group in groups.items()}
    by_remainder = sorted(groups, key=lambda region: -(states * len(groups[region]) % everybody))
    for region in by_remainder[: states - sum(seats.values())]:
        seats[region] += 1
    return seats


def _status(random: Random) -> str:
    return random.choices(list(_NHRI_STATUS), list(_NHRI_STATUS.values()))[0]


def _state(country: Country, status: str, wanted: Wanted, random: Random) -> State:
    luck = random.random()
    is_small = "yes" in (country.ldc, country.sids)
    two_seats = _SHARE_IN_LARGE_MEETINGS if wanted.is_large else _SHARE_WITH_TWO_SEATS
    return State(
        country=country,
        nhri_status=status,
        permanent_mission=country.code == wanted.venue.place.country or luck < (0.7 if is_small else 0.97),
        civil_society_seats=(2 if random.random() < two_seats else 1) + wanted.more_seats,
        joined=random.choice(("2026-01-15", "2026-01-15", "2026-08-01", "2027-01-20")),
    )


def delegation_row(state: State) -> Row:
    country = state.country
    return {
        "id": state.id,
        "country": country.code,
        "un_region": country.un_region,
        "network_region": country.network_region,
        "income_group": country.income_group,
        "ldc": country.ldc,
        "lldc": country.lldc,
        "sids": country.sids,
        "lists_as_of": LISTS_AS_OF,
        "nhri_status": state.nhri_status,
        "nhri_status_as_of": "2026-10-01",
        "seats_state": "1..1",
        "seats_nhri": "1..1",
        "seats_civil_society": f"1..{state.civil_society_seats}",
        "remote_counts_complete": "no",
        "permanent_mission": "yes" if state.permanent_mission else "no",
    }
