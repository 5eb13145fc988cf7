"""Why there is no plan, for the screen and for scripts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from planner.solve.outcome import Infeasible, OutOfTime
from planner.solve.relax import Relief
from planner.solve.shortfalls.shortfall import Shortfall, listed
from planner.solve.ways import Relaxation

MOST_LINES = 3
"""Of one rule that gives way; from there on its subjects are listed in one line."""


def told(outcome: Infeasible | OutOfTime) -> str:
    """As lines for the Secretariat."""
    return "\n".join(_infeasible(outcome) if isinstance(outcome, Infeasible) else _out_of_time(outcome))


def data_of(outcome: Infeasible | OutOfTime) -> dict[str, object]:
    """The same for scripts."""
    found = [asdict(shortfall) for shortfall in outcome.shortfalls]
    if isinstance(outcome, OutOfTime):
        return {"outcome": "out_of_time", "problem": outcome.problem, "shortfalls_of_the_chosen": found}
    relief = outcome.relief
    change = None
    if relief is not None:
        relaxations = [{**asdict(each), "words": str(each), "weight": each.weight} for each in relief.relaxations]
        change = {"relaxations": relaxations, "bound": relief.bound, "suffices": relief.suffices}
    return {
        "outcome": "infeasible",
        "problem": outcome.problem,
        "shortfalls": found,
        "change": change,
        "clashing_rules": list(outcome.clashing),
    }


def _infeasible(outcome: Infeasible) -> Iterator[str]:
    yield f"no plan exists (seen in the {outcome.problem} problem); nothing was written"
    yield from _section("what does not add up:", _of_step(outcome.shortfalls, "count"))
    yield from _section("what does not fit together:", _of_step(outcome.shortfalls, "structure"))
    if outcome.relief is not None:
        yield from _section(_heading(outcome.relief), _grouped(outcome.relief.relaxations))
    yield from _section("rules that cannot all be kept (docs/rules.md says more):", outcome.clashing)


def _heading(relief: Relief) -> str:
    least = f"every change that does weighs at least {relief.bound}, this one {relief.weight}"
    if relief.is_smallest:
        return "the smallest change with which a plan would exist:"
    if relief.suffices:
        return f"a change with which a plan would exist; a smaller one may exist ({least}):"
    if relief.weight == relief.bound:
        return "the least that has to change; whether a plan then exists could not be told within the limits:"
    return f"what could change; whether it is needed and enough could not be told within the limits ({least}):"


def _out_of_time(outcome: OutOfTime) -> Iterator[str]:
    yield f"out of time in the {outcome.problem} problem before a first plan existed; nothing was written"
    yield from _section(
        "what cannot be had for the people chosen first; others may be chosen in more time:", outcome.shortfalls
    )


def _section(heading: str, lines: Iterable[object]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines)


def _of_step(found: Iterable[Shortfall], step: str) -> list[Shortfall]:
    return [shortfall for shortfall in found if shortfall.step == step]


def _grouped(relaxations: Iterable[Relaxation]) -> Iterator[str]:
    """One line each; of a rule with many of one amount, one line for all."""
    groups: defaultdict[tuple[str, int], list[Relaxation]] = defaultdict(list)
    for relaxation in relaxations:
        groups[relaxation.rule, relaxation.amount].append(relaxation)
    for (_, amount), group in groups.items():
        if len(group) <= MOST_LINES:
            yield from map(str, group)
        else:
            subjects = listed((relaxation.subject for relaxation in group), most=12)
            yield f"{len(group)} times: {group[0].way.words.format(subject=subjects, amount=amount)}"
