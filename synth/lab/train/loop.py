"""The training loop that pretraining and fine-tuning share.

A step's batch and its randomness depend on the seed and the step's number alone, so a run that was killed goes on from
its last checkpoint and ends with the same weights, to the last digit.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Protocol

import torch
from torch import Generator, Tensor, nn

from synth.errors import LabError
from synth.lab.train.batches import Ints, batch_stream

TICK_STEPS: Final = 25  # a report every so many steps
CHECKPOINTS: Final = 8  # kept while a run goes on, evenly over it
_SEED_STRIDE: Final = 1_000_003  # a prime above any number of steps, so that no two (seed, step) share their draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long, how fast, in what portions.

    Attributes:
        tokens: Trained on in all, padding not counted.
        batch_tokens: In one step at most, padding counted.
        rate: AdamW's peak learning rate.
        warmup: Share of the run in which the rate rises to its peak.
        hold: Share of the run after which the rate falls, linearly, to zero.
        decay: AdamW's weight decay.
        clip: Largest norm of a step's gradient.
    """

    tokens: int
    batch_tokens: int
    rate: float
    warmup: float = 0.02
    hold: float = 0.5
    decay: float = 0.01
    clip: float = 1.0

    def __post_init__(self) -> None:
        if self.tokens < 1 or self.batch_tokens < 1 or self.rate <= 0.0:
            raise LabError("tokens, batch_tokens and rate of a training plan must be positive")
        if not 0.0 <= self.warmup <= self.hold <= 1.0:
            raise LabError(f"need 0 <= warmup <= hold <= 1, got {self.warmup} and {self.hold}")

    def rate_at(self, done: float) -> float:
        """The learning rate when the share ``done`` of the run is over.

        >>> [Schedule(tokens=1, batch_tokens=1, rate=2.0, warmup=0.1).rate_at(x) for x in (0.05, 0.3, 0.75, 1.0)]
        [1.0, 2.0, 1.0, 0.0]
        """
        if done < self.warmup:
            return self.rate * done / self.warmup
        return self.rate * min(1.0, max(0.0, 1.0 - done) / max(1.0 - self.hold, 1e-9))


@dataclass(frozen=True, slots=True)
class Tick:
    """What a person who waits wants to know."""

    stage: str  # pretrain, nli, ...
    seed: int
    step: int
    done: float  # share of the run, in [0, 1]
    loss: float
    left_s: float


Progress = Callable[[Tick], None]


class Objective(Protocol):
    """Rows, and the loss of some of them."""

    @property
    def lengths(self) -> Ints:
        """(n,) tokens of each row."""
        ...

    def loss(self, chosen: Ints, draw: Generator) -> Tensor:
        """Mean loss over the chosen rows; ``draw`` is all the randomness there is."""
        ...


class Keeper(Protocol):
    """Where the state of an unfinished run is kept."""

    def read(self) -> dict[str, Any] | None:
        """The last state kept, or None."""
        ...

    def write(self, state: dict[str, Any]) -> None:
        """Replace what was kept."""
        ...


@dataclass(slots=True)
class Trace:
    """What a training run has done so far."""

    step: int = 0
    tokens: int = 0
    cpu_s: float = 0.0
    losses: list[tuple[int, float]] = field(default_factory=list)  # (tokens so far, loss) at every tick


def train(
    model: nn.Module,
    objective: Objective,
    schedule: Schedule,
    *,
    seed: int,
    stage: str,
    progress: Progress | None = None,
    keeper: Keeper | None = None,
) -> Trace:
    """Train all weights of ``model`` until the schedule's tokens are used up.

    Raises:
        LabError: If the loss is not a number: the rate is too high for this model.
    """
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=schedule.rate, weight_decay=schedule.decay, betas=(0.9, 0.98), fused=True
    )
    trace = _resumed(model, optimizer, keeper)
    model.train()
    lengths = objective.lengths
    batches: Iterator[Ints] = islice(batch_stream(lengths, schedule.batch_tokens, seed=seed), trace.step, None)
    started_cpu_s, started_s, started_at = time.process_time() - trace.cpu_s, time.monotonic(), trace.tokens
    kept = CHECKPOINTS * trace.tokens // schedule.tokens
    while trace.tokens < schedule.tokens:
        chosen = next(batches)
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate_at((trace.tokens + 1) / schedule.tokens)
        loss = objective.loss(chosen, step_draw(seed, trace.step))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), schedule.clip)
        optimizer.step()
        trace.step += 1
        trace.tokens += int(lengths[chosen].sum())
        done = min(1.0, trace.tokens / schedule.tokens)
        trace.cpu_s = time.process_time() - started_cpu_s
        if trace.step % TICK_STEPS == 0 or done == 1.0:
            trace.losses.append((trace.tokens, _finite(loss.item(), stage)))
            if progress is not None:
                spent_s = time.monotonic() - started_s
                left_s = spent_s * (schedule.tokens - trace.tokens) / max(trace.tokens - started_at, 1)
                progress(Tick(stage, seed, trace.step, done, trace.losses[-1][1], max(left_s, 0.0)))
        if keeper is not None and done < 1.0 and CHECKPOINTS * trace.tokens // schedule.tokens > kept:
            kept = CHECKPOINTS * trace.tokens // schedule.tokens
            keeper.write(_state(model, optimizer, trace))
    model.eval()
    return trace


def step_draw(seed: int, step: int) -> Generator:
    """The randomness of one step."""
    return Generator().manual_seed(seed * _SEED_STRIDE + step)


def _finite(loss: float, stage: str) -> float:
    if loss != loss or loss == float("inf"):  # noqa: PLR0124 - only nan differs from itself
        raise LabError(f"the loss of {stage} is no longer a number", hint="a lower learning rate trains")
    return loss


def _state(model: nn.Module, optimizer: torch.optim.Optimizer, trace: Trace) -> dict[str, Any]:
    return {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": trace.step,
        "tokens": trace.tokens,
        "cpu_s": trace.cpu_s,
        "losses": trace.losses,
    }


def _resumed(model: nn.Module, optimizer: torch.optim.Optimizer, keeper: Keeper | None) -> Trace:
    state = keeper.read() if keeper is not None else None
    if state is None:
        return Trace()
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return Trace(state["step"], state["tokens"], state["cpu_s"], [tuple(pair) for pair in state["losses"]])
