"""Making a sentence stand alone: "we", "our model" and "this paper" put in names, or the sentence refused."""

import re

from synth.claims.leads import POINTER, capitalised, one_of
from synth.claims.lexicon import UNIT_STOPS
from synth.claims.names import METHOD_NOUNS, RESOURCE_NOUNS, PaperNames
from synth.claims.places import Place
from synth.claims.verbs import Form, form_of, is_noun_like

_THING = rf"(?P<noun>{METHOD_NOUNS}|{RESOURCE_NOUNS})"
_NO_MORE = (  # "our model fails", not "our model selection"
    r"(?![\w-])(?=[.,;:)]|$| (?:to|can|for|and|or|on|with|as|at|by|from|than|that|which|when|does|do|not|under|over|"
    r"against|across|has|have|had|is|are|was|were|will|again|still|thus|[a-z]+(?:s|ed|ly))\b)"
    r"(?! (?:using|based|parameters|variants)\b)"
)
_OWN = re.compile(
    rf"\b(?:[Oo]ur|[Mm]y)(?: own)? (?:(?:proposed|new|novel|final|full|best|main|overall|complete|"
    rf"entire) )*{_THING}{_NO_MORE}"
)
_PROPOSED = re.compile(rf"\b(?:[Tt]he|[Tt]his) (?:proposed|presented|new|resulting) {_THING}{_NO_MORE}")
_THE = re.compile(rf"^(?:The|This) {_THING}(?= (?:\w+ly )?(?:is|was|has|can|does|[a-z]+(?:s|ed))\b)")
_SELF = re.compile(
    r"“[^”]*”|\b(?:(?:[Tt]his|[Tt]he present|[Tt]he current) (?P<noun>paper|study|article|report|(?<=^This )work)|"
    r"[Ww]e|us|[Uu]s|me|I(?= [a-z])|[Oo]ur|[Mm]y)\b"
)
_ORDER = re.compile(r"(?:(?:For|If|When|Until|While|After|Then|To)\b[^,]+, )?(?P<verb>[\w-]+)(?= )")
_WE = re.compile(r"\bwe\b", re.IGNORECASE)
_THEY = re.compile(r"\bthey\b", re.IGNORECASE)
_INTRODUCED = (
    r"(?:In|On|For|With|Using|By|To|From|Across|At|Under|Despite|Unlike|Like|Given|Based|As|After|Before|Over|Of|Among|"
    r"[A-Z]\w+ing)\b"
)
_LED_OWN = re.compile(rf"^(?P<led>{_INTRODUCED}[^,]*?\b)our\b(?P<rest>[^,]*), we\b")
_AUTHORS_FIRST = re.compile(r"\b(?:authors|et al\.)['’]?s?\b")
_DUBBED = re.compile(r"\b([\w-]+), (?:(?:which we call|(?:we )?called|dubbed|named|termed|denoted) )?“?\1”?,")
_I = re.compile(r"\b(?:I|[Mm]y|me)\b")
_ON_OWN_DATA = re.compile(r"(?<=\b(?:on|in) )the (?P<noun>benchmark|data ?set|corpus)(?=[.,;])")
_ABOUT_ALL = {Place.ABSTRACT, Place.CONCLUSION, Place.LIMITATIONS}  # there, "the model" is the paper's own

_GENERIC = one_of(
    r"approach(?:es)?|methods?|models?|systems?|algorithms?|techniques?|classifiers?|features?|results?|experiments?",
    r"data(?:sets?)?|corpus|corpora|tasks?|domains?|problems?|tables?|figures?|numbers|differences?|improvements?",
    r"baselines?|effects?|sets?|rules?|procedures?|process|scores?|evaluations?|weights|parameters?|values?|function",
    r"probability|probabilities|distributions?|sentences?|words?|documents?|pairs?|examples?|ones?|authors|languages",
    r"settings?|performance|accuracy|gains?|increase|reduction|drop|gap|graph|matrix|vectors?|latter|former|idea|goal",
    r"aim|reason|question|components?|modules?|steps?|stages?|phases?|parts?|cases?|types?|metrics?|measures?|runs?",
    r"grammars?|parsers?|taggers?|networks?",
)
_DANGLING = re.compile(
    one_of(
        r"\b(?i:we|us|our|ours|ourselves|my|me|theirs|here|aforementioned|aforesaid|former|"
        r"latter)\b|\bI\b(?!\))",
        r"\b(?i:these|those(?! (?:of|that|who|which|in|from|with|for|obtained|reported|used|by))|this|the same)\b",
        r"\b(?i:(?:the|as|see|described|mentioned|shown|from) (?:above|below)|(?:above|below)(?=[.,;)]))",
        r"\b(?i:it|they) do(?:es)? so\b|\b(?i:both)(?= (?:on|in|of|for|to|by|with|at)\b|[.,])",
        r"^(?:After|Before|Besides|Beyond|Since|From|Despite) that\b",
        r"\b(?i:such)(?! (?:as|that)\b)",
        r"\b(?i:as before|the following|previously mentioned|(?:described|mentioned) earlier|the other|another|"
        r"proposed|presented (?:approach|method|model|system))\b",
        r"\b(?i:the (?:two|three|four|five|six|paper|entire paper)|the others?)(?! [“(])\b",
        rf"\b(?i:both (?:{_GENERIC}|of them)\b(?! and| or))|\b(?i:the (?:remaining|resulting|rest))\b(?! of)",
        r"\b(?i:(?:on|over|in|to|for|of|with) the (?:benchmark|data ?sets?|corpus|corpora|tasks?|domains?)[.,;])",
        r"\b(?i:(?:each|one|some|none|most|all|any|many|neither|either) of (?:them|these|those|which|the "
        rf"{_GENERIC}\b(?! (?:of|in|for|that|on|from|with|to))))\b",
        r"\b(?i:(?:first|second|third|fourth|fifth|sixth|last|next|top|bottom|left|right|previous|current) "
        r"(?:row|line|column|block|part|section|experiment|panel|half|figure|table|two|three|step|stage|one|"
        r"condition|case|model|variant|approach|method|system|set|result|group|type|kind|category|class|"
        r"problem))s?\b",
        r"^The (?:first|second|third|fourth|fifth|last|next)\b(?! (?:known|ever|published|study|attempt|work|to))",
        r"\b(?i:(?:row|column|line|cell)s? (?:of|in) the table|in the (?:table|figure)|next section|step \d)\b",
        rf"(?i:{POINTER})|^\(\d\)",
        r"\b(?i:equations?|eqs?\.|eqn)(?! (?:parser|solver|model))\b",
        rf"^[^,]*\bof the {_GENERIC} (?:is|are|was|were)\b",
        rf"^The {_GENERIC}(?: (?:\w+ly|also))? (?:is|are|was|were|has|have|had|can|could|does|do|did|will|would|"
        rf"may|[a-z]+(?:s|ed))\b",
    )
)
_ORPHAN_THAT = re.compile(r"(?:(?!\bthat\b).)*\b(?:and|but|or) that\b(?! (?:of|is|are))")  # its "we show that" is gone
_PRONOUN = re.compile(r"\b(?:it|they|them|he|she|its|their|his|her|itself|themselves)\b", re.IGNORECASE)
_LED_PRONOUN = re.compile(rf"^(?:{_INTRODUCED}[^,]*,|(?:In|On|For|With|Using|By)\b[^,]*) (?:it|they|he|she)\b")
_LED_THEIR = re.compile(rf"^{_INTRODUCED}[^,]*\btheir\b[^,]*, (?:[A-Z]\w+ (?:et al\.|and [A-Z])|the authors)")
_PRONOUN_AFTER = 3  # words that must stand before a pronoun for it to mean something in the sentence
_NOT_ASSERTED = re.compile(
    one_of(
        r"^(?:it is (?:\w+ )?(?:possible|important|necessary|useful|worth|hard|difficult|easy|not|interesting))\b",
        r"^there (?:are|is) (?:several|many|two|three|a number of|some|various)\b",
        r"^(?:let|consider|given|suppose|assume|where|which|that|who|what|how|why|if|recall|note|see|before we|"
        r"to illustrate)\b",
        r"^(?:bold|boldface|italics?|shaded|shadowed|underlined?|numbers? in (?:bold|parenthes))\b",
        r"^when (?:we|the)\b|\?$|\betc\.$|^(?:one|another|a|an) (?:\w+ )?example\b",
        r"\b(?:would like|would be interesting|do(?: not|n['’]t) know)\b",
        r"\bwe (?:do not|don['’]t|cannot) (?:yet )?have\b",
        r"\bwe (?:hope|plan|intend|will|would|believe|think|expect|feel|leave|thank|refer|need|want|wish|know)\b",
        r"\b(?:we|I|authors) (?:are|am|is) interested in\b|^our (?:goal|aim)",
        r"\b(?:future work|in the future|further (?:research|work|study|investigation)|remains? to be)\b|^As,",
        r"\b(?:we (?:now|first|next|then|briefly)|briefly|interested reader)\b",
        r"\b(?:for (?:example|instance)|is called|are called|we call|so-called|as follows|namely)\b",
    ),
    re.IGNORECASE,
)


def resolved(text: str, names: PaperNames, place: Place = Place.ELSEWHERE) -> str | None:
    """The sentence with "we", "our" and "this paper" put in names; None if something still points outside.

    Args:
        text: A statement without lead-in.
        names: Of the paper the statement was read in.
        place: In the abstract and the conclusion, "the model" is taken to be the paper's own.

    >>> names = PaperNames(authors="Roe et al.", method="XNet")
    >>> resolved("We train our model on our corpus.", names)
    'Roe et al. train XNet on their corpus.'
    >>> resolved("It also helps.", names) is None
    True
    """
    if len(_WE.findall(text)) > 1 and _THEY.search(text):
        return None  # the second "we" would become a "they" among others
    if _NOT_ASSERTED.search(text) or _is_order(text) or (_I.search(text) and not names.says_i):
        return None
    text = _OWN.sub(lambda match: names.coined(match["noun"]) or match[0], text)
    if names.method or names.resource:
        text = _DUBBED.sub(r"\1", text)
    text = _PROPOSED.sub(lambda match: _named(match, names), text)
    if place in _ABOUT_ALL:
        text = _THE.sub(lambda match: _named(match, names), text)
        text = _ON_OWN_DATA.sub(lambda match: names.resource or match[0], text)
    text = _LED_OWN.sub(lambda match: f"{match['led']}their{match['rest']}, {names.subject}", text)
    claim = capitalised(" ".join(_with_authors(text, names).split()))
    return None if is_dangling(claim, authors=names.subject) else claim


def _is_order(text: str) -> bool:
    """Whether a sentence tells the reader to do something: "Compute the mean of ..."."""
    first = _ORDER.match(text)
    return first is not None and form_of(first["verb"]) is Form.BASE and not is_noun_like(first["verb"])


def is_dangling(text: str, *, authors: str = "") -> bool:
    """Whether the words of a sentence point at something outside it.

    A pronoun is taken to mean something before it in the sentence if at least three words stand there; the authors
    can be "they", but not "it".

    >>> is_dangling("This method is slow."), is_dangling("The chart parser is slow because it is greedy.")
    (True, False)
    """
    plain = re.sub(r"“[^”]*”", "“”", text)
    if _ORPHAN_THAT.match(plain) or (_LED_PRONOUN.match(plain) and not _AUTHORS_FIRST.search(plain)):
        return True
    if _DANGLING.search(plain):
        return True
    pronoun = None if _LED_THEIR.match(plain) else _PRONOUN.search(plain)
    if pronoun is None:
        return False
    before = plain[: pronoun.start()]
    if pronoun[0].lower().startswith("it") and authors:
        before = re.sub(re.escape(authors), "", before, count=1, flags=re.IGNORECASE)
    return len(before.split()) < _PRONOUN_AFTER


def _named(match: re.Match[str], names: PaperNames) -> str:
    """The name of a thing of the paper's own, or whose it is."""
    new = names.coined(match["noun"]) or names.own(match["noun"])
    return capitalised(new) if match[0][:1].isupper() else new


def _with_authors(text: str, names: PaperNames) -> str:
    """First mention of the authors in full, "they" and "their" from then on."""
    parts: list[str] = []
    at = 0
    is_named = names.subject.lower() in text.lower()
    while match := _SELF.search(text, at):
        end = match.end()
        low = match[0].lower()
        if low[0] == "“":  # a title stays as it is
            parts.append(text[at:end])
            at = end
            continue
        if match["noun"]:
            new = f"their {match['noun']}" if is_named else names.paper(match["noun"])
        elif low in {"our", "my"} and not is_named:
            end = _noun_phrase_end(text, end)
            new = names.own(text[match.end() : end].strip())
        elif low in {"our", "my"}:
            new = "their"
        else:
            new = {"we": "they", "i": "they"}.get(low, "them") if is_named else names.subject
        is_named = True
        parts += [text[at : match.start()], capitalised(new) if match[0][:1].isupper() and match.start() == 0 else new]
        at = end
    return "".join((*parts, text[at:]))


def _noun_phrase_end(text: str, start: int) -> int:
    """Where the noun phrase that begins at ``start`` ends: before a preposition, a verb or a comma."""
    end = start
    for match in re.compile(r"\s([\w'’/+-]+)").finditer(text, start):
        word = match[1]
        is_headed = re.fullmatch(rf"{METHOD_NOUNS}|{RESOURCE_NOUNS}", text[start:end].rpartition(" ")[2]) is not None
        is_verb = form_of(word) is not None and (not is_noun_like(word) or (is_headed and form_of(word) is Form.THIRD))
        if match.start() != end or word.lower() in UNIT_STOPS or (is_verb and end > start) or word.endswith("ly"):
            break
        end = match.end()
    return end
