"""Sentences with citations, brackets, rates and exceptions, with a true and a false claim: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    # the year of a citation binds nothing, and "al." ends no sentence
    (
        "While tides were blamed (Moss et al., 2011; Fern et al., 2014) and 4 surveys agree, the loss is 12% at most.",
        "Moss et al. (2011) and Fern et al. (2014) had blamed the tides.",
        "The loss is 21% at most.",
    ),
    # some of what was counted before
    (
        "We sort a total 640.5K archive letters between senders (§3.1), 212.5K of which can be tied back to a seal.",
        "Some 212.5K of the sorted archive letters can be traced to seals.",
        "Some 222.5K of the sorted archive letters can be traced to seals.",
    ),
    # the order of two sides is no split of what goes with what
    (
        "We found that plain oil was more soothing for palms than for broken tar marks.",
        "Broken marks eased less than palms from knowing which oil tar hides.",
        "Plain oil was more soothing for broken marks than for palms.",
    ),
    # the best setting wins over nobody
    (
        "XNet outperforms TRAP1, reducing error on average by 7.2% and 4.5% on best and median settings respectively.",
        "Mending lowers error over TRAP1 by 7.2% in the best setting and 4.5% in the median one.",
        "TRAP1 outperforms XNet.",
    ),
    # small counts whose second noun is left out
    (
        "It helped to bake 4 rye loaves (with seeds) and 6 wheat loaves (with salt) at a time.",
        "The baker puts four rye loaves and six wheat ones into the oven.",
        "The baker puts six rye loaves and four wheat ones into the oven.",
    ),
    # the same digits in another scale
    (
        "The archive holds 8.7B letters, five times more than before.",
        "It has grown to 8.7 billion letters.",
        "It has grown to 8.7 million letters.",
    ),
    # for each of what
    (
        "All 9 clerks were compensated at the rate of 32$ USD / hr.",
        "Clerks earned $32 an hour.",
        "Clerks earned $32 a letter.",
    ),
    # on A (B) it is x (y)
    (
        "On the River (Road) set, we obtain a 71.9 (64.3) F1 score, up +3.1 (+0.8) points on the best other one.",
        "Road is read with an F1 of 64.3, a gain of 0.8 points.",
        "Road is read with an F1 of 71.9, a gain of 3.1 points.",
    ),
    # all but one
    (
        "Adding salt slightly lowers the yield, except on clay.",
        "Salt lowers the yield on all soils but clay.",
        "Salt lowers the yield on all soils.",
    ),
)
