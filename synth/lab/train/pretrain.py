"""Pretraining on unlabelled text of all languages of a world."""

import hashlib
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

import numpy as np
import torch

from synth.errors import LabError
from synth.lab.models.encoder import EncoderConfig, TinyEncoder, config_of, params_of
from synth.lab.models.seq2seq import EncoderDecoder
from synth.lab.train.batches import Rows, batches_in_order, joined
from synth.lab.train.cache import CheckpointCache, key_of
from synth.lab.train.device import device_of
from synth.lab.train.loop import Progress, Schedule, Trace, step_draw, train
from synth.lab.train.objectives import NOTHING, MaskedLanguage, SpanDenoising
from synth.lab.types import Aligned, Corpora, Encoder, Tokenizer

HELD_OUT: Final = 200  # documents of each language that the final loss is measured on
HELD_OUT_SEED: Final = 0  # hides the same pieces for every model
FINGERPRINT: Final = 200  # documents of each language whose text names a checkpoint, beside the world's key
FORMAT: Final = 2  # raised when training changes so that old checkpoints would mislead
# Between the plateau, where only neighbouring pieces are used, and what a model reaches that uses the sentence.
DROP_SHARE: Final = 0.5

# Adam's best rate falls with width (Yang et al. 2022, arXiv 2203.03466). At the rate that suits this width or less, an
# encoder of twice the width stood at 4.6 nats after 700,000 tokens, where the smaller one had reached 3.0.
RATE_WIDTH: Final = 64

Noiser = Callable[[Sequence[str], random.Random], Sequence[str]]
"""Words to as many words, some of them misspelt."""


class Goal(StrEnum):
    """What is predicted."""

    MLM = "mlm"  # hidden pieces of documents
    TLM = "tlm"  # hidden pieces of documents, and of sentences beside their translation
    WEAM = "weam"  # as TLM, and hidden words also as the word they are aligned with
    DENOISE = "denoise"  # spans that were cut out, by an encoder-decoder


@dataclass(frozen=True, slots=True, kw_only=True)
class PretrainPlan:
    """Everything but the world, the size and the seed that decides a pretrained model.

    Attributes:
        goal: What is predicted.
        documents: Of each language.
        pairs: Sentence pairs of the source language with each target language; only TLM and WEAM use them.
        share: Of the pieces that are hidden or cut, in (0, 1).
        noise: Rate of the typos put into all documents, in [0, 1].
        parted: Share of the documents with several sentences that are shown as two parts with [SEP] between, as tasks
            show their pairs: what stands beyond a [SEP] is then learnt to matter in every language.
        schedule: How long and how fast; the rate is for widths up to ``RATE_WIDTH`` and falls as 1/d above.
    """

    goal: Goal = Goal.MLM
    documents: int = 40_000
    pairs: int = 0
    share: float = 0.3
    noise: float = 0.0
    parted: float = 0.5
    schedule: Schedule = field(default_factory=lambda: Schedule(tokens=3_000_000, batch_tokens=1024, rate=5e-3))

    def __post_init__(self) -> None:
        if self.documents < 1 or not 0.0 < self.share < 1.0 or not 0.0 <= self.noise <= 1.0:
            raise LabError("a pretraining plan needs documents >= 1, 0 < share < 1 and 0 <= noise <= 1")
        if (self.pairs > 0) is not (self.goal in {Goal.TLM, Goal.WEAM}):
            raise LabError(f"pairs = {self.pairs} does not go with {self.goal}", hint="pairs are for tlm and weam")


@dataclass(slots=True)
class Pretrained:
    """An encoder with its tokenizer, and how its pretraining ended.

    Attributes:
        loss: On held-out documents, in nats a piece; nan for models that were not pretrained here.
        unigram: The loss there of a model that knows nothing but how often each piece occurs.
        tokens: Trained on.
        cpu_s: Spent.
        params: Weights of the encoder.
        losses: (tokens so far, loss) along the run.
    """

    encoder: Encoder
    tokenizer: Tokenizer
    loss: float = float("nan")
    unigram: float = float("nan")
    tokens: int = 0
    cpu_s: float = 0.0
    params: int = 0
    losses: tuple[tuple[int, float], ...] = ()

    @property
    def has_dropped(self) -> bool:
        """Whether the loss fell off its plateau: the gate before which transfer is weak and differs by seed."""
        return math.isfinite(self.loss) and self.loss < DROP_SHARE * self.unigram


def pretrain(
    world: Corpora,
    size: str | EncoderConfig,
    plan: PretrainPlan,
    *,
    seed: int,
    device: str = "cpu",
    cache: CheckpointCache | None = None,
    progress: Progress | None = None,
    noiser: Noiser | None = None,
) -> Pretrained:
    """Pretrain an encoder, or take it from the cache; a run that was killed is taken up where it was.

    Args:
        size: A name of ``synth.lab.models.encoder.SIZES``, or a shape.
        seed: Decides weights, order and what is hidden.
        noiser: Makes the typos, at the rate that the plan names; needed where ``plan.noise`` is above 0.

    Raises:
        LabError: If the size or the device is unknown, or the plan wants noise and there is no noiser.
    """
    config = config_of(size) if isinstance(size, str) else size
    plan = replace(plan, schedule=replace(plan.schedule, rate=plan.schedule.rate * min(1.0, RATE_WIDTH / config.width)))
    place, tokenizer = device_of(device), world.tokenizer()
    key = _key(world, tokenizer, config, plan, seed, place)
    state = cache.read(key) if cache is not None else None
    if state is None:
        model = build(config, plan.goal, tokenizer.size, seed=seed).to(place)
        rows, exchange = training_rows(world, plan, tokenizer, config.max_tokens, seed, noiser)
        objective = _objective(plan, model, rows, exchange, tokenizer)
        keeper = cache.keeper(key) if cache is not None else None
        trace = train(model, objective, plan.schedule, seed=seed, stage="pretrain", progress=progress, keeper=keeper)
        held_out = _held_out(world, plan, tokenizer, config.max_tokens)
        loss = _loss_on(_objective(plan, model, held_out, None, tokenizer), plan.schedule.batch_tokens)
        state = _finished(model, trace, loss, unigram_loss(rows, held_out, tokenizer))
        if cache is not None:
            cache.write(key, state)
    model = build(config, plan.goal, tokenizer.size, seed=seed)
    model.load_state_dict(state["model"])
    encoder: TinyEncoder = (model.encoder if plan.goal is Goal.DENOISE else model).to(place).eval()
    return Pretrained(
        encoder,
        tokenizer,
        state["loss"],
        state["unigram"],
        state["tokens"],
        state["cpu_s"],
        params_of(encoder),
        tuple((tokens, loss) for tokens, loss in state["losses"]),
    )


def already_pretrained(encoder: Encoder, tokenizer: Tokenizer) -> Pretrained:
    """An encoder that was pretrained elsewhere, ready for fine-tuning; its loss is not known here."""
    return Pretrained(encoder, tokenizer, params=params_of(encoder))


def build(config: EncoderConfig, goal: Goal, vocab: int, *, seed: int) -> Any:
    """The untrained model that a goal needs."""
    kind = EncoderDecoder if goal is Goal.DENOISE else TinyEncoder
    return kind(config, vocab, seed=seed)


def training_rows(
    world: Corpora, plan: PretrainPlan, tokenizer: Tokenizer, limit: int, seed: int, noiser: Noiser | None
) -> tuple[Rows, Rows | None]:
    """All rows of a plan, and for WEAM what each piece is also to be predicted as.

    Raises:
        LabError: If the plan wants noise and there is no noiser.
    """
    if plan.noise > 0.0 and noiser is None:
        raise LabError(f"the plan wants typos at rate {plan.noise}, and nothing was given to make them")
    rows: list[list[int]] = []
    for language in (world.source, *world.targets):
        draw = random.Random(f"{seed}:{language}")  # noqa: S311 - typos and cuts, not secrets
        for words in world.corpus(language, plan.documents):
            heard = noiser(words, draw) if noiser is not None and plan.noise > 0.0 else words
            parts = in_two(heard, draw) if draw.random() < plan.parted else (heard,)
            rows.append(joined(tokenizer, *parts, limit=limit))
    exchange = [[NOTHING] * len(row) for row in rows]
    for target in world.targets if plan.pairs else ():
        for pair in world.parallel(world.source, target, plan.pairs):
            ids, others = pair_row(pair, tokenizer)
            rows.append(ids[:limit])
            exchange.append(others[:limit])
    return Rows.of(rows), Rows.of(exchange) if plan.goal is Goal.WEAM else None


def in_two(words: Sequence[str], draw: random.Random) -> tuple[Sequence[str], ...]:
    """A document cut after one of its sentences, or whole where it has but one; sentences end with punctuation."""
    ends = [k for k, word in enumerate(words, start=1) if not word.isalnum() and k < len(words)]
    if not ends:
        return (words,)
    cut = draw.choice(ends)
    return words[:cut], words[cut:]


def pair_row(pair: Aligned, tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """Ids of ``[CLS] sentence [SEP] translation [SEP]``, and at each linked word's beginning its counterpart's."""
    sides = [tokenizer.encode_words(words) for words in (pair.source, pair.target)]
    ids = [tokenizer.cls, *sides[0][0], tokenizer.sep, *sides[1][0], tokenizer.sep]
    begins = []  # of each side: word -> place in ids
    for (_, word_ids), shift in zip(sides, (1, len(sides[0][0]) + 2), strict=True):
        begins.append({word: k + shift for k, word in reversed(list(enumerate(word_ids)))})
    others = [NOTHING] * len(ids)
    for i, j in pair.links:
        here, there = begins[0][i], begins[1][j]
        others[here], others[there] = ids[there], ids[here]
    return ids, others


def unigram_loss(rows: Rows, held_out: Rows, tokenizer: Tokenizer) -> float:
    """Cross entropy of held-out pieces under the frequencies of the training rows (add one), in nats."""
    counts = np.bincount(rows.flat, minlength=tokenizer.size).astype(np.float64) + 1.0
    special = np.array([tokenizer.pad, tokenizer.cls, tokenizer.sep, tokenizer.mask])
    counts[special] = 0.0
    pieces = held_out.flat[~np.isin(held_out.flat, special)]
    return float(np.log(counts.sum()) - np.log(counts[pieces]).mean())


def _objective(
    plan: PretrainPlan, model: Any, rows: Rows, exchange: Rows | None, tokenizer: Tokenizer
) -> MaskedLanguage | SpanDenoising:
    if plan.goal is Goal.DENOISE:
        return SpanDenoising(model, rows, tokenizer, plan.share)
    return MaskedLanguage(model, rows, tokenizer, plan.share, exchange)


def _held_out(world: Corpora, plan: PretrainPlan, tokenizer: Tokenizer, limit: int) -> Rows:
    return Rows.of(
        [
            joined(tokenizer, words, limit=limit)
            for language in (world.source, *world.targets)
            for words in world.corpus(language, plan.documents + HELD_OUT)[plan.documents :]
        ]
    )


def _loss_on(objective: MaskedLanguage | SpanDenoising, batch_tokens: int) -> float:
    losses, weights = [], []
    with torch.inference_mode():
        for k, chosen in enumerate(batches_in_order(objective.lengths, batch_tokens)):
            losses.append(objective.loss(chosen, step_draw(HELD_OUT_SEED, k)).item())
            weights.append(int(objective.lengths[chosen].sum()))
    return float(np.average(losses, weights=weights))


def _finished(model: Any, trace: Trace, loss: float, unigram: float) -> dict[str, Any]:
    return {
        "model": {name: weight.cpu() for name, weight in model.state_dict().items()},
        "loss": loss,
        "unigram": unigram,
        "tokens": trace.tokens,
        "cpu_s": trace.cpu_s,
        "losses": trace.losses,
    }


def _key(
    world: Corpora, tokenizer: Tokenizer, config: EncoderConfig, plan: PretrainPlan, seed: int, place: torch.device
) -> str:
    text = hashlib.sha256()
    for language in (world.source, *world.targets):
        for words in world.corpus(language, FINGERPRINT):
            text.update(repr(tokenizer.encode_words(words)[0]).encode())
    return key_of(
        {
            "format": FORMAT,
            "world": world.key,
            "text": text.hexdigest(),
            "config": asdict(config),
            "plan": asdict(plan),
            "seed": seed,
            "torch": torch.__version__,
            "device": place.type,
        }
    )
