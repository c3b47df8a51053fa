"""Who runs experiments, by what plan, and what is remembered of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from synth.claims.types import ClaimId
from synth.ports.lab import ArmOutcome, ClaimRerun, ExperimentCard, LabResult, Power, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPlan:
    """What is to be run.

    Attributes:
        experiments: Keys; those that share seeds share their worlds and models.
        encoders: Folders or names of real encoders, smallest first; empty means the bundled ones.
        data: Folder of real data; empty means the bundled world.
        budget_s: Seconds of wall time that may be spent; None means no limit.
    """

    experiments: tuple[str, ...]
    preset: str = "default"
    seeds: int | None = None
    device: str = "auto"
    budget_s: float | None = None
    jobs: int = 2
    encoders: tuple[str, ...] = ()
    data: str = ""


@dataclass(frozen=True, slots=True)
class LabEstimate:
    """What a plan will take, said before it starts.

    Attributes:
        seeds: As many as will be run; fewer than asked for if the budget says so.
        done: (arm, seed) runs that are in the store already, of ``total``.
        wall_s: What is left to do.
        powers: What can be found, by experiment.
        notes: What a smaller budget costs, and the like.
    """

    seeds: int
    done: int
    total: int
    wall_s: float
    memory_bytes: int
    powers: Mapping[str, Power]
    notes: tuple[str, ...] = ()


class RerunStore(Protocol):
    """What the lab remembers. Each ``save_`` is one transaction and may be repeated without effect."""

    def save_outcome(self, key: str, experiment: str, outcome: ArmOutcome) -> None:
        """Keep one (arm, seed) run by the hash of its configuration; an existing one stays as it is."""
        ...

    def outcomes(self, keys: Sequence[str]) -> Mapping[str, ArmOutcome]:
        """The runs known, by key."""
        ...

    def save_result(self, result: LabResult) -> None:
        """Insert or replace a result by its key."""
        ...

    def results(self) -> Sequence[LabResult]:
        """All results, oldest first."""
        ...

    def save_claim_reruns(self, reruns: Sequence[ClaimRerun]) -> None:
        """Insert or replace what bears on claims, by claim."""
        ...

    def claim_reruns(self) -> Mapping[ClaimId, ClaimRerun]:
        """What bears on each claim that was asked for."""
        ...


class Matched(Protocol):
    """What the matcher says of a claim."""

    @property
    def experiment(self) -> str | None:
        """Key of the experiment that bears on the claim, or None."""
        ...

    @property
    def reason(self) -> str:
        """Why this one, or why none."""
        ...

    @property
    def stance(self) -> Stance | None:
        """How the claim stands to the prediction."""
        ...

    @property
    def nearest(self) -> Sequence[str]:
        """Keys of the nearest experiments where none bears on the claim."""
        ...

    @property
    def slots(self) -> Mapping[str, Any]:
        """What was read in the claim, for a person to check."""
        ...


class Laboratory(Protocol):
    """Experiments, and which of them bears on a claim."""

    def cards(self) -> Sequence[ExperimentCard]:
        """All experiments."""
        ...

    def match(self, text: str, *, context: str = "") -> Matched:
        """Which experiment bears on a claim; ``context``: what the report or paper it stands in is about."""
        ...

    def estimate(self, plan: LabPlan, *, store: RerunStore) -> LabEstimate:
        """What a plan will take.

        Raises:
            LabError: If it cannot be run: unknown experiment, missing device, too little memory, unusable data.
        """
        ...

    def run(self, plan: LabPlan, *, store: RerunStore, command: str) -> Iterator[LabResult]:
        """Run a plan; each result comes when its experiment is done. What is in the store already costs nothing.

        Raises:
            LabError: As ``estimate``.
        """
        ...
