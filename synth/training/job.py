"""``python -m synth.training.job``: a second pass, on claims like those that users ask about.

The first pass (``training.entailment``) learns entailment from many public pairs; this one goes on from its
checkpoint with claims that people wrote about papers, and about single rows of tables. It is run twice, once with
fresh pairs of the first pass among them; what is kept is the mean of both runs' weights, which judges such claims as
well as the one and entailment in general nearly as well as the other (Wortsman et al. 2022, Model soups,
arXiv:2203.05482).
"""

import argparse
import logging
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Final

import torch
from torch import Tensor

from synth.training.entailment import (
    TrainConfig,
    Trainer,
    accuracy_of,
    build_model,
    build_tokenizer,
    packaged_base,
    public_pairs,
)
from synth.training.job_data import HALVES, SETS, fold_of, job_pairs
from synth.training.nli_data import Pair
from synth.training.table_rows import row_pairs

EPOCHS: Final = 2  # of the claims; a pair of the first pass is read once
PEAK_LR: Final = 1e-4
MOST_ROWS: Final = 4_000  # pairs with a row of a table
REPLAYED: Final = 16_000  # pairs of the first pass that one of the runs reads again
RUNS: Final = {"plain": 0, "replayed": REPLAYED}
_REPLAY_SEED: Final = 7  # other rows and other edits than the first pass read

_log = logging.getLogger(__name__)


def second_pass(folder: Path, *, without: int | None, replayed: int, seed: int) -> list[Pair]:
    """What a run reads, each pair as often as it is read.

    Args:
        folder: Holds the sets.
        without: A fold of documents whose claims are left out.
        replayed: How many pairs of the first pass are read again.
        seed: Decides which pairs of rows and of the first pass are taken.

    Raises:
        ModelError, UsageError: If a file is missing or not readable.
    """
    claims = [
        pair for name in SETS for document, pair in job_pairs(folder, name) if fold_of(document) != without
    ] + row_pairs(folder, most=MOST_ROWS, seed=seed)
    known = public_pairs(folder, _REPLAY_SEED) if replayed else []
    Random(f"{seed} replay").shuffle(known)  # noqa: S311 - sampling, not secrets
    return claims * EPOCHS + known[:replayed]


def mean_of(first: Mapping[str, Tensor], second: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The mean of two models' weights."""
    return {name: torch.lerp(weight, second[name], 0.5) for name, weight in first.items()}


def run_options(description: str, *, start: str, folds: int) -> argparse.ArgumentParser:
    """What any pass over claims about papers is told.

    Args:
        description: Of the pass.
        start: What ``--start`` names.
        folds: Of documents; one of them can be left out.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets of claims")
    parser.add_argument("--start", type=Path, required=True, help=start)
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint goes")
    parser.add_argument("--without", type=int, choices=range(folds), help="leave out this fold; default: none")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="where the processor has it: two to three times faster")
    return parser


def ready(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What a pass was told; its folder, its log and its threads are ready."""
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    return given


def main() -> None:
    """Parse, read, train, measure on the fold that was left out."""
    given = ready(run_options(str(__doc__), start="run of the first pass, with model.pt", folds=HALVES))
    base = packaged_base()
    start = torch.load(given.start / "model.pt", weights_only=True)["model"]
    after = []
    for name, replayed in RUNS.items():
        pairs = second_pass(given.data, without=given.without, replayed=replayed, seed=given.seed)
        config = TrainConfig(seed=given.seed, pairs=len(pairs), peak_lr=PEAK_LR, is_bf16=given.bf16)
        _log.info("%s: %d pairs to train on, %s", name, len(pairs), config)
        model = build_model(base, seed=config.seed)
        model.load_state_dict(start)
        trainer = Trainer(model, build_tokenizer(Path(base, "tokenizer.json")), config, given.out / f"{name}.pt")
        trainer.run([(pair,) for pair in pairs])
        after.append({key: weight.clone() for key, weight in model.state_dict().items()})
    model.load_state_dict(mean_of(*after))
    torch.save({"model": model.state_dict()}, given.out / "model.pt")
    for name in SETS if given.without is not None else ():
        left_out = [pair for document, pair in job_pairs(given.data, name) if fold_of(document) == given.without]
        _log.info("%s, left out: accuracy %.3f (n = %d)", name, accuracy_of(trainer, left_out), len(left_out))


if __name__ == "__main__":
    main()
