"""Named rules that say what kind of statement a sentence makes and how much a paper stakes on it."""

import re
from dataclasses import dataclass

from synth.claims.places import Place
from synth.claims.types import ClaimType

_METRIC = (
    r"accuracy|precision|recall|F-?1|F-?measures?|F-?scores?|BLEU|ROUGE|METEOR|TER|WER|CER|perplexity|"
    r"error rates?|AUC|MAP|MRR|EM|"
    r"exact match|correlation|errors?|score|LAS|UAS|kappa|agreement|coverage|speed-?up|throughput|latency|runtime"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of wording and what it tells.

    Attributes:
        weight: Share in [0, 1]: how central such statements are to a paper.
        is_own: Whether the wording itself says that the paper speaks of its own work.
    """

    name: str
    type: ClaimType
    weight: float
    pattern: re.Pattern[str]
    is_own: bool = False


def _rule(name: str, kind: ClaimType, weight: float, pattern: str, *, is_own: bool = False) -> Rule:
    return Rule(name, kind, weight, re.compile(pattern, re.IGNORECASE), is_own)


RULES: tuple[Rule, ...] = (
    _rule(
        "contribution", ClaimType.METHOD, 0.9,
        r"\b(?:we|I|(?:this|the present|our) (?:paper|work|study|article))(?: \w+ly)? (?:also )?(?:propos|"
        r"present|introduc|develop|releas|describ|creat|"
        r"construct|design|formulat|defin|contribut|provid|explor|investigat|stud[iy]|address|appl[iy]|extend|"
        r"collect|annotat|built|build)",
        is_own=True,
    ),
    _rule(
        "comparison", ClaimType.COMPARISON, 0.95,
        r"\boutperform|\bsurpass|\bsuperior\b|\binferior\b|\bbeats?\b|\bexceeds? (?:the|all|that)|"
        r"\bimprov\w+ (?:\w+ly )?(?:over|upon|on) (?:the |a |all |both |state)|"
        r"\bstate[- ]of[- ]the[- ]art\b|\b(?:better|worse|higher|lower|faster|slower|larger|smaller|fewer|"
        r"stronger|weaker|greater|simpler|easier|harder)\b[^.;]{0,60}?\bthan\b|"
        r"\b(?:more|less) [\w-]+(?: [\w-]+){0,3} than\b|\bcompar(?:ed|able|atively|es) (?:to|with|favou?rably)|"
        r"\bon par with\b|\bbest (?:\w+ )?(?:reported|published|results?|performance|system)|"
        r"\bas (?:good|accurate|well|fast|effective) as\b|\bcompetitive\b|\b(?:gain|improvement|reduction|"
        r"increase|drop|boost)s? (?:of [^.;]{1,40} )?over\b|\bsignificantly (?:different|more|less)",
    ),
    _rule(
        "measured", ClaimType.RESULT, 0.9,
        rf"(?:\d[\d.,]*\s?(?:%|percent\b|points?\b|times\b|x\b)|\b(?:{_METRIC})\b[^.;]{{0,40}}?\b\d+(?:\.\d+)|"
        rf"\d+\.\d+[^.;]{{0,25}}?\b(?:{_METRIC})\b)"
        r"|\b\d+-fold (?:increase|reduction|speed)|\b(?:doubles|halves|triples|twice)\b",
    ),
    _rule(
        "outcome", ClaimType.RESULT, 0.7,
        r"\b(?:achiev|reach|attain|obtain|yield)(?:e?s|ed|e)?\b|(?<!to )\b(?:improv|reduc|increas|decreas|"
        r"degrad|boost|hurt|help|enhanc|drop|outrank|eliminat|alleviat)(?:e?s|ed|ped|ps)\b"
        r"|\b(?:leads?|led|results?|resulted) (?:to|in)\b|\bperform(?:s|ed)? (?:\w+ )?(?:well|poorly|best|worst|"
        r"better|worse|similarly)",
    ),
    _rule(
        "finding", ClaimType.RESULT, 0.65,
        r"\b(?:is|are|was|were|proves?|seems?|appears?|remains?)(?: to be)?(?: also| not| very| quite| more|"
        r" most| highly| particularly| especially| extremely)* (?:effective|useful|helpful|beneficial|crucial|"
        r"important|essential|critical|sufficient|"
        r"necessary|robust|sensitive|harmful|difficult|hard|easy|accurate|reliable|consistent|significant|"
        r"unreliable|ineffective|promising|feasible|possible|informative|indicative)\b"
        r"|\b(?:correlat|contribut|depend)(?:e?s|ed)?\b|\b(?:little|no|strong|significant|small|large|positive|"
        r"negative|clear) (?:\w+ )?(?:effect|impact|influence|difference|correlation|gain|improvement|benefit|"
        r"evidence)s?\b"
        r"|\b(?:suggest|indicate|imply) that\b",
    ),
    _rule(
        "limit", ClaimType.RESULT, 0.6,
        r"\b(?:limitation|shortcoming|drawback|weakness)|\b(?:fail|suffer|struggle)(?:s|ed)?\b|\b(?:cannot|"
        r"can not|does not|do not|did not|is not|are not|was not|were not|unable)\b|\bonly (?:if|when|for|on)\b|"
        r"\b(?:is|are) limited\b",
    ),
    _rule(
        "setting", ClaimType.SETTING, 0.65,
        r"\b(?:trained|evaluated|tested|pre-?trained|fine-?tuned|experimented|annotated|tuned|measured|split|"
        r"divided|sampled|extracted|conducted|labell?ed|initiali[sz]ed|collected|drawn|run) (?:\w+ )?(?:on|with|"
        r"for|using|from|into|in|by|over|as|to) (?:[^.;]{0,60}?\b(?:\d[\d,.]*|corpus|corpora|data ?sets?|"
        r"treebank|benchmark|data|set|test|WSJ)\b)"
        r"|\b(?:learning rate|batch size|epochs?|dropout|optimi[sz]er|Adam|SGD|GPUs?|hyper-?parameters?|"
        r"beam size|hidden size|embedding size|dimension(?:s|ality)?|vocabulary size|window size|random seeds?|"
        r"threshold|cross-validation|held[- ]out|iterations)\b"
        r"|\b(?:corpus|data ?set|treebank|collection|benchmark|set|data|vocabulary|lexicon|tagset|"
        r"tag set)\b[^.;]{0,40}?\b(?:consist|contain|compris|include|ha[sd]|hold|cover|"
        r"is made)\w*\b[^.;]{0,40}?\d"
        r"|\b\d[\d,.]*(?:k|K|M| million| thousand)? (?:training |test |labell?ed |annotated |parallel |"
        r"\w+ )?(?:sentences|words|tokens|documents|examples|pairs|instances|articles|utterances|texts|"
        r"abstracts|questions|sentence pairs|annotators|judges|subjects|participants)\b"
        r"|\b(?:we|I) (?:\w+ )?(?:evaluate|experiment|test|train|conduct|perform|run|ran|trained|tested|"
        r"evaluated|conducted|performed)\b",
    ),
    _rule(
        "mechanism", ClaimType.METHOD, 0.5,
        r"\b(?:is|are) (?:\w+ )?(?:based on|computed|defined|calculated|estimated|obtained|modell?ed|"
        r"represented|constructed|combined|generated|formed|assigned|derived|decomposed|encoded|formulated|"
        r"implemented|learned|trained|performed|used)\b"
        r"|\b(?:consists? of|uses?|employs?|relies on|rely on|combines?|incorporates?|integrates?|computes?|"
        r"assigns?|predicts?|generates?|takes|encodes?|exploits?|learns?|maps|allows|selects|decomposes|"
        r"represents?|makes use of|makes it possible|operates|identifies|captures|requires?|builds on|extends|"
        r"maximi[sz]es|minimi[sz]es|searches|models|works by|applies|used|employed|applied|adopted)\b",
    ),
)  # fmt: skip
"""In order of precedence: the first that matches gives the type."""

_SELF = re.compile(r"\b(?:we|our|us|ours|I|my|(?:this|the present) (?:paper|work|study|article)|the proposed)\b")
_SETTING_FIRST = re.compile(
    r"\b(?:learning rate|batch size|dropout|optimi[sz]er|hidden size|embedding size|vocabulary size|beam size|"
    r"cross-validation|random seeds?)\b"
    r"|\b(?:corpus|data ?set|treebank|collection|benchmark|training data|test data|training set|test set|"
    r"development set|vocabulary|lexicon|tagset)s?\b[^.;]{0,25}?\b(?:consist|contain|compris|include)(?:s|"
    r"ed)?\b[^.;]{0,40}?\d"
    r"|\b(?:we|I|was|were|is|are) (?:also )?(?:train|trained|evaluate|evaluated|test|tested|experiment|"
    r"experimented|split|annotated|conduct|conducted) [^.;]{0,80}\b(?:on|using|with|into|from)\b",
    re.IGNORECASE,
)
_SELF_LED = {
    Place.ABSTRACT,
    Place.RESULTS,
    Place.CONCLUSION,
    Place.EXPERIMENTS,
    Place.LIMITATIONS,
    Place.METHOD,
    Place.ELSEWHERE,
    Place.APPENDIX,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a statement.

    Attributes:
        weight: Share in [0, 1], 0 where no rule matches.
    """

    type: ClaimType
    weight: float
    rules: tuple[str, ...]


def judged(
    text: str, place: Place, *, names: tuple[str, ...] = (), about_others: bool = False, was_shown: bool = False
) -> Judged:
    """Type and weight of a statement, before "we" is put in names.

    Args:
        text: The statement without citation marks and lead-in.
        place: Where it stands.
        names: What the paper calls its own method and data.
        about_others: Whether it cites someone or speaks of previous work.
        was_shown: Whether the paper says of it "we show that" or the like.
    """
    matching = [rule for rule in RULES if rule.pattern.search(text)]
    is_own = was_shown or bool(_SELF.search(text)) or any(name and name in text for name in names)
    weight = max((rule.weight for rule in matching), default=0.0)
    fired = tuple(rule.name for rule in matching)
    if (about_others or place in {Place.RELATED, Place.INTRODUCTION}) and not is_own:
        return Judged(ClaimType.BACKGROUND, weight, fired)
    if not matching:
        return Judged(ClaimType.RESULT if was_shown else ClaimType.BACKGROUND, 0.6 if was_shown else 0.0, fired)
    kind = matching[0].type
    if was_shown and kind in {ClaimType.METHOD, ClaimType.SETTING}:
        kind = ClaimType.RESULT
    elif not was_shown and "contribution" not in fired and kind is ClaimType.RESULT and _SETTING_FIRST.search(text):
        kind = ClaimType.SETTING
    if (
        kind is ClaimType.METHOD
        and fired[0] == "contribution"
        and "comparison" in fired
        and re.search(r"\boutperform|\bthat (?:achieves|improves|beats)", text)
    ):
        kind = ClaimType.METHOD
    return Judged(kind, weight, fired)
