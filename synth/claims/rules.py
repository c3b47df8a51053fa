"""Named rules that say what kind of statement a sentence makes and how much a paper stakes on it."""

import re
from dataclasses import dataclass

from synth.claims.leads import one_of
from synth.claims.lexicon import DOING_VERBS, MECHANISM_VERBS, NUMBER_WORDS, SETTING_PARTICIPLES
from synth.claims.places import Place
from synth.claims.types import ClaimType
from synth.claims.verbs import base_of, finite_verbs, past_of

_METRIC = one_of(
    r"accuracy|precision|recall|F-?1|F-?measures?|F-?scores?|BLEU|ROUGE|METEOR|TER|WER|CER|perplexity|"
    r"error rates?|AUC|nDCG",
    r"MAP|MRR|EM|exact match|correlation|errors?|scores?|LAS|UAS|kappa|agreement|coverage|speed-?up|throughput|latency",
)
_DOING = "|".join(sorted({*DOING_VERBS, *map(past_of, DOING_VERBS)}))
_COUNT = rf"(?:\d|\b(?:{'|'.join([*NUMBER_WORDS, 'hundred', 'thousand', 'million'])})\b)"
_BETTER = (
    r"(?:better|worse|higher|lower|faster|slower|larger|smaller|fewer|stronger|weaker|greater|simpler|easier|"
    r"harder)"
)
_DATA = (
    r"(?:corpus|corpora|data ?sets?|treebanks?|collection|benchmark|(?:training|test|development|dev) (?:set|"
    r"data)|vocabulary|lexicon)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of wording and what it tells.

    Attributes:
        weight: Share in [0, 1]: how central such statements are to a paper.
    """

    name: str
    type: ClaimType
    weight: float
    pattern: re.Pattern[str]


def _rule(name: str, kind: ClaimType, weight: float, *alternatives: str) -> Rule:
    return Rule(name, kind, weight, re.compile(one_of(*alternatives), re.IGNORECASE))


RULES: tuple[Rule, ...] = (
    _rule(
        "comparison", ClaimType.COMPARISON, 0.95,
        r"\boutperform|\bsurpass|\b(?:superior|inferior) to\b|\bbeats?\b|\bexceeds? (?:the|all|that)|\bcompetitive\b",
        r"\bimprov\w+ (?:\w+ly )?(?:over|upon) |\bon par with\b",
        rf"\b{_BETTER}\b[^.;]{{0,60}}?\bthan\b|\b(?:more|less) [\w-]+(?: [\w-]+){{0,3}} than\b",
        r"\b(?:compared|comparable) (?:to|with)\b|\bcompares? favou?rably\b",
        r"\bthan (?:the|all|any) (?:baseline|previous|best)",
        r"\b(?:achiev|reach|advanc|rival|new|over|than|beyond|match|exceed)\w* (?:\w+ ){0,4}state.of.the.art\b",
        r"\bbest[- ](?:\w+ )?(?:reported|published)\b|\bas (?:good|accurate|fast|"
        r"effective) as\b",
        r"\b(?:gain|improvement|reduction|increase|drop|boost)s? (?:of [^.;]{1,40} )?over\b|"
        r"\bsignificantly (?:different|more|less)\b",
        r"\b(?:rivals?|matche[sd]) (?:the|that|those|state)",
    ),
    _rule(
        "measured", ClaimType.RESULT, 0.9,
        rf"\d[\d.,]*\s?(?:%|percent\b|points?\b|times\b|x\b)|\b{_METRIC}\b[^.;]{{0,40}}?\b\d+(?:\.\d+)",
        rf"\d+\.\d+[^.;]{{0,25}}?\b{_METRIC}\b|\b\d+-fold (?:increase|reduction|speed)",
        r"\b(?:doubles|halves|triples|twice (?:as|the))\b|\d [a-z]+ (?:per|a) (?:second|minute|hour)\b",
    ),
    _rule(
        "contribution", ClaimType.METHOD, 0.9,
        r"\b(?:we|I|(?:this|the present|our) (?:paper|work|study|article))(?: \w+ly)? (?:also )?"
        r"(?:propos|present|introduc|develop|releas|describ|creat|construct|design|formulat|contribut|provid|explor|"
        r"investigat|stud[iy]|address|appl[iy]|extend|collect|annotat|built|build)",
    ),
    _rule(
        "outcome", ClaimType.RESULT, 0.7,
        r"\b(?:achiev|reach|attain|obtain|yield)(?:e?s|ed|e)?\b|\bfinds\b",
        r"\b(?:lead|led|leads|results?|resulted) (?:to|in)\b",
        r"(?<!to )\b(?:improv|reduc|increas|decreas|degrad|enhanc|eliminat|alleviat)(?:e|es|ed)\b",
        r"\b(?:boost|hurt|help|drop)(?:s|ed|ped)\b",
        r"\bperform(?:s|ed)? (?:\w+ )?(?:well|poorly|best|worst|better|worse|similarly)",
    ),
    _rule(
        "finding", ClaimType.RESULT, 0.65,
        r"\b(?:is|are|was|were|proves?|seems?|appears?|remains?)(?: to be)?(?: \w+ly| also| not| quite| more| most)* "
        r"(?:effective|useful|helpful|beneficial|crucial|important|essential|critical|sufficient|necessary|"
        r"robust|sensitive|"
        r"harmful|difficult|hard|easy|accurate|reliable|consistent|significant|unreliable|ineffective|promising|"
        r"feasible|"
        r"possible|informative|indicative|complementary)\b",
        r"\b(?:correlat|contribut|depend)(?:e?s|ed)?\b|\b(?:suggest|indicate|imply) that\b",
        r"\b(?:little|no|strong|significant|small|large|positive|negative|clear|limited) (?:\w+ )?"
        r"(?:effect|impact|influence|difference|correlation|gain|improvement|benefit|evidence|enhancement)s?\b",
    ),
    _rule(
        "limit", ClaimType.RESULT, 0.6,
        r"\b(?:limitation|shortcoming|drawback|weakness)|\b(?:fail|suffer|struggle)(?:s|ed)?\b|\b(?:is|are) limited\b",
        r"\b(?:cannot|can not|do(?:es)? not|did not|(?:is|are|was|were) not|unable)\b|\bonly (?:if|when|for|on)\b",
    ),
    _rule(
        "setting", ClaimType.SETTING, 0.65,
        r"\b(?:learning rate|batch size|epochs?|dropout|optimi[sz]er|Adam|SGD|GPUs?|hyper-?parameters?|"
        r"beam size|hidden size|"
        r"embedding size|vocabulary size|window size|random seeds?|cross-validation|held[- ]out|iterations)\b",
        rf"\b(?:{SETTING_PARTICIPLES}) (?:\w+ )?(?:on|with|for|using|from|into|in|by|over|as|to|at) [^.;]{{0,60}}?"
        rf"(?:\d|\b(?:{_DATA}|data|set|WSJ)\b)",
        rf"\b{_DATA}\b[^.;]{{0,40}}?\b(?:consist|contain|compris|include|ha[sd]|hold|cover|"
        rf"is made)\w*\b[^.;]{{0,40}}?{_COUNT}",
        r"\b\d[\d,.]*(?:k|K|M| million| thousand)? (?:[\w-]+ )?(?:sentences|words|tokens|documents|examples|"
        r"pairs|instances|articles|utterances|texts|abstracts|questions|annotators|judges|subjects|participants|papers|"
        r"languages)\b(?! per\b)",
        r"\b(?:we|I) (?:\w+ )?(?:evaluate|experiment|test|train|conduct|perform|run|ran)(?:e?d)?\b",
    ),
    _rule(
        "mechanism", ClaimType.METHOD, 0.5,
        r"\b(?:is|are) (?:\w+ )?(?:based on|computed|defined|calculated|estimated|obtained|modell?ed|"
        r"represented|constructed|"
        r"combined|generated|formed|assigned|derived|decomposed|encoded|formulated|implemented|learned|trained|used)\b",
        rf"\b(?:{MECHANISM_VERBS})\b|\bmakes? use of\b",
    ),
    _rule(
        "action", ClaimType.METHOD, 0.45,
        rf"\b(?:we|I) (?:\w+ly |also |then |first )?(?:{_DOING})\b",
    ),
)  # fmt: skip
"""In order of precedence: the first that matches gives the type, unless the main verb says otherwise."""

_SELF = re.compile(
    (r"\b(?:we|our|us|ours|I|my|(?:this|the present) (?:paper|work|study|article)|the proposed)\b"), re.IGNORECASE
)
_WE_DO = re.compile(  # in the main clause: "To improve recall, we filter ...", not "... than the one we use"
    r"^(?:(?:[^,]{0,90}, ){1,2}|(?:In|For|To|On|With|Using|By|As|After|From|At) [^,]{0,70}? )?"
    r"(?:we|I|this paper|this work) (?:\w+ly |also |further |have |then |first )*(?P<verb>[a-z-]+)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\s(?:\w+ly |also |all |both |then )*(?P<setting>{SETTING_PARTICIPLES})\b")
_MECHANISM = re.compile(rf"{MECHANISM_VERBS}")
_MADE_OF = re.compile(r"uses?|employs?|consists?|relies|requires?|comprises?")  # whatever is larger than what
_UNRULED = 0.6  # what "we show that ..." alone is worth


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a statement.

    Attributes:
        weight: Share in [0, 1], 0 where no rule matches.
        rules: The names of those that match, in order of precedence.
    """

    type: ClaimType
    weight: float
    rules: tuple[str, ...]


def judged(
    text: str,
    place: Place,
    *,
    names: tuple[str, ...] = (),
    about_others: bool = False,
    is_theirs: bool = False,
    was_shown: bool = False,
) -> Judged:
    """Type and weight of a statement, before "we" is put in names.

    Args:
        text: The statement without citation marks and lead-in.
        place: Where it stands.
        names: What the paper calls its own method and data.
        about_others: Whether it cites someone or speaks of previous work.
        is_theirs: Whether someone cited is its subject.
        was_shown: Whether the paper says of it "we show that" or the like.

    >>> judged("We train the tagger on 300 sentences.", Place.EXPERIMENTS).type.value
    'setting'
    """
    matching = [rule for rule in RULES if rule.pattern.search(text)]
    fired = tuple(rule.name for rule in matching)
    weight = max((rule.weight for rule in matching), default=_UNRULED if was_shown else 0.0)
    is_own = was_shown or speaks_of_itself(text) or any(name and name in text for name in names)
    if is_theirs or ((about_others or place in {Place.RELATED, Place.INTRODUCTION}) and not is_own):
        return Judged(ClaimType.BACKGROUND, weight, fired)
    if not matching:
        return Judged(ClaimType.RESULT if was_shown else ClaimType.BACKGROUND, weight, fired)
    by_verb = None if was_shown else _type_by_verb(text, fired)
    kind = by_verb or (ClaimType.RESULT if was_shown and fired[0] in {"setting", "mechanism"} else matching[0].type)
    return Judged(kind, weight, fired)


def speaks_of_itself(text: str) -> bool:
    """Whether a sentence names its authors or its paper: "we", "our", "this paper"."""
    return _SELF.search(text) is not None


def _type_by_verb(text: str, fired: tuple[str, ...]) -> ClaimType | None:
    """What the main verb alone decides: "we filter ..." is no result, whatever numbers follow."""
    does = _WE_DO.search(text)
    if does:
        is_doing = base_of(does["verb"]) in DOING_VERBS
        return (
            (ClaimType.SETTING if "setting" in fired and "contribution" not in fired else ClaimType.METHOD)
            if is_doing
            else None
        )
    verbs = finite_verbs(text)
    if not verbs:
        return None
    verb, _ = verbs[0]
    if "comparison" in fired and not _MADE_OF.fullmatch(verb[0]):
        return None
    if _PASSIVE.match(text, verb.end()):
        return ClaimType.SETTING
    if _MECHANISM.fullmatch(verb[0]):
        return ClaimType.SETTING if "setting" in fired else ClaimType.METHOD
    return None
