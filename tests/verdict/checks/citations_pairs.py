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
    # all but one
    (
        "Adding salt slightly lowers the yield, except on clay.",
        "Salt lowers the yield on all soils but clay.",
        "Salt lowers the yield on all soils.",
    ),
    # small counts whose second noun is left out
    (
        "It helped to bake 2 hard rolls (of rye) and 3 soft rolls (of wheat) for each plate.",
        "Each plate is given two hard rolls and three soft ones.",
        "Each plate is given three hard rolls and two soft ones.",
    ),
    # the same digits in another scale
    (
        "The archive holds 16.4B letters, five times more than before.",
        "The archive amounts to 16.4 billion letters.",
        "The archive amounts to 16.4 million letters.",
    ),
    # for each of what
    (
        "All 9 clerks were compensated at the rate of 15$ USD / hr.",
        "The clerks were paid $15 an hour.",
        "The clerks were paid $15 a letter.",
    ),
    # on A (B) it is x (y)
    (
        "On the River (Road) set, we obtain an 86.4 (82.0) F1 score, up +2.3 (+1.5) points on the best other one.",
        "XNet's F1 on Road comes to 82.0, up 1.5 points.",
        "XNet's F1 on Road comes to 86.4, up 2.3 points.",
    ),
)
