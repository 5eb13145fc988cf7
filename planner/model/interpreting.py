"""Hard rules: languages, booths, interpreters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from planner.model.decisions import Decisions
from planner.model.signing import needs_sign_team
from planner.model.slots import starts_covering_each_slot
from planner.model.teams import smallest_team
from planner.scenario.people import MODES
from planner.scenario.programme import Holding
from planner.scenario.scenario import Scenario


def participants_understand_a_conference_language(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone who comes understands a language the conference offers.

    Source: founding study (translation support).
    """
    for person in scenario.people:
        offered = [decisions.is_offered[lang] for lang in scenario.conference.languages if lang in person.understands]
        for mode in MODES:
            model.add_bool_or(~decisions.attends[person.id, mode], *offered)


def outgoing_languages_are_conference_languages(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Sessions are interpreted only into offered languages that someone at the holding understands.

    Source: derived from AIIC definitions.
    """
    for (holding_id, language), outgoing in decisions.outgoing.items():
        model.add_implication(outgoing, decisions.is_offered[language])
        listeners = [p.id for p in scenario.people if language in p.understands]
        model.add_bool_or(~outgoing, *(decisions.is_at[person_id, holding_id] for person_id in listeners))


def booths_fit_their_rooms(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A holding has no more booths than its room takes, and the venue no more mobile ones up than it has.

    Source: ISO 2603, ISO 4043; INT-23, TIM-21.
    """
    stock = scenario.policy.interpreting.mobile_booths
    mobile = {}
    for holding in scenario.holdings:
        booths = LinearExpr.sum([decisions.outgoing[holding.id, lang] for lang in scenario.conference.languages])
        in_room = [(decisions.is_in[holding.id, room.id], room) for room in scenario.rooms]
        most = LinearExpr.sum([is_in * (room.booths + room.mobile_booths_fit) for is_in, room in in_room])
        model.add(booths <= most).with_name(holding.id)
        mobile[holding.id] = model.new_int_var(0, stock, "")
        model.add(mobile[holding.id] >= booths - LinearExpr.sum([is_in * room.booths for is_in, room in in_room]))
    for slot in scenario.slots:
        up = []
        for holding in scenario.holdings:
            up.append(model.new_int_var(0, stock, ""))
            occupies = decisions.occupies[holding.id, slot.id]
            model.add(up[-1] >= mobile[holding.id]).only_enforce_if(occupies)
        model.add(LinearExpr.sum(up) <= stock).with_name(slot.id)


def teams_meet_the_profile(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A team is as large as AIIC's table asks, one more per bi-active language; no booth is empty.

    Source: AIIC Professional Standards, Article 6; UN careers portal (bi-active booths); INT-01, INT-02.
    """
    policy = scenario.policy.interpreting
    for holding in scenario.holdings:
        outgoing = {lang: decisions.outgoing[holding.id, lang] for lang in scenario.conference.languages}
        team = {lang: LinearExpr.sum(_booth(scenario, decisions, holding, lang)) for lang in outgoing}
        sizes = [smallest_team(len(holding.session.floor_languages), count) for count in range(len(outgoing) + 1)]
        needed = model.new_int_var(0, max(sizes), "")
        model.add_element(LinearExpr.sum(list(outgoing.values())), sizes, needed)
        bi_active = LinearExpr.sum([outgoing[lang] for lang in outgoing if lang in policy.bi_active_languages])
        model.add(LinearExpr.sum(list(team.values())) >= needed + bi_active).with_name(holding.id)
        for lang in outgoing:
            least = policy.bi_active_team if lang in policy.bi_active_languages else 1
            model.add(team[lang] >= least * outgoing[lang]).with_name(f"{holding.id} {lang}")


def booths_have_two_voices(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """For every outgoing language at least two of the holding's interpreters can work into it.

    Source: AIIC Canada, team strength; INT-09, INT-16.
    """
    for (holding_id, language), outgoing in decisions.outgoing.items():
        voices = [
            decisions.interprets[interpreter.id, holding_id, booth]
            for interpreter in scenario.interpreters
            if language in interpreter.active
            for booth in _languages(scenario)
        ]
        model.add(LinearExpr.sum(voices) >= 2 * outgoing).with_name(f"{holding_id} {language}")


def people_who_sign_have_a_team(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Wherever somebody signs, enough interpreters of their sign language work, unless it is waived.

    Source: AIIC Sign Language Network (teams of two or three); INT-21.
    """
    for holding in scenario.holdings:
        for person in scenario.people:
            if person.sign_language and needs_sign_team(scenario, person, holding.session):
                team = _booth(scenario, decisions, holding, person.sign_language)
                needed = scenario.policy.interpreting.sign_team * decisions.is_at[person.id, holding.id]
                model.add(LinearExpr.sum(team) >= needed).with_name(f"{person.id} {holding.id}")


def sign_teams_speak_a_floor_language(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """In every sign team someone works into a language of the floor, so that what is signed is heard.

    Source: AIIC Sign Language Network (between a spoken and a signed language); INT-21.
    """
    for holding in scenario.holdings:
        for language in scenario.sign_languages:
            voices = [
                decisions.interprets[interpreter.id, holding.id, language]
                for interpreter in scenario.interpreters
                if not interpreter.active.isdisjoint(holding.session.floor_languages)
            ]
            is_open = _is_open(model, scenario, decisions, holding, language)
            model.add_bool_or(~is_open, *voices).with_name(f"{holding.id} {language}")


def interpreters_work_into_their_own_languages(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """An interpreter works in one booth or sign team per holding, of a language of theirs that is wanted there.

    Source: AIIC language classification.
    """
    for interpreter in scenario.interpreters:
        for holding in scenario.holdings:
            booths = {lang: decisions.interprets[interpreter.id, holding.id, lang] for lang in _booths(scenario)}
            model.add_at_most_one(booths.values())
            for language, interprets in booths.items():
                if language in interpreter.active:
                    model.add_bool_or(~interprets, *_wanted(scenario, decisions, holding, language))
            model.add_bool_and(~works for language, works in booths.items() if language not in interpreter.active)


def booths_understand_the_floor_or_take_relay(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Someone in each booth or sign team understands each floor language, or a pivot booth in which two do.

    Source: AIIC Professional Standards, Article 6 (two who can give relay); INT-06, INT-08.
    Encoding: literals for a booth that gives relay from a floor language and for one that hears a pivot; a booth
    takes relay where both hold. A pivot's two understand the floor themselves, so a relay of a relay cannot arise.
    """
    for holding in scenario.holdings:
        relay = _Relay(model, scenario, decisions, holding)
        for booth in _booths(scenario):
            is_closed = ~_is_open(model, scenario, decisions, holding, booth)
            for floor in holding.session.floor_languages:
                if floor != booth:
                    relays = [relay.taken(floor, pivot, booth) for pivot in _languages(scenario) if pivot != booth]
                    understand = _who(scenario, decisions, (holding.id, booth), floor)
                    model.add_bool_or(is_closed, *understand, *relays).with_name(f"{holding.id} {booth} {floor}")


class _Relay:
    """From booth to booth at one holding."""

    def __init__(self, model: CpModel, scenario: Scenario, decisions: Decisions, holding: Holding) -> None:
        self._model, self._scenario, self._decisions, self._holding = model, scenario, decisions, holding.id
        self._gives: dict[tuple[str, str], IntVar] = {}
        self._hears: dict[tuple[str, str], IntVar] = {}

    def taken(self, floor: str, pivot: str, booth: str) -> IntVar:
        """True only if the booth can take the floor language from the pivot's booth."""
        takes_relay = self._model.new_bool_var(f"takes_relay[{self._holding},{floor},{pivot},{booth}]")
        self._model.add_implication(takes_relay, self._given(pivot, floor))
        self._model.add_implication(takes_relay, self._heard(booth, pivot))
        return takes_relay

    def _given(self, pivot: str, floor: str) -> IntVar:
        """True only if two in the pivot's booth, which is open, understand the floor language."""
        if (pivot, floor) not in self._gives:
            gives = self._model.new_bool_var(f"gives_relay[{self._holding},{pivot},{floor}]")
            self._model.add_implication(gives, self._decisions.outgoing[self._holding, pivot])
            who = _who(self._scenario, self._decisions, (self._holding, pivot), floor)
            self._model.add(LinearExpr.sum(who) >= 2 * gives)
            self._gives[pivot, floor] = gives
        return self._gives[pivot, floor]

    def _heard(self, booth: str, pivot: str) -> IntVar:
        """True only if someone in the booth understands the pivot's language."""
        if (booth, pivot) not in self._hears:
            hears = self._model.new_bool_var(f"hears[{self._holding},{booth},{pivot}]")
            self._model.add_bool_or(~hears, *_who(self._scenario, self._decisions, (self._holding, booth), pivot))
            self._hears[booth, pivot] = hears
        return self._hears[booth, pivot]


def _who(scenario: Scenario, decisions: Decisions, place: tuple[str, str], language: str) -> list[IntVar]:
    """Working in the booth `place` of a holding and understanding a language."""
    holding_id, booth = place
    return [
        decisions.interprets[interpreter.id, holding_id, booth]
        for interpreter in scenario.interpreters
        if language in interpreter.understands
    ]


def pinned_interpreters_are_kept(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A pin of `interpret` has an interpreter at a holding, in one booth or any, or keeps them out of it.

    Source: organisers' practice (locked assignments).
    """
    for pin in scenario.pins:
        if pin.decision == "interpret" and pin.person in scenario.interpreter and pin.holding in scenario.holding:
            booths = [
                decisions.interprets[pin.person, pin.holding, language]
                for language in _booths(scenario)
                if pin.value in ("", language)
            ]
            if pin.pin == "lock":
                model.add(LinearExpr.sum(booths) >= 1).with_name(pin.id)
            else:
                model.add(LinearExpr.sum(booths) == 0).with_name(pin.id)


def interpreters_work_in_one_place_at_a_time(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """No interpreter works at two holdings that overlap.

    Source: derived.
    """
    covering = starts_covering_each_slot(scenario)
    for interpreter in scenario.interpreters:
        for starts in covering.values():
            model.add_at_most_one(
                decisions.works_from[interpreter.id, holding_id, first]
                for holding_id, first in starts
                if (interpreter.id, holding_id, first) in decisions.works_from
            )


def interpreters_work_on_their_days(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """An interpreter works only on days for which they can be booked.

    Source: contract practice.
    """
    for interpreter in scenario.interpreters:
        for slot in scenario.slots:
            if slot.day not in interpreter.days:
                model.add(decisions.works_in_slot[interpreter.id, slot.id] == 0)


def interpreters_work_two_sittings_a_day(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """An interpreter works in no more sittings a day than the limit.

    Source: APIC (Portugal), working conditions; INT-12, INT-14.
    """
    for interpreter in scenario.interpreters:
        for sittings in _sittings_by_day(scenario).values():
            worked = [decisions.is_on_duty[interpreter.id, sitting] for sitting in sittings]
            most = scenario.policy.interpreting.sittings_per_day
            model.add(LinearExpr.sum(worked) <= most).with_name(interpreter.id)


def interpreters_rest_between_sittings(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Between an interpreter's work in one sitting and in another lies at least the rest.

    Source: APIC (Portugal), working conditions; INT-13.
    """
    rest = scenario.policy.interpreting.rest_minutes
    for number, earlier in enumerate(scenario.slots):
        for later in scenario.slots[number + 1 :]:
            if earlier.sitting != later.sitting and later.starts - earlier.ends < rest:
                for interpreter in scenario.interpreters:
                    model.add_at_most_one(
                        decisions.works_in_slot[interpreter.id, earlier.id],
                        decisions.works_in_slot[interpreter.id, later.id],
                    )


def interpreters_stay_within_their_week(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """An interpreter works in no more sittings in any seven days than the limit.

    Source: UN language staff workload; INT-15.
    """
    by_day = _sittings_by_day(scenario)
    for first in by_day:
        week = [s for day, sittings in by_day.items() if first <= day < first + timedelta(days=7) for s in sittings]
        for interpreter in scenario.interpreters:
            worked = [decisions.is_on_duty[interpreter.id, sitting] for sitting in week]
            most = scenario.policy.interpreting.sittings_per_week
            model.add(LinearExpr.sum(worked) <= most).with_name(interpreter.id)


def excluded_interpreters_stay_out_of_closed_sessions(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """No interpreter works in a closed-door session they are excluded from, nor one whom a delegation brings.

    Source: ILO, note on interpretation; INT-28, INT-30, SEC-11.
    """
    for holding in _closed(scenario):
        for interpreter in scenario.interpreters:
            is_excluded = (
                interpreter.supplied_by is not None
                or holding.session.id in interpreter.excluded_sessions
                or holding.session.category in interpreter.excluded_categories
            )
            if is_excluded:
                model.add(decisions.works[interpreter.id, holding.id] == 0)


def closed_sessions_of_different_categories_share_no_interpreter(
    model: CpModel, scenario: Scenario, decisions: Decisions
) -> None:
    """No interpreter works in closed-door sessions of two categories.

    Source: founding study (closed-door sessions per category); INT-30, SEC-11.
    """
    closed = _closed(scenario)
    for number, first in enumerate(closed):
        for second in closed[number + 1 :]:
            if first.session.category != second.session.category:
                for interpreter in scenario.interpreters:
                    model.add_at_most_one(
                        decisions.works[interpreter.id, first.id], decisions.works[interpreter.id, second.id]
                    )


def _booth(scenario: Scenario, decisions: Decisions, holding: Holding, language: str) -> list[IntVar]:
    return [decisions.interprets[interpreter.id, holding.id, language] for interpreter in scenario.interpreters]


def _languages(scenario: Scenario) -> tuple[str, ...]:
    return scenario.conference.languages


def _booths(scenario: Scenario) -> tuple[str, ...]:
    """Languages of booths and of sign teams."""
    return (*scenario.conference.languages, *scenario.sign_languages)


def _wanted(scenario: Scenario, decisions: Decisions, holding: Holding, language: str) -> list[IntVar]:
    """One of these holds where there is work in a language: its booth is open, or somebody signs it."""
    if language in scenario.conference.languages:
        return [decisions.outgoing[holding.id, language]]
    return [decisions.is_at[p.id, holding.id] for p in scenario.people if p.sign_language == language]


def _is_open(model: CpModel, scenario: Scenario, decisions: Decisions, holding: Holding, booth: str) -> IntVar:
    """The booth is open; of a sign team, somebody works in it. May be true of a sign team without need."""
    if booth in scenario.conference.languages:
        return decisions.outgoing[holding.id, booth]
    is_open = model.new_bool_var(f"signs[{holding.id},{booth}]")
    for interprets in _booth(scenario, decisions, holding, booth):
        model.add_implication(interprets, is_open)
    return is_open


def _closed(scenario: Scenario) -> list[Holding]:
    return [holding for holding in scenario.holdings if holding.session.kind == "closed_door"]


def _sittings_by_day(scenario: Scenario) -> Mapping[date, Iterable[str]]:
    by_day: defaultdict[date, dict[str, None]] = defaultdict(dict)
    for slot in scenario.slots:
        by_day[slot.day][slot.sitting] = None
    return by_day
