"""Words that any published file may hold, whoever is called so: a person named April does not stop every date."""

from functools import cache

from babel import Locale

from planner.publish.leakcheck.needles import BETWEEN, normal
from planner.publish.wording import shipped_texts


@cache
def everyday_words(language: str) -> str:
    """The shipped wording, and the names of months and weekdays in a language."""
    locale = Locale.parse(language)
    dates = {
        name
        for names_by_use in (locale.months, locale.days)
        for names_by_width in names_by_use.values()
        for width in ("wide", "abbreviated")
        for name in names_by_width[width].values()
    }
    return BETWEEN.join(normal(text) for text in sorted(dates | shipped_texts()))
