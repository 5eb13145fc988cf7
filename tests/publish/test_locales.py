import re
from datetime import date
from decimal import Decimal

import pytest

from planner.publish.locales import days_of, language_names, long_day, money, offset, percent, plain_date
from planner.publish.wording import wording
from planner.units import Cents


@pytest.mark.parametrize(
    ("starts", "ends", "language", "expected"),
    [
        (date(2027, 4, 20), date(2027, 4, 21), "en", "20\u201321 April 2027"),
        (date(2027, 4, 20), date(2027, 4, 21), "fr", "20\u201321 avril 2027"),
        (date(2027, 4, 30), date(2027, 5, 2), "pt", "30 de abril de 2027 \u2013 2 de maio de 2027"),
        (date(2027, 4, 20), date(2027, 4, 20), "es", "20 de abril de 2027"),
        (date(2027, 5, 1), date(2027, 5, 3), "fr", "1er\u20133 mai 2027"),
        (date(2027, 4, 30), date(2027, 5, 1), "pt", "30 de abril de 2027 \u2013 1º de maio de 2027"),
        # The day is written like the month: neither may be taken for the other.
        (date(2027, 4, 3), date(2027, 4, 4), "zh", "2027年4月3日 \u2013 2027年4月4日"),
    ],
)
def test_days_of_a_conference(starts: date, ends: date, language: str, expected: str) -> None:
    assert days_of(starts, ends, language) == expected


def test_first_of_the_month_is_counted_where_the_language_counts_it() -> None:
    assert plain_date(date(2027, 2, 1), "fr") == "1er février 2027"
    assert long_day(date(2027, 2, 1), "fr") == "lundi 1er février 2027"
    assert long_day(date(2027, 2, 1), "pt") == "segunda-feira, 1º de fevereiro de 2027"
    assert plain_date(date(2027, 2, 11), "fr") == "11 février 2027"
    assert plain_date(date(2027, 2, 1), "es") == "1 de febrero de 2027"


def test_french_never_starts_a_line_with_a_colon() -> None:
    """No space at which a line may break stands before double punctuation."""
    for publisher in ("badges", "calendars", "funding", "programmes", "public", "report", "venue", "windows"):
        texts = wording(publisher, "fr").values()
        assert [text for text in texts if re.search(r" [:;?!%»]", text)] == []


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
