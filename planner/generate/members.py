"""Who is in the pools: invented people, with languages plausible for their country."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from planner.generate.countries import State
from planner.generate.facts import Country, Place, countries, hosts, rows
from planner.generate.languages import languages_of
from planner.generate.wanted import Wanted

CODES = {"state": "st", "nhri": "nh", "civil_society": "cs"}
_ALL_LINES = "fare;allowance;visa"
_GENDERS = {"woman": 50, "man": 45, "other": 3, "unstated": 2}
_SELF_FUNDED_STATES = {"high": 1.0, "upper_middle": 0.85, "lower_middle": 0.5, "low": 0.15}
_CHAIRING_RANKS, _CAN_CHAIR = 2, 0.7
_CITY_OF_MISSIONS = "GVA"
_SHARE_WITH_NEEDS = 0.05
_NEEDS = ("step_free", "step_free", "captioning", "large_print", "quiet_room")


@dataclass(slots=True, kw_only=True)
class Member:
    """One person of a pool."""

    id: str
    state: State | None
    """None for experts and assistants."""
    country: Country
    """Of the passport."""
    category: str
    rank: int
    gender: str
    home: Place
    active: list[str]
    passive: list[str]
    self_funding: str
    modes: str
    can_chair: bool
    organisation: str = ""
    themes: list[str] = field(default_factory=list)
    joined: str = ""
    is_mandated: bool = False
    needs: str = ""
    assists: "Member | None" = None

    @property
    def is_protected(self) -> bool:
        """Most of civil society, some people of institutions where these are under pressure, and their assistants."""
        if self.assists:
            return self.assists.is_protected
        if self.category == "nhri":
            return self.rank == 2 and self.country.income_group == "low"
        return self.category == "civil_society" and self.rank != 3

    @property
    def may_hold_office(self) -> bool:
        """Institutions below status A hold none."""
        return self.state is not None and (self.category != "nhri" or self.state.nhri_status == "A")

    @property
    def understands(self) -> set[str]:
        return {*self.active, *self.passive}

    def learns_to_speak(self, language: str) -> None:
        self.passive = [other for other in self.passive if other != language]
        self.active.append(language)

    def speaks_one_of(self, languages: Iterable[str]) -> bool:
        return not set(languages).isdisjoint(self.active)


def members_of(states: Sequence[State], wanted: Wanted) -> list[Member]:
    """Two people of the State, two of its institution, three or four of civil society; one more where seats are."""
    random = wanted.random("members")
    pool = []
    for state in states:
        civil_society = (3 if random.random() < 0.75 else 4) + wanted.more_seats
        sizes = {"state": 2, "nhri": 2 if state.has_institution else 0, "civil_society": civil_society}
        for category, size in sizes.items():
            pool += [_member(state, category, rank, wanted, random) for rank in range(1, size + 1)]
    return [*pool, *_experts(wanted, random)]


def _member(state: State, category: str, rank: int, wanted: Wanted, random: Random) -> Member:
    from_mission = category == "state" and rank == 1 and state.permanent_mission and random.random() < 0.3
    active, passive = languages_of(state.country, category, wanted.languages, random)
    return Member(
        id=f"{state.id.lower()}-{CODES[category]}-{rank}",
        state=state,
        country=state.country,
        category=category,
        rank=rank,
        gender=_gender(random),
        home=hosts()[_CITY_OF_MISSIONS].place if from_mission else state.country.capital,
        active=active,
        passive=passive,
        self_funding=_ALL_LINES if from_mission else _self_funding(state, category, random),
        modes=_modes(rank, wanted, random),
        can_chair=rank <= _CHAIRING_RANKS and random.random() < _CAN_CHAIR,
        needs=random.choice(_NEEDS) if random.random() < _SHARE_WITH_NEEDS else "",
        joined=state.joined if category != "civil_society" else random.choice((state.joined, "2027-01-20")),
    )


def _experts(wanted: Wanted, random: Random) -> Iterator[Member]:
    mandates = rows("experts")[: max(2, min(24, wanted.states * 2 // 5))]
    elsewhere = sorted(countries().values(), key=lambda country: country.code)
    for number, mandate in enumerate(mandates, start=1):
        country = random.choice(elsewhere)
        active, passive = languages_of(country, "expert", wanted.languages, random)
        yield Member(
            id=f"ex-{number}",
            state=None,
            country=country,
            category="expert",
            rank=number,
            gender=_gender(random),
            home=country.capital,
            active=active,
            passive=passive,
            self_funding=_ALL_LINES if mandate["mandated"] == "yes" or random.random() < 0.5 else "",
            modes="in_person",
            can_chair=random.random() < _CAN_CHAIR,
            organisation=mandate["organisation"],
            themes=mandate["themes"].split(";"),
            joined="2026-01-15",
            is_mandated=mandate["mandated"] == "yes",
        )


def assistants_of(pool: Sequence[Member]) -> Iterator[Member]:
    """Whoever needs a way without steps brings somebody, who speaks as they do."""
    accompanied = [member for member in pool if member.needs == "step_free"]
    for number, member in enumerate(accompanied, start=1):
        yield replace(
            member,
            id=f"as-{number}",
            state=None,
            category="observer",
            rank=0,
            gender="unstated",
            can_chair=False,
            organisation="Personal assistance",
            themes=[],
            needs="",
            assists=member,
        )


def _gender(random: Random) -> str:
    return random.choices(list(_GENDERS), list(_GENDERS.values()))[0]


def _self_funding(state: State, category: str, random: Random) -> str:
    chance, income = random.random(), state.country.income_group
    if category == "state":
        return _ALL_LINES if chance < _SELF_FUNDED_STATES[income] else ""
    if income == "high":
        return _ALL_LINES if category == "nhri" else ("fare" if chance < 0.4 else "")
    return "fare" if category == "nhri" and income == "upper_middle" and chance < 0.5 else ""


def _modes(rank: int, wanted: Wanted, random: Random) -> str:
    # Both are drawn in any case, so that another share changes nothing but the modes.
    luck, remote = random.random(), random.choice(("in_person;remote", "in_person;remote", "remote"))
    return remote if rank > 1 and luck < wanted.remote_percent / 100 else "in_person"
