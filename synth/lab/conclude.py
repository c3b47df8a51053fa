"""From outcomes to a result: effects, gates, controls, verdict, figures. Arithmetic on values; no torch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from synth.lab.presets import Preset
from synth.lab.recipe import Experiment, Table, learning_gates, run_controls
from synth.lab.stats import contrasts, decide
from synth.ports.lab import ArmOutcome, Contrast, Control, ExperimentCard, Gate, LabResult, Power, RerunVerdict

PRIMARY: Final = "primary"
_WORDS: Final = {
    RerunVerdict.REPRODUCED: "Reproduced",
    RerunVerdict.NOT_REPRODUCED: "Not reproduced",
    RerunVerdict.INCONCLUSIVE: "Inconclusive",
    RerunVerdict.WITHHELD: "Withheld",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a result says of its making besides its numbers."""

    key: str
    backend: str
    power: Power
    cost: Mapping[str, float] = field(default_factory=dict)
    command: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    finished_at: str = ""
    notes: tuple[str, ...] = ()


def conclude(experiment: Experiment, preset: Preset, outcomes: Sequence[ArmOutcome], made: Circumstances) -> LabResult:
    """The result of an experiment all of whose runs are there.

    Args:
        outcomes: Of every arm with every seed.
    """
    table = Table(outcomes)
    effects = experiment.effects(table, preset)
    primary, *parts = contrasts(
        {PRIMARY: list(effects.primary)} | {name: list(values) for name, values in effects.parts.items()}
    )
    gates, controls = learning_gates(experiment, table, preset), run_controls(experiment, table, preset)
    card = experiment.card
    verdict = decide(primary, predicted=card.predicted, gates=gates, controls=controls)
    notes = (*made.notes, *experiment.notes(table, preset))
    if not preset.gives_verdict:
        verdict = RerunVerdict.INCONCLUSIVE
        notes = (f"the preset {preset.name} only shows that everything runs; it can give no verdict", *notes)
    return LabResult(
        key=made.key,
        experiment=card.key,
        title=card.title,
        question=card.question,
        prediction=f"{card.outcome}: {card.prediction}",
        predicted=card.predicted,
        preset=preset.name,
        verdict=verdict,
        sentence=sentence(verdict, card, primary, gates, controls, preset),
        backend=made.backend,
        primary=primary,
        tasks=tuple(parts),
        gates=gates,
        controls=controls,
        seeds=table.seeds,
        arms=tuple(outcomes),
        power=made.power,
        charts=experiment.charts(table, preset),
        notes=notes,
        cost=made.cost,
        command=made.command,
        environment=made.environment,
        finished_at=made.finished_at,
    )


def sentence(
    verdict: RerunVerdict,
    card: ExperimentCard,
    primary: Contrast,
    gates: Sequence[Gate],
    controls: Sequence[Control],
    preset: Preset,
) -> str:
    """The verdict in one sentence, with its numbers and what it hangs on."""
    numbers = f"{primary.estimate:+.3f}, 95 % interval [{primary.low:+.3f}, {primary.high:+.3f}]"
    direction = "above" if card.predicted > 0 else "below"
    said = f"{_WORDS[verdict]}: {numbers} over {len(primary.per_seed)} seeds, predicted {direction} 0"
    if not preset.gives_verdict:
        return f"{said}; the preset {preset.name} can give no verdict"
    if failed := [control for control in controls if not control.passed]:
        found = "; ".join(
            f"{control.kind} control, {control.name}: {control.contrast.estimate:+.3f}, p {control.contrast.p:.3f}"
            for control in failed
        )
        return f"{said}; a control failed ({found}), so that no verdict is given"
    if low := [gate for gate in gates if not gate.passed]:
        return f"{said}; the model did not learn ({'; '.join(f'{gate.name}: {gate.why}' for gate in low)})"
    return f"{said} (p {primary.p_holm:.3f})"
