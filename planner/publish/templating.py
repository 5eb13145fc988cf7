"""Pages in HTML: one file each, asking nothing of the network."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def render(template: str, context: Mapping[str, object]) -> str:
    return _environment().get_template(template).render(context)


def direction(language: str) -> str:
    """Value of the attribute `dir`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("planner.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
