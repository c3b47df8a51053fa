"""All experiments, by key. Importing this imports no torch."""

from functools import cache

from synth.errors import LabError
from synth.lab.experiments.adversarial_scale import AdversarialScale
from synth.lab.experiments.alignment import Alignment
from synth.lab.experiments.intermediate_scale import IntermediateScale
from synth.lab.experiments.layer_fusion import LayerFusionGain
from synth.lab.experiments.noise_pretraining import NoisePretraining
from synth.lab.experiments.noise_scale import NoiseScale
from synth.lab.experiments.robust_training import RobustTraining
from synth.lab.experiments.xtreme_scale import XtremeScale
from synth.lab.recipe import Experiment
from synth.ports.lab import ExperimentCard


@cache
def experiments() -> tuple[Experiment, ...]:
    """E1 to E8, in that order."""
    return (
        NoiseScale(),
        IntermediateScale(),
        NoisePretraining(),
        AdversarialScale(),
        XtremeScale(),
        RobustTraining(),
        Alignment(),
        LayerFusionGain(),
    )


def cards() -> tuple[ExperimentCard, ...]:
    """What a person reads about each experiment."""
    return tuple(experiment.card for experiment in experiments())


def experiment_of(key: str) -> Experiment:
    """The experiment called ``key``.

    Raises:
        LabError: If there is none.
    """
    for experiment in experiments():
        if experiment.card.key == key:
            return experiment
    known = ", ".join(card.key for card in cards())
    raise LabError(f"unknown experiment {key!r}", hint=f"known: {known}; synth reproduce --list describes them")
