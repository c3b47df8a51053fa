"""Encoders by name. Importing this module imports no model."""

import os
from collections.abc import Callable
from typing import Final

from synth.ports import Encoder


def _minilm(threads: int) -> Encoder:
    from synth.models.minilm import MiniLmEncoder

    return MiniLmEncoder(threads=threads)


_FACTORIES: Final[dict[str, Callable[[int], Encoder]]] = {"minilm": _minilm}


def encoder_names() -> tuple[str, ...]:
    """The names that stand for one of our own encoders, sorted."""
    return tuple(sorted(_FACTORIES))


def build_encoder(name: str, *, threads: int = 0) -> Encoder:
    """The encoder called ``name``, or the sentence-transformers model of that name or folder.

    Args:
        name: ``minilm``, a name such as ``BAAI/bge-small-en-v1.5``, or a folder (``./model``).
        threads: How many texts our own encoders compute at the same time; 0 is one for each core.

    Raises:
        ModelError: If there is no such model, or it cannot be loaded.
    """
    if factory := _FACTORIES.get(name):
        return factory(threads or os.cpu_count() or 1)
    from synth.models.sentence_transformers_encoder import SentenceTransformersEncoder

    return SentenceTransformersEncoder(name)
