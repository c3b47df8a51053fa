"""Words that the contrast generator exchanges. They share nothing with the words the verifier's checks know."""

import re
from typing import Final

OPPOSITES: Final = (
    ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("improve", "degrade"), ("improves", "degrades"), ("improved", "degraded"), ("improvement", "degradation"),
    ("improvements", "losses"), ("higher", "lower"), ("highest", "lowest"), ("high", "low"), ("better", "worse"),
    ("best", "worst"), ("more", "less"), ("most", "least"), ("faster", "slower"), ("larger", "smaller"),
    ("large", "small"), ("largest", "smallest"), ("above", "below"), ("before", "after"), ("outperforms", "trails"),
    ("outperform", "trail"), ("outperformed", "trailed"), ("positive", "negative"), ("positively", "negatively"),
    ("first", "last"), ("longer", "shorter"), ("long", "short"), ("early", "late"), ("earlier", "later"),
    ("easier", "harder"), ("easy", "difficult"), ("stronger", "weaker"), ("strong", "weak"), ("deeper", "shallower"),
    ("reduce", "enlarge"), ("reduces", "enlarges"), ("reduced", "enlarged"), ("reduction", "rise"),
    ("gain", "drop"), ("gains", "drops"), ("rises", "falls"), ("benefit", "harm"), ("benefits", "harms"),
    ("beneficial", "harmful"), ("helps", "hurts"), ("help", "hurt"), ("simpler", "more complex"), ("rich", "poor"),
    ("cheap", "expensive"), ("fewer", "more"), ("greater", "smaller"), ("superior", "inferior"),
    ("succeeds", "fails"), ("accelerates", "slows"), ("frequent", "rare"), ("maximum", "minimum"),
    ("maximize", "minimize"), ("maximizing", "minimizing"), ("upper", "lower"), ("strengthens", "weakens"),
)  # fmt: skip
"""Pairs that turn a direction round; used both ways."""

CONTRARIES: Final = (
    ("supervised", "unsupervised"), ("same", "different"), ("with", "without"), ("input", "output"),
    ("inputs", "outputs"), ("source", "target"), ("training", "test"), ("encoder", "decoder"), ("global", "local"),
    ("single", "multiple"), ("shared", "separate"), ("fixed", "learned"), ("forward", "backward"),
    ("manual", "automatic"), ("manually", "automatically"), ("linear", "nonlinear"), ("dense", "sparse"),
    ("explicit", "implicit"), ("explicitly", "implicitly"), ("continuous", "discrete"), ("online", "offline"),
    ("male", "female"), ("left", "right"), ("horizontal", "vertical"), ("known", "unknown"), ("include", "exclude"),
    ("includes", "excludes"), ("included", "excluded"), ("including", "excluding"), ("add", "remove"),
    ("added", "removed"), ("adding", "removing"), ("similar", "unlike"), ("independent", "dependent"),
    ("homogeneous", "heterogeneous"), ("children", "adults"), ("treatment", "control"), ("public", "private"),
    ("precision", "recall"), ("validation", "training"), ("words", "characters"), ("sentences", "documents"),
    ("layer", "block"), ("image", "video"), ("images", "videos"), ("pre-trained", "randomly initialized"),
    ("necessary", "unnecessary"), ("possible", "impossible"), ("sufficient", "insufficient"), ("able", "unable"),
    ("always", "never"), ("accept", "reject"), ("enable", "disable"), ("agree", "disagree"), ("start", "end"),
)  # fmt: skip
"""Pairs that name the other of two things; used both ways."""

QUANTIFIERS: Final = (
    ("all", "only some"), ("every", "no"), ("each", "no"), ("most", "few"), ("many", "few"), ("some", "all"),
    ("several", "all"), ("few", "most"), ("both", "neither"), ("none", "all"), ("usually", "rarely"),
    ("mainly", "entirely"), ("at least", "at most"), ("at most", "at least"), ("up to", "at least"),
    ("nearly all", "half of"), ("half", "all"), ("twice", "three times"), ("a number of", "all"),
)  # fmt: skip
"""Pairs that change how much of a thing is meant; used from left to right."""

STRONGER: Final = (
    ("may", "will"), ("might", "does"), ("could", "will"), ("suggest", "prove"), ("suggests", "proves"),
    ("suggested", "proved"), ("suggesting", "proving"), ("indicate", "prove"), ("indicates", "proves"),
    ("seems to be", "is"), ("seem to be", "are"), ("appears to be", "is"), ("appear to be", "are"),
    ("often", "always"), ("sometimes", "always"), ("typically", "always"), ("generally", "without exception"),
    ("likely", "certainly"), ("probably", "certainly"), ("possibly", "definitely"), ("partly", "fully"),
    ("partially", "completely"), ("slightly", "dramatically"), ("slight", "dramatic"), ("can", "is guaranteed to"),
    ("competitive", "unmatched"), ("comparable", "far superior"), ("almost", "fully"), ("we hypothesize", "we prove"),
    ("we believe", "we prove"), ("associated with", "caused by"), ("correlated with", "caused by"),
)  # fmt: skip
"""Careful words and what overstates them; used from left to right."""

SYNONYMS: Final = (
    ("show", "demonstrate"), ("shows", "demonstrates"), ("use", "employ"), ("uses", "employs"), ("used", "employed"),
    ("using", "by means of"), ("achieve", "reach"), ("achieves", "reaches"), ("achieved", "reached"),
    ("obtain", "get"), ("obtained", "got"), ("obtains", "gets"), ("propose", "put forward"), ("method", "approach"),
    ("methods", "approaches"), ("approach", "method"), ("however ,", ""), ("therefore", "thus"), ("task", "problem"),
    ("proposed", "put forward"), ("introduce", "present"), ("significantly", "markedly"), ("large", "big"),
    ("increases", "grows"), ("increase", "rise"), ("decrease", "drop"), ("reduces", "cuts"), ("reduce", "cut"),
    ("improves", "raises"), ("performance", "results"), ("dataset", "data set"), ("datasets", "data sets"),
    ("because", "since"), ("require", "need"), ("requires", "needs"), ("required", "needed"), ("also", "in addition"),
    ("many", "numerous"), ("several", "a number of"), ("important", "essential"), ("find", "observe"),
    ("found", "observed"), ("evaluate", "assess"), ("evaluated", "assessed"), ("based on", "built on"),
    ("better than", "superior to"), ("worse than", "inferior to"), ("outperforms", "does better than"),
    ("outperform", "do better than"), ("consists of", "is made up of"), ("contains", "comprises"),
    ("compared to", "in comparison with"), ("compared with", "relative to"), ("in order to", "to"),
    ("similar", "comparable"), ("patients", "participants"), ("due to", "because of"), ("allows", "lets"),
    ("perform", "carry out"), ("performed", "carried out"), ("effective", "successful"), ("fast", "quick"),
    ("without", "in the absence of"), ("only", "solely"), ("need", "require"), ("remains", "stays"),
    ("whole", "entire"), ("begin", "start"), ("train", "fit"), ("trained", "fitted"), ("combine", "join"),
    ("combining", "joining"), ("select", "choose"), ("selected", "chosen"), ("chosen", "selected"),
)  # fmt: skip
"""Words that may stand for each other in most sentences; used from left to right."""

UNITS: Final = (
    ("%", " percentage points"), ("percent", "percentage points"), ("points", "percent"), ("million", "billion"),
    ("billion", "million"), ("thousand", "million"), ("hours", "days"), ("days", "weeks"), ("weeks", "months"),
    ("months", "years"), ("years", "months"), ("minutes", "hours"), ("seconds", "minutes"), ("ms", "seconds"),
    ("GB", "MB"), ("MB", "GB"), ("mg", "g"), ("kg", "g"), ("mm", "cm"), ("cm", "mm"), ("ml", "l"), ("epochs", "steps"),
    ("iterations", "epochs"), ("layers", "heads"), ("pixels", "patches"), ("words", "sentences"),
    ("tokens", "documents"), ("examples", "classes"), ("times", "percent"), ("dB", "%"), ("GPUs", "CPUs"),
    ("participants", "hospitals"), ("sentences", "words"), ("images", "classes"), ("classes", "images"),
)  # fmt: skip
"""What follows a number, and another thing that may; used from left to right."""

NUMBER_WORDS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

AUXILIARIES: Final = (
    "is", "are", "was", "were", "can", "could", "will", "would", "should", "does", "do", "did", "may", "must",
)  # fmt: skip

RELATIONS: Final = re.compile(
    r"\b(?:than|outperform\w*|over|from|instead of|unlike|while|whereas|but not|replac\w+|extends?|follow\w*|surpass\w*"
    r"|beats?|exceeds?|compared (?:to|with)|based on|built on|precedes?|yields?|improves?|uses?|trained on|part of"
    r"|initiali[sz]ed|generat\w+|contains?|into|by)\b",
    re.IGNORECASE,
)
"""Between two names, a word that makes their order matter."""

BEATEN: Final = (
    (r"outperforms|surpasses|beats|exceeds", "is outperformed by", "does worse than"),
    (r"outperform|surpass|beat|exceed", "are outperformed by", "do worse than"),
    (r"is better than|is superior to", "is worse than", "is inferior to"),
    (r"is larger than|is greater than", "is smaller than", "is below"),
    (r"is faster than", "is slower than", "takes longer than"),
    (r"is higher than", "is lower than", "is below"),
    (r"precedes|comes before", "comes after", "follows"),
    (r"contains|includes", "is part of", "is contained in"),
)
"""A relation as a pattern, and two ways to say it from the other side."""
