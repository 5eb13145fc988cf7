"""Work shared out to several processes, with results in the order in which it was given.

Not a `ProcessPoolExecutor`: forked processes would copy threads of the solver and of numpy in whatever state they are,
spawned ones would run the main module of whoever uses the planner as a library once more. These know what they are
told, and nothing else.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def shared_out(work: Callable[[Item], Result], items: Sequence[Item], *, processes: int) -> Iterator[Iterator[Result]]:
    """Results in the order of the items, which are begun in that order; raises what the first to fail raised.

    With more than one process, work, items and results are pickled, and work goes on while the block does something
    else. However the block is left, nothing works on.
    """
    if processes < 2 or not sys.executable:
        yield map(work, items)
        return
    told = pickle.dumps(work)
    workers = [_Worker(told) for _ in range(processes)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)
    threads = ThreadPoolExecutor(processes)  # each waits for one of the processes
    try:
        yield threads.map(lambda item: _done(item, idle), items)
    finally:
        for worker in workers:
            worker.stop()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.tidy()


def _done(item: Item, idle: "SimpleQueue[_Worker]") -> Any:
    worker = idle.get()
    try:
        return worker.done(item)
    finally:
        idle.put(worker)


class _Worker:
    """This side of a process that runs `worker.py`."""

    def __init__(self, told: bytes) -> None:
        self._untold = told
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from planner.publish.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for the process that shares out the work, which then stops this one
        )

    def done(self, item: object) -> Any:
        """The result of the work on one item; raises what the work raised."""
        try:
            answer = self._answer(item)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            raise RuntimeError(f"a process with a share of the work ended early: {self._process.wait()}") from error
        if answer.error is not None:
            raise answer.error
        return answer.result

    def _answer(self, item: object) -> Any:
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None
        assert answers is not None
        questions.write(self._untold + pickle.dumps(item))
        questions.flush()
        self._untold = b""
        return pickle.load(answers)

    def stop(self) -> None:
        self._process.kill()

    def tidy(self) -> None:
        self._process.communicate()
