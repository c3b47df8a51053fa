"""Pairs of opposites. Data, no behaviour.

Source:
    Compiled by hand from dictionaries of antonyms and from method sections of machine learning papers; the checks'
    own, as in ``words``.
"""

from typing import Final

PREFIXES: Final = ("un", "in", "im", "non-", "non", "dis", "a")
"""What turns a word into its opposite; both forms must occur for it to count."""

_GROUPS: Final[tuple[tuple[str, str], ...]] = (
    ("frozen fixed kept", "updated fine-tuned finetuned tuned trained learned trainable"),
    ("with", "without"),
    ("same identical shared", "different distinct separate"),
    ("include includes included including", "exclude excludes excluded excluding omit omits omitted"),
    ("allow allows allowed enable enables enabled", "prevent prevents prevented block blocks blocked forbid forbids"),
    ("keep keeps kept retain retains retained", "discard discards discarded remove removes removed drop drops dropped"),
    ("add adds added", "remove removes removed subtract subtracts subtracted"),
    ("jointly joint together combined merged", "separately separate independently independent"),
    ("symmetric symmetrical", "asymmetric asymmetrical"),
    ("online", "offline"),
    ("first initial", "last final"),
    ("before", "after"),
    ("always", "never rarely seldom"),
    ("succeed succeeds succeeded", "fail fails failed"),
    ("deterministic", "stochastic random randomized"),
    ("explicit explicitly", "implicit implicitly"),
    ("supervised", "unsupervised self-supervised"),
    ("manual manually", "automatic automatically"),
    ("global globally", "local locally"),
    ("static", "dynamic"),
    ("sparse", "dense"),
    ("parallel", "sequential sequentially"),
    ("encoder", "decoder"),
    ("source", "target"),
    ("training", "testing test"),
    ("public publicly", "private proprietary"),
    ("single", "multiple several"),
    ("easy easier", "hard harder difficult"),
    ("rare infrequent", "frequent common"),
    ("consistent", "inconsistent"),
    ("positive positively", "negative negatively"),
    ("converge converges converged stable stably", "diverge diverges diverged unstable"),
    ("sensitive", "insensitive robust"),
    ("possible feasible able", "impossible infeasible unable"),
    ("sufficient enough", "insufficient"),
    ("necessary required needed essential", "unnecessary optional superfluous"),
)

OPPOSITES: Final[dict[str, frozenset[str]]] = {
    word: frozenset(other.split())
    for one, two in _GROUPS
    for mine, other in ((one, two), (two, one))
    for word in mine.split()
}
