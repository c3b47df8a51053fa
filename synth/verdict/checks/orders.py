"""Word lists about more and less, better and worse. Data, no behaviour.

Source:
    Compiled by hand from English comparatives and from abstracts of machine learning papers; the checks' own, as in
    ``words``.
"""

from typing import Final

from synth.verdict.checks.stems import stem
from synth.verdict.checks.words import SCORE_UNITS, words

MORE: Final = words(
    "increase increases increased increasing rise rises rose risen rising raise raises raised raising grow grows",
    "grew grown growing growth higher larger bigger greater more longer deeper wider heavier widen widens widened",
    "widening expand expands expanded expanding climb climbs climbed lift lifts lifted lifting double doubles",
    "doubled doubling extend extends extended above highest largest biggest",
    "lengthen lengthens lengthened prolong prolongs prolonged",
    "greatest longest most upward upwards adds added gains gained elevated elevates exceeds exceed exceeded",
    "exceeding",
)
"""Words that say that there is more of something."""

LESS: Final = words(
    "decrease decreases decreased decreasing reduce reduces reduced reducing reduction drop drops dropped",
    "dropping fall falls fell fallen falling lower lowers lowered lowering smaller fewer less shorter shallower",
    "lighter shrink shrinks shrank shrunk shrinking narrow narrows narrowed narrowing decline declines declined",
    "declining cut cuts cutting halve halves halved diminish diminishes diminished below lowest smallest fewest",
    "shorten shortens shortened shortening",
    "shortest least downward downwards lose loses lost losing loss-of trims trimmed alleviate alleviates lessen",
    "lessens lessened minus vanish vanishes vanished",
)
"""Words that say that there is less of something."""

BETTER: Final = words(
    "better best improve improves improved improving improvement improvements help helps helped helping benefit",
    "benefits benefited beneficial benefitted boost boosts boosted boosting enhance enhances enhanced enhancing",
    "strengthen strengthens stronger strongest superior faster fastest sharper cleaner easier outperform",
    "outperforms outperformed outperforming beat beats beaten beating surpass surpasses surpassed surpassing",
    "outscore outscores outscored win wins won gain gains advantage advantages effective favourable favorable",
    "sharpen sharpens sharpened top tops speedup accelerate accelerates accelerated robust ahead excel excels",
    "excelled cheaper",
)
"""Words that say that something is better, whatever it is measured by."""

WORSE: Final = words(
    "worse worst worsen worsens worsened worsening hurt hurts hurting harm harms harmed harmful degrade degrades",
    "degraded degrading degradation deteriorate deteriorates deteriorated impair impairs impaired weaken weakens",
    "weakened weaker weakest inferior slower slowest harder damage damages damaged damaging suffer suffers",
    "suffered underperform underperforms underperformed underperforming lag lags lagged lagging trail trails",
    "trailed trailing behind detrimental setback penalty costly poorer poorest slow slows slowed poor",
)
"""Words that say that something is worse."""

EVEN: Final = words(
    "equal equals equally equivalent same identical comparable comparably similar similarly match matches matched",
    "matching par on-par tie ties tied level unchanged saturate saturates saturated negligible insensitive",
    "unaffected stable stays",
)
"""Words that say that nothing differs or changes."""

BEATS: Final = words(
    "outperform outperforms outperformed outperforming beat beats beaten beating surpass surpasses surpassed",
    "surpassing outscore outscores outscored exceed exceeds exceeded exceeding tops topped outrank outranks outdo",
    "outdoes outdid edges edge edged",
)
"""Verbs whose object is the loser."""
LOSES: Final = words("underperform underperforms underperformed underperforming trail trails trailed trailing")
"""Verbs whose object is the winner."""

PAIRED: Final = {"matched": words("by for on to with"), "tied": words("to")}
"""Words behind one of ``EVEN`` with which it only tells what goes with what: "matched on age", "tied to length"."""

LOWER_IS_BETTER: Final = words(
    "error errors loss losses perplexity cost costs latency wer cer ter rmse mse mae fid overfitting time runtime",
    "memory artifact artifacts risk bias variance eer nll deviation complexity disagreement uncertainty inconsistency",
    "instability confusion noise ambiguity forgetting hallucination hallucinations difficulty dissimilarity",
)
"""What one wants less of."""

HIGHER_IS_BETTER: Final = words(
    "accuracy accuracies f1 bleu rouge performance precision recall score scores quality auc map mrr robustness",
    "ap miou psnr ssim correlation agreement likelihood speed throughput efficiency generalization result results",
    "scored accurate efficient effective robust stable powerful reliable precise useful successful competitive",
    "accurately efficiently effectively quickly expressive diverse realistic certainty consistency stability coverage",
)
"""What one wants more of."""

AGAINST: Final = words("than over to against with versus vs vs. relative by of behind ahead from")
"""Words that open the second side of a comparison."""

MEASURING: Final = frozenset(stem(word) for word in SCORE_UNITS | HIGHER_IS_BETTER | LOWER_IS_BETTER | MORE | LESS)
"""Common forms of what is said with any number of a row: "BLEU", "error", "rises"."""

HOLLOW: Final = frozenset(
    stem(word)
    for word in words(
        "achieve achieves obtain obtains reach reaches yield yields report reports model models method methods",
        "approach approaches system systems state art best task tasks dataset datasets data set sets experiment",
        "experiments paper",
        "number numbers value values respectively overall total average only percent points",
    )
)
"""Common forms of words that stand with every number and tell none from another."""
