"""The bench with real encoders and real data, read from folders. Importing this file imports torch and transformers."""

from functools import cached_property
from pathlib import Path
from typing import Final

from synth.errors import LabError
from synth.lab.bench import Bench, Model
from synth.lab.data import FolderData, read_task_data
from synth.lab.models.huggingface import read_encoder
from synth.lab.presets import Preset
from synth.lab.train.cache import CheckpointCache
from synth.lab.train.device import device_of
from synth.lab.train.finetune import FinetunePlan
from synth.lab.train.loop import Progress
from synth.lab.train.pretrain import already_pretrained
from synth.lab.types import Task

REAL_BATCH: Final = 4_096  # tokens: about 32 sentences of XTREME's 128
REAL_RATE: Final = 2e-5  # Hu et al. (2020), https://arxiv.org/abs/2003.11080, appendix B: for mBERT and XLM-R


class RealBench(Bench):
    """What one seed works with; the seed decides heads, order and noise, for the encoders come pretrained."""

    plan = FinetunePlan(rate=REAL_RATE, batch_tokens=REAL_BATCH)

    def __init__(
        self, seed: int, preset: Preset, *, data: str, device: str, cache: CheckpointCache, progress: Progress | None
    ) -> None:
        super().__init__(seed, preset, device=device, cache=cache, progress=progress)
        self._folder = Path(data)

    @cached_property
    def data(self) -> FolderData:
        """Labelled examples out of the folder."""
        return read_task_data(self._folder)

    def targets(self, task: Task) -> tuple[str, ...]:
        """The languages that there are test examples of the task in."""
        return self.data.languages(task)

    def encoder(self, size: str, *, goal: str = "mlm", noise: float = 0.0) -> Model:
        """The encoder of a folder or name; it cannot be pretrained otherwise here.

        Raises:
            LabError: If it cannot be read, or something else than the encoder as it is is asked for.
        """
        if goal != "mlm" or noise:
            raise LabError("real encoders are not pretrained here", hint="leave --encoder and --data out")
        encoder, tokenizer = read_encoder(size)
        value = already_pretrained(encoder.to(device_of(self._device)), tokenizer)
        return Model((str(Path(size)), str(self._folder), self.seed), value)
