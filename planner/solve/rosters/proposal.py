"""A roster from the relaxation: pools as its optimum divides them, days made whole, people dealt out and seated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.solve.rosters.dealing import Dealing, Duty, Sitting, Teams
from planner.solve.rosters.kinds import Pool, Seats, Work
from planner.solve.rosters.relaxation import Bounded, Open, Relaxation
from planner.solve.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDays:
    """The relaxation with every day made whole."""

    duty: Duty
    seats: Mapping[Seats, int]


def proposed(
    work: Work, linear: Bounded, most: Mapping[str, int], names: Sequence[str], search: Search
) -> Teams | None:
    """A roster near the linear optimum, its load no more than where that is given; None where none was found."""
    sizes = divided(work, linear.sizes)
    whole = _made_whole(work, sizes, most, search.part(0.6))
    if whole is None:
        return None
    on_duty = Dealing(work, sizes, whole.duty, names).on_duty(search.part(0.5))
    return None if on_duty is None else _seated(work, whole, on_duty, search)


def divided(work: Work, wanted: Mapping[Pool, float]) -> dict[Pool, int]:
    """Whole pools, by largest remainder; who is in no pool of a category could as well be, so none is left out."""
    sizes: dict[Pool, int] = {}
    for kind, pools in work.pools.items():
        closed = [pool for pool in pools if pool.category is not None] or list(pools)
        idle = sum(wanted[pool] for pool in pools if pool not in closed) / len(closed)
        shares = {pool: wanted[pool] + idle if pool in closed else 0.0 for pool in pools}
        sizes.update({pool: int(share + 1e-6) for pool, share in shares.items()})
        left = len(work.members[kind]) - sum(sizes[pool] for pool in pools)
        for pool in sorted(pools, key=lambda pool: sizes[pool] - shares[pool])[:left]:
            sizes[pool] += 1
    return sizes


def _made_whole(work: Work, sizes: Mapping[Pool, int], most: Mapping[str, int], search: Search) -> WholeDays | None:
    """Day by day, the one with the most work first."""
    duty: dict[tuple[Pool, str], int] = {}
    seats: dict[Seats, int] = {}
    worked: Counter[Pool] = Counter()
    days = _busiest_first(work)
    for number, day in enumerate(days):
        left = tuple(days[number:])
        rest = Relaxation(work, Open(days=left, most=most, sizes=sizes, worked=worked, whole=day))
        answer = rest.solved(search.part(min(1.0, 2 / len(left))))
        if answer is None:
            return None
        for (pool, sitting), on_duty in rest.on_duty.items():
            if sitting in work.sittings[day]:
                duty[pool, sitting] = round(answer.variable_values(on_duty))
                worked[pool] += duty[pool, sitting]
        for (need, kind, booth), sits in rest.sits.items():
            if need.sitting in work.sittings[day]:
                seats[need, kind, booth] = round(answer.variable_values(sits))
    return WholeDays(duty=duty, seats=seats)


def _busiest_first(work: Work) -> list[date]:
    day_of = {sitting: day for day, sittings in work.sittings.items() for sitting in sittings}
    busy = Counter(dict.fromkeys(work.sittings, 0))
    for need, holdings in work.needs.items():
        busy[day_of[need.sitting]] += len(holdings) * work.team_size(need)
    return [day for day, _ in busy.most_common()]


def _seated(work: Work, whole: WholeDays, on_duty: Mapping[str, Mapping[str, Pool]], search: Search) -> Teams | None:
    """Everyone on duty into booths, sitting by sitting: as the whole day has it, else freely."""
    teams: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for sitting, people in on_duty.items():
        needs = {need: holdings for need, holdings in work.needs.items() if need.sitting == sitting}
        if not needs:
            continue
        of_sitting = Sitting(work, people, needs).as_in(whole.seats).teams(search.part(0.3))
        of_sitting = of_sitting or Sitting(work, people, needs).teams(search.part(0.3))
        if of_sitting is None:
            return None
        teams.update(of_sitting)
    return teams
