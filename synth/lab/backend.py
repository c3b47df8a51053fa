"""What experiments are run on: the made world with the bundled encoders, or real encoders and data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synth.errors import LabError
from synth.lab.presets import Preset

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.recipe import Experiment


@dataclass(frozen=True, slots=True)
class Backend:
    """What to experiment on.

    Attributes:
        encoders: Folders or names of real encoders, smallest first; none for the bundled ones.
        data: Folder of real data; empty for the made world.
    """

    encoders: tuple[str, ...] = ()
    data: str = ""

    @property
    def is_real(self) -> bool:
        """Whether encoders and data come from outside."""
        return bool(self.encoders)

    def check(self, experiment: Experiment) -> None:
        """Refuse what cannot be run on real encoders.

        Raises:
            LabError: If encoders or data are missing, or the experiment asks for others.
        """
        if self.is_real is not bool(self.data):
            missing = "--data" if self.is_real else "--encoder"
            raise LabError(
                f"real encoders and real data go together; {missing} is missing",
                hint="give both, or neither for the bundled world",
            )
        if not self.is_real:
            return
        if experiment.needs_pretraining:
            raise LabError(
                f"{experiment.card.key} compares ways of pretraining, and real encoders are not pretrained here",
                hint="leave --encoder and --data out: the bundled world pretrains its own",
            )
        if experiment.needs_synonyms:
            raise LabError(
                f"{experiment.card.key} replaces words by synonyms, and real data name none",
                hint="leave --encoder and --data out: the bundled world knows its synonyms",
            )
        if experiment.has_ladder and len(self.encoders) < 2:
            raise LabError(
                f"{experiment.card.key} compares sizes, and one encoder was given",
                hint="give --encoder twice or more, the smallest first",
            )

    def fitted(self, preset: Preset) -> Preset:
        """The preset with this backend's encoders as its sizes."""
        return replace(preset, ladder=self.encoders, base=self.encoders[0]) if self.is_real else preset

    def bench(self, seed: int, preset: Preset, *, device: str, cache: Path, progress: Any) -> Bench:
        """One seed's workplace."""
        from synth.lab.bench import Bench
        from synth.lab.train.cache import CheckpointCache

        kept = CheckpointCache(cache)
        if self.is_real:
            from synth.lab.real import RealBench

            return RealBench(seed, preset, data=self.data, device=device, cache=kept, progress=progress)
        return Bench(seed, preset, device=device, cache=kept, progress=progress)

    def sentence(self, params: Sequence[int]) -> str:
        """What was experimented on, and what that bears on."""
        sizes = f"{params[0]:,}" if len(set(params)) == 1 else f"{min(params):,} to {max(params):,}"
        if self.is_real:
            names = ", ".join(Path(name).name for name in self.encoders)
            return f"real encoders ({names}; {sizes} parameters) on {Path(self.data).name}"
        return f"synthetic world, {sizes} parameters: bears on the mechanism, not on the paper's models"
