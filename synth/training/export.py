"""``python -m synth.training.export``: a checkpoint becomes one int8 ONNX file, held against its float form."""

import argparse
import hashlib
import shutil
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from synth.errors import ModelError
from synth.training.entailment import (
    CrossEncoder,
    build_model,
    build_tokenizer,
    inputs_of,
    logits_of,
    packaged_base,
)
from synth.training.nli_data import Pair, held_out_pairs

OPSET: Final = 17
MAX_BYTES: Final = 25_000_000  # of the file that ships
INPUTS: Final = ("input_ids", "attention_mask", "token_type_ids")
WORDS: Final = "body.embeddings.word_embeddings.weight"  # never trained
SAMPLE: Final = 150  # pairs of each held-out set that the two forms are compared on


def export_onnx(model: CrossEncoder, example: dict[str, torch.Tensor], file: Path) -> None:
    """Write the model as float32 ONNX with free batch and length."""
    model.eval()
    free = {name: {0: "batch", 1: "tokens"} for name in INPUTS} | {"logits": {0: "batch"}}
    with warnings.catch_warnings():
        # The tracing exporter is deprecated, and says that it fixes Python values, which do not vary here.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            tuple(example[name] for name in INPUTS),
            str(file),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes=free,
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(source: Path, target: Path) -> None:
    """Weights to int8, activations to int8 as they come.

    Raises:
        ModelError: If the result is larger than what may ship.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True)
    if target.stat().st_size > MAX_BYTES:
        raise ModelError(f"{target.name} has {target.stat().st_size} bytes, at most {MAX_BYTES} may ship")


def weights_of(file: Path, like: CrossEncoder) -> dict[str, torch.Tensor]:
    """The weights of an int8 file as floats, to train on from what shipped; word embeddings are those of ``like``.

    Args:
        file: Written by this module.
        like: An untrained model, whose names and shapes the weights have.

    Raises:
        ModelError: If a weight of the model is not in the file.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(file)).graph
    held = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    found = dict(like.state_dict())
    stored = {name: name for name in found if name in held or f"{name}_quantized" in held}
    matrices = {  # they have lost their names, not the places where they are used; ONNX holds them transposed
        f"{_module_of(node.name)}.weight": node.input[1].removesuffix("_quantized")
        for node in graph.node
        if node.op_type == "MatMulInteger"
    }
    if missing := set(found) - set(stored) - set(matrices):
        raise ModelError(f"{file.name} lacks {min(missing)}", hint="it must be a file that training.export wrote")
    for name, key in (stored | matrices).items():
        if name != WORDS:
            weight = torch.from_numpy(_floats(held, key))
            found[name] = weight.T.contiguous() if name in matrices else weight
    return found


def _floats(held: Mapping[str, NDArray[Any]], key: str) -> NDArray[np.float32]:
    """A stored weight as floats, whether it is stored as such or as int8 with scale and zero point."""
    if key in held:
        return held[key].astype(np.float32)
    whole = held[f"{key}_quantized"].astype(np.float32) - held[f"{key}_zero_point"].astype(np.float32)
    return whole * held[f"{key}_scale"].astype(np.float32)


def _module_of(node: str) -> str:
    """The module of a node of the graph.

    >>> _module_of("/body/encoder/layer.4/output/dense/MatMul_quant")
    'body.encoder.layer.4.output.dense'
    """
    return node.strip("/").rpartition("/")[0].replace("/", ".")


def onnx_logits(file: Path, tokenizer_file: Path, pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """Logits (n, 3) of an ONNX file, pair by pair."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    tokenizer = build_tokenizer(tokenizer_file)
    rows = []
    for pair in pairs:
        inputs = inputs_of([tokenizer.encode(pair.claim, pair.evidence)])
        rows.append(session.run(None, {name: inputs[name].numpy() for name in INPUTS})[0][0])
    return np.array(rows, dtype=np.float32)


def main() -> None:
    """Read the checkpoint, write the files, report their agreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the training run, with model.pt")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds nli/ and the sets of claims")
    parser.add_argument("--out", type=Path, required=True, help="folder for entailment.onnx and its tokenizer")
    given = parser.parse_args()
    base = packaged_base()
    model = build_model(base, seed=0)
    model.load_state_dict(torch.load(given.run / "model.pt", weights_only=True)["model"])
    tokenizer_file = given.out / "entailment.tokenizer.json"
    given.out.mkdir(parents=True, exist_ok=True)
    build_tokenizer(Path(base, "tokenizer.json")).save(str(tokenizer_file), pretty=False)
    tokenizer = build_tokenizer(tokenizer_file)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, "float.onnx")
        export_onnx(model, inputs_of([tokenizer.encode("A claim.", "A sentence.")] * 2), whole)
        quantise(whole, Path(scratch, "int8.onnx"))
        shutil.move(Path(scratch, "int8.onnx"), given.out / "entailment.onnx")
    pairs = [pair for name, rows in held_out_pairs(given.data).items() for pair in rows[:SAMPLE]]
    float_labels = logits_of(model, tokenizer, pairs, is_bf16=False).argmax(-1).numpy()
    int8_labels = onnx_logits(given.out / "entailment.onnx", tokenizer_file, pairs).argmax(-1)
    digest = hashlib.sha256((given.out / "entailment.onnx").read_bytes()).hexdigest()
    same = 100.0 * np.mean(float_labels == int8_labels)
    sys.stdout.write(
        f"entailment.onnx: sha256 {digest}, {(given.out / 'entailment.onnx').stat().st_size} bytes\n"
        f"same label as float32 on {same:.1f} % of {len(pairs)} held-out pairs\n"
    )


if __name__ == "__main__":
    main()
