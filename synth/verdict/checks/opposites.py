"""Pairs of opposites. Data, no behaviour.

Source:
    Compiled by hand from dictionaries of antonyms and from method sections of machine learning papers; the checks'
    own, as in ``words``.
"""

from typing import Final

from synth.verdict.checks.words import words

PREFIXES: Final = ("un", "in", "im", "non-", "non", "dis")
"""What turns a word into its opposite; both forms must occur for it to count."""
LOOK_ALIKES: Final = words(
    "improve improves improved improving import imports imported importing informs informed information instance",
    "instances intend intends intended intense intensive increase increased increases insight insights incoming impart",
    "imparts implant implants implanted imprint imprints impress impressed invented invested inhabit inhabits",
    "installed instilled inclosed incorporate incorporated intuition indifferent invaluable discover discovers",
    "discovered discovering displays displayed displaying discount discounts discounted disclose discloses disclosed",
    "disposed disposition discourse dispatch dispatched dismissed dissolve dissolves dissolved distract distracts",
    "distilled dispense distress distressed unions",
)
"""Words that begin as those prefixes do and are no opposites of the rest: "improves" and "proves"."""

_GROUPS: Final[tuple[tuple[str, str], ...]] = (
    ("frozen fixed kept", "updated fine-tuned finetuned tuned trained learned trainable"),
    ("with", "without"),
    ("same identical shared", "different distinct separate"),
    ("include includes included including", "exclude excludes excluded excluding omit omits omitted"),
    ("allow allows allowed enable enables enabled", "prevent prevents prevented block blocks blocked forbid forbids"),
    ("keep keeps kept retain retains retained", "discard discards discarded remove removes removed"),
    ("add adds added", "remove removes removed subtract subtracts subtracted"),
    ("jointly joint together combined merged", "separately separate independently independent"),
    ("symmetric symmetrical", "asymmetric asymmetrical"),
    ("online", "offline"),
    ("always", "never rarely seldom"),
    ("succeed succeeds succeeded", "fail fails failed"),
    ("deterministic", "stochastic random randomized"),
    ("explicit explicitly", "implicit implicitly"),
    ("supervised", "unsupervised self-supervised"),
    ("manual manually", "automatic automatically"),
    ("static", "dynamic"),
    ("sparse", "dense"),
    ("parallel", "sequential sequentially"),
    ("public publicly", "private proprietary"),
    ("easy easier", "hard harder difficult"),
    ("rare infrequent", "frequent common"),
    ("consistent", "inconsistent"),
    ("agree agrees agreed confirm confirms confirmed", "contrast contrasts contradict contradicts disagree disagrees"),
    ("positive positively", "negative negatively"),
    ("converge converges converged stable stably", "diverge diverges diverged unstable"),
    ("sensitive", "insensitive robust"),
    ("possible feasible able", "impossible infeasible unable"),
    ("sufficient enough", "insufficient"),
    ("depend depends depended dependent rely relies relied", "independent independently"),
    ("confirmed confirm confirms true correct valid", "false refuted wrong disproved untrue"),
    ("small slight little modest minor marginal", "large big substantial considerable major huge"),
    ("poor poorly weak weakly", "strong strongly good well"),
    ("single", "several multiple many"),
    ("sharp sharper crisp", "blurry blurred"),
    ("flat flatter", "peaked steep steeper"),
    ("noisy noisier", "clean cleaner"),
    ("beginning start", "end"),
    ("vary varies varied variable", "constant fixed"),
    ("narrow narrower narrows", "wide wider widens broad broader"),
    ("minimum minimal minimize minimizes minimise minimises", "maximum maximal maximize maximizes maximise maximises"),
    ("disjoint", "overlapping"),
    ("simultaneously", "alternately alternatingly"),
    ("necessary required needed essential", "unnecessary optional superfluous"),
    ("pretrained pre-trained", "scratch randomly"),
    ("multilingual", "monolingual bilingual"),
    ("before", "after"),
    ("human", "automatic automated"),
    ("precision", "recall"),
    ("encoder encoders", "decoder decoders"),
    ("training", "test testing"),
    ("first", "last final"),
    ("upper", "lower"),
    ("high", "moderate low"),
    ("moderate", "low"),
    ("good", "fair"),
    ("fair", "poor"),
    ("rarely seldom", "often frequently usually"),
    ("longer", "shorter"),
    ("majority", "minority"),
    ("left", "right"),
    ("horizontal horizontally", "vertical vertically"),
    ("local locally", "global globally"),
    ("forward", "backward"),
    ("continuous", "discrete"),
    ("linear", "nonlinear non-linear"),
    ("spoken", "written"),
    ("prospective prospectively", "retrospective retrospectively"),
    ("randomized randomised", "observational"),
    ("modified changed altered adjusted tuned", "unmodified unchanged unaltered"),
)

OPPOSITES: Final[dict[str, frozenset[str]]] = {
    word: frozenset(
        other
        for one, two in _GROUPS
        for mine, far in ((one, two), (two, one))
        if word in mine.split()
        for other in far.split()
    )
    for pair in _GROUPS
    for side in pair
    for word in side.split()
}

_TERTIUM_NON_DATUR: Final = words(
    "pretrained pre-trained frozen supervised unsupervised multilingual monolingual deterministic"
)
EITHER_OR: Final[dict[str, frozenset[str]]] = {
    word: others for word, others in OPPOSITES.items() if word in _TERTIUM_NON_DATUR or others & _TERTIUM_NON_DATUR
}
"""Opposites of which one is true where the other is not."""

NEEDS: Final = words(
    "necessary required needed essential sufficient enough possible feasible able public",
    "modified changed altered adjusted tuned",
)
"""Words that are synonyms of each other wherever they stand."""

ALIKE: Final[dict[str, frozenset[str]]] = {
    word: frozenset(side.split()) - {word} for pair in _GROUPS for side in pair for word in side.split()
}
"""Words that say the same as a word that has an opposite."""

DENYING: Final = words(
    "only sole solely alone except excluding unlike differ differs differing different disjoint independent left out",
    "below behind short little few barely worse hurt hurts stop stops stopped other others apart instead outside",
    "limited restricted limitation unknown place while whereas before unchanged abolish abolishes abolished deficient",
    "lost suppression inhibit inhibits alternative alternatives replace replaces replaced replacing eliminate",
    "eliminates eliminating obviate obviates free dispense dispenses unneeded redundant stable constant fixed frozen",
    "unaffected stay stays stayed missing devoid dispensable counter counters countering combat combats guard guards",
    "untouched negligible intractable insensitive unseen exception",
)
"""Words that may say in a plain sentence what another says with "not"."""
DENYING_PLAINLY: Final = words(
    "only sole solely alone except excluding unlike stop stops stopped unchanged abolish abolishes abolished worse",
    "instead eliminate eliminates eliminating obviate obviates dispense dispenses barely limited restricted less",
    "little",
)
"""The few of them that may say what another says with "not" before the very verb."""
