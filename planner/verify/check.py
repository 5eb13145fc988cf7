"""What a check is: a rule of `docs/rules.md`, under the rule's own name, looked up in a finished plan."""

from collections.abc import Callable, Iterator

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.scenario import Scenario

Check = Callable[[Scenario, Plan], Iterator[Violation]]
