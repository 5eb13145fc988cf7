"""What decomposing costs: nothing that was promised before, and on this small scenario exactly one booth."""

from planner.scenario.scenario import SolveSettings
from planner.solve.joint import price_of_decomposition
from planner.solve.search import Search
from tests.builders import a_delegation, a_person, a_scenario, a_session, an_interpreter, seats
from tests.conftest import Run


def test_no_small_cut_no_price() -> None:
    assert price_of_decomposition(a_scenario(), Search()) == ()


def test_price_of_a_tie_broken_blindly() -> None:
    """One seat each for two people whom the delegation problem cannot tell apart, one of whom needs a booth.

    The pairs are listed in opposite order, so whoever picks by position picks at least one of those who understand only
    French. Jointly the two who understand English come and no booth opens; apart, one booth serves one such person or
    two: one booth, and two interpreters for a day at 500.00, each for one sitting.
    """
    english, french = {"modes": ("in_person",)}, {"modes": ("in_person",), "active_languages": ("fr",)}
    scenario = a_scenario(
        solve=SolveSettings(joint_delegations=("AA", "BB")),
        delegations=tuple(a_delegation(id, seats=seats(state=(1, 1))) for id in ("AA", "BB")),
        people=(
            a_person("aa-en", **english),
            a_person("aa-fr", **french),
            a_person("bb-fr", delegation="BB", **french),
            a_person("bb-en", delegation="BB", **english),
        ),
        sessions=(a_session("opening", kind="plenary", attendance="required"),),
        interpreters=(an_interpreter("i1", "fr", "en"), an_interpreter("i2", "fr", "en")),
    )
    prices = price_of_decomposition(scenario, Search())
    assert {price.status for price in prices} == {"proven"}
    paid = {price.term: (price.decomposed, price.joint) for price in prices if price.decomposed != price.joint}
    assert paid == {
        "session_languages_opened": (1, 0),
        "interpreter_cost_cents": (100_000, 0),
        "largest_interpreter_load": (1, 0),
    }


def test_joint_model_is_never_worse_on_the_pilot(pilot: Run) -> None:
    prices = pilot.plan.price_of_decomposition
    assert len(prices) == len(pilot.plan.terms)
    assert {price.status for price in prices} == {"proven"}
    # Terms are in order of importance: the first on which they differ decides.
    assert [price.joint for price in prices] <= [price.decomposed for price in prices]
    # The delegation problem is solved first and whole, so that nothing is lost in it.
    assert all(price.joint == price.decomposed for price in prices if price.problem == "delegation")
