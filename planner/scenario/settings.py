"""`scenario.toml`: the conference, the numbers of the rules, the order of the terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, get_type_hints

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.cells import CITY, COUNTRY, CURRENCY, IDENTIFIER, LANGUAGE, ZONE, BadCell
from planner.scenario.policy import InterpretingPolicy, Policy, SelectionPolicy
from planner.scenario.scenario import Conference, SolveSettings
from planner.scenario.suggest import did_you_mean

TERMS: Mapping[str, tuple[str, ...]] = {
    "delegation": (
        "incomplete_delegations",
        "marginalised_weight_left_out",
        "rotation_debt",
        "women_missing_to_target",
        "nomination_ranks_passed_over",
        "travel_and_language_cost_cents",
        "co2_kg",
    ),
    "programme": (
        "favourites_missed_by_the_worst_off",
        "preference_points_missed",
        "session_languages_opened",
        "remote_burden",
    ),
    "roster": ("interpreter_cost_cents", "largest_interpreter_load"),
}
"""The objective terms of `docs/rules.md`, by linked problem."""

CONFERENCE_KEYS: Mapping[str, toml.Reader] = {
    "id": toml.text(IDENTIFIER),
    "title": toml.texts_by_language,
    "city": toml.text(CITY),
    "city_name": toml.texts_by_language,
    "country": toml.text(COUNTRY),
    "zone": toml.text(ZONE),
    "starts": toml.day,
    "ends": toml.day,
    "currency": toml.text(CURRENCY),
    "languages": toml.texts(LANGUAGE),
    "released_at": toml.moment,
}
_PLURALS = {"title": "titles", "city_name": "city_names"}
SOLVE_KEYS = {
    "joint_delegations": toml.texts(IDENTIFIER),
    "joint_sessions": toml.texts(IDENTIFIER),
    "joint_days": toml.days,
}
SECTIONS = ("conference", "policy", "objective", "rates", "solve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the file says; where there are problems, only what could be read."""

    conference: Conference | None = None
    policy: Policy | None = None
    objective: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    solve: SolveSettings = field(default_factory=SolveSettings)
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def settings_of(found: Mapping[str, Any]) -> Settings:
    """What a source's settings say, as `tomllib` gives them with decimals."""
    root = toml.Section(path="", found=found)
    root.note_unknown(SECTIONS)
    conference = _conference(root.section("conference"))
    rates = root.section("rates")
    solve = root.section("solve").read(SOLVE_KEYS)
    return Settings(
        conference=conference,
        policy=_policy(root.section("policy")),
        objective=_objective(root.section("objective")),
        solve=SolveSettings(**solve),
        rates=_rates(rates, conference),
        problems=tuple(root.problems),
    )


def _conference(section: toml.Section) -> Conference | None:
    values = section.read(CONFERENCE_KEYS)
    section.note_missing(CONFERENCE_KEYS)
    if len(values) < len(CONFERENCE_KEYS):
        return None
    return Conference(**{_PLURALS.get(key, key): value for key, value in values.items()})


def _rates(section: toml.Section, conference: Conference | None) -> Mapping[str, Decimal]:
    section.note_unknown_codes(CURRENCY)
    rates = section.read(dict.fromkeys(section.found, toml.rate))
    # The conference's own currency is at 1, so that every look-up finds its rate.
    return rates | ({conference.currency: Decimal(1)} if conference else {})


def _objective(section: toml.Section) -> Mapping[str, tuple[str, ...]]:
    return section.read({problem: _terms_of(problem) for problem in TERMS})


def _terms_of(problem: str) -> toml.Reader:
    known = TERMS[problem]

    def read(value: Any) -> tuple[str, ...]:
        terms: tuple[str, ...] = toml.texts(None)(value)
        for term in terms:
            if term not in known:
                raise BadCell(f"terms of this problem ({', '.join(known)})", did_you_mean(term, known))
            if terms.count(term) > 1:
                raise BadCell("each term once")
        return terms

    return read


def _policy(section: toml.Section) -> Policy | None:
    areas = {name: kind for name, kind in get_type_hints(Policy).items() if name != "sources"}
    section.note_unknown(areas)
    sources: dict[str, str] = {}
    policies: dict[str, Any] = {name: _area(section.section(name), kind, sources) for name, kind in areas.items()}
    return None if section.problems else Policy(**policies, sources=sources)


def _area(section: toml.Section, kind: type, sources: dict[str, str]) -> object:
    hints = get_type_hints(kind)
    readers = {_key(name): toml.policy_reader(name, hint) for name, hint in hints.items()}
    plain = {}
    for key, value in section.found.items():
        plain[key] = value
        # Only a table with these two keys alone is a sourced number; other tables are values themselves.
        if isinstance(value, dict) and value.keys() == {"value", "source"}:
            plain[key] = value["value"]
            sources[f"{section.path}.{key}".removeprefix("policy.")] = str(value["source"])
    values = section.with_found(plain).read(readers)
    fields_by_key = {_key(field.name): field.name for field in fields(kind)}
    given = {fields_by_key[key]: value for key, value in values.items()}
    return kind(**{**_EMPTY.get(kind, {}), **given})


def _key(field_name: str) -> str:
    """Money is written as decimals, so its key does not speak of cents."""
    return field_name.removesuffix("_cents")


_EMPTY: Mapping[type, Mapping[str, Any]] = {
    SelectionPolicy: {"marginalised_weights": {}},
    InterpretingPolicy: {"language_cost_cents": {}},
}
"""Values of numbers that have no default of their own."""
