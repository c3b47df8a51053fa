"""Real encoders (XLM-R, multilingual BERT, ...) behind the lab's interface, by folder or name.

Their dropout is switched off, so that training draws no randomness but the lab's own, and a run repeats itself.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from synth.errors import LabError

_HINT = "an encoder is what `save_pretrained` of model and tokenizer wrote into one folder, or a name on the hub"


class HuggingFaceEncoder(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """Any bidirectional encoder of the transformers package; implements ``synth.lab.types.Encoder``.

    Args:
        model: As ``AutoModel`` gives it.
    """

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model
        self.width: int = model.config.hidden_size
        self.n_layers: int = model.config.num_hidden_layers
        self.max_tokens = _places(model)

    def embed(self, ids: Tensor) -> Tensor:
        """(B, T) ids to (B, T, d) word embeddings, before positions."""
        return self.model.get_input_embeddings()(ids)

    def encode(self, inputs: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """All hidden states, the embedding layer's first: L + 1 tensors (B, T, d).

        Args:
            inputs: (B, T) ids, or (B, T, d) embeddings from ``embed``.
            mask: (B, T) bool, True at tokens, False at padding.
        """
        # Ids go in as embeddings too: some models count positions otherwise when they see padding ids.
        embeddings = self.embed(inputs) if inputs.dim() == 2 else inputs
        out = self.model(inputs_embeds=embeddings, attention_mask=mask.long(), output_hidden_states=True)
        states: tuple[Tensor, ...] = out.hidden_states
        return states


class HuggingFaceTokenizer:
    """A fast tokenizer of the transformers package; implements ``synth.lab.types.Tokenizer``."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self.size: int = len(tokenizer)
        self.pad: int = tokenizer.pad_token_id
        self.cls: int = tokenizer.cls_token_id
        self.sep: int = tokenizer.sep_token_id
        self.mask: int = tokenizer.mask_token_id

    def encode_words(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """(ids, word_ids): the pieces of all words in order, and which word each piece belongs to. No specials."""
        if not words:
            return [], []
        encoded = self._tokenizer(list(words), is_split_into_words=True, add_special_tokens=False)
        return list(encoded["input_ids"]), list(encoded.word_ids())


def read_encoder(name: str) -> tuple[HuggingFaceEncoder, HuggingFaceTokenizer]:
    """An encoder and its tokenizer, from a folder or by name.

    Raises:
        LabError: If there is no such folder or name, it holds no fast tokenizer with [CLS], [SEP], [MASK] and padding,
            or the model is no bidirectional encoder.
    """
    from transformers import AutoConfig, AutoModel, AutoTokenizer

    try:
        config = AutoConfig.from_pretrained(name)
    except (OSError, ValueError) as error:
        raise LabError(f"no encoder can be read from {name}: {_first_line(error)}", hint=_HINT) from error
    if config.is_encoder_decoder or getattr(config, "is_decoder", False) or not hasattr(config, "hidden_size"):
        raise LabError(f"{name} is a {config.model_type} model, not a bidirectional encoder", hint=_HINT)
    tokenizer = _tokenizer(name, AutoTokenizer)
    for dropout in ("hidden_dropout_prob", "attention_probs_dropout_prob"):
        if hasattr(config, dropout):
            setattr(config, dropout, 0.0)
    try:
        model = AutoModel.from_pretrained(name, config=config)
    except (OSError, ValueError, RuntimeError) as error:
        raise LabError(f"the weights of {name} cannot be read: {_first_line(error)}", hint=_HINT) from error
    if model.get_input_embeddings().num_embeddings < tokenizer.size:
        raise LabError(
            f"the tokenizer of {name} has {tokenizer.size} pieces, its model only"
            f" {model.get_input_embeddings().num_embeddings}",
            hint="model and tokenizer must belong together",
        )
    encoder = HuggingFaceEncoder(model).eval()
    if not _looks_both_ways(encoder, tokenizer):
        raise LabError(
            f"{name} is a {config.model_type} model, not a bidirectional encoder: it reads leftwards only", hint=_HINT
        )
    return encoder, tokenizer


def _looks_both_ways(encoder: HuggingFaceEncoder, tokenizer: HuggingFaceTokenizer) -> bool:
    """Whether the first state changes with the last token."""
    rows = torch.tensor([[tokenizer.cls, tokenizer.sep], [tokenizer.cls, tokenizer.mask]])
    with torch.inference_mode():
        first = encoder.encode(rows, torch.ones_like(rows, dtype=torch.bool))[-1][:, 0]  # (2, d)
    return not torch.equal(first[0], first[1])


def _tokenizer(name: str, auto: Any) -> HuggingFaceTokenizer:
    try:
        tokenizer = auto.from_pretrained(name)
    except (OSError, ValueError, TypeError, KeyError, ImportError) as error:
        raise LabError(f"{name} holds no tokenizer: {_first_line(error)}", hint=_HINT) from error
    if len(tokenizer) <= len(
        tokenizer.all_special_tokens
    ):  # transformers makes an empty one up where files are missing
        raise LabError(f"{name} holds no tokenizer: there are no pieces beside special ones", hint=_HINT)
    if not tokenizer.is_fast:
        raise LabError(
            f"the tokenizer of {name} cannot say which word a piece belongs to", hint="save a fast tokenizer"
        )
    kinds = ("pad", "cls", "sep", "mask")
    missing = [kind for kind in kinds if getattr(tokenizer, f"{kind}_token_id") is None]
    if missing:
        raise LabError(
            f"{name} is not a bidirectional encoder: its tokenizer has no {', '.join(missing)} token", hint=_HINT
        )
    return HuggingFaceTokenizer(tokenizer)


def _places(model: Any) -> int:
    """The longest row a model has positions for."""
    positions = getattr(getattr(model, "embeddings", None), "position_embeddings", None)
    skipped = getattr(positions, "padding_idx", None)  # RoBERTa and its kin begin to count after the padding id
    places: int = model.config.max_position_embeddings
    return places if skipped is None else places - skipped - 1


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
