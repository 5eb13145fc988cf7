"""Whatever is planned: what holds of every view of every plan of the small conference."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan import Plan
from planner.publish.audiences import build_views
from planner.publish.audiences.suppression import Cell, pooled
from planner.scenario.scenario import Scenario
from planner.units import Cents
from tests.publish import small
from tests.publish.test_audiences import told

AT_RISK = ("br-cs-1", "ci-cs-1")
SLOTS = ("s1", "s2", "s3", "s4")
PEOPLE = tuple(small.plan().people)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any slots, and any people in any session: also plans that no rule would let pass."""
    plan = small.plan()
    sessions = {
        code: replace(
            planned,
            slot=draw(st.sampled_from(SLOTS)),
            attends=tuple(draw(st.lists(st.sampled_from(PEOPLE), unique=True))),
        )
        for code, planned in plan.sessions.items()
    }
    return replace(plan, sessions=sessions)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_nobody_reads_the_name_of_a_person_at_risk_but_herself_the_printer_and_the_secretariat(plan: Plan) -> None:
    for view in build_views(small.scenario(), plan, small.names(), small.KEY):
        if view.audience in ("print", "secretariat"):
            continue
        named = {identity for identity in AT_RISK if {identity, _name(identity)} & told(view)}
        own = {card.subject for card in view.cards.get("person", ())}
        assert named <= own


@settings(max_examples=60, deadline=None)
@given(plans())
def test_everyone_has_an_entry_in_every_window_and_reads_no_title(plan: Plan) -> None:
    views = build_views(small.scenario(), plan, small.names(), small.KEY)
    (public,) = [view for view in views if view.audience == "public"]
    windows = {card["window"].value for card in public.cards["entry"] if "window" in card}
    for view in views:
        if view.audience == "person":
            assert {card["window"].value for card in view.cards["entry"] if "window" in card} == windows
        if view.audience != "secretariat":
            assert not {"Reprisals we fear", "What ministries need", "reprisals"} & told(view)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_no_two_entries_of_one_reader_share_a_uid(plan: Plan) -> None:
    for view in build_views(small.scenario(), plan, small.names(), small.KEY):
        uids = [card["uid"].value for card in view.cards.get("entry", ()) if "uid" in card]
        assert len(uids) == len(set(uids))


def cells(sizes: Iterable[int]) -> list[Cell]:
    return [
        Cell(groups=(f"g{group}",), people=frozenset(f"{group}-{one}" for one in range(size)), cents=Cents(7 * size))
        for group, size in enumerate(sizes)
    ]


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(1, 6))
def test_no_small_cell_is_shown_nor_left_over_by_subtraction(sizes: list[int], smallest: int) -> None:
    shown = pooled(cells(sizes), smallest)
    assert all(len(cell.people) >= smallest for cell in shown)
    if shown:  # then everyone is in it, so that the total less the rest is one of the cells shown
        assert sum(len(cell.people) for cell in shown) == sum(sizes)
        assert sum(cell.cents for cell in shown) == 7 * sum(sizes)


@st.composite
def funded_plans(draw: st.DrawFn) -> tuple[Scenario, Plan]:
    """Up to twenty people of any category and delegation, any of whose lines a funder pays."""
    plan, given = small.plan(), small.scenario()
    people, comes = list(given.people), dict(plan.people)
    for number in range(draw(st.integers(0, 15))):
        category = draw(st.sampled_from(("state", "civil_society")))
        people.append(small.person(f"p{number}", draw(st.sampled_from(("BR", "CI"))), category, "en"))
        payers = {line: draw(st.sampled_from(("grant-b", "self"))) for line in ("fare", "allowance")}
        comes[f"p{number}"] = replace(plan.people["br-s-1"], pays=payers)
    regions = {"BR": "net:americas", "CI": "net:africa"}
    delegations = tuple(replace(one, network_region=regions[one.id]) for one in given.delegations)
    return replace(given, people=tuple(people), delegations=delegations), replace(plan, people=comes)


@settings(max_examples=150, deadline=None)
@given(funded_plans())
def test_no_small_number_of_people_is_told_to_a_funder_nor_left_over_between_two(funded: tuple[Scenario, Plan]) -> None:
    """Groups are worked out here from the plan, by the words on the rows."""
    given_scenario, plan = funded
    views = build_views(given_scenario, plan, small.names(), small.KEY)
    (view,) = [view for view in views if view.folder == "for-funders/grant-b"]
    rows = [(str(card["group"].value), card["people"].value) for card in view.cards.get("share", ())]
    told = [_people_of(group.split("+"), given_scenario, plan) for group, _ in rows]
    assert [len(people) for people in told] == [count for _, count in rows]
    if "funded_people" in view.cards["grant"][0]:
        told.append({one for one, comes in plan.people.items() if "grant-b" in comes.pays.values()})
    for people in told:
        assert len(people) >= 5
        assert all(len(people - other) not in (1, 2, 3, 4) for other in told if other <= people)


def _people_of(groups: list[str], given: Scenario, plan: Plan) -> set[str]:
    """Whom the grant pays for in any of these groups: of a category, of a region, with a cost line."""
    found = set()
    for identity, comes in plan.people.items():
        person = given.person[identity]
        region = given.delegation[person.delegation].network_region if person.delegation else "none"
        paid = {line for line, payer in comes.pays.items() if payer == "grant-b"}
        if paid and {person.category, region, *paid} & set(groups):
            found.add(identity)
    return found


def _name(identity: str) -> str:
    known = small.names().badge_names
    return known[identity].badge_name if identity in known else identity
