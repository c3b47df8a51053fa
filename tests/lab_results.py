"""A lab result for tests; a test names only what it cares about."""

import dataclasses
from typing import Any

from synth.ports.lab import (
    ArmOutcome,
    Chart,
    Contrast,
    Control,
    Gate,
    LabResult,
    Power,
    RerunVerdict,
    Series,
)

CONTRAST = Contrast("mean", (-0.02, -0.04), -0.03, -0.05, -0.01, -1.1, 0.01, 0.02)
POWER = Power(2, 0.03, 0.05, 0.6, 0.07, 0.02)
CHART = Chart(
    "lines",
    "Share of the target score that typos take",
    "parameters",
    "relative drop",
    (Series("typo rate 0.2", (28_000.0, 156_000.0), (0.3, 0.2), (0.25, 0.15), (0.35, 0.25)),),
    is_log=True,
)


def make_result(**changed: Any) -> LabResult:
    """A result of two seeds; what is named replaces what is here."""
    result = LabResult(
        key="0123456789ab",
        experiment="noise-scale",
        title="Typos and size",
        question="Does size soften the drop under typos?",
        prediction="slope below zero",
        predicted=-1,
        preset="default",
        verdict=RerunVerdict.REPRODUCED,
        sentence="Reproduced in the synthetic world: slope -0.030 [-0.050, -0.010].",
        backend="synthetic world, 156,000 parameters: bears on the mechanism, not on the paper's models",
        primary=CONTRAST,
        tasks=(dataclasses.replace(CONTRAST, name="tags"),),
        gates=(Gate("source above chance", passed=True, why="0.61 above chance"),),
        controls=(Control("negative", "two identical arms", CONTRAST, passed=True),),
        seeds=(0, 1),
        arms=(ArmOutcome("nano", 0, {"tags/L1/clean": 0.5}, 2.0),),
        power=POWER,
        charts=(CHART,),
        notes=("a note",),
        cost={"wall_s": 3.0, "cpu_s": 5.0},
        command="synth reproduce --experiment noise-scale",
        environment={"torch": "2.0"},
        finished_at="2026-01-02T03:04:05+00:00",
    )
    return dataclasses.replace(result, **changed)
