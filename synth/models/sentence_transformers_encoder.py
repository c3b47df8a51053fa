"""Any sentence-transformers model, by name or folder. Slower to load than our own graph: it brings torch."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from synth.errors import ModelError
from synth.models.onnx_text import Matrix


class SentenceTransformersEncoder:
    """A model of sentence-transformers on the processor, deterministic.

    Raises:
        ModelError: If the folder holds no model, or the name is unknown and cannot be downloaded.
    """

    def __init__(self, name: str) -> None:
        if (looks_local := name.startswith((".", "/", "~"))) and not Path(name).expanduser().is_dir():
            raise ModelError(f"no such model folder: {name}", hint="give a folder that sentence-transformers saved")
        from sentence_transformers import SentenceTransformer

        self.name = Path(name).name if looks_local else name
        try:
            self._model = SentenceTransformer(str(Path(name).expanduser()) if looks_local else name, device="cpu")
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"encoder {name!r} cannot be loaded: {str(error).splitlines()[0][:200]}",
                hint="give 'minilm', the name of a sentence-transformers model, or the folder of one",
            ) from error
        self.hash = f"sha256:{self._state_hash()}"

    def encode(self, texts: Sequence[str]) -> Matrix:
        """(n, d) float32, rows of length 1."""
        if not texts:
            return np.zeros((0, self._model.get_sentence_embedding_dimension() or 0), np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)

    def _state_hash(self) -> str:
        """16 hex digits over the names and values of all weights."""
        digest = hashlib.sha256()
        for name, value in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(value.detach().cpu().contiguous().numpy().tobytes())
        return digest.hexdigest()[:16]
