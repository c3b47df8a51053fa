"""Reruns: what an experiment is, what it measured, and what that says of a claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from synth.claims.types import ClaimId


class RerunVerdict(StrEnum):
    """What a rerun says of the prediction that was fixed before it."""

    REPRODUCED = "reproduced"
    NOT_REPRODUCED = "not_reproduced"
    INCONCLUSIVE = "inconclusive"
    WITHHELD = "withheld"  # a control failed, so that the numbers cannot be trusted


class Stance(StrEnum):
    """How a claim stands to an experiment's prediction."""

    PREDICTED = "predicted"  # the claim says what the experiment predicts
    OPPOSITE = "opposite"  # the claim says that the effect goes the other way
    NULL = "null"  # the claim says that there is no effect


@dataclass(frozen=True, slots=True)
class Cost:
    """What a preset is expected to take: seconds of processor time for one seed, and seeds."""

    cpu_s: float
    seeds: int


@dataclass(frozen=True, slots=True)
class ExperimentCard:
    """An experiment as a person reads about it before it is run.

    Attributes:
        key: ``noise-scale``.
        claim: What was said, in the words of the field.
        paper: arXiv id of the paper that says so, or empty.
        arms: What is compared.
        equal: What is the same in all arms.
        outcome: The one number per seed that decides.
        prediction: What it must be for the claim to hold; fixed before any run.
        predicted: 1 if the number must be above zero, -1 if below.
        tasks: The tasks that the number is averaged over; each is also tested by itself, with Holm's correction.
        gates: What must hold for the numbers to mean anything.
        controls: The negative and the positive control.
        costs: By preset.
    """

    key: str
    title: str
    question: str
    claim: str
    paper: str
    arms: tuple[str, ...]
    equal: str
    outcome: str
    prediction: str
    predicted: int
    tasks: tuple[str, ...]
    gates: tuple[str, ...]
    controls: tuple[str, ...]
    costs: Mapping[str, Cost] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArmOutcome:
    """What one arm measured with one seed. ``values``: by measure, as ``nli/L1/accuracy``."""

    arm: str
    seed: int
    values: Mapping[str, float]
    cpu_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Contrast:
    """One effect over seeds.

    Attributes:
        per_seed: The effect in each seed, in the order of the seeds.
        low: Lower end of the 95 % t interval of the mean; ``high`` the upper end.
        effect_size: Cohen's d of the paired differences, with Hedges' correction.
        p: Two-sided, of a t test against zero; ``p_holm`` corrected over the contrast's family.
    """

    name: str
    per_seed: tuple[float, ...]
    estimate: float
    low: float
    high: float
    effect_size: float
    p: float
    p_holm: float


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition without which the outcome means nothing."""

    name: str
    passed: bool
    why: str


@dataclass(frozen=True, slots=True)
class Control:
    """A contrast whose result is known beforehand: none (``negative``) or one (``positive``)."""

    kind: str
    name: str
    contrast: Contrast
    passed: bool


@dataclass(frozen=True, slots=True)
class Power:
    """What the plan could find, worked out before the run.

    Attributes:
        sd: Standard deviation over seeds that was assumed, from pilots.
        effect: The effect that ``power`` is the chance of finding.
        detectable: The effect that is found with a chance of .8.
        smallest: The smallest effect of interest: below it the claim is not worth having.
    """

    seeds: int
    sd: float
    effect: float
    power: float
    detectable: float
    smallest: float


@dataclass(frozen=True, slots=True)
class Series:
    """One curve or group of bars; ``low`` and ``high`` are the ends of 95 % intervals over seeds."""

    name: str
    x: tuple[float, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure as numbers.

    Attributes:
        kind: ``lines`` (``x`` are numbers, on a log scale if ``is_log``) or ``bars`` (``x`` count ``ticks``).
    """

    kind: str
    title: str
    x_label: str
    y_label: str
    series: tuple[Series, ...]
    ticks: tuple[str, ...] = ()
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class LabResult:
    """What one experiment found.

    Attributes:
        key: 12 hex digits of the hash of all that decides the numbers; where it ran is not part of it.
        sentence: The verdict with its numbers, for a report.
        backend: What was experimented on, and what that bears on.
        primary: The contrast that decides.
        tasks: The same, task by task.
        cost: ``wall_s`` and ``cpu_s`` of what was computed anew, and of all.
        environment: Processor, threads, versions.
    """

    key: str
    experiment: str
    title: str
    question: str
    prediction: str
    predicted: int
    preset: str
    verdict: RerunVerdict
    sentence: str
    backend: str
    primary: Contrast
    tasks: tuple[Contrast, ...]
    gates: tuple[Gate, ...]
    controls: tuple[Control, ...]
    seeds: tuple[int, ...]
    arms: tuple[ArmOutcome, ...]
    power: Power
    charts: tuple[Chart, ...]
    notes: tuple[str, ...] = ()
    cost: Mapping[str, float] = field(default_factory=dict)
    command: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    finished_at: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRerun:
    """Which experiment bears on a claim, or why none does.

    Attributes:
        experiment: The experiment's key, or None.
        reason: Why this one, or why none.
        stance: How the claim stands to the prediction; None without an experiment.
        result: Key of the result, or None while it has not been run.
    """

    claim: ClaimId
    text: str
    experiment: str | None
    reason: str
    stance: Stance | None = None
    result: str | None = None
