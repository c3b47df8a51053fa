"""Fitting the stack: a softmax regression and boosted trees over the named features of claims with known labels."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.training.forest import fit_forest
from synth.training.linear import scaled
from synth.verdict.types import Label

INVERSE_PENALTY: Final = 0.001  # chosen by document folds on the training sets
FOLDS: Final = 5
_LABELS: Final = tuple(Label)
_DIGITS: Final = 6


def fit_stack(
    rows: Sequence[Mapping[str, float]], truth: Sequence[Label], weights: NDArray[np.float64]
) -> dict[str, Any]:
    """A stack as plain data.

    Args:
        rows: n claims as named features, the same names in each.
        truth: n labels; one that never occurs gets no weight.
        weights: (n,) how much each row counts.
    """
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for row in rows for name in row})
    measured = np.array([[row.get(name, 0.0) for name in names] for row in rows], float)
    mean, scale, table = scaled(measured)
    labels = [_LABELS.index(label) for label in truth]
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000).fit(table, labels, sample_weight=weights)
    columns = np.zeros((len(names), len(_LABELS)))
    bias = np.full(len(_LABELS), -10.0)  # a label that was never seen is never said
    coefficients = model.coef_ if len(model.classes_) > 2 else np.concatenate([-model.coef_, model.coef_]) / 2
    intercepts = (
        model.intercept_ if len(model.classes_) > 2 else np.concatenate([-model.intercept_, model.intercept_]) / 2
    )
    for at, label in enumerate(model.classes_):
        columns[:, label], bias[label] = coefficients[at], intercepts[at]
    return {
        "features": names,
        "mean": mean,
        "scale": scale,
        "weights": np.round(columns, _DIGITS).tolist(),
        "bias": np.round(bias, _DIGITS).tolist(),
        "forest": fit_forest(measured, labels, weights, classes=len(_LABELS)),
    }


def document_folds(documents: Sequence[str], *, seed: int) -> NDArray[np.int64]:
    """(n,) the fold of each row; all rows of a document share one."""
    names = sorted(set(documents))
    order = np.random.default_rng(seed).permutation(len(names))
    fold = {names[name]: at % FOLDS for at, name in enumerate(order)}
    return np.array([fold[document] for document in documents])
