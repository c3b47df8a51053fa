"""Making the graph of MiniLM: its weights written as ONNX for one unpadded text, then turned to int8.

One text needs no batch and no mask, and its three projections are one product: 130 operations where the model as
transformers traces it has 500, which at 30 tokens is a third of the time (620 texts a second on one core, not 460).
"""

import logging
import warnings
from pathlib import Path
from typing import Any, Final

RECIPE: Final = "one-text,mean-pool,normalise,opset20,int8-per-channel,2"  # a change here makes a new file
_OPSET: Final = 20  # the first with Gelu


def write_graph(folder: Path, target: Path, *, scratch: Path) -> None:
    """Write the int8 graph, ``input_ids`` (1, T) to ``vector`` (1, d) of length 1.

    Args:
        folder: Holds the sentence-transformers files of a BERT with mean pooling.
        target: The ONNX file to write.
        scratch: A folder for what is needed on the way.
    """
    full = scratch / "full.onnx"
    _trace(folder, full)
    _quantise(full, target)


def _trace(folder: Path, target: Path) -> None:
    """Write the weights as float32."""
    import torch
    from transformers import BertModel
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    bert = BertModel.from_pretrained(str(folder)).eval()
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer is deprecated, and warns of constants that are constant here
        torch.onnx.export(
            _one_text(bert),
            (torch.ones(1, 8, dtype=torch.long),),
            str(target),
            dynamo=False,
            opset_version=_OPSET,
            input_names=["input_ids"],
            output_names=["vector"],
            dynamic_axes={"input_ids": {1: "tokens"}},
        )


def _one_text(bert: Any) -> Any:
    """The same computation as ``bert`` with mean pooling and normalising, for one text without padding."""
    import torch
    from torch.nn import functional

    heads, width = bert.config.num_attention_heads, bert.config.hidden_size
    scale = (width // heads) ** -0.5
    table = bert.embeddings

    class OneText(torch.nn.Module):  # type: ignore[misc]  # mypy does not follow torch
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert
            places = table.position_embeddings.weight + table.token_type_embeddings.weight[0]
            self.places = torch.nn.Parameter(places.detach())  # (T, d)
            self.asked = torch.nn.ModuleList(_joined(layer.attention.self, scale) for layer in bert.encoder.layer)

        def forward(self, input_ids: Any) -> Any:
            ids = input_ids[0]  # (T,)
            states = table.LayerNorm(table.word_embeddings(ids) + self.places[: ids.shape[0]])  # (T, d)
            for layer, asked in zip(bert.encoder.layer, self.asked, strict=True):
                split = asked(states).reshape(-1, 3 * heads, width // heads).transpose(0, 1)  # (3 heads, T, d / heads)
                query, key, value = split.split(heads)
                seen = torch.softmax(query @ key.transpose(1, 2), -1) @ value
                seen = seen.transpose(0, 1).reshape(-1, width)  # (T, d)
                states = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + states)
                inner = functional.gelu(layer.intermediate.dense(states))
                states = layer.output.LayerNorm(layer.output.dense(inner) + states)
            return functional.normalize(states.mean(0, keepdim=True), dim=1)

    return OneText()


def _joined(attention: Any, scale: float) -> Any:
    """Query (scaled already), key and value as one linear map."""
    import torch

    parts = (attention.query, attention.key, attention.value)
    factors = (scale, 1.0, 1.0)
    joined = torch.nn.Linear(attention.query.in_features, sum(part.out_features for part in parts))
    joined.weight = torch.nn.Parameter(
        torch.cat([part.weight * factor for part, factor in zip(parts, factors, strict=True)]).detach()
    )
    joined.bias = torch.nn.Parameter(
        torch.cat([part.bias * factor for part, factor in zip(parts, factors, strict=True)]).detach()
    )
    return joined


def _quantise(full: Path, target: Path) -> None:
    """Weights to int8, a scale for each channel (mean cosine with the full model: .992)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().addFilter(_is_not_advice)
    try:
        quantize_dynamic(str(full), str(target), weight_type=QuantType.QInt8, per_channel=True)
    finally:
        logging.getLogger().removeFilter(_is_not_advice)


def _is_not_advice(record: Any) -> bool:
    """Whether a log record is anything but onnxruntime's advice to pre-process, which dynamic scales do not need."""
    return "pre-processing before quantization" not in record.getMessage()
