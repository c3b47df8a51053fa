"""The laboratory: estimates a plan, runs what is not in the store yet, and concludes."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from synth.errors import LabError
from synth.lab.backend import Backend
from synth.lab.conclude import Circumstances, conclude
from synth.lab.fingerprint import code_hash
from synth.lab.machine import available_bytes, environment, version_of
from synth.lab.matching import Match, match_claim
from synth.lab.presets import Preset, preset_of
from synth.lab.recipe import Experiment
from synth.lab.registry import cards, experiment_of
from synth.lab.stats import plan_power
from synth.lab.workers import Job, Note, Work, outcomes_of
from synth.ports import Clock, Progress
from synth.ports.lab import ArmOutcome, ExperimentCard, LabResult, Power
from synth.ports.laboratory import LabEstimate, LabPlan, RerunStore

LEAST_SEEDS: Final = 3  # below this an interval over seeds says nothing
POWER_EFFECT: Final = 0.05  # the effect that the stated power is the chance of finding


@dataclass(slots=True)
class _Runs:
    """The runs of one experiment: their keys, and what is known of them."""

    experiment: Experiment
    keys: dict[tuple[str, int], str]  # (arm, seed) -> key of the run
    found: dict[tuple[str, int], ArmOutcome]
    run_s: float  # processor seconds of one
    new_cpu_s: float = 0.0

    @property
    def missing(self) -> int:
        """How many are still to be run."""
        return len(self.keys) - len(self.found)

    @property
    def jobs(self) -> list[Job]:
        """What is still to be run, by seed."""
        left: dict[int, list[str]] = {}
        for arm, seed in self.keys:
            if (arm, seed) not in self.found:
                left.setdefault(seed, []).append(arm)
        return [Job(self.experiment.card.key, seed, tuple(arms)) for seed, arms in left.items()]

    @property
    def result_key(self) -> str:
        """The key of the result that all runs together give."""
        return _hash(sorted(self.keys.values()))[:12]

    def within(self, seeds: int) -> "_Runs":
        """The same with the first seeds only."""
        keys = {place: key for place, key in self.keys.items() if place[1] < seeds}
        return replace(self, keys=keys, found={place: self.found[place] for place in keys if place in self.found})


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A plan with everything looked up."""

    each: tuple[_Runs, ...]
    preset: Preset
    backend: Backend
    device: str
    estimate: LabEstimate

    def named(self, experiment: str) -> _Runs:
        """The runs of an experiment."""
        return next(one for one in self.each if one.experiment.card.key == experiment)


class BundledLab:
    """``ports.laboratory.Laboratory`` with the experiments of this package.

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

    def run(self, plan: LabPlan, *, store: RerunStore, command: str) -> Iterator[LabResult]:
        """Run a plan; each result comes when its experiment is done. What is in the store already costs nothing.

        Raises:
            LabError: If it cannot be run, or a run fails.
        """
        started_s = time.monotonic()
        made = self._prepare(plan, store)
        known = {result.key: result for result in store.results()}
        work = Work(preset=made.preset, backend=made.backend, device=made.device, cache=self._cache)
        jobs = [job for one in made.each for job in one.jobs]
        total = sum(len(one.keys) for one in made.each)
        done = total - sum(len(job.arms) for job in jobs)

        def tell(note: Note) -> None:
            self._progress(f"{note.experiment} {note.arm} seed {note.seed}: {note.text}", done, total)

        finished = outcomes_of(work, jobs, processes=plan.jobs, tell=tell) if jobs else iter(())
        for one in made.each:
            while one.missing:
                name, outcome = (item := next(finished)).experiment, item.outcome
                place = made.named(name)
                store.save_outcome(place.keys[outcome.arm, outcome.seed], name, outcome)
                place.found[outcome.arm, outcome.seed] = outcome
                place.new_cpu_s += outcome.cpu_s
                done += 1
                self._progress(f"{name} {outcome.arm} seed {outcome.seed} done", done, total)
            before = known.get(one.result_key)
            result = self._concluded(made, one, round(time.monotonic() - started_s, 1), command, before)
            store.save_result(result)
            yield result

    def _concluded(
        self, made: _Prepared, one: _Runs, wall_s: float, command: str, before: LabResult | None
    ) -> LabResult:
        """The result; where every run was there already, it keeps the record of how they were made."""
        outcomes = [one.found[place] for place in one.keys]
        spent_s = round(sum(outcome.cpu_s for outcome in outcomes), 1)
        now = Circumstances(
            key=one.result_key,
            backend=made.backend.sentence([int(outcome.values["params"]) for outcome in outcomes]),
            power=made.estimate.powers[one.experiment.card.key],
            cost={"wall_s": wall_s, "cpu_s": round(one.new_cpu_s, 1), "cpu_s_of_all": spent_s},
            command=command,
            environment=environment(made.device),
            finished_at=self._clock().isoformat(timespec="seconds"),
            notes=made.estimate.notes,
        )
        if before is not None and not one.new_cpu_s:
            now = replace(
                now,
                cost=before.cost,
                command=before.command,
                environment=before.environment,
                finished_at=before.finished_at,
            )
        return conclude(one.experiment, made.preset, outcomes, now)

    def _prepare(self, plan: LabPlan, store: RerunStore) -> _Prepared:
        chosen = [experiment_of(key) for key in dict.fromkeys(plan.experiments)]
        backend = Backend(plan.encoders, plan.data)
        for experiment in chosen:
            backend.check(experiment)
        preset = backend.fitted(preset_of(plan.preset))
        asked = preset.seeds if plan.seeds is None else plan.seeds
        if asked < 2:
            raise LabError(f"{asked} seed gives no interval", hint="--seeds 2 or more; the preset's number is best")
        device = _device(plan.device)
        every = [_runs(experiment, preset, backend, device, asked, store) for experiment in chosen]
        seeds, notes = _within_budget(plan, every, asked)
        each = tuple(one.within(seeds) for one in every)
        memory_bytes = preset.memory_bytes * min(plan.jobs, seeds)
        if any(one.missing for one in each):
            self._refuse_too_little_memory(memory_bytes)
        estimate = LabEstimate(
            seeds=seeds,
            done=sum(len(one.found) for one in each),
            total=sum(len(one.keys) for one in each),
            wall_s=_wall_s(each, plan.jobs, seeds),
            memory_bytes=memory_bytes,
            powers={one.experiment.card.key: _power(one.experiment, seeds) for one in each},
            notes=notes,
        )
        return _Prepared(each, preset, backend, device, estimate)

    def _refuse_too_little_memory(self, needed: int) -> None:
        free = self._free_bytes()
        if free is not None and free < needed:
            raise LabError(
                f"this needs about {needed / 2**30:.1f} GiB of memory, and {free / 2**30:.1f} GiB are free",
                hint="--jobs 1 halves it; --preset smoke needs least",
            )


def _device(name: str) -> str:
    """The kind of device; torch is asked only where it matters."""
    if name == "cpu":
        return name
    from synth.lab.train.device import device_of

    return str(device_of(name).type)


def _runs(
    experiment: Experiment, preset: Preset, backend: Backend, device: str, seeds: int, store: RerunStore
) -> _Runs:
    """The runs of an experiment; the key of each is a hash of all that decides its numbers."""
    shared = {
        "code": code_hash(type(experiment).__module__.rpartition(".")[2], is_real=backend.is_real),
        "experiment": experiment.card.key,
        "preset": asdict(replace(preset, seeds=0)),  # how many seeds there are changes none of them
        "backend": asdict(backend),
        "device": device,
        "torch": version_of("torch"),
    }
    keys = {
        (arm, seed): _hash(shared | {"arm": arm, "seed": seed})
        for seed in range(seeds)
        for arm in experiment.arms(preset)
    }
    known = store.outcomes(list(keys.values()))
    found = {place: known[key] for place, key in keys.items() if key in known}
    run_s = experiment.card.costs[preset.name].cpu_s / len(experiment.arms(preset))
    if found:  # as measured here, rather than as the card says
        run_s = sum(outcome.cpu_s for outcome in found.values()) / len(found)
    return _Runs(experiment, keys, found, run_s)


def _hash(fields: object) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def _power(experiment: Experiment, seeds: int) -> Power:
    return plan_power(seeds, experiment.expected_sd, POWER_EFFECT)


def _wall_s(each: Sequence[_Runs], jobs: int, seeds: int) -> float:
    return sum(one.within(seeds).missing * one.run_s for one in each) / min(jobs, seeds)


def _within_budget(plan: LabPlan, each: Sequence[_Runs], asked: int) -> tuple[int, tuple[str, ...]]:
    """How many seeds the budget allows, and what that costs in power.

    Raises:
        LabError: If it does not allow the least.
    """
    if plan.budget_s is None:
        return asked, ()
    seeds = next((n for n in range(asked, 0, -1) if _wall_s(each, plan.jobs, n) <= plan.budget_s), 0)
    least = min(LEAST_SEEDS, asked)
    if seeds < least:
        raise LabError(
            f"a budget of {plan.budget_s:.0f} s is too small for {least} seeds",
            hint=f"they take about {_wall_s(each, plan.jobs, least):.0f} s here; or --preset smoke",
        )
    if seeds == asked:
        return asked, ()
    full, fewer = (_power(each[0].experiment, n).power for n in (asked, seeds))
    fall = f"the chance to find an effect of {POWER_EFFECT} falls from {full:.2f} to {fewer:.2f}"
    return seeds, (f"the budget allows {seeds} of {asked} seeds: {fall}",)
