"""``python -m synth.training.twins``: a third, fourth and fifth pass, on true claims and false twins side by side.

The first two passes learn from claims one by one. Here both twins are read with the same sentence in the same batch,
and the loss also asks that the true one lean more to support, so that what is learned is what tells them apart. The
claims are those written for synth (``training.written``) in words far from their papers'; a part of the pairs of the
second pass stands among them. The run goes on from a run of the second pass or from the file that ships.

The fourth pass (``--loose``) reads the loosely worded ones of them and goes on from a run of the third, a part of whose
pairs it reads again. The fifth (``--together``) reads claims with several sentences at once (``training.together``),
and a part of the pairs of the fourth; it keeps the mean of the weights before and after it, which tells claims of
documents left out apart as well as those after it (Wortsman et al. 2022, Robust fine-tuning of zero-shot models,
arXiv:2109.01903).

The stack is fitted on the same claims, so each of them must be read by a model that has not seen it: one model for each
fold of documents is trained without that fold, only to fit the stack, and one on all of them ships.
"""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

import torch
from torch import Tensor

from synth.training.entailment import (
    CrossEncoder,
    TrainConfig,
    Trainer,
    Unit,
    build_model,
    build_tokenizer,
    logits_of,
    packaged_base,
)
from synth.training.export import weights_of
from synth.training.job import mean_of, ready, run_options
from synth.training.job_data import HALVES, SETS, deciding, fold_of, job_pairs
from synth.training.nli_data import LABELS, Pair, flags, nearest_sentence
from synth.training.table_rows import row_pairs
from synth.training.together import together_units
from synth.training.written import CLOSE, FAR, LOOSE, PARTS, read_set
from synth.verdict.reading import as_read

KEPT: Final = 4_000  # pairs of the second pass in the third, units of the third in the fourth, and so on
ROWS: Final = 1_000  # pairs with a row of a table
BATCH: Final = 18  # units, most of them two pairs
ORDER: Final = 0.5

_log = logging.getLogger(__name__)


def twin_units(folder: Path, name: str) -> Iterator[tuple[str, Unit]]:
    """Twins with each of their gold sentences and windows, and claims with what is silent on them; by document.

    Args:
        folder: Holds the labelled sets.
        name: One of the written sets.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    rows, documents = read_set(folder, name)
    chance = Random(name)  # noqa: S311 - sampling, not secrets
    known = {row["id"]: row for row in rows}
    for row in rows:
        sentences = documents[row["doc_id"]]
        gold = list(dict.fromkeys(row["evidence"]))
        if row["label"] == LABELS[0] and row["pair"]:
            for text in dict.fromkeys(text for text, _ in deciding(row["label"], gold, sentences)):
                twins = (row, known[row["pair"]])
                yield row["doc_id"], tuple(_pair(twin["claim"], text, twin["label"], name) for twin in twins)
        is_undecided = row["label"] not in LABELS[:2]
        near = nearest_sentence(row["claim"], sentences, without=gold)
        if near:
            yield row["doc_id"], (_pair(row["claim"], near, LABELS[2], name),)
        if is_undecided:
            yield row["doc_id"], (_pair(row["claim"], chance.choice(sentences), LABELS[2], name),)


def _pair(claim: str, text: str, label: str, name: str) -> Pair:
    return Pair(as_read(claim, text), text, flags(label), name)


def third_pass(folder: Path, *, without: int | None, seed: int) -> list[Unit]:
    """What a run reads, each unit once: read twice, twins of the documents left out are told apart less well.

    Args:
        folder: Holds the sets.
        without: A fold of documents whose claims are left out.
        seed: Decides which pairs of the second pass are taken.

    Raises:
        ModelError, UsageError: If a file is missing or not readable.
    """
    written = _without(folder, CLOSE, without)
    earlier = [(pair,) for name in SETS for document, pair in job_pairs(folder, name) if fold_of(document) != without]
    rows = [(pair,) for pair in row_pairs(folder, most=ROWS, seed=seed)]
    Random(f"{seed} old").shuffle(earlier)  # noqa: S311 - sampling, not secrets
    return [*written, *earlier[:KEPT], *rows]


def fourth_pass(folder: Path, *, without: int | None, seed: int) -> list[Unit]:
    """What a run on loosely worded claims reads, each unit once; arguments and errors as of ``third_pass``."""
    earlier = third_pass(folder, without=without, seed=seed)
    Random(f"{seed} older").shuffle(earlier)  # noqa: S311 - sampling, not secrets
    return [*_without(folder, LOOSE, without), *earlier[:KEPT]]


def fifth_pass(folder: Path, *, without: int | None, seed: int) -> list[Unit]:
    """What a run on several sentences at once reads, each unit once; arguments and errors as of ``third_pass``."""
    earlier = fourth_pass(folder, without=without, seed=seed)
    Random(f"{seed} oldest").shuffle(earlier)  # noqa: S311 - sampling, not secrets
    new = [unit for document, unit in together_units(folder, seed=seed) if fold_of(document) != without]
    far = _without(folder, FAR, without)
    Random(f"{seed} far").shuffle(far)  # noqa: S311 - sampling, not secrets
    return [*new, *far[:KEPT], *earlier[:KEPT]]


def _without(folder: Path, names: Sequence[str], fold: int | None) -> list[Unit]:
    """The units of some of the written sets, but for those of a fold of documents."""
    return [unit for name in names for document, unit in twin_units(folder, name) if fold_of(document) != fold]


def main() -> None:
    """Parse, read, train, measure on the fold that was left out."""
    options = run_options(str(__doc__), start="run of the pass before, or an .onnx", folds=HALVES)
    options.add_argument("--loose", dest="units_of", action="store_const", const=fourth_pass, help="the fourth pass")
    options.add_argument("--together", dest="units_of", action="store_const", const=fifth_pass, help="the fifth pass")
    options.set_defaults(units_of=third_pass)
    given = ready(options)
    units = given.units_of(given.data, without=given.without, seed=given.seed)
    config = TrainConfig(seed=given.seed, pairs=sum(map(len, units)), batch=BATCH, order=ORDER, is_bf16=given.bf16)
    _log.info("%d pairs to train on, %s", config.pairs, config)
    base = packaged_base()
    model = build_model(base, seed=config.seed)
    before = _weights(given.start, model)
    model.load_state_dict(before)
    is_mean = given.units_of is fifth_pass
    file = given.out / ("after.pt" if is_mean else "model.pt")
    trainer = Trainer(model, build_tokenizer(Path(base, "tokenizer.json")), config, file)
    trainer.run(units)
    if is_mean:
        model.load_state_dict(mean_of(before, model.state_dict()))
        torch.save({"model": model.state_dict()}, given.out / "model.pt")
    for name in PARTS if given.without is not None else ():
        units = [unit for document, unit in twin_units(given.data, name) if fold_of(document) == given.without]
        _log.info("%s, left out: true twin leans more to support in %.3f", name, in_order(trainer, units))


def _weights(start: Path, like: CrossEncoder) -> dict[str, Tensor]:
    """Those of a run of the pass before, or of an int8 file."""
    if start.suffix == ".onnx":
        return weights_of(start, like)
    weights: dict[str, Tensor] = torch.load(start / "model.pt", weights_only=True)["model"]
    return weights


def in_order(trainer: Trainer, units: list[Unit]) -> float:
    """The share of twins whose true claim leans more to support than its false one."""
    twins = [pair for unit in units if len(unit) > 1 for pair in unit]
    logits = logits_of(trainer.model, trainer.tokenizer, twins, is_bf16=trainer.config.is_bf16)
    lean = logits[:, 0] - logits[:, 1]
    return float((lean[::2] > lean[1::2]).float().mean())


if __name__ == "__main__":
    main()
