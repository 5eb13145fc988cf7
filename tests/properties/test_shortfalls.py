"""A shortfall is no false alarm: where a check fires, the model of all three problems has no solution."""

from dataclasses import replace
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from planner.model.build import build_model
from planner.scenario.decided import Pin, Separation
from planner.scenario.people import Range
from planner.scenario.scenario import Scenario
from planner.solve.priorities import is_feasible
from planner.solve.search import Search
from planner.solve.shortfalls import CHECKS
from planner.units import Cents
from tests.builders import a_scenario, a_session, an_expert, an_interpreter
from tests.properties.tiny import LANGUAGES, scenarios


@st.composite
def pins(draw: Any, scenario: Scenario) -> tuple[Pin, ...]:
    """Some of every decision, sensible or not."""
    person = st.sampled_from([person.id for person in scenario.people])
    holding = st.sampled_from([holding.id for holding in scenario.holdings])
    interpreter = st.sampled_from([each.id for each in scenario.interpreters] or ["nobody"])
    about = {
        "select": (person, st.just(""), st.sampled_from(["", "in_person", "remote"])),
        "pay": (person, st.just(""), st.sampled_from(["grant", "self"])),
        "slot": (st.just(""), holding, st.sampled_from([slot.id for slot in scenario.slots])),
        "room": (st.just(""), holding, st.just("r1")),
        "attend": (person, holding, st.just("")),
        "chair": (person, holding, st.just("")),
        "interpret": (interpreter, holding, st.sampled_from(["", *LANGUAGES])),
    }
    made = []
    for number, decision in enumerate(draw(st.lists(st.sampled_from(sorted(about)), max_size=3))):
        person_id, holding_id, value = (draw(part) for part in about[decision])
        pin = draw(st.sampled_from(["lock", "lock", "forbid"]))
        told: Any = {"decision": decision, "pin": pin, "person": person_id, "holding": holding_id, "value": value}
        made.append(Pin(id=f"pin{number}", reason="", **told))
    return tuple(made)


def demands(draw: Any, scenario: Scenario) -> dict[str, Any]:
    """What can be asked for: fields of the sessions, of everyone and of the policies."""
    ids = [person.id for person in scenario.people]
    any_two = st.integers(0, 2)
    return {
        "chairs": [tuple(draw(st.sets(st.sampled_from(ids), max_size=1))) for _ in scenario.sessions],
        "chairs_needed": [draw(st.integers(0, 1)) for _ in scenario.sessions],
        "same_window": ["window" for _ in scenario.sessions],
        "after": [() if n == 0 else (scenario.sessions[0].id,) for n, _ in enumerate(scenario.sessions)],
        "decision": [draw(st.booleans()) for _ in scenario.sessions],
        "allowed_slots": [draw(st.sampled_from([(), ("late",), ("early", "late")])) for _ in scenario.sessions],
        "size": [Range(least=draw(any_two), most=2) for _ in scenario.sessions],
        "mandated": [draw(st.booleans()) for _ in ids],
        "can_chair": [draw(st.booleans()) for _ in ids],
        "womens_share_floor_percent": draw(st.sampled_from([50, 100])),
        "region_minimums": {"un:GRULAC": draw(st.integers(1, 3))},
        "region_maximums": {"un:GRULAC": draw(any_two)},
        "quorum_percent": 100,
        "chairs_genders": draw(any_two),
        "favourites_floor": draw(any_two),
        "times_chairing": 1,
        "sittings_per_day": draw(any_two),
        "separations": tuple(Separation(group="g", person=id, scope="room") for id in ids[:2]),
        "pins": draw(pins(scenario)),
        "ceiling_cents": Cents(draw(st.sampled_from([0, 90_00]))),
    }


def asking(scenario: Scenario, field: str, wanted: Any) -> Scenario:
    """The scenario with one demand more."""
    if field in ("pins", "separations"):
        return replace(scenario, **{field: wanted})
    if field == "ceiling_cents":
        return replace(scenario, grants=tuple(replace(grant, ceiling_cents=wanted) for grant in scenario.grants))
    for table in ("sessions", "people"):
        if hasattr(getattr(scenario, table)[0], field):
            rows = zip(getattr(scenario, table), wanted, strict=True)
            return replace(scenario, **{table: tuple(replace(row, **{field: value}) for row, value in rows)})
    area = next(
        area for area in ("selection", "allocation", "interpreting") if hasattr(getattr(scenario.policy, area), field)
    )
    changed = replace(getattr(scenario.policy, area), **{field: wanted})
    return replace(scenario, policy=replace(scenario.policy, **{area: changed}))


@st.composite
def demanding(draw: Any) -> Scenario:
    """Tiny scenarios in which up to three things are asked for that may be too much."""
    scenario = draw(scenarios(most_people=4, slots=3))
    asked = demands(draw, scenario)
    for field in draw(st.lists(st.sampled_from(sorted(asked)), max_size=3, unique=True)):
        scenario = asking(scenario, field, asked[field])
    return scenario


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(demanding())
def test_where_a_check_fires_there_is_no_plan(scenario: Scenario) -> None:
    fired = {check.__name__: found for check in CHECKS if (found := list(check(scenario)))}
    event(f"{len(fired)} fired")
    if len(fired) == 1:
        event(f"alone: {next(iter(fired))}")
    if fired:
        assert is_feasible(build_model(scenario), Search()) is False, fired


def test_whoever_signs_has_a_voice() -> None:
    """Speaks at one session in French and has to chair the other: signed, and heard through the team."""
    deaf = an_expert("deaf", sign_language="bzs", can_chair=True, mandated=True)
    sessions = (
        a_session("speaks", floor_languages=("fr",), speakers=("deaf",), allowed_slots=("mon1",)),
        a_session("chairs", floor_languages=("fr",), chairs_needed=1, allowed_slots=("mon2",)),
    )
    team = tuple(an_interpreter(f"s{number}", "fr", sign="bzs") for number in (1, 2))
    scenario = a_scenario(people=(deaf,), delegations=(), sessions=sessions, interpreters=team)
    assert [found for check in CHECKS for found in check(scenario)] == []
    assert is_feasible(build_model(scenario), Search())
    hearing = replace(scenario, people=(replace(deaf, sign_language=None),))
    assert [found for check in CHECKS for found in check(hearing)] != []
    assert is_feasible(build_model(hearing), Search()) is False
