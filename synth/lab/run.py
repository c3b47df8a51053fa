"""The laboratory: estimates a plan, runs what is not in the store yet, and concludes."""

import hashlib
import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from synth.errors import LabError
from synth.lab.backend import Backend
from synth.lab.conclude import Circumstances, conclude
from synth.lab.matching import Match, match_claim
from synth.lab.presets import Preset, preset_of
from synth.lab.recipe import Experiment
from synth.lab.registry import cards, experiment_of
from synth.lab.stats import plan_power
from synth.lab.workers import Note, Work, outcomes_of
from synth.ports import Clock, Progress
from synth.ports.lab import ArmOutcome, ExperimentCard, LabEstimate, LabPlan, LabResult, RerunStore

FORMAT: Final = 1  # raised when an experiment changes so that runs in a store would mislead
LEAST_SEEDS: Final = 3  # below this an interval over seeds says nothing
POWER_EFFECT: Final = 0.05  # the effect that the stated power is the chance of finding
_PACKAGES: Final = ("torch", "numpy", "synth")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A plan with everything looked up."""

    experiment: Experiment
    preset: Preset
    backend: Backend
    device: str
    keys: Mapping[tuple[str, int], str]  # (arm, seed) -> key of the run
    known: Mapping[str, ArmOutcome]
    estimate: LabEstimate


class BundledLab:
    """``ports.lab.Laboratory`` with the experiments of this package.

    Args:
        cache: Folder of checkpoints.
        progress: Told how far the runs are.
        clock: The time, for the record.
        free_bytes: How much memory there is; None where that cannot be known.
    """

    def __init__(
        self, cache: Path, *, progress: Progress, clock: Clock, free_bytes: Callable[[], int | None] | None = None
    ) -> None:
        self._cache = cache
        self._progress = progress
        self._clock = clock
        self._free_bytes = free_bytes or available_bytes

    def cards(self) -> Sequence[ExperimentCard]:
        """All experiments."""
        return cards()

    def match(self, text: str, *, context: str = "") -> Match:
        """Which experiment bears on a claim."""
        return match_claim(text, cards(), context=context)

    def estimate(self, plan: LabPlan, *, store: RerunStore) -> LabEstimate:
        """What a plan will take.

        Raises:
            LabError: If it cannot be run.
        """
        return self._prepare(plan, store).estimate

    def run(self, plan: LabPlan, *, store: RerunStore, command: str) -> LabResult:
        """Run a plan; what is in the store already costs nothing.

        Raises:
            LabError: If it cannot be run, or a run fails.
        """
        made = self._prepare(plan, store)
        started_s = time.monotonic()
        found = {place: made.known[key] for place, key in made.keys.items() if key in made.known}
        jobs = _jobs(made, found)
        work = Work(
            experiment=plan.experiment,
            preset=made.preset,
            backend=made.backend,
            device=made.device,
            cache=self._cache,
        )
        name = made.experiment.card.key

        def tell(note: Note) -> None:
            self._progress(f"{name} {note.arm} seed {note.seed}: {note.text}", len(found), len(made.keys))

        new_cpu_s = 0.0
        if jobs:
            self._progress(f"{name} starts", len(found), len(made.keys))
            for outcome in outcomes_of(work, jobs, processes=plan.jobs, tell=tell):
                store.save_outcome(made.keys[outcome.arm, outcome.seed], name, outcome)
                found[outcome.arm, outcome.seed] = outcome
                new_cpu_s += outcome.cpu_s
                self._progress(f"{name} {outcome.arm} seed {outcome.seed} done", len(found), len(made.keys))
        cost = {
            "wall_s": round(time.monotonic() - started_s, 1),
            "cpu_s": round(new_cpu_s, 1),
            "cpu_s_of_all": round(sum(outcome.cpu_s for outcome in found.values()), 1),
        }
        outcomes = [found[place] for place in made.keys]
        result = self._concluded(made, outcomes, cost, command)
        store.save_result(result)
        return result

    def _concluded(
        self, made: _Prepared, outcomes: Sequence[ArmOutcome], cost: Mapping[str, float], command: str
    ) -> LabResult:
        params = tuple(int(outcome.values["params"]) for outcome in outcomes)
        circumstances = Circumstances(
            key=_hash(sorted(made.keys.values()))[:12],
            backend=made.backend.sentence(params),
            power=made.estimate.power,
            cost=cost,
            command=command,
            environment=environment(made.device),
            finished_at=self._clock().isoformat(timespec="seconds"),
            notes=made.estimate.notes,
        )
        return conclude(made.experiment, made.preset, outcomes, circumstances)

    def _prepare(self, plan: LabPlan, store: RerunStore) -> _Prepared:
        experiment = experiment_of(plan.experiment)
        backend = Backend(plan.encoders, plan.data)
        backend.check(experiment)
        preset = backend.fitted(preset_of(plan.preset))
        device = _device(plan.device)
        asked = plan.seeds or preset.seeds
        if asked < 2:
            raise LabError(
                f"{asked} seed cannot give an interval", hint="--seeds 2 or more; the preset's number is best"
            )
        keys = _keys(experiment, preset, backend, device, asked)
        known = store.outcomes(list(keys.values()))
        run_s = _run_s(experiment, preset, list(known.values()))
        seeds, notes = _within_budget(plan, experiment, asked, keys, known, run_s)
        keys = {place: key for place, key in keys.items() if place[1] < seeds}
        done = sum(key in known for key in keys.values())
        memory_bytes = preset.memory_bytes * min(plan.jobs, seeds)
        if done < len(keys):
            self._refuse_too_little_memory(memory_bytes)
        estimate = LabEstimate(
            seeds=seeds,
            done=done,
            total=len(keys),
            wall_s=(len(keys) - done) * run_s / min(plan.jobs, seeds),
            memory_bytes=memory_bytes,
            power=plan_power(seeds, experiment.expected_sd, POWER_EFFECT),
            notes=notes,
        )
        return _Prepared(experiment, preset, backend, device, keys, known, estimate)

    def _refuse_too_little_memory(self, needed: int) -> None:
        free = self._free_bytes()
        if free is not None and free < needed:
            raise LabError(
                f"this needs about {needed / 2**30:.1f} GiB of memory, and {free / 2**30:.1f} GiB are free",
                hint="--jobs 1 halves it; --preset smoke needs least",
            )


def available_bytes() -> int | None:
    """Memory that new programs can have, where the system tells."""
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return None
    line = next((line for line in text.splitlines() if line.startswith("MemAvailable:")), "")
    return int(line.split()[1]) * 1024 if line else None


def environment(device: str) -> dict[str, str]:
    """Processor, system, device and versions; no names of machines or people."""
    found = {
        "device": device,
        "processor": platform.processor() or platform.machine(),
        "cores": str(os.cpu_count() or 1),
        "threads of each process": "1",
        "system": platform.system(),
        "python": platform.python_version(),
    }
    return found | {name: _version(name) for name in _PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _device(name: str) -> str:
    """The kind of device; torch is asked only where it matters."""
    if name == "cpu":
        return name
    from synth.lab.train.device import device_of

    return str(device_of(name).type)


def _keys(
    experiment: Experiment, preset: Preset, backend: Backend, device: str, seeds: int
) -> dict[tuple[str, int], str]:
    """The key of each (arm, seed) run: a hash of all that decides its numbers."""
    shared = {
        "format": FORMAT,
        "experiment": experiment.card.key,
        "preset": asdict(replace(preset, seeds=0)),  # how many seeds there are changes none of them
        "backend": asdict(backend),
        "device": device,
        "torch": _version("torch"),
    }
    return {
        (arm, seed): _hash(shared | {"arm": arm, "seed": seed})
        for seed in range(seeds)
        for arm in experiment.arms(preset)
    }


def _hash(fields: object) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def _run_s(experiment: Experiment, preset: Preset, known: Sequence[ArmOutcome]) -> float:
    """Processor seconds of one (arm, seed) run: as measured before, else as the card says."""
    if known:
        return sum(outcome.cpu_s for outcome in known) / len(known)
    return experiment.card.costs[preset.name].cpu_s / len(experiment.arms(preset))


def _within_budget(
    plan: LabPlan,
    experiment: Experiment,
    asked: int,
    keys: Mapping[tuple[str, int], str],
    known: Mapping[str, ArmOutcome],
    run_s: float,
) -> tuple[int, tuple[str, ...]]:
    """How many seeds the budget allows, and what that costs in power.

    Raises:
        LabError: If it does not allow the least.
    """
    if plan.budget_s is None:
        return asked, ()

    def wall_s(seeds: int) -> float:
        left = sum(place[1] < seeds and key not in known for place, key in keys.items())
        return left * run_s / min(plan.jobs, seeds)

    seeds = next((n for n in range(asked, 0, -1) if wall_s(n) <= plan.budget_s), 0)
    least = min(LEAST_SEEDS, asked)
    if seeds < least:
        raise LabError(
            f"a budget of {plan.budget_s:.0f} s is too small for {least} seeds",
            hint=f"they take about {wall_s(least):.0f} s here; or --preset smoke",
        )
    if seeds == asked:
        return asked, ()
    full, fewer = (plan_power(n, experiment.expected_sd, POWER_EFFECT).power for n in (asked, seeds))
    fall = f"the chance to find an effect of {POWER_EFFECT} falls from {full:.2f} to {fewer:.2f}"
    return seeds, (f"the budget allows {seeds} of {asked} seeds: {fall}",)


def _jobs(made: _Prepared, found: Mapping[tuple[str, int], ArmOutcome]) -> list[tuple[int, tuple[str, ...]]]:
    """Seeds with the arms that are not in the store."""
    left: dict[int, list[str]] = {}
    for arm, seed in made.keys:
        if (arm, seed) not in found:
            left.setdefault(seed, []).append(arm)
    return [(seed, tuple(arms)) for seed, arms in left.items()]
