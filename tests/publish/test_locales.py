from datetime import date
from decimal import Decimal

import pytest

from planner.publish.locales import days_of, language_names, money, offset, percent
from planner.units import Cents


@pytest.mark.parametrize(
    ("starts", "ends", "language", "expected"),
    [
        (date(2027, 4, 20), date(2027, 4, 21), "en", "20\u201321 April 2027"),
        (date(2027, 4, 20), date(2027, 4, 21), "fr", "20\u201321 avril 2027"),
        (date(2027, 4, 30), date(2027, 5, 2), "pt", "30 de abril de 2027 \u2013 2 de maio de 2027"),
        (date(2027, 4, 20), date(2027, 4, 20), "es", "20 de abril de 2027"),
        # The day is written like the month: neither may be taken for the other.
        (date(2027, 4, 3), date(2027, 4, 4), "zh", "2027年4月3日 \u2013 2027年4月4日"),
    ],
)
def test_days_of_a_conference(starts: date, ends: date, language: str, expected: str) -> None:
    assert days_of(starts, ends, language) == expected


def test_offset_follows_summer_time() -> None:
    assert offset(date(2027, 1, 15), "Europe/Zurich") == "UTC+01:00"
    assert offset(date(2027, 7, 15), "Europe/Zurich") == "UTC+02:00"
    assert offset(date(2027, 7, 15), "Asia/Kathmandu") == "UTC+05:45"


def test_languages_without_a_name_keep_their_code() -> None:
    assert language_names(("fr", "qzz"), "en") == "French, qzz"


def test_lists_take_the_readers_comma() -> None:
    assert language_names(("fr", "en"), "ar") == "الفرنسية، الإنجليزية"


def test_money_and_percent() -> None:
    assert money(Cents(123_450), "EUR", "en") == "€1,234.50"
    assert percent(Decimal("0.0715"), "fr") == "7,2\xa0%"
