"""Cases of relay. French is spoken; each booth's interpreters understand only what their case says."""

from typing import Any

import pytest

from planner.scenario.scenario import Scenario
from tests.builders import a_conference, a_scenario, a_session, an_expert, an_interpreter, held
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case


def _in_french(*interpreters: Any, languages: str) -> Scenario:
    """Somebody understands each of the languages and nothing else."""
    return a_scenario(
        conference=a_conference(languages=("fr", *languages.split())),
        people=tuple(an_expert(language, active_languages=(language,)) for language in languages.split()),
        sessions=(a_session("land", floor_languages=("fr",)),),
        interpreters=interpreters,
    )


def _booths(**teams: str) -> dict[str, Any]:
    """Two in each: `_booths(en="i1 i2")`."""
    interpreters = {booth: tuple(team.split()) for booth, team in teams.items()}
    languages = tuple(teams)
    return {
        "sessions": {"land#1": held(floor=("fr",), outgoing=languages, attends=languages, interpreters=interpreters)}
    }


CASES: tuple[RuleCase, ...] = (
    a_case(
        "booths_understand_the_floor_or_take_relay",
        "from a booth in which two can give it",
        _in_french(
            an_interpreter("en1", "en", c="fr"),
            an_interpreter("en2", "en", c="fr"),
            an_interpreter("en3", "en", c="es"),
            an_interpreter("es1", "es", c="en"),
            an_interpreter("es2", "es", c="pt"),
            languages="en es",
        ),
        good=_booths(en="en1 en2", es="es1 es2"),
        broken=_booths(en="en1 en3", es="es1 es2"),
    ),
    a_case(
        "booths_understand_the_floor_or_take_relay",
        "not from a booth that takes relay itself",
        _in_french(
            an_interpreter("en1", "en", c="fr"),
            an_interpreter("en2", "en", c="fr"),
            an_interpreter("es1", "es", c="en"),
            an_interpreter("es2", "es", c="en"),
            an_interpreter("pt1", "pt", c="es"),
            an_interpreter("pt2", "pt", c="es"),
            an_interpreter("pt3", "pt", c="en"),
            languages="en es pt",
        ),
        good=_booths(en="en1 en2", es="es1 es2", pt="pt1 pt3"),
        broken=_booths(en="en1 en2", es="es1 es2", pt="pt1 pt2"),
    ),
    a_case(
        "booths_understand_the_floor_or_take_relay",
        "not from interpreters who work in other booths",
        _in_french(
            an_interpreter("en1", "en", c="fr"),
            an_interpreter("en2", "en", c="fr"),
            an_interpreter("en3", "en", c="es"),
            an_interpreter("es1", "es en", c="fr"),
            an_interpreter("es2", "es", c="en"),
            an_interpreter("pt1", "pt", c="en"),
            an_interpreter("pt2", "pt", c="en"),
            languages="en es pt",
        ),
        good=_booths(en="en1 en2", es="es1 es2", pt="pt1 pt2"),
        broken=_booths(en="en1 en3", es="es1 es2", pt="pt1 pt2"),
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
