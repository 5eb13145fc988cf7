"""Public facts about countries, and lists of words for what is invented; origins in `facts/SOURCES.md`."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NewType

Km = NewType("Km", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language of a country."""

    language: str
    percent: int
    """Of the population, who may count for several languages."""
    is_official: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city with an airport."""

    city: str
    """IATA code."""
    country: str
    zone: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One of the 193 Member States of the United Nations."""

    code: str
    un_region: str
    network_region: str
    income_group: str
    ldc: str
    """`yes` or `no`, as the next two."""
    lldc: str
    sids: str
    capital: Place
    """Its capital, or the airport nearest to it."""
    tongues: tuple[Tongue, ...]
    """Most spoken first."""
    culture: str
    """Which of the lists of names fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A city that can hold the conference."""

    place: Place
    currency: str
    names: Mapping[str, str]
    """By language."""
    allowance: int
    """An invented subsistence rate for one night, in the host's currency."""
    visa_fee: int


LISTS_AS_OF = "2024-07-01"
"""Date of the lists of least developed, landlocked and small island States and of the income groups."""


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one table of facts."""
    text = (files("planner.generate") / "facts" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


@cache
def countries() -> Mapping[str, Country]:
    cultures = {code: row["culture"] for row in rows("cultures") for code in row["countries"].split(";")}
    return {row["country"]: _country(row, cultures[row["country"]]) for row in rows("countries")}


def _country(row: Mapping[str, str], culture: str) -> Country:
    same = ("un_region", "network_region", "income_group", "ldc", "lldc", "sids")
    return Country(
        code=row["country"],
        capital=_place(row),
        tongues=_tongues().get(row["country"], ()),
        culture=culture,
        **{name: row[name] for name in same},
    )


def _place(row: Mapping[str, str]) -> Place:
    return Place(
        city=row["city"],
        country=row["country"],
        zone=row["zone"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


@cache
def _tongues() -> Mapping[str, tuple[Tongue, ...]]:
    spoken: dict[str, tuple[Tongue, ...]] = {}
    for row in rows("languages"):
        tongue = Tongue(language=row["language"], percent=int(row["percent"]), is_official=row["official"] == "yes")
        spoken[row["country"]] = (*spoken.get(row["country"], ()), tongue)
    return spoken


@cache
def hosts() -> Mapping[str, Host]:
    return {
        row["city"]: Host(
            place=_place(row),
            currency=row["currency"],
            names={name.removeprefix("name."): row[name] for name in row if name.startswith("name.")},
            allowance=int(row["allowance"]),
            visa_fee=int(row["visa_fee"]),
        )
        for row in rows("hosts")
    }


@cache
def visa_class(host_country: str) -> Mapping[str, str]:
    """Passport to `visa` or `e_visa` (which stands for anything short of a visa); no entry: nothing is needed."""
    return {
        passport: row["class"]
        for row in rows("visas")
        if row["host_country"] == host_country
        for passport in row["passports"].split(";")
    }


@cache
def fare_bands() -> tuple[tuple[Km, int], ...]:
    """Distance up to which a band goes, and its return fare in euros."""
    return tuple((Km(int(row["up_to_km"])), int(row["return_eur"])) for row in rows("fare_bands"))
