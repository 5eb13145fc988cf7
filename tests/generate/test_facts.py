"""Facts held against the published lists and against sums worked out by hand."""

from collections import Counter
from decimal import Decimal

import pytest

from planner.generate.facts import Km, Place, countries, hosts, visa_class
from planner.generate.travel import distance_km, fare_eur


def place(latitude: float, longitude: float) -> Place:
    return Place(city="XXX", country="KE", zone="UTC", latitude=latitude, longitude=longitude)


def test_every_member_state_is_in_its_regional_group() -> None:
    assert Counter(country.un_region for country in countries().values()) == {
        "un:African": 54,
        "un:Asia_Pacific": 54,
        "un:GRULAC": 33,
        "un:WEOG": 29,
        "un:Eastern_European": 23,
    }


def test_observers_are_no_members() -> None:
    assert not {"VA", "PS"} & countries().keys()


@pytest.mark.parametrize(
    ("code", "un_region", "network_region"),
    [
        ("CA", "un:WEOG", "net:americas"),
        ("AU", "un:WEOG", "net:asia_pacific"),
        ("CY", "un:Asia_Pacific", "net:europe"),
        ("EG", "un:African", "net:africa"),
        ("NA", "un:African", "net:africa"),
    ],
)
def test_the_two_systems_of_regions_differ(code: str, un_region: str, network_region: str) -> None:
    country = countries()[code]
    assert (country.un_region, country.network_region) == (un_region, network_region)


def test_lists_are_those_of_july_2024() -> None:
    """45 least developed countries: Bhutan had left in December 2023, São Tomé and Príncipe left a year later."""
    listed = {
        name: {c.code for c in countries().values() if getattr(c, name) == "yes"} for name in ("ldc", "lldc", "sids")
    }
    assert {name: len(codes) for name, codes in listed.items()} == {"ldc": 45, "lldc": 32, "sids": 37}
    assert {"ST", "NP", "HT"} <= listed["ldc"]
    assert "BT" not in listed["ldc"]


def test_every_country_has_languages_a_culture_and_a_host_can_be_reached() -> None:
    for country in countries().values():
        assert country.tongues
        assert country.culture
        for host in hosts().values():
            assert 0 <= distance_km(country.capital, host.place) <= 20_100


def test_a_quarter_of_the_equator() -> None:
    """6371 km * π / 2 = 10 007.5 km."""
    assert distance_km(place(0, 0), place(0, 90)) == 10_008


def test_from_nairobi_to_geneva() -> None:
    """cos c = sin 46.24° sin -1.32° + cos 46.24° cos 1.32° cos 30.82° = 0.577; c = 54.75°; 0.9556 * 6371 km = 6 088.

    The band of 6000 to 7500 km is 720 euros; a quarter more is 900."""
    distance = distance_km(hosts()["NBO"].place, hosts()["GVA"].place)
    assert distance == pytest.approx(6088, abs=2)
    assert fare_eur(distance) == Decimal(900)


@pytest.mark.parametrize(("km", "fare"), [(0, "245.00"), (600, "245.00"), (601, "261.25"), (20_015, "1376.25")])
def test_fares_at_the_edges_of_their_bands(km: int, fare: str) -> None:
    """196, 196, 209 and 1101 euros, and a quarter more."""
    assert fare_eur(Km(km)) == Decimal(fare)


@pytest.mark.parametrize(
    ("host", "passport", "needed"),
    [("CH", "KE", "visa"), ("CH", "BR", None), ("CH", "FR", None), ("KE", "CI", "e_visa"), ("KE", "TZ", None)],
)
def test_visas_by_passport(host: str, passport: str, needed: str | None) -> None:
    assert visa_class(host).get(passport) == needed
