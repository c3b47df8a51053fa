"""Seeds on several processes with one thread each: two threads in one process are slower than one.

Each finished (arm, seed) run is handed back at once. A child that is killed, or the parent's interruption, loses only
the runs that were under way; their pretraining goes on from its last checkpoint next time.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from synth.errors import LabError
from synth.lab.backend import Backend
from synth.lab.presets import Preset
from synth.ports.lab import ArmOutcome

if TYPE_CHECKING:  # the bench imports torch, which only the children need
    from synth.lab.bench import Bench

_POLL_S: Final = 0.5
_TICK_GAP_S: Final = 1.0  # between two reports of one process


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every process needs to know."""

    preset: Preset
    backend: Backend
    device: str
    cache: Path


@dataclass(frozen=True, slots=True)
class Job:
    """One seed of an experiment, with the arms that are still to be run."""

    experiment: str
    seed: int
    arms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run."""

    experiment: str
    outcome: ArmOutcome


@dataclass(frozen=True, slots=True)
class Note:
    """How far a run is, for a person."""

    experiment: str
    arm: str
    seed: int
    text: str


def outcomes_of(work: Work, jobs: Sequence[Job], *, processes: int, tell: Callable[[Note], None]) -> Iterator[Done]:
    """Run the jobs; outcomes come in the order in which they are done.

    Args:
        tell: Called with reports of runs under way.

    Raises:
        LabError: If a run fails, or a process is killed from outside.
    """
    context = multiprocessing.get_context("spawn")
    tasks: Any = context.Queue()
    messages: Any = context.Queue()
    for job in jobs:
        tasks.put(job)
    crew = [
        context.Process(target=_work, args=(work, tasks, messages), daemon=True)
        for _ in range(max(1, min(processes, len(jobs))))
    ]
    for _ in crew:
        tasks.put(None)
    left = sum(len(job.arms) for job in jobs)
    try:
        for process in crew:
            process.start()
        while left:
            message = _next(messages, crew)
            if isinstance(message, Note):
                tell(message)
            elif isinstance(message, LabError):
                raise message
            elif isinstance(message, Done):
                left -= 1
                yield message
    finally:
        for process in crew:
            if process.is_alive():
                process.terminate()
        for process in crew:
            process.join()
        tasks.close()
        messages.close()


def _next(messages: Any, crew: Sequence[SpawnProcess]) -> object:
    """The next message; processes that die without a word are noticed."""
    while True:
        try:
            return messages.get(timeout=_POLL_S)
        except queue.Empty:
            if dead := [process for process in crew if process.exitcode not in {None, 0}]:
                raise LabError(
                    f"a process of the experiment ended with code {dead[0].exitcode}",
                    hint="often too little memory: try --jobs 1; what was finished is kept",
                ) from None


def _work(work: Work, tasks: Any, messages: Any) -> None:
    """The life of one process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    from synth.lab.registry import experiment_of
    from synth.lab.train.device import be_deterministic

    be_deterministic(threads=1)
    bench: Bench | None = None
    for job in iter(tasks.get, None):
        teller = _Teller(messages, job)
        try:
            if bench is None or bench.seed != job.seed:  # experiments that share a seed share its world and models
                bench = work.backend.bench(
                    job.seed, work.preset, device=work.device, cache=work.cache, progress=teller.say
                )
            bench.progress = teller.say
            experiment = experiment_of(job.experiment)
            for arm in job.arms:
                teller.arm = arm
                started_s = time.process_time()
                values = experiment.measure(bench, arm)
                spent_s = round(time.process_time() - started_s, 2)
                messages.put(Done(job.experiment, ArmOutcome(arm, job.seed, values, spent_s)))
        except LabError as error:
            messages.put(LabError(f"{job.experiment}, {teller.arm}, seed {job.seed}: {error}", hint=error.hint))
            return


class _Teller:
    """Passes on how far a run is, not more often than a person can read."""

    def __init__(self, messages: Any, job: Job) -> None:
        self.arm = job.arms[0]
        self._messages = messages
        self._job = job
        self._said_at = 0.0

    def say(self, tick: Any) -> None:
        """Report one step of training; nobody is left to report to once the parent was killed."""
        parent = multiprocessing.parent_process()
        if parent is not None and not parent.is_alive():
            raise SystemExit
        if time.monotonic() - self._said_at > _TICK_GAP_S:
            self._said_at = time.monotonic()
            text = f"{tick.stage} step {tick.step}, loss {tick.loss:.3f}, {tick.left_s:.0f} s left"
            self._messages.put(Note(self._job.experiment, self.arm, self._job.seed, text))
