"""The policy, read from the views it makes: who is told what of a conference with something to hide."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from planner.plan import OpenSeat, TermPrice
from planner.publish.audiences import build_views
from planner.publish.audiences.allowed import ALLOWED, Audience
from planner.publish.audiences.countries import country_name
from planner.publish.leakcheck.sealed import strings_in
from planner.publish.view import AudienceView, Card, DeniedField
from planner.scenario.names import Names
from planner.units import Cents
from tests.publish import small

VIEWS = build_views(small.scenario(), small.plan(), small.names(), small.KEY)
ZURICH = ZoneInfo("Europe/Zurich")


def view_of(audience: Audience, folder: str = "", views: tuple[AudienceView, ...] = VIEWS) -> AudienceView:
    (found,) = [view for view in views if view.audience == audience and view.folder.endswith(folder)]
    return found


def view_of_person(badge_name: str, views: tuple[AudienceView, ...] = VIEWS) -> AudienceView:
    people = [view for view in views if view.audience == "person"]
    (found,) = [view for view in people if badge_name in _names_on(view.cards["person"])]
    return found


def _names_on(cards: tuple[Card, ...]) -> list[object]:
    return [card["badge_name"].value for card in cards if "badge_name" in card]


def told(view: AudienceView) -> set[str]:
    cards = [view.conference, *(card for group in view.cards.values() for card in group)]
    return {text for card in cards for fact in card.facts.values() for text in strings_in(fact.value)}


def closed_entries(view: AudienceView) -> list[Card]:
    return [card for card in view.cards["entry"] if "window" in card]


def open_titles(view: AudienceView) -> list[object]:
    return [card["title"].value for card in view.cards["entry"] if "window" not in card]


SECRETS_OF_KINGFISHER = {
    "br-cs-1",
    "Kingfisher",
    "Guardians of the Headwaters",
    "BSB-2",
    "Heron Airways",
    "grant-a",
    "Fund for Rivers",
    "Reprisals we fear",
    "reprisals",
    "cd-cs#1",
    "Pregny",
}


@pytest.mark.parametrize(
    "view",
    [
        view_of_person("Ana Souza"),
        view_of("delegation", "BR"),
        view_of("delegation", "CI"),
        view_of("public"),
    ],
    ids=lambda view: view.folder,
)
def test_nobody_outside_is_told_anything_of_a_person_at_risk(view: AudienceView) -> None:
    assert told(view) & SECRETS_OF_KINGFISHER == set()


def test_person_at_risk_is_told_her_own_room_but_not_the_title() -> None:
    view = view_of_person("Kingfisher")
    assert told(view) & SECRETS_OF_KINGFISHER == {"Kingfisher", "Pregny"}


def test_country_of_a_person_at_risk_is_on_no_badge() -> None:
    badges = {card.subject: card for card in view_of("print").cards["person"]}
    assert "delegation" not in badges["br-cs-1"]
    assert badges["br-s-1"]["delegation"].value == "Brazil"


def test_without_a_badge_name_only_people_who_are_not_protected_go_by_their_id() -> None:
    """Neither ci-s-1 nor ci-cs-1 is in the file of badge names; civil society is protected."""
    badges = {card.subject: card for card in view_of("print").cards["person"]}
    assert badges["ci-s-1"]["badge_name"].value == "ci-s-1"
    assert "badge_name" not in badges["ci-cs-1"]
    own = {view.cards["person"][0].subject: view for view in VIEWS if view.audience == "person"}
    assert "ci-s-1" in told(own["ci-s-1"])
    assert "ci-cs-1" not in told(own["ci-cs-1"])
    secretariat = {card.subject: card for card in view_of("secretariat").cards["person"]}
    assert secretariat["ci-cs-1"]["badge_name"].value == "ci-cs-1"


def test_closed_window_is_worded_alike_for_everyone_and_roomed_only_for_ones_own() -> None:
    admitted, outsider = view_of_person("Kingfisher"), view_of_person("Ruth Odhiambo")
    (own,), (other,) = closed_entries(admitted), closed_entries(outsider)
    assert own["title"].value == "Reunión de la red C1"
    assert other["title"].value == "Network meeting C1"
    assert (own["room"].value, "room" in other) == ("Pregny", False)
    for field in ("window", "kind", "starts", "ends", "status", "sequence"):
        assert own[field].value == other[field].value


def test_every_participant_has_an_entry_in_every_closed_window() -> None:
    people = [view for view in VIEWS if view.audience == "person"]
    assert len(people) == 5
    for view in people:
        assert [card["window"].value for card in closed_entries(view)] == ["C1"]


def test_times_are_the_clock_of_the_conference() -> None:
    opening = view_of("public").cards["entry"][0]
    assert opening["starts"].value == datetime(2027, 4, 12, 10, tzinfo=ZURICH)
    assert opening["ends"].value == datetime(2027, 4, 12, 11, 30, tzinfo=ZURICH)


def test_delegation_and_public_get_neither_invitations_nor_people_nor_headcounts() -> None:
    for view in (view_of("delegation", "BR"), view_of("public")):
        assert set(view.cards) <= {"entry", "country"}
        assert len(open_titles(view)) == 2  # the opening and the thematic session, not the bureau
        for card in view.cards["entry"]:
            assert not {"headcount", "attends", "chairs", "code", "teams"} & set(card.facts)
        (closed,) = closed_entries(view)
        assert "room" not in closed


def test_only_public_speakers_are_named_to_the_public() -> None:
    speakers = {card.subject: card["speakers"].value for card in view_of("public").cards["entry"] if "speakers" in card}
    assert speakers == {"open#1": ("Ruth Odhiambo",), "th-land#1": ()}


def test_nobody_is_named_under_the_chatham_house_rule() -> None:
    given = small.scenario()
    sessions = tuple(replace(session, chatham_house=True) for session in given.sessions)
    views = build_views(replace(given, sessions=sessions), small.plan(), small.names(), small.KEY)
    assert "Ruth Odhiambo" not in told(view_of("public", views=views))


def test_venue_is_told_where_closed_sessions_are_but_not_what_or_how_many() -> None:
    closed = closed_entries(view_of("venue"))
    assert {card["room"].value for card in closed} == {"Pregny", "Cellar"}
    for card in closed:
        assert set(card.facts) == set(ALLOWED["venue"]["own_window"])
        assert not {"code", "headcount", "theme", "category"} & set(card.facts)


def test_interpreter_is_told_own_booths_and_no_participant() -> None:
    view = view_of("interpreter")
    assert [(card["room"].value, card["booth"].value) for card in view.cards["entry"]] == [
        ("Concordia", "fr"),
        ("Pregny", "fr"),
    ]
    assert told(view) & (SECRETS_OF_KINGFISHER - {"Pregny"}) == set()


def test_funder_is_told_only_of_the_own_grant_and_no_small_number_of_people() -> None:
    view = view_of("funder", "grant-a")
    assert {"Lake Foundation", "grant-b", "Kingfisher", "br-cs-1"} & told(view) == set()
    (grant,) = view.cards["grant"]
    # One person: a fare of 800 and three nights of 300 are 1 700 CHF; divided by 0.95 that is EUR 1 789.47.
    assert grant["charged"].value == 178_947
    assert grant["overhead"].value == 12_526  # 7 % of 1 700 CHF is 119; 119 / 0.95 = 125.26
    assert grant["free"].value == 1_000_000 - 178_947 - 12_526
    assert "funded_people" not in grant
    assert "share" not in view.cards
    assert "interpretation" not in grant


def test_funder_is_told_what_languages_cost_the_grant() -> None:
    given = small.scenario()
    interpreting = replace(given.policy.interpreting, language_cost_cents={"en": Cents(0), "fr": Cents(190_000)})
    given = replace(given, policy=replace(given.policy, interpreting=interpreting))
    plan = replace(small.plan(), language_payers={"fr": "grant-a"})
    view = view_of("funder", "grant-a", build_views(given, plan, small.names(), small.KEY))
    (grant,) = view.cards["grant"]
    # 1 700 CHF for one person as before, and 1 900 CHF for French: together EUR 3 789.47, 2 000.00 of them for French.
    assert grant["charged"].value == 178_947
    assert grant["interpretation"].value == 200_000
    assert grant["overhead"].value == 26_526  # 7 % of 3 600 CHF is 252; 252 / 0.95 = 265.26
    assert grant["free"].value == 1_000_000 - 378_947 - 26_526


def test_person_who_wants_no_file_gets_none() -> None:
    given = small.scenario()
    people = tuple(replace(person, delivery="none") for person in given.people)
    views = build_views(replace(given, people=people), small.plan(), small.names(), small.KEY)
    assert not [view for view in views if view.audience == "person"]


def test_badges_are_in_the_order_of_their_tokens() -> None:
    tokens = [str(card["qr"].value) for card in view_of("print").cards["person"]]
    assert len(tokens) == 6
    assert tokens == sorted(tokens)


def test_denied_field_raises() -> None:
    (closed,) = closed_entries(view_of("public"))
    with pytest.raises(DeniedField):
        closed["room"]


@pytest.mark.parametrize("audience", [audience for audience in ALLOWED if audience != "secretariat"])
def test_only_the_secretariat_is_told_who_pays_who_chairs_and_who_travels_how(audience: Audience) -> None:
    fields = {field for row in ALLOWED[audience].values() for field in row}
    assert not fields & {"payers", "costs", "route", "carrier", "organisation", "needs", "chairs", "teams", "session"}


def test_uid_stays_the_same_when_a_session_moves() -> None:
    given = small.plan()
    moved = replace(given.sessions["th-land#1"], slot="s4", room="r1")
    later = replace(given, sessions={**given.sessions, "th-land#1": moved}, revision=3)
    views = build_views(small.scenario(), later, small.names(), small.KEY)
    before = {card.subject: card for card in view_of_person("Kingfisher").cards["entry"]}["th-land#1"]
    after = {card.subject: card for card in view_of_person("Kingfisher", views).cards["entry"]}["th-land#1"]
    assert before["uid"].value == after["uid"].value
    assert before["starts"].value != after["starts"].value
    assert (before["sequence"].value, after["sequence"].value) == (1, 2)


def test_uid_of_one_entry_differs_from_reader_to_reader() -> None:
    uids = [card["uid"].value for view in VIEWS for card in view.cards.get("entry", ()) if "uid" in card]
    assert len(uids) == len(set(uids)) == 3 + 3 + 4 + 3 + 3 + 2 + 3  # five people, the interpreter, the public


def test_secretariat_is_told_open_seats_the_price_of_steps_and_uncovered_needs() -> None:
    given, plan = small.scenario(), small.plan()
    people = tuple(replace(one, needs=("step_free",), sign_language=None) for one in given.people)
    people = (*people[:-1], replace(people[-1], sign_language="isl"))  # the expert
    # A team signs the session on land; at the opening, it was waived.
    land = replace(plan.sessions["th-land#1"], interpreters={"isl": ("i01",)})
    plan = replace(plan, sessions={**plan.sessions, "th-land#1": land})
    seat = OpenSeat(delegation="CI", category="nhri", seats=1, reason="nobody nominated")
    price = TermPrice(problem="delegation", term="co2_kg", unit="kg", decomposed=1900, joint=1800, status="proven")
    plan = replace(plan, open_seats=(seat,), price_of_decomposition=(price,))
    views = build_views(replace(given, people=people), plan, small.names(), small.KEY)
    view = view_of("secretariat", views=views)
    assert view.cards["open_seat"][0]["reason"].value == "nobody nominated"
    assert view.cards["price"][0]["joint"].value == 1800
    assert {card["id"].value: card["complete"].value for card in view.cards["delegation"]} == {"BR": True, "CI": False}
    # Only the Cellar has steps: the closed session of States is there, with two people.
    assert {(card["person"].value, card["need"].value, card["entries"].value) for card in view.cards["need"]} == {
        ("br-s-1", "step_free", ("cd-st#1",)),
        ("ci-s-1", "step_free", ("cd-st#1",)),
        ("ex-1", "isl", ("open#1",)),
    }


def test_state_without_an_nhri_is_not_incomplete_for_that() -> None:
    given = small.scenario()
    without = tuple(replace(delegation, nhri_status="none") for delegation in given.delegations)
    seat = OpenSeat(delegation="CI", category="nhri", seats=1, reason="no institution")
    plan = replace(small.plan(), open_seats=(seat,))
    views = build_views(replace(given, delegations=without), plan, small.names(), small.KEY)
    assert all(card["complete"].value for card in view_of("secretariat", views=views).cards["delegation"])


def test_overlapping_closed_sessions_make_one_window_as_long_as_all_of_them() -> None:
    given, plan = small.scenario(), small.plan()
    # Civil society meets from 10:00 to 13:00, States from 11:30 to 13:00.
    sessions = tuple(replace(one, length_slots=2) if one.id == "cd-cs" else one for one in given.sessions)
    longer = replace(plan.sessions["cd-cs#1"], slot="s1")
    plan = replace(plan, sessions={**plan.sessions, "cd-cs#1": longer})
    views = build_views(replace(given, sessions=sessions), plan, small.names(), small.KEY)
    (window,) = closed_entries(view_of("public", views=views))
    assert (window["starts"].value, window["ends"].value) == (
        datetime(2027, 4, 12, 10, tzinfo=ZURICH),
        datetime(2027, 4, 12, 13, tzinfo=ZURICH),
    )
    (own,) = closed_entries(view_of_person("Ana Souza", views))
    assert own["starts"].value == datetime(2027, 4, 12, 11, 30, tzinfo=ZURICH)


def test_closed_sessions_apart_in_time_are_told_apart() -> None:
    plan = small.plan()
    plan = replace(plan, sessions={**plan.sessions, "cd-st#1": replace(plan.sessions["cd-st#1"], slot="s4")})
    views = build_views(small.scenario(), plan, small.names(), small.KEY)
    view = view_of_person("Kingfisher", views)
    assert [(card["window"].value, "room" in card) for card in closed_entries(view)] == [("C1", True), ("C2", False)]


def test_regional_session_is_shown_to_delegations_of_its_region_only() -> None:
    given = small.scenario()
    sessions = tuple(replace(one, region="un:GRULAC") if one.id == "th-land" else one for one in given.sessions)
    views = build_views(replace(given, sessions=sessions), small.plan(), small.names(), small.KEY)
    assert open_titles(view_of("delegation", "BR", views)) == ["Apertura", "Land and water"]
    assert open_titles(view_of("delegation", "CI", views)) == ["Ouverture"]
    assert open_titles(view_of("public", views=views)) == ["Opening", "Land and water"]


def test_countries_have_the_names_the_united_nations_use() -> None:
    assert country_name("KR", "en") == "Republic of Korea"
    assert country_name("TZ", "fr") == "République-Unie de Tanzanie"
    assert country_name("CI", "en") == "Côte d\u2019Ivoire"
    assert country_name("BO", "pt") == "Bolívia"  # no correction in Portuguese: its own locale, not English


def test_speaker_at_risk_is_not_named_to_the_public_though_she_has_agreed() -> None:
    given = small.scenario()
    people = tuple(replace(person, visibility="public") for person in given.people)
    views = build_views(replace(given, people=people), small.plan(), small.names(), small.KEY)
    assert "Kingfisher" not in told(view_of("public", views=views))
    unprotected = tuple(replace(person, protected=False) for person in people)
    views = build_views(replace(given, people=unprotected), small.plan(), small.names(), small.KEY)
    assert "Kingfisher" in told(view_of("public", views=views))


def test_closed_sessions_linked_by_a_third_share_one_window() -> None:
    given, plan = small.scenario(), small.plan()
    early = small.slot("s0", small.FIRST, 540, 600)
    closed = small.session("cd-all", "closed_door", {"en": "Long"}, category="nhri", length_slots=3)
    given = replace(given, slots=(early, *given.slots), sessions=(*given.sessions, closed))
    # 09:00 to 13:00 for one; 10:00 to 11:30 and 11:30 to 13:00, which do not overlap, for the two others.
    sessions = {
        **plan.sessions,
        "cd-all#1": replace(plan.sessions["cd-st#1"], slot="s0", attends=()),
        "cd-cs#1": replace(plan.sessions["cd-cs#1"], slot="s1"),
        "cd-st#1": replace(plan.sessions["cd-st#1"], slot="s2"),
    }
    views = build_views(given, replace(plan, sessions=sessions), small.names(), small.KEY)
    assert [card["window"].value for card in closed_entries(view_of("public", views=views))] == ["C1"]


def test_only_who_takes_part_online_is_told_the_time_of_their_own_zone() -> None:
    plan = small.plan()
    online = replace(plan.people["br-s-1"], attends="remote", route=None, pays={})
    views = build_views(
        small.scenario(), replace(plan, people={**plan.people, "br-s-1": online}), small.names(), small.KEY
    )
    zones = {
        card.subject: card["own_zone"].value
        for view in views
        for card in view.cards.get("person", ())
        if "own_zone" in card
    }
    assert zones == {"br-s-1": "America/Sao_Paulo"}


def with_latin_names() -> Names:
    """The expert and the interpreter write their names in other scripts, and so does Kingfisher."""
    names = small.names()
    latin = {"ex-1": ("ሩት", "Ruth Odhiambo"), "br-cs-1": ("نورس", "Nawras"), "i01": ("Клер", "Claire Fontanel")}
    named = {
        one: replace(names.badge_names[one], badge_name=name, badge_name_latin=below)
        for one, (name, below) in latin.items()
    }
    return replace(names, badge_names={**names.badge_names, **named})


def test_latin_form_goes_where_the_name_goes_and_nowhere_else() -> None:
    views = build_views(small.scenario(), small.plan(), with_latin_names(), small.KEY)
    for view in views:
        seen = told(view)
        assert ("نورس" in seen) == ("Nawras" in seen)
        assert ("ሩት" in seen) == ("Ruth Odhiambo" in seen)
    (opening, *_) = view_of("public", views=views).cards["entry"]
    assert (opening["speakers"].value, opening["speakers_latin"].value) == (("ሩት",), ("Ruth Odhiambo",))
    badges = {card.subject: card for card in view_of("print", views=views).cards["person"]}
    assert badges["br-cs-1"]["badge_name_latin"].value == "Nawras"
    assert badges["i01"]["badge_name_latin"].value == "Claire Fontanel"
    assert "badge_name_latin" not in badges["br-s-1"]


def test_booths_are_told_only_where_they_name_nobody() -> None:
    # The public and delegations read no outgoing language, the venue none of a closed session.
    for audience in ("public", "delegation"):
        assert "outgoing" not in ALLOWED[audience]["entry"]
    assert not {"floor", "outgoing"} & set(ALLOWED["venue"]["own_window"])


def test_sign_teams_are_told_only_to_themselves_and_the_secretariat() -> None:
    # Who signs is a need: a team tells of it as a booth tells of a language.
    given, plan = small.scenario(), small.plan()
    people = tuple(replace(one, sign_language="isl") if one.id == "br-cs-1" else one for one in given.people)
    land = replace(plan.sessions["th-land#1"], interpreters={"isl": ("i01",)})
    plan = replace(plan, sessions={**plan.sessions, "th-land#1": land})
    views = build_views(replace(given, people=people), plan, small.names(), small.KEY)
    assert {view.audience for view in views if "isl" in told(view)} == {"secretariat", "interpreter"}
    entries = {card.subject: card for card in view_of("interpreter", views=views).cards["entry"]}
    assert entries["th-land#1"]["signs"].value == "isl"
    assert "booth" not in entries["th-land#1"]
    assert "signs" not in entries["open#1"]
