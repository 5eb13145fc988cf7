"""Every instance by name, where its code is, and how long it may take. Imports nothing heavy: the runner must be small.

A process that starts another hands its own peak memory on, so what is measured would be the runner's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from benchmarks.result import Limits, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One line of the table to be."""

    name: str
    """`family/instance`."""
    place: str
    """`module:function`, called with the part of the name after the slash."""
    seconds: float
    """Time limit of the search unless another is given."""
    part: float = 1.0
    """Of that limit, what it has itself."""
    is_large: bool = False
    """Takes many minutes or gigabytes; left out unless named."""

    def run(self, limits: Limits) -> Result:
        module, _, function = self.place.partition(":")
        measure: Callable[[str, Limits], Result] = getattr(import_module(f"benchmarks.{module}"), function)
        return measure(self.name.partition("/")[2], limits)


PEER_SECONDS = 60.0
PEER_INSTANCES = tuple(
    Instance(
        name=f"peers/{size}-{planner}", place="peers.run:compared", seconds=PEER_SECONDS, part=0.1 if is_ours else 1.0
    )
    for size in (20, 60, 120)
    for planner, is_ours in (("planner", True), ("conference-scheduler", False), ("timefold", False))
)
"""The planner has a tenth of the time of the others."""
PROGRAMME_SECONDS = 180.0
PROGRAMME_INSTANCES = tuple(
    Instance(
        name=f"programmes/120x24-{seed}{suffix}",
        place=f"programmes:{function}",
        seconds=PROGRAMME_SECONDS,
        is_large=bool(suffix),
    )
    for seed in (1, 2, 3)
    for suffix, function in (("", "by_blocks"), ("-flat", "flat"))
)
GROWTH_SECONDS = 300.0
SCALE_INSTANCES = (
    Instance(name="scale/pilot", place="own_scale:solved", seconds=120),
    Instance(name="scale/inaugural", place="own_scale:solved", seconds=200, is_large=True),
    Instance(name="scale/network-80", place="own_scale:solved", seconds=600, is_large=True),
    Instance(name="scale/world-193", place="own_scale:solved", seconds=1800, is_large=True),
    Instance(name="scale/world-193-brief", place="own_scale:solved", seconds=60, is_large=True),
    *(
        Instance(name=f"scale/states-{states}", place="own_scale:solved", seconds=GROWTH_SECONDS, is_large=states > 5)
        for states in (5, 12, 31, 80, 193)
    ),
)
"""What is promised or shipped, each with its own limit; then generated scenarios that grow, all with the same one."""
INSTANCES: tuple[Instance, ...] = (
    Instance(name="meetings/csplib-046", place="csplib046:verdicts", seconds=300),
    Instance(name="meetings/tpac-2023", place="tpac2023:rooms", seconds=120),
    Instance(name="meetings/alpine-2019", place="alpine2019:round_tables", seconds=60),
    Instance(name="rosters/240x400", place="rosters:by_kinds", seconds=120),
    Instance(name="rosters/240x400-flat", place="rosters:flat", seconds=120, is_large=True),
    *PROGRAMME_INSTANCES,
    *PEER_INSTANCES,
    *SCALE_INSTANCES,
)


def wanted(names: list[str]) -> Iterator[Instance]:
    """Instances of these names or families, of all families without names; large ones only by their full name."""
    for instance in INSTANCES:
        family = instance.name.partition("/")[0]
        if instance.name in names or (not instance.is_large and (not names or family in names)):
            yield instance


def unknown(names: list[str]) -> list[str]:
    known = {known for instance in INSTANCES for known in (instance.name, instance.name.partition("/")[0])}
    return [name for name in names if name not in known]
