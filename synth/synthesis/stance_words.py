"""How papers say that something works, helps, or makes no difference. Data, no behaviour.

Source:
    Compiled by hand from English grammars and from abstracts of machine learning papers.
"""

import re
from collections.abc import Mapping
from typing import Final

NULL: Final = re.compile(
    r"\b(?:no (?:\w+ )?(?:difference|effect|correlation|improvement|gain|better|worse|more|less|change|influence)|"
    r"regardless of|the same (?:for|in|with)\b|disappears?|fails? to|"
    r"(?<!twice )(?<!times )(?<!half )as (?:many|much|few) as|"
    r"(?:not|n't|never|nor|neither)\b[^.;,]{0,30}?\b(?:improv|outperform|better|reduc|rais|lower|help|beat|gain|increas|"
    r"more|less|keep|differ|affect|chang)\w*|no combination)",
    re.IGNORECASE,
)
"""How papers say that something makes no difference."""
ABLE: Final = re.compile(
    r"\b(?:reliabl[ey]|success(?:ful|fully)?|succeeds?|suffices?|sufficient|suitable|feasible|effective(?:ly)?|"
    r"makes? it possible|it is possible|(?:is|are) able|capable|works? well|accurate(?:ly)?|"
    r"(?:separate|distinguish|discriminate|detect|solve)(?:e?s)?)\b",
    re.IGNORECASE,
)
UNABLE: Final = re.compile(
    r"\b(?:unreliabl[ey]|insufficient(?:ly)?|unsuitable|infeasible|impossible|unable|incapable|fail(?:s|ed|ure)?|"
    r"(?:close to|at|no better than|near) chance|(?:should|must|can) ?not)\b",
    re.IGNORECASE,
)
DENIED: Final = re.compile(r"\b(?:not|n't|never|nor|neither|no|hardly|scarcely)\b[^.;,]{0,20}$", re.IGNORECASE)
"""How papers say that something can be done, and that it cannot."""
PRAISE: Final = re.compile(r"\b(?:helpful|useful|valuable|beneficial|worthwhile|pays? off)\b", re.IGNORECASE)
"""How papers say that something helps without a comparison."""
BEATS_PARTS: Final = re.compile(
    r"\b(?:outperform\w*|surpass\w*|beats?|exceeds?|(?:better|higher|accurate)\b[^.;]{0,30}?\bthan)\b[^.;]{0,60}?"
    r"\b(?:either|any|each|alone|individual|component|single|strict subset)\b",
    re.IGNORECASE,
)
"""How papers say that a combination is better than what it is made of."""
CONTRARY: Final[Mapping[str, str]] = {
    word: contrary
    for one, other in (
        ("reduce", "increase"), ("reduces", "increases"), ("improve", "worsen"), ("improves", "worsens"),
        ("more", "less"), ("better", "worse"), ("higher", "lower"), ("larger", "smaller"), ("faster", "slower"),
        ("help", "hurt"), ("helps", "hurts"), ("raise", "lower"), ("raises", "lowers"), ("strengthen", "weaken"),
        ("outperform", "underperform"), ("outperforms", "underperforms"), ("mitigates", "aggravates"),
        ("mitigate", "aggravate"), ("gain", "lose"), ("gains", "loses"),
    )
    for word, contrary in ((one, other), (other, one))
}  # fmt: skip
