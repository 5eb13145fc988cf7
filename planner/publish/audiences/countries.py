"""Names of countries as the United Nations writes them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel import Locale


def country_name(code: str, language: str) -> str:
    """The short name in a language; the code itself for a country nobody has named."""
    corrected = _un_names().get(language, {}).get(code)
    return corrected or Locale.parse(language).territories.get(code, code)


@cache
def _un_names() -> Mapping[str, Mapping[str, str]]:
    # Not through `wording`: where a language has no entry of its own, its locale data beats English.
    source = files("planner.publish") / "templates" / "words" / "countries.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
