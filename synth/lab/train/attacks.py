"""Perturbations of input embeddings: random ones, and ones that follow the gradient of the loss.

A perturbation's size is a share of the size of what it perturbs: its Euclidean norm over all tokens of a row is at most
``eps`` times that of the row's embeddings. So one eps means the same for every model and length.

Source:
    FGM: Miyato et al. (2017), https://arxiv.org/abs/1605.07725. PGD: Madry et al. (2018),
    https://arxiv.org/abs/1706.06083. Random perturbation: Huang et al. (2021), https://arxiv.org/abs/2104.08645.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import torch
from torch import Generator, Tensor

from synth.errors import LabError
from synth.lab.train.tasks import Batch, TaskModel, loss_of

PGD_REACH: Final = 2.5  # all steps together could go this many times eps, as in Madry et al.
_TINY: Final = 1e-12


class Kind(StrEnum):
    """How a perturbation is found."""

    RANDOM = "random"  # a direction drawn at random, a radius drawn evenly up to eps
    FGM = "fgm"  # one step along the gradient
    PGD = "pgd"  # several smaller steps, each followed by going back into the ball


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """A way to perturb embeddings.

    Raises:
        LabError: If eps is negative or there is no step.
    """

    kind: Kind
    eps: float  # share of the norm of a row's embeddings
    steps: int = 3  # of PGD

    def __post_init__(self) -> None:
        if self.eps < 0.0 or self.steps < 1:
            raise LabError("an attack needs eps >= 0 and at least one step")


def perturbed(model: TaskModel, batch: Batch, attack: Attack, draw: Generator) -> Tensor:
    """Embeddings of a batch, perturbed: (B, T, d). With eps 0 they are the embeddings themselves."""
    clean = model.body.embed(batch.ids)  # (B, T, d); gradients of the loss reach the embeddings through it
    fixed = clean.detach() * batch.mask[:, :, None]
    radius = attack.eps * _norm(fixed)  # (B, 1, 1)
    if attack.kind is Kind.RANDOM:
        share = torch.rand(len(fixed), 1, 1, generator=draw).to(fixed.device)
        direction = torch.randn(fixed.shape, generator=draw).to(fixed.device) * batch.mask[:, :, None]
        return clean + _scaled(direction, radius * share)
    if attack.kind is Kind.FGM:
        return clean + _scaled(_gradient(model, batch, fixed), radius)
    delta = torch.zeros_like(fixed)
    for _ in range(attack.steps):
        step = _scaled(_gradient(model, batch, fixed + delta), radius * PGD_REACH / attack.steps)
        delta = delta + step
        delta = delta * (radius / _norm(delta).clamp(min=_TINY)).clamp(max=1.0)
    return clean + delta


def _gradient(model: TaskModel, batch: Batch, inputs: Tensor) -> Tensor:
    with torch.enable_grad():
        inputs = inputs.detach().requires_grad_()
        loss = loss_of(model.task, model.scores(inputs, batch.mask, batch.first), batch)
        (gradient,) = torch.autograd.grad(loss, inputs)
    return gradient * batch.mask[:, :, None]


def _norm(rows: Tensor) -> Tensor:
    return rows.flatten(1).norm(dim=1)[:, None, None]  # (B, 1, 1)


def _scaled(direction: Tensor, radius: Tensor) -> Tensor:
    return direction * (radius / _norm(direction).clamp(min=_TINY))
