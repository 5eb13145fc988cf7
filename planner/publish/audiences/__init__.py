"""Who may see what: the only part of publishing that knows the Scenario and the Plan.

| audience | folder | what it is told |
|---|---|---|
| secretariat | the root | everything but legal names |
| person | `for-people/<token>/` | own entries, own card, a window for every closed session of others |
| delegation | `for-delegations/<State>/` | entries open to every member; no people, no rooms of closed sessions |
| interpreter | `for-interpreters/<token>/` | own entries with booth or sign language |
| funder | `for-funders/<grant>/` | own grant, breakdowns without small cells, terms |
| venue | `for-the-venue/` | rooms, all entries; of closed sessions only place, time and languages |
| print | `for-print/` | badges of everyone who is there in person, in the order of their tokens |
| public | `public/` | entries open to all, public speakers, windows |

Fields are listed in `allowed.py`. Cards: `conference`, `entry` (a closed one has the field `window`), `person`,
`interpreter`, `country`, `room`, `grant`, `share`, `term`; for the Secretariat also `plan`, `delegation`,
`open_seat`, `price`, `number`, `need`, `delivery`. A fact that does not exist (no theme, no delegation) is absent,
like a denied one: publishers ask with `in`. Amounts are cents; `share.group` joins pooled groups with `+`;
`grant.funded_people` and shares are absent where they would show fewer people than `grant.smallest_cell`.
"""

from collections.abc import Iterable, Iterator, Sequence

from planner.plan import Plan
from planner.publish.audiences import delivery, money, numbers, people, programme, recipients, run
from planner.publish.audiences.reader import Reader
from planner.publish.audiences.source import Held, Source
from planner.publish.leakcheck.sealed import Secrets, sealed_in
from planner.publish.view import AudienceView, Card
from planner.scenario.funding import Grant
from planner.scenario.names import Names
from planner.scenario.people import Delegation, Interpreter, Person
from planner.scenario.scenario import Scenario

__all__ = ["build_views", "secrets_of"]


def build_views(scenario: Scenario, plan: Plan, names: Names, key: bytes) -> tuple[AudienceView, ...]:
    """Everything each audience may see, the Secretariat first."""
    source = Source(scenario=scenario, plan=plan, names=names, key=key)
    return (
        _secretariat(source),
        *(_person(source, person) for person in recipients.participants(source) if recipients.takes_files(person)),
        *(_delegation(source, delegation) for delegation in scenario.delegations),
        *(_interpreter(source, interpreter) for interpreter in recipients.working(source)),
        *(_funder(source, grant) for grant in scenario.grants),
        _venue(source),
        _print(source),
        _public(source),
    )


def secrets_of(views: Sequence[AudienceView], names: Names) -> Secrets:
    """What the leak check searches for: facts of the Secretariat, addresses and legal names."""
    secretariat = next(view for view in views if view.audience == "secretariat")
    emails = {identity: contact.email for identity, contact in names.contacts.items() if contact.email}
    return sealed_in(secretariat, emails, names.legal_names)


def _secretariat(source: Source) -> AudienceView:
    scenario = source.scenario
    reader = recipients.shared_reader(source, audience="secretariat", folder="")
    return _view(
        reader,
        (
            run.plan_card(reader),
            *run.term_cards(reader),
            *run.price_cards(reader),
            *numbers.number_cards(reader),
            *run.need_cards(reader),
            *run.open_seat_cards(reader),
            *delivery.delivery_cards(reader),
            *(people.delegation_card(reader, delegation) for delegation in scenario.delegations),
            *(people.person_card(reader, person) for person in scenario.people),
            *(people.interpreter_card(reader, interpreter) for interpreter in scenario.interpreters),
            *(programme.room_card(reader, room) for room in scenario.rooms),
            *(programme.entry_card(reader, held) for held in source.held),
            *(money.grant_card(reader, grant) for grant in scenario.grants),
            *(card for grant in scenario.grants for card in money.share_cards(reader, grant)),
        ),
    )


def _person(source: Source, person: Person) -> AudienceView:
    reader = recipients.person_reader(source, person)
    own = [held for held in source.held if person.id in held.planned.attends]
    admitted = {source.window_of[held.id].code for held in own if held.is_closed}
    others = [window for window in source.windows if window.code not in admitted]
    return _view(
        reader,
        (
            people.person_card(reader, person),
            *_own_entries(reader, own),
            *(programme.window_card(reader, window) for window in others),
        ),
    )


def _delegation(source: Source, delegation: Delegation) -> AudienceView:
    reader = recipients.delegation_reader(source, delegation)
    regions = {None, delegation.un_region, delegation.network_region}
    held = (held for held in _open_to_all(source) if held.session.region in regions)
    return _view(reader, (people.country_card(reader, delegation), *_shared_programme(reader, held)))


def _interpreter(source: Source, interpreter: Interpreter) -> AudienceView:
    reader = recipients.interpreter_reader(source, interpreter)
    own = [held for held in source.held if interpreter.id in recipients.team_of(held)]
    return _view(reader, (people.interpreter_card(reader, interpreter), *_own_entries(reader, own)))


def _funder(source: Source, grant: Grant) -> AudienceView:
    reader = recipients.funder_reader(source, grant)
    return _view(reader, (money.grant_card(reader, grant), *money.share_cards(reader, grant), *run.term_cards(reader)))


def _venue(source: Source) -> AudienceView:
    reader = recipients.shared_reader(source, audience="venue", folder="for-the-venue")
    rooms = (programme.room_card(reader, room) for room in source.scenario.rooms)
    return _view(reader, (*rooms, *_own_entries(reader, source.held)))


def _print(source: Source) -> AudienceView:
    """Badges in the order of their tokens: an alphabet of aliases could still follow that of legal names."""
    reader = recipients.shared_reader(source, audience="print", folder="for-print")
    present = (source.scenario.person[one] for one, comes in source.plan.people.items() if comes.attends == "in_person")
    badges = (
        *(people.person_card(reader, person) for person in present),
        *(people.interpreter_badge(reader, interpreter) for interpreter in recipients.working(source)),
    )
    return _view(reader, sorted(badges, key=lambda card: str(card["qr"].value)))


def _public(source: Source) -> AudienceView:
    reader = recipients.shared_reader(source, audience="public", folder="public")
    return _view(reader, _shared_programme(reader, _open_to_all(source)))


def _view(reader: Reader, cards: Iterable[Card]) -> AudienceView:
    return reader.view(programme.conference_card(reader), cards)


def _own_entries(reader: Reader, own: Iterable[Held]) -> Iterator[Card]:
    for held in own:
        make = programme.own_window_card if held.is_closed else programme.entry_card
        yield make(reader, held)


def _shared_programme(reader: Reader, held: Iterable[Held]) -> Iterator[Card]:
    yield from (programme.entry_card(reader, one) for one in held)
    yield from (programme.window_card(reader, window) for window in reader.source.windows)


def _open_to_all(source: Source) -> Iterator[Held]:
    """Holdings that every category may attend; those by invitation are known to the invited alone."""
    return (held for held in source.held if not held.is_closed and held.session.attendance != "invited")
