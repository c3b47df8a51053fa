"""Gates, controls and conclusions, on outcomes made up for the purpose."""

from collections.abc import Mapping

import numpy as np
import pytest

from synth.lab.conclude import Circumstances, conclude
from synth.lab.presets import PRESETS, Preset
from synth.lab.recipe import AGAIN, SHUFFLED, Table, learning_gates, noise_name, run_controls
from synth.lab.registry import cards, experiment_of, experiments
from synth.lab.stats import plan_power
from synth.ports.lab import ArmOutcome, RerunVerdict

DEFAULT = PRESETS["default"]
MADE = Circumstances(key="0" * 12, backend="synthetic world", power=plan_power(8, 0.03, 0.05))
SEEDS = range(8)


def outcomes(
    means: Mapping[str, float], *, task: str = "nli", chance: float = 0.33, dropped: float = 1.0, spread: float = 0.01
) -> list[ArmOutcome]:
    """Target scores of arms: ``means`` by arm, with noise over seeds that all arms share in part."""
    found = []
    for seed in SEEDS:
        draw = np.random.default_rng(seed)
        shared = draw.normal(0, 0.02)
        for arm, mean in means.items():
            values = {"params": 1000.0, "loss": 2.0, "dropped": dropped}
            for language in ("source", "L1", "L2"):
                values[f"{task}/{language}/clean"] = mean + shared + draw.normal(0, spread)
                values[f"{task}/{language}/chance"] = chance
            found.append(ArmOutcome(arm, seed, values, 1.0))
    return found


def alignment(tlm: float, weam: float, *, again: float = 0.6, shuffled: float = 0.34, **how: float) -> list[ArmOutcome]:
    """Outcomes of the alignment experiment on both of its tasks; MLM reaches .6."""
    means = {
        "MLM": 0.6,
        "TLM": tlm,
        "WEAM": weam,
        "MLM, translated training data": 0.8,
        AGAIN: again,
        SHUFFLED: shuffled,
    }
    both = zip(outcomes(means, task="nli", **how), outcomes(means, task="qa", **how), strict=True)
    return [ArmOutcome(one.arm, one.seed, {**one.values, **other.values}) for one, other in both]


def verdict(made: list[ArmOutcome], preset: Preset = DEFAULT) -> RerunVerdict:
    return conclude(experiment_of("alignment"), preset, made, MADE).verdict


def test_clear_gain_is_reproduced() -> None:
    assert verdict(alignment(0.68, 0.7)) is RerunVerdict.REPRODUCED


def test_clear_loss_is_not_reproduced() -> None:
    assert verdict(alignment(0.5, 0.52)) is RerunVerdict.NOT_REPRODUCED


def test_no_difference_is_not_reproduced() -> None:
    assert verdict(alignment(0.6, 0.6)) is RerunVerdict.NOT_REPRODUCED


def test_gain_that_differs_by_seed_is_inconclusive() -> None:
    assert verdict(alignment(0.62, 0.62, spread=0.15)) in {RerunVerdict.INCONCLUSIVE, RerunVerdict.WITHHELD}


def test_model_at_chance_is_inconclusive_whatever_the_effect() -> None:
    result = conclude(experiment_of("alignment"), DEFAULT, alignment(0.68, 0.7, chance=0.65), MADE)

    assert result.verdict is RerunVerdict.INCONCLUSIVE
    assert "the model did not learn" in result.sentence
    assert "nli of MLM" in result.sentence


def test_pretraining_that_stayed_on_its_plateau_is_inconclusive() -> None:
    assert verdict(alignment(0.68, 0.7, dropped=0.0)) is RerunVerdict.INCONCLUSIVE


def test_difference_between_identical_arms_withholds_the_verdict() -> None:
    result = conclude(experiment_of("alignment"), DEFAULT, alignment(0.68, 0.7, again=0.66), MADE)

    assert result.verdict is RerunVerdict.WITHHELD
    assert "negative control" in result.sentence


def test_built_in_effect_that_is_not_found_withholds_the_verdict() -> None:
    result = conclude(experiment_of("alignment"), DEFAULT, alignment(0.68, 0.7, shuffled=0.6), MADE)

    assert result.verdict is RerunVerdict.WITHHELD
    assert "positive control" in result.sentence


def test_smoke_preset_gives_no_verdict() -> None:
    made = alignment(0.68, 0.7)

    assert verdict(made, PRESETS["smoke"]) is RerunVerdict.INCONCLUSIVE


def test_tasks_are_corrected_together_with_the_primary_contrast() -> None:
    result = conclude(experiment_of("alignment"), DEFAULT, alignment(0.68, 0.7), MADE)

    assert [task.name for task in result.tasks][:2] == ["TLM over MLM", "WEAM over MLM"]
    assert all(task.p_holm >= task.p for task in (result.primary, *result.tasks))


def test_table_averages_over_target_languages_only() -> None:
    values = {"nli/source/clean": 0.9, "nli/L1/clean": 0.4, "nli/L2/clean": 0.6}
    table = Table([ArmOutcome("a", 0, values)])

    assert table.target("a", "nli").tolist() == pytest.approx([0.5])
    assert table.source("a", "nli").tolist() == [0.9]


def ladder(drops: Mapping[str, float]) -> list[ArmOutcome]:
    """Outcomes of the noise experiment: the share lost at every typo rate, by size."""
    sizes = {"nano": 1e4, "micro": 1e5, "mini": 1e6, AGAIN: 1e5}
    found = []
    for seed in SEEDS:
        draw = np.random.default_rng(seed)
        for arm, params in sizes.items():
            values = {"params": params, "loss": 2.0, "dropped": 1.0}
            for task in ("nli", "tags"):
                for language in ("source", "L1"):
                    place, lost = f"{task}/{language}", drops[arm] + draw.normal(0, 0.01)
                    values |= {f"{place}/clean": 0.8, f"{place}/chance": 0.3}
                    values |= {f"{place}/{noise_name(rate)}": 0.8 - lost * 0.5 for rate in (0.1, 0.2, 0.3)}
                    values[f"{place}/{noise_name(0.5)}"] = 0.4
            found.append(ArmOutcome(arm, seed, values))
    return found


def test_drop_that_shrinks_with_size_is_a_slope_below_zero() -> None:
    result = conclude(
        experiment_of("noise-scale"), DEFAULT, ladder({"nano": 0.5, "micro": 0.4, "mini": 0.3, AGAIN: 0.4}), MADE
    )

    assert result.primary.estimate == pytest.approx(-0.1, abs=0.01)
    assert result.verdict is RerunVerdict.REPRODUCED


def test_drop_that_grows_with_size_is_not_reproduced() -> None:
    result = conclude(
        experiment_of("noise-scale"), DEFAULT, ladder({"nano": 0.3, "micro": 0.4, "mini": 0.5, AGAIN: 0.4}), MADE
    )

    assert result.verdict is RerunVerdict.NOT_REPRODUCED


@pytest.mark.parametrize("key", [card.key for card in cards()])
def test_every_experiment_says_what_a_reader_needs(key: str) -> None:
    experiment = experiment_of(key)
    card = experiment.card

    assert all((card.question, card.claim, card.arms, card.equal, card.outcome, card.prediction, card.gates))
    assert set(card.costs) == set(PRESETS)
    assert len(card.controls) == 2
    for preset in PRESETS.values():
        arms = experiment.arms(preset)
        assert len(set(arms)) == len(arms)
        assert AGAIN in arms
        assert set(experiment.gated(preset)) < set(arms)


def test_unknown_experiment_names_those_there_are() -> None:
    with pytest.raises(Exception, match="unknown experiment 'nose-scale'") as raised:
        experiment_of("nose-scale")

    assert all(card.key in raised.value.hint for card in cards())  # type: ignore[attr-defined]  # a SynthError


def test_no_gate_on_pretraining_where_nothing_was_pretrained() -> None:
    made = [
        ArmOutcome(item.arm, item.seed, {name: value for name, value in item.values.items() if name != "dropped"})
        for item in alignment(0.68, 0.7)
    ]
    gates = learning_gates(experiment_of("alignment"), Table(made), DEFAULT)

    assert [gate.name for gate in gates] == ["source well above chance", "targets above chance"]


def test_controls_are_told_with_their_numbers() -> None:
    negative, positive = run_controls(experiment_of("alignment"), Table(alignment(0.68, 0.7)), DEFAULT)

    assert (negative.kind, negative.passed) == ("negative", True)
    assert (positive.kind, positive.passed) == ("positive", True)
    assert positive.contrast.estimate == pytest.approx(0.26, abs=0.02)


def test_experiments_are_eight() -> None:
    assert len(experiments()) == 8
