"""Limits and settings of one run, shared by all its solves, and what is shown of it meanwhile."""

import math
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ortools.sat.python.cp_model import CpModel, CpSolver, CpSolverSolutionCallback

from planner.plan import LinkedProblem, TermResult
from planner.solve.interruption import Interruption


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What to show while the solver works on a term."""

    problem: LinkedProblem
    term: str
    unit: str
    value: int
    bound: int
    seconds: float
    is_done: bool

    @classmethod
    def of(cls, result: TermResult, seconds: float = 0.0) -> "Progress":
        """A result reached, perhaps after the term had been shown."""
        return cls(
            problem=result.problem,
            term=result.term,
            unit=result.unit,
            value=result.value,
            bound=result.bound,
            seconds=seconds,
            is_done=True,
        )

    @property
    def gap(self) -> float:
        return relative_gap(self.value, self.bound)


def show_nothing(_: Progress) -> None:
    """For a library: nobody is watching."""


def relative_gap(value: int, bound: int) -> float:
    return (value - bound) / max(1, abs(value))


@dataclass(slots=True, kw_only=True)
class Search:
    """Limits and settings of one run, shared by all its solves."""

    workers: int = 1
    seed: int = 1
    deadline: float = math.inf
    """On the monotonic clock, seconds."""
    deterministic_limit: float = 60.0
    """Work per solve in the solver's own repeatable unit, roughly seconds."""
    linearization_level: int = 2
    """Programme of the pilot: proven in 0.4 s; at level 1 not in 60 s. Plain questions of yes or no: 1 is faster."""
    grace: float = 10.0
    """Seconds to finish a plan in, limit or Ctrl-C or not, once it is known who comes."""
    hurries: bool = False
    """Only finishing: what a plan can do without is left out."""
    finds_first: bool = False
    """In the first half of a term's time without a linear relaxation, which at 193 States hinders more than it helps:
    a first good choice of people takes 4 s, not 17. Only where time is limited."""
    presolves_briefly: bool = False
    """Without symmetries and probing: a first timetable of 193 States takes 4 s, not 13."""
    show: Callable[[Progress], None] = field(default=show_nothing)
    interruption: Interruption = field(default_factory=Interruption)
    """Shared by all parts of a search."""

    @property
    def is_interrupted(self) -> bool:
        """Ctrl-C was pressed: finish with what there is."""
        return self.interruption.has_come

    @property
    def seconds_left(self) -> float:
        return 0.0 if self.is_interrupted else max(0.0, self.deadline - time.monotonic())

    def part(self, share: float) -> "Search":
        """A search that may use this share of the time left."""
        return replace(self, deadline=min(self.deadline, time.monotonic() + self.seconds_left * share))

    def finishing(self, share: float = 1.0) -> "Search":
        """This search, or where it has less time than this share of the grace, one with as much."""
        if self.seconds_left > self.grace * share:
            return self
        again = Interruption()
        if self.interruption.is_listening:
            again.listen()
        return replace(self, deadline=time.monotonic() + self.grace * share, interruption=again, hurries=True)

    def finding(self) -> "Search":
        """This search, or one without a linear relaxation where that finds solutions sooner."""
        return replace(self, linearization_level=0) if self.finds_first and math.isfinite(self.deadline) else self

    def solver(self, share: float = 1.0) -> CpSolver:
        """A solver that may use this share of the time left."""
        solver = CpSolver()
        solver.parameters.num_workers = self.workers
        solver.parameters.random_seed = self.seed
        solver.parameters.linearization_level = self.linearization_level
        solver.parameters.max_deterministic_time = self.deterministic_limit
        if self.workers > 1:
            # Named strategies have relaxations of their own; without this one two workers prove less than one.
            solver.parameters.subsolvers.extend(["max_lp", "reduced_costs", "quick_restart", "core"])
        if self.presolves_briefly:
            solver.parameters.max_presolve_iterations = 1
            solver.parameters.symmetry_level = solver.parameters.cp_model_probing_level = 0
        if math.isfinite(self.deadline) or self.is_interrupted:
            solver.parameters.max_time_in_seconds = self.seconds_left * share
        return solver

    def run(self, solver: CpSolver, model: CpModel, reporter: CpSolverSolutionCallback | None = None) -> object:
        """Solve, and hear of Ctrl-C again after. Beside others it is the main thread that hears of it."""
        is_main = threading.current_thread() is threading.main_thread()
        solver.parameters.catch_sigint_signal = is_main
        status = solver.solve(model, reporter)
        if is_main and self.interruption.is_listening:
            self.interruption.listen()
        return status

    def note_interruption(self, solver: CpSolver) -> None:
        """CP-SAT swallows Ctrl-C; a solve that stopped well short of every limit was interrupted.

        Well short: CP-SAT stops a little before a limit, too.
        """
        within_work = solver.deterministic_time < 0.9 * self.deterministic_limit
        limit = solver.parameters.max_time_in_seconds
        within_time = solver.wall_time < min(0.9 * limit, limit - 1)
        if within_work and within_time:
            self.interruption.has_come = True


_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")


def side_by_side(ask: Callable[[_Asked], _Answer], each: Sequence[_Asked], workers: int) -> list[_Answer]:
    """The answers in order, asked in as many threads: worth it where the solver takes most of the time."""
    if workers == 1 or len(each) < 2:
        return [ask(one) for one in each]
    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(ask, each))
