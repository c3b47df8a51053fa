"""Running a small text model that was exported to ONNX: one text at a time, the same answer every time.

A dynamically quantised graph scales its activations by the largest value in the batch, so a text's result would
depend on its neighbours (measured: up to .05 in a component). Each text therefore runs alone and unpadded; that costs
little, since most of the time is spent in products of int8 (500 texts of 30 tokens a second on one core against 580
in batches of 16). Threads share one session, which lets go of the interpreter while it computes.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.errors import ModelError

Matrix = NDArray[np.float32]
_CHUNK: Final = 16  # texts handed to a thread at once
_SLOW: Final = [
    "SkipLayerNormFusion"
]  # the fused form takes longer than its parts (a sixth of an entailment model's time)


class OnnxTextModel:
    """A tokenizer and a graph with the inputs ``input_ids`` and maybe ``attention_mask`` and ``token_type_ids``.

    Args:
        graph: The ONNX file.
        tokenizer: The ``tokenizer.json`` beside it.
        max_tokens: Longer inputs are cut.
        threads: How many texts are computed at the same time.

    Raises:
        ModelError: If a file is missing or is not what it should be.
    """

    def __init__(self, graph: Path, tokenizer: Path, *, max_tokens: int, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        for file in (graph, tokenizer):
            if not file.is_file():
                raise ModelError(f"model file is missing: {file.name}", hint=f"expected it in {file.parent}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
            )
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
        except Exception as error:  # both libraries raise bare exceptions of their own for a bad file
            raise ModelError(
                f"model file cannot be read: {graph.name}: {error}", hint="remove it, or rebuild it"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens)
        self._inputs = {put.name for put in self._session.get_inputs()}
        self._threads = max(threads, 1)

    def run(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> Matrix:
        """The graph's first output for each text or pair, in the order given.

        Returns:
            (n, d) float32; (0, 0) for no texts.
        """
        if not texts:
            return np.zeros((0, 0), np.float32)
        codes = self._tokenizer.encode_batch(list(texts))
        order = sorted(
            range(len(codes)), key=lambda at: -len(codes[at].ids)
        )  # so that no thread ends long after others
        chunks = [[codes[at] for at in order[start : start + _CHUNK]] for start in range(0, len(order), _CHUNK)]
        if self._threads == 1 or len(chunks) == 1:
            found = np.concatenate([self._run_chunk(chunk) for chunk in chunks])
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                found = np.concatenate(list(pool.map(self._run_chunk, chunks)))
        rows = np.empty_like(found)
        rows[order] = found
        return rows

    def _run_chunk(self, codes: Sequence[Any]) -> Matrix:
        rows = []
        for code in codes:
            arrays = {
                "input_ids": np.array([code.ids], np.int64),
                "attention_mask": np.ones((1, len(code.ids)), np.int64),
                "token_type_ids": np.array([code.type_ids], np.int64),
            }
            rows.append(self._session.run(None, {name: arrays[name] for name in self._inputs})[0][0])
        return np.stack(rows).astype(np.float32)
