"""Blocks at which nobody must be: what is chosen there, as arrays, and what each is worth at prices of favourites."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from planner.scenario.venue import Room
from planner.solve.blocks.best_seats import best_seats
from planner.solve.blocks.problem import Counts, Flags, Numbers

_CHOICES = 100_000
"""Most choices of rooms and languages to look at."""
_TURNS = 2000
"""Most choices to seat; there are two as a rule."""


class Choices(NamedTuple):
    """Languages and rooms that can be chosen for the sessions of a block, as compiled code takes them."""

    needs: Counts
    """Person by session: languages of which one must be opened, a bit each; none: the person follows anyway."""
    opened: Counts
    """Session by number: languages opened together, a bit each."""
    many: Counts
    """Of each session there are so many of those."""
    languages: Counts
    """By combination and session: the number of what is opened."""
    seats: Counts
    """By choice and session, those of its room."""
    spoken: Counts
    """By choice, the combination of languages."""


@dataclass(frozen=True, slots=True)
class OpenBlock:
    """One of these blocks."""

    points: Counts
    """Person by session; nobody may choose what is less than zero."""
    favourites: Flags
    choices: Choices

    def worth(self, fine: int, prices: Numbers) -> tuple[int, Counts]:
        """At most, in parts of a point of which there are so many, with prices whole in them; the best seats known.

        Seats are sessions of the block by number, -1 where a person has none.
        """
        costs = np.round(prices * fine).astype(np.int64)
        weights = np.where(self.points >= 0, self.points * fine + self.favourites * costs[:, None], 0)
        at = np.full(len(weights), -1, dtype=np.int64)
        most, _ = best_seats(self.choices, weights, _TURNS, at)
        return int(most), at


def open_block(points: Counts, favourites: Flags, needs: Counts, rooms: Sequence[Sequence[Room]]) -> OpenBlock | None:
    """Of these wishes, with the rooms that each session can be in; None where there are too many choices."""
    sessions = range(len(rooms))
    wanted = [_bits(needs[points[:, session] >= 0, session]) for session in sessions]
    numbers = [dict[int, int]() for _ in sessions]
    languages, seats, spoken = list[Counts](), list[Counts](), list[Counts]()
    first = choices_so_far = 0
    for many, seatings in _roomings(rooms, [len(each) for each in wanted]).items():
        opened = [[sum(each) for each in combinations(wanted[s], many[s])] for s in sessions]
        ways = math.prod(map(len, opened))
        choices_so_far += ways * len(seatings)
        if choices_so_far > _CHOICES:
            return None
        places = [[numbers[s].setdefault(bits, len(numbers[s])) for bits in opened[s]] for s in sessions]
        languages.append(np.stack(np.meshgrid(*places, indexing="ij"), axis=-1).reshape(ways, len(sessions)))
        seats.append(np.tile(np.array(seatings, dtype=np.int64), (ways, 1)))
        spoken.append(np.repeat(np.arange(first, first + ways), len(seatings)))
        first += ways
    if not seats:
        return None
    padded = np.zeros((len(sessions), max(map(len, numbers))), dtype=np.int64)
    for session in sessions:
        padded[session, : len(numbers[session])] = list(numbers[session])
    choices = Choices(
        needs=np.ascontiguousarray(needs),
        opened=padded,
        many=np.array([len(each) for each in numbers]),
        languages=np.concatenate(languages),
        seats=np.concatenate(seats),
        spoken=np.concatenate(spoken),
    )
    return OpenBlock(points, favourites, choices)


def _roomings(rooms: Sequence[Sequence[Room]], most: Sequence[int]) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
    """How many languages each session can have, at most these, to seats that they can have with that."""
    found = defaultdict[tuple[int, ...], set[tuple[int, ...]]](set)
    for chosen in product(*rooms):
        if len({room.id for room in chosen}) == len(chosen):
            many = [min(each, room.booths + room.mobile_booths_fit) for each, room in zip(most, chosen, strict=True)]
            found[tuple(many)].add(tuple(room.capacity for room in chosen))
    return {many: sorted(seats) for many, seats in found.items()}


def _bits(needs: Counts) -> list[int]:
    """Each language that anybody needs."""
    every = int(np.bitwise_or.reduce(needs, initial=0))
    return [1 << place for place in range(every.bit_length()) if every >> place & 1]
