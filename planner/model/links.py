"""Ties the linked families of `Decisions` to those they follow from. These are definitions, not rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from planner.model.decisions import Decisions, payers
from planner.model.slots import runs
from planner.scenario.scenario import Scenario

Given = Mapping[str, str]
"""Holdings whose time is not asked but given, to their first slots."""


def fix_given(model: CpModel, decisions: Decisions, given: Given) -> None:
    """Given holdings start in the slot that is given."""
    elsewhere = defaultdict(list)
    for (holding, slot, _), starts in decisions.starts.items():
        if holding in given and slot != given[holding]:
            elsewhere[holding].append(starts)
    for never in elsewhere.values():
        model.add(LinearExpr.sum(never) == 0)


def link_fares(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A payer bears a fare when the person takes the offer and their fare is charged to the payer."""
    for (person_id, offer_id), takes in decisions.takes.items():
        for payer in payers(scenario):
            pays = decisions.pays[person_id, "fare", payer]
            charges = model.new_bool_var(f"charges_offer[{person_id},{offer_id},{payer}]")
            model.add_implication(charges, takes)
            model.add_implication(charges, pays)
            model.add_bool_or(charges, ~takes, ~pays)
            decisions.charges_offer[person_id, offer_id, payer] = charges


def link_times_and_rooms(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A holding occupies the run of slots from its first, in the room it starts in."""
    for holding in scenario.holdings:
        run_from = runs(scenario, holding.session)
        for slot in scenario.slots:
            occupies = model.new_bool_var(f"occupies[{holding.id},{slot.id}]")
            covering = [first for first, run in run_from.items() if slot in run]
            model.add(
                occupies
                == LinearExpr.sum(
                    [decisions.starts[holding.id, first, room.id] for first in covering for room in scenario.rooms]
                )
            )
            decisions.occupies[holding.id, slot.id] = occupies
            starts = [decisions.starts[holding.id, slot.id, room.id] for room in scenario.rooms]
            starts_in = model.new_bool_var(f"starts_in[{holding.id},{slot.id}]")
            model.add(starts_in == LinearExpr.sum(starts))
            decisions.starts_in[holding.id, slot.id] = starts_in
        for room in scenario.rooms:
            is_in = model.new_bool_var(f"is_in[{holding.id},{room.id}]")
            starts = [decisions.starts[holding.id, slot.id, room.id] for slot in scenario.slots]
            model.add(is_in == LinearExpr.sum(starts))
            decisions.is_in[holding.id, room.id] = is_in


def link_seats(model: CpModel, scenario: Scenario, decisions: Decisions, given: Given) -> None:
    """A person is at a holding from the slot in which it starts."""
    decisions.is_at_from.update(_by_start(model, scenario, decisions, (decisions.is_at, given)))


def link_duties(model: CpModel, scenario: Scenario, decisions: Decisions, given: Given) -> None:
    """An interpreter works in the slots of the holdings they work at, and is on duty in the sittings of those slots."""
    for interpreter in scenario.interpreters:
        for sitting in dict.fromkeys(slot.sitting for slot in scenario.slots):
            on_duty = model.new_bool_var(f"is_on_duty[{interpreter.id},{sitting}]")
            decisions.is_on_duty[interpreter.id, sitting] = on_duty
        for slot in scenario.slots:
            works_in_slot = model.new_bool_var(f"works_in_slot[{interpreter.id},{slot.id}]")
            model.add_implication(works_in_slot, decisions.is_on_duty[interpreter.id, slot.sitting])
            decisions.works_in_slot[interpreter.id, slot.id] = works_in_slot
        languages = (*scenario.conference.languages, *scenario.sign_languages)
        for holding in scenario.holdings:
            works = model.new_bool_var(f"works[{interpreter.id},{holding.id}]")
            booths = [decisions.interprets[interpreter.id, holding.id, language] for language in languages]
            model.add_max_equality(works, booths)
            decisions.works[interpreter.id, holding.id] = works
    decisions.works_from.update(_by_start(model, scenario, decisions, (decisions.works, given)))
    for (interpreter_id, holding_id, first), works_from in decisions.works_from.items():
        for slot in runs(scenario, scenario.holding[holding_id].session)[first]:
            model.add_implication(works_from, decisions.works_in_slot[interpreter_id, slot.id])


def _by_start(
    model: CpModel, scenario: Scenario, decisions: Decisions, is_there: tuple[Mapping[tuple[str, str], IntVar], Given]
) -> Iterator[tuple[tuple[str, str, str], IntVar]]:
    """Being at a holding, split by the slot in which the holding starts.

    Saying "two holdings that overlap" with one literal per pair of holdings would be shorter, but its linear
    relaxation lets half a person be in each, and proofs that take a second took minutes.
    """
    family, given = is_there
    for (who, holding_id), is_at in family.items():
        if holding_id in given:
            yield (who, holding_id, given[holding_id]), is_at
            continue
        from_slot = []
        for slot in scenario.slots:
            is_at_from = model.new_bool_var(f"from[{who},{holding_id},{slot.id}]")
            model.add_implication(is_at_from, decisions.starts_in[holding_id, slot.id])
            from_slot.append(is_at_from)
            yield (who, holding_id, slot.id), is_at_from
        model.add(LinearExpr.sum(from_slot) == is_at)
