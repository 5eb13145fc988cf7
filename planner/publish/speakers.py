"""How the speakers of an entry are called: by their names, each followed by its Latin form where it has one."""

from itertools import zip_longest

from planner.publish.drawlog import Pen
from planner.publish.values import codes
from planner.publish.view import Card


def speaker_names(entry: Card, pen: Pen) -> tuple[str, ...]:
    """The caller draws them; Latin forms are noted here, being facts of their own."""
    both = zip_longest(codes(entry, "speakers"), codes(entry, "speakers_latin"), fillvalue="")
    return tuple(f"{name} ({pen.fact(entry['speakers_latin'], latin)})" if latin else name for name, latin in both)
