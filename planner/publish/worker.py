"""A process that does a share of some work: it is told once what to do, then to what, one thing after another.

Started by `crew.py`, which talks to it through its standard input and output. Ends when the input does.
"""

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one thing: a result, or what was raised instead."""

    result: object = None
    error: Exception | None = None


def answer(work: Callable[[object], object], item: object) -> Answer:
    try:
        return Answer(result=work(item))
    except Exception as error:  # noqa: BLE001 - raised again where the work was given out
        error.add_note(traceback.format_exc())
        return Answer(error=error)


def main() -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get among the answers
    questions = sys.stdin.buffer
    work = pickle.load(questions)
    with suppress(EOFError):
        while True:
            pickle.dump(answer(work, pickle.load(questions)), answers)
            answers.flush()
