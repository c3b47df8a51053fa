"""Processes that answer questions: reading pairs and running checks keep one core busy each."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Final

from synth.claims.types import PaperId
from synth.errors import ModelError
from synth.pipeline.answering import Bench, Record, Task, answer
from synth.pipeline.judging import Prepared, prepare

Build = Callable[[], Bench]
"""Makes the models anew in a process of its own; has to be a function that can be found by its name."""

WORTH: Final = 600  # questions: below, the second that a process needs to begin is not won back
_WAITING: Final = 2  # tasks for each process that are handed out before they are needed
_KEPT: Final = 2  # papers that a process keeps ready: tasks come paper by paper


class Workers:
    """Some processes with the same models; what they answer is what one process would answer.

    Args:
        build: Makes the models in each of them.
        count: How many processes.
    """

    def __init__(self, build: Build, count: int) -> None:
        self._count = count
        self._pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin, initargs=(build,))

    def answers(self, tasks: Iterable[Task]) -> Iterator[list[Record]]:
        """The answers to each task, in their order; tasks are taken a few ahead.

        Raises:
            ModelError: If a process was ended, for want of memory maybe.
        """
        waiting: deque[Future[list[Record]]] = deque()
        try:
            for task in tasks:
                waiting.append(self._pool.submit(_answer, task))
                if len(waiting) > self._count * _WAITING:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ModelError(
                "a worker process was ended from outside", hint="what was decided is kept; go on with fewer: --jobs 1"
            ) from error

    def begin(self) -> int:
        """Wait until a process is ready, and tell its id; answering begins by itself, too."""
        return self._pool.submit(os.getpid).result()

    def close(self) -> None:
        """End the processes; the tasks that they are at are waited for, the others are dropped."""
        self._pool.shutdown(cancel_futures=True)


_bench: list[Bench] = []  # of this process, if it is one of the workers
_ready: dict[tuple[PaperId, int | None], Prepared] = {}


def _begin(build: Build) -> None:
    """Make the models; end with the command that began this process, also if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's to handle, which then ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bench.append(build())


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(task: Task) -> list[Record]:
    key = (task.document.paper, task.document.version)
    if key not in _ready:
        while len(_ready) >= _KEPT:
            del _ready[next(iter(_ready))]
        _ready[key] = prepare(task.document, lambda _: task.passages)
    return answer(task, _ready[key], _bench[0])
