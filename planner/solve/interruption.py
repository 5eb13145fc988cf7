"""Ctrl-C during a search, which then finishes with what there is."""

import signal
from dataclasses import dataclass


@dataclass(slots=True)
class Interruption:
    """Whether somebody pressed Ctrl-C."""

    has_come: bool = False
    is_listening: bool = False

    def listen(self) -> None:
        """Notice Ctrl-C while Python is at work, too: the first asks for an end, the next one is the system's.

        The solver has a handler of its own and leaves none behind: this has to be called again after each solve.
        """

        def note(_signal: int, _frame: object) -> None:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self.has_come = True

        self.is_listening = True
        signal.signal(signal.SIGINT, signal.default_int_handler if self.has_come else note)
