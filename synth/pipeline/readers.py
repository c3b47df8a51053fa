"""Labelled claims read by the entailment model, or each by a model that has not seen it, to fit the second order."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np

from synth.evidence.fuse import Ranker
from synth.evidence.rerank import rerank_features
from synth.pipeline.judging import READ, Prepared, Question, read_candidates
from synth.ports import EntailmentModel, Matrix
from synth.training.data import LabelledClaim
from synth.training.derived import origin_of
from synth.training.job_data import fold_of
from synth.training.ranker import RankRows, fit_reranker

Asked = tuple[LabelledClaim, Question]
"""A labelled claim, and what is asked about it."""
_Answer = TypeVar("_Answer")


class Remembering:
    """An entailment model that is asked the same pairs for the reranker and for the stack, and reads them once."""

    def __init__(self, model: EntailmentModel) -> None:
        self.name, self.hash = model.name, model.hash
        self._model = model
        self._known: dict[tuple[str, str], Matrix] = {}

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """As ``EntailmentModel.predict``."""
        due = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if due:
            self._known |= dict(zip(due, self._model.predict(due), strict=True))
        return np.stack([self._known[pair] for pair in pairs])


def by_reader(
    models: Sequence[EntailmentModel | None],
    questions: Sequence[Asked],
    ask: Callable[[Sequence[Question], EntailmentModel | None], Sequence[_Answer]],
) -> list[_Answer]:
    """The answer to each question: by the one model, or by the one of several folds that has not seen its document.

    Args:
        models: One (None leaves reading out), or one for each fold of documents, trained without it.
        questions: Of one set.
        ask: Answers some of the questions with one model, in their order.
    """
    found: dict[int, _Answer] = {}
    for number, model in enumerate(models):
        mine = [
            at
            for at, (claim, _) in enumerate(questions)
            if len(models) == 1 or fold_of(origin_of(claim.document), len(models)) == number
        ]
        found |= dict(zip(mine, ask([questions[at][1] for at in mine], model), strict=True))
    return [found[at] for at in range(len(questions))]


def reranker_of(
    questions: Sequence[Sequence[Asked]],
    models: Sequence[Sequence[EntailmentModel | None]],
    ranker: Ranker,
) -> dict[str, Any]:
    """The second order as plain data, fitted on sets with gold sentences.

    Where there are models by folds, only the sets that these were trained on count: what the model itself has seen in
    training it reads too well, and would teach the reranker to trust it more than it may.

    Args:
        questions: Of each set.
        models: Who reads each set, as for ``by_reader``.
        ranker: Says which passages are read.
    """
    has_folds = any(len(some) > 1 for some in models)
    read = [
        _rerank_rows(asked, some, ranker)
        for asked, some in zip(questions, models, strict=True)
        if len(some) > 1 or not has_folds
    ]
    return fit_reranker([claims for claims in read if claims])


def _rerank_rows(
    questions: Sequence[Asked], models: Sequence[EntailmentModel | None], ranker: Ranker
) -> list[RankRows]:
    """Features and gold flags of the passages that were read for each claim with gold among them."""
    read = by_reader(models, questions, lambda some, model: read_candidates(some, model, ranker, singles=READ))
    found = []
    for (claim, (_, _, prepared)), (candidates, shares) in zip(questions, read, strict=True):
        if gold := gold_passages(claim, prepared):
            flags = np.array([candidate.index in gold for candidate in candidates[: len(shares)]])
            found.append((rerank_features(candidates, shares), flags))
    return found


def gold_passages(claim: LabelledClaim, prepared: Prepared) -> frozenset[int]:
    """Indexes of the passages that are the claim's gold sentences."""
    sentences = prepared.document.sentences
    spans = {sentences[index].span for index in claim.gold if index < len(sentences)}
    return frozenset(at for at, passage in enumerate(prepared.index.passages) if passage.span in spans)
