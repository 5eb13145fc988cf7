"""One function per check on the whole input; together they find every problem that cells alone do not show."""

from collections.abc import Callable, Iterator

from planner.findings import Problem
from planner.scenario.given import Given

Check = Callable[[Given], Iterator[Problem]]
CHECKS: tuple[Check, ...] = ()
