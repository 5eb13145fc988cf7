"""The words on published files, by reader's language; the texts are in `templates/words/`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FALLBACK = "en"


@cache
def wording(publisher: str, language: str) -> Mapping[str, str]:
    """Labels of one publisher (`calendars`, `badges`, …) in a language; English where it has none."""
    source = files("planner.publish") / "templates" / "words" / f"{publisher}.toml"
    by_language = tomllib.loads(source.read_text(encoding="utf-8"))
    return {**by_language[FALLBACK], **by_language.get(language, {})}


def text_in(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """A text and the language it is in: the reader's, else English, else the first there is."""
    for wanted in (language, FALLBACK):
        if texts.get(wanted):
            return texts[wanted], wanted
    first = min(texts)
    return texts[first], first


@cache
def shipped_texts() -> frozenset[str]:
    """Every text that comes with the planner, words and pages alike: about nobody, whatever a scenario says."""
    templates = files("planner.publish") / "templates"
    pages = (file.read_text(encoding="utf-8") for file in templates.iterdir() if file.is_file())
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in (templates / "words").iterdir())
    return frozenset((*pages, *(text for table in tables for words in table.values() for text in words.values())))
