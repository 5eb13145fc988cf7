"""What each person has of a timetable, seats without limit, compiled and kept up to date as groups change slots.

For each person and slot the best and the second best of what they wish there is known, in points and in favourites.
What a change of places gains then takes a glance at two slots. Sessions held more than once are put where they add
most, and searched only where two of them want the same slot. Helpers that are called for every person take arrays one
by one: to hand over all of `Given` and `State` would take longer than what they do.
"""

from planner.solve.blocks.loops import inner
from planner.solve.blocks.wishes import BOUND, MUST, PLAIN

POINTS, FAVOURITES = 0, 1
"""What is counted of a wish: rows of `Wishes.weights`."""


@inner
def _counted(best):
    """What is best in a slot without what outweighs every choice."""
    return best - MUST if best >= MUST else best


@inner
def _worth(points, favourites, least, penalty):
    return points - penalty * max(least - favourites, 0.0)


@inner
def _each_alone(row, end, kind, slots, weights, there, best, choice):
    """What repeated sessions add to what is best in each slot, each where it adds most, its row in `choice`.

    Each session counts once. And whether two want the same slot: then it is more than they can add.
    """
    choice[:] = -1
    total, is_clash = 0.0, False
    while row < end:
        most, taken, session = 0.0, -1, kind[row]
        while row < end and kind[row] == session:
            if there[slots[row]] and weights[row] - best[slots[row]] > most:
                most, taken = weights[row] - best[slots[row]], row
            row += 1
        if taken >= 0:
            is_clash |= choice[slots[taken]] >= 0
            choice[slots[taken]] = taken
            total += most
    return total, is_clash


@inner
def _repeated(row, end, kind, slots, weights, there, best, choice):
    """The most that repeated sessions add: the first one in each of its slots, or nowhere, where they do not fit."""
    alone, is_clash = _each_alone(row, end, kind, slots, weights, there, best, choice)
    if not is_clash:
        return alone
    after = row
    while after < end and kind[after] == kind[row]:
        after += 1
    most = _repeated(after, end, kind, slots, weights, there, best, choice)
    for holding in range(row, after):
        slot = slots[holding]
        before = best[slot]
        if there[slot] and weights[holding] > before and most < alone - 1e-9:
            best[slot] = weights[holding]
            added = _repeated(after, end, kind, slots, weights, there, best, choice)
            most = max(most, weights[holding] - before + added)
            best[slot] = before
    return most


@inner
def _best_two(slot, row, end, slots, last, weights):
    """What is best and second best in the slot of rows that are held from slot to slot."""
    best = second = 0.0
    while row < end:
        if slots[row] <= slot <= last[row]:
            if weights[row] > best:
                best, second = weights[row], best
            elif weights[row] > second:
                second = weights[row]
        row += 1
    return best, second


@inner
def _after(best, second, leaves, comes):
    """What is best once a wish of one weight has left and another has come, zero for none."""
    return max(comes, second if leaves >= best else best)


@inner
def gained(people, here, there, gone, come, given, state, best, choice):
    """What the values of these people change by once some of their wishes, -1 for none, have changed places.

    `gone` from here to there, `come` the other way; by number of `people`.
    """
    wishes = given.wishes
    first, repeats, kind, weights = wishes.first, wishes.first_repeat, wishes.kind, wishes.weights
    slots, bests, seconds, had, added = state.slots, state.best, state.second, state.has, state.repeats
    present, least, value = given.present, given.least, state.value
    total = 0.0
    for number in range(len(people)):
        person, goes, comes = people[number], gone[number], come[number]
        if goes >= 0:
            slots[goes] = there
        if comes >= 0:
            slots[comes] = here
        points = favourites = 0.0
        for counted in range(2):
            if counted == FAVOURITES and least[person] <= 0.0:
                break
            weight = weights[counted]
            away = weight[goes] if goes >= 0 and kind[goes] <= PLAIN else 0.0
            back = weight[comes] if comes >= 0 and kind[comes] <= PLAIN else 0.0
            at_here = at_there = 0.0
            if present[person, here]:
                at_here = _after(bests[counted, person, here], seconds[counted, person, here], away, back)
            if present[person, there]:
                at_there = _after(bests[counted, person, there], seconds[counted, person, there], back, away)
            has = had[counted, person] + _counted(at_here) + _counted(at_there)
            has -= _counted(bests[counted, person, here]) + _counted(bests[counted, person, there])
            if repeats[person] < first[person + 1]:
                for slot in range(len(best)):
                    best[slot] = bests[counted, person, slot]
                best[here], best[there] = at_here, at_there
                row, end = repeats[person], first[person + 1]
                has += _repeated(row, end, kind, slots, weight, present[person], best, choice) - added[counted, person]
            if counted == POINTS:
                points = has
            else:
                favourites = has
        total += _worth(points, favourites, least[person], given.penalty) - value[person]
        if goes >= 0:
            slots[goes] = here
        if comes >= 0:
            slots[comes] = there
    return total


@inner
def _choose(row, repeats, end, wishes, slots, last, there, best, choice, chosen, kept):
    """Mark the rows at which a person is for most points; `best` in each slot is without repeated sessions."""
    kind, points = wishes.kind, wishes.points
    choice[:] = -1
    for plain in range(row, repeats):
        kept[plain] = False
        for slot in range(slots[plain], last[plain] + 1):
            if there[slot]:
                if kind[plain] == BOUND:
                    kept[plain] = True
                elif choice[slot] < 0 and points[plain] == best[slot]:
                    choice[slot] = plain
    for held in range(repeats, end):
        kept[held] = False
    _, is_clash = _each_alone(repeats, end, kind, slots, points, there, best, chosen)
    if is_clash:
        _choose_one_by_one(repeats, end, kind, slots, points, there, best, choice, chosen)
    else:
        for slot in range(len(chosen)):
            if chosen[slot] >= 0:
                choice[slot] = chosen[slot]
    for slot in range(len(choice)):
        if choice[slot] >= 0:
            kept[choice[slot]] = True


@inner
def _choose_one_by_one(row, end, kind, slots, points, there, best, choice, scratch):
    """Take for each repeated session the holding with which it and those after it add most."""
    while row < end:
        after = row
        while after < end and kind[after] == kind[row]:
            after += 1
        most, taken = _repeated(after, end, kind, slots, points, there, best, scratch), -1
        for holding in range(row, after):
            slot = slots[holding]
            before = best[slot]
            if there[slot] and points[holding] > before:
                best[slot] = points[holding]
                added = points[holding] - before + _repeated(after, end, kind, slots, points, there, best, scratch)
                best[slot] = before
                if added > most + 1e-9:
                    most, taken = added, holding
        if taken >= 0:
            best[slots[taken]] = points[taken]
            choice[slots[taken]] = taken
        row = after


@inner
def look(people, changed, given, state, best, choice, chosen):
    """See what these people have, and where they are, after groups came to the changed slots or left them."""
    wishes, first, repeats, kind = given.wishes, given.wishes.first, given.wishes.first_repeat, given.wishes.kind
    slots, last, bests, seconds = state.slots, state.last, state.best, state.second
    group, slot_of, lengths, present = wishes.group, state.slot_of, given.lengths, given.present
    for person in people:
        row, end = first[person], first[person + 1]
        for wish in range(row, end):
            slots[wish] = slot_of[group[wish]]
            last[wish] = slots[wish] + lengths[group[wish]] - 1
        for counted in range(2):
            weights, total = wishes.weights[counted], 0.0
            for slot in changed:
                most = second = 0.0
                if present[person, slot]:
                    most, second = _best_two(slot, row, repeats[person], slots, last, weights)
                bests[counted, person, slot], seconds[counted, person, slot] = most, second
            for slot in range(len(best)):
                best[slot] = bests[counted, person, slot]
                total += _counted(best[slot])
            added = _repeated(repeats[person], end, kind, slots, weights, present[person], best, choice)
            state.repeats[counted, person], state.has[counted, person] = added, total + added
        points, favourites = state.has[POINTS, person], state.has[FAVOURITES, person]
        state.value[person] = _worth(points, favourites, given.least[person], given.penalty)
        for slot in range(len(best)):
            best[slot] = bests[POINTS, person, slot]
        _choose(row, repeats[person], end, wishes, slots, last, present[person], best, choice, chosen, state.kept)
