"""Plans international conferences and their logistics.

As a library: `read_scenario`, `make_plan`, `verify_plan`, `publish_plan`. They are looked up on first use, because the
solver takes most of a second to import and checking input does not need it.
"""

from importlib import import_module

__all__ = ["make_plan", "publish_plan", "read_scenario", "verify_plan"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("planner.pipeline"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
