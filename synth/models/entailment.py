"""Entailment models by name: our own by onnxruntime, or any cross-encoder of sentence-transformers."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from synth.errors import ModelError
from synth.models.onnx_text import OnnxTextModel
from synth.ports import EntailmentModel, Matrix

OWN: Final = "own"
WEIGHTS: Final = Path(__file__).parent / "data" / "entailment.onnx"
TOKENIZER: Final = Path(__file__).parent / "data" / "entailment.tokenizer.json"
MAX_TOKENS: Final = 288  # of a pair, for our own model; it was trained so
MAX_CROSS_TOKENS: Final = 512  # of a pair, for others
BATCH: Final = 32
ROLE_NAMES: Final = ("supported", "refuted", "not_enough_info")
SUPPORTED, REFUTED, NEI, UNKNOWN = range(4)
ROLES: Final[Mapping[str, int]] = {
    **dict.fromkeys(
        ("entailment", "entail", "entails", "supported", "supports", "support", "consistent", "aligned", "yes"),
        SUPPORTED,
    ),
    **dict.fromkeys(("contradiction", "contradict", "contradicts", "refuted", "refutes", "refute"), REFUTED),
    **dict.fromkeys(("neutral", "nei", "not_enough_info", "unknown"), NEI),
    **dict.fromkeys(("not_entailment", "not_supported", "unsupported", "inconsistent", "no"), NEI),
}
"""What models call their labels, and which of supported, refuted, not enough info each is."""

_INSTEAD: Final = "give --entailment another name or folder, or none"
ABSENT: Final = -20.0  # logit of a label that a model with two labels cannot give: its probability is below 1e-8


def build_entailment(name: str, *, threads: int = 0) -> EntailmentModel | None:
    """The entailment model called ``name``.

    Args:
        name: ``own`` or ``auto`` for the one that ships, ``none`` for no model, else the name or folder of a
            sentence-transformers cross-encoder. ``auto`` is None where the shipped weights are not there.
        threads: How many pairs ours reads at the same time; 0 is one for each core.

    Raises:
        ModelError: If the model is missing, or is none that tells support from the rest.
    """
    if name == "none" or (name == "auto" and not WEIGHTS.is_file()):
        return None
    if name in {"auto", OWN}:
        return OnnxEntailment(WEIGHTS, TOKENIZER, threads=threads or os.cpu_count() or 1)
    return CrossEncoderEntailment(name)


class OnnxEntailment:
    """A cross-encoder of ours in one ONNX file; each pair runs alone, so that its logits depend on nothing else.

    Raises:
        ModelError: If a file is missing or is no model of ours.
    """

    def __init__(self, weights: Path, tokenizer: Path, *, name: str = "synth-entailment", threads: int = 1) -> None:
        self.name = name
        self._files = (weights, tokenizer)
        self._model = OnnxTextModel(weights, tokenizer, max_tokens=MAX_TOKENS, threads=threads)
        if (width := self._model.run([("a claim", "a sentence")]).shape[-1]) != len(ROLE_NAMES):
            raise ModelError(f"entailment model: {weights.name} gives {width} numbers a pair, not 3", hint=_INSTEAD)

    @cached_property
    def hash(self) -> str:
        """``sha256:`` and 16 hex digits of weights and tokenizer."""
        return _hash_of(file.read_bytes() for file in self._files)

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """(n, 3) float32 logits of supported, refuted, not enough info for (claim, sentence) pairs.

        A pair longer than 288 tokens loses the end of its longer side.
        """
        return self._model.run(pairs).reshape(len(pairs), len(ROLE_NAMES))


class CrossEncoderEntailment:
    """Any cross-encoder of sentence-transformers that tells support from the rest, by name or folder.

    It is given (sentence, claim), the order of NLI models and of MiniCheck. Models with three labels are read by the
    names in their configuration; with two, the one that supports against the other; with one, its logit against 0.

    Raises:
        ModelError: If it cannot be loaded, or its labels do not say what they mean.
    """

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import CrossEncoder

            self._model: Any = CrossEncoder(name, device="cpu")
        except ModuleNotFoundError as error:
            raise ModelError(
                f"entailment model {name!r} needs {error.name}", hint=f"pip install {error.name}"
            ) from error
        # What the loaders raise for missing files, unknown names, broken JSON, weights of another shape.
        except (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"entailment model {name!r} cannot be loaded: {_first_line(error)}", hint=_INSTEAD
            ) from error
        self.name = Path(name).name
        config, tokenizer = self._model.model.config, self._model.tokenizer
        self._columns = columns_of(config.id2label, name)
        if len(tokenizer) > config.vocab_size:
            raise ModelError(
                f"entailment model {name!r}: {len(tokenizer)} tokens, but weights for {config.vocab_size} only",
                hint="tokenizer and weights are of different models",
            )
        if len(tokenizer) <= len(tokenizer.all_special_ids):  # what loads where no tokenizer is there
            raise ModelError(f"entailment model {name!r}: its tokenizer is missing or empty", hint=_INSTEAD)
        self._model.max_seq_length = min(MAX_CROSS_TOKENS, getattr(config, "max_position_embeddings", MAX_CROSS_TOKENS))

    @cached_property
    def hash(self) -> str:
        """``sha256:`` and 16 hex digits of all weights."""
        weights = self._model.model.state_dict()
        return _hash_of(weights[name].float().cpu().numpy().tobytes() for name in sorted(weights))

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """(n, 3) float32 logits of supported, refuted, not enough info for (claim, sentence) pairs."""
        logits = np.full((len(pairs), 3), ABSENT, dtype=np.float32)
        if not pairs:
            return logits
        found = self._model.predict(
            [(sentence, claim) for claim, sentence in pairs],
            batch_size=BATCH,
            activation_fn=_same,
            show_progress_bar=False,
        )
        scores = np.asarray(found, dtype=np.float32).reshape(len(pairs), -1)  # (n, labels)
        for column, role in enumerate(self._columns):
            logits[:, role] = scores[:, column]
        if len(self._columns) == 1:
            logits[:, NEI] = 0.0  # one logit is the log of p / (1 - p)
        return logits


def columns_of(id2label: Mapping[Any, str], name: str) -> tuple[int, ...]:
    """Which of supported, refuted, not enough info each output of a model is.

    >>> columns_of({0: "contradiction", 1: "entailment", 2: "neutral"}, "nli")
    (1, 0, 2)
    >>> columns_of({0: "LABEL_0", 1: "LABEL_1"}, "MiniCheck")
    (2, 0)

    Raises:
        ModelError: If three labels are not the three, none of two supports, or there are more.
    """
    names = [str(label) for _, label in sorted(id2label.items(), key=lambda item: int(item[0]))]
    roles = tuple(ROLES.get(label.strip().casefold().replace(" ", "_").replace("-", "_"), UNKNOWN) for label in names)
    if len(names) == 1:
        return (SUPPORTED,)
    if len(names) == 2 and all(label.startswith("LABEL_") for label in names):
        return (NEI, SUPPORTED)  # MiniCheck names neither and supports by the second
    if UNKNOWN not in roles and SUPPORTED in roles and len(set(roles)) == len(roles) <= 3:
        return roles
    raise ModelError(
        f"entailment model {name!r}: its labels {names} do not say which of them supports a claim",
        hint="name them in id2label of its config.json: entailment, contradiction, neutral",
    )


def _hash_of(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return f"sha256:{digest.hexdigest()[:16]}"


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _same(logits: Any) -> Any:
    """In place of a sigmoid or softmax: the logits as they are."""
    return logits
