"""Entailment models by name: our own by onnxruntime, or any cross-encoder of sentence-transformers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from synth.errors import ModelError
from synth.ports import EntailmentModel, Matrix

OWN: Final = "own"
WEIGHTS: Final = Path(__file__).parent / "data" / "entailment.onnx"
TOKENIZER: Final = Path(__file__).parent / "data" / "entailment.tokenizer.json"
MAX_TOKENS: Final = 128
BATCH: Final = 32
INPUTS: Final = ("input_ids", "attention_mask", "token_type_ids")
ROLES: Final[Mapping[str, int]] = {
    "entailment": 0, "entail": 0, "supported": 0, "supports": 0, "support": 0, "consistent": 0, "yes": 0, "aligned": 0,
    "contradiction": 1, "contradict": 1, "refuted": 1, "refutes": 1, "refute": 1, "contradicts": 1,
    "neutral": 2, "nei": 2, "not_enough_info": 2, "notenoughinfo": 2, "unknown": 2,
    "not_entailment": 2, "not_supported": 2, "unsupported": 2, "inconsistent": 2, "no": 2,
}  # fmt: skip
"""What models call their labels, and which of supported, refuted, not enough info each is."""

ABSENT: Final = -20.0  # logit of a label that a model with two labels cannot give: its probability is below 1e-8


def build_entailment(name: str) -> EntailmentModel | None:
    """The entailment model called ``name``.

    Args:
        name: ``own`` or ``auto`` for the one that ships, ``none`` for no model, else the name or folder of a
            sentence-transformers cross-encoder. ``auto`` is None where the shipped weights are not there.

    Raises:
        ModelError: If the model is missing, or is none that tells support from the rest.
    """
    if name == "none" or (name == "auto" and not WEIGHTS.is_file()):
        return None
    if name in {"auto", OWN}:
        return OnnxEntailment(WEIGHTS, TOKENIZER)
    return CrossEncoderEntailment(name)


class OnnxEntailment:
    """A cross-encoder in one ONNX file, on one thread; equal pairs give equal logits, whatever stands beside them."""

    def __init__(self, weights: Path, tokenizer: Path, *, name: str = "synth-entailment") -> None:
        for file in (weights, tokenizer):
            if not file.is_file():
                raise ModelError(
                    f"entailment model: {file.name} is missing", hint="reinstall synth, or use --entailment none"
                )
        self.name = name
        self._weights, self._tokenizer_file = weights, tokenizer

    @cached_property
    def hash(self) -> str:
        """``sha256:`` and 16 hex digits of weights and tokenizer."""
        return _hash_of([self._weights, self._tokenizer_file])

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """(n, 3) float32 logits of supported, refuted, not enough info for (claim, sentence) pairs.

        A pair longer than 128 tokens loses the end of its longer side.

        Raises:
            ModelError: If the file is no model of ours.
        """
        logits = np.zeros((len(pairs), 3), dtype=np.float32)
        encodings = self._tokenizer.encode_batch([(claim, sentence) for claim, sentence in pairs])
        order = sorted(range(len(pairs)), key=lambda index: len(encodings[index].ids))
        session = self._session
        for group in _of_equal_length(order, [len(one.ids) for one in encodings]):
            feed = {
                "input_ids": np.array([encodings[index].ids for index in group], dtype=np.int64),
                "attention_mask": np.array([encodings[index].attention_mask for index in group], dtype=np.int64),
                "token_type_ids": np.array([encodings[index].type_ids for index in group], dtype=np.int64),
            }
            logits[group] = session.run(None, feed)[0]
        return logits
