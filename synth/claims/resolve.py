"""Making a sentence stand alone: lead-ins taken off, "we" and "our model" given their names."""

import re

from synth.claims.lexicon import UNIT_STOPS
from synth.claims.names import METHOD_NOUNS, RESOURCE_NOUNS, PaperNames
from synth.claims.verbs import Form, form_of, is_noun_like

_CONNECTIVES = (
    r"however|moreover|furthermore|in addition|additionally|besides|therefore|thus|hence|consequently|"
    r"as a (?:result|consequence)|finally|"
    r"in particular|specifically|more specifically|in fact|indeed|overall|in general|generally|in contrast|"
    r"by contrast|on the contrary|"
    r"on the other hand|on the one hand|nevertheless|nonetheless|interestingly|surprisingly|notably|importantly|"
    r"in summary|in short|in sum|"
    r"to summari[sz]e|in conclusion|to conclude|first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly|next|then|also|"
    r"again|similarly|likewise|"
    r"accordingly|meanwhile|instead|still|yet|and|but|so|or|here|now|to this end|to that end|to do this|"
    r"more importantly|more precisely|that is|"
    r"in other words|at the same time|in this (?:paper|work|study|article|thesis|section|report|case)|"
    r"as expected|as we expected|of course|clearly|obviously|"
    r"for this reason|for this purpose|to our knowledge|to the best of our knowledge|in practice|"
    r"in the following|above all|most importantly|"
    r"not surprisingly|unsurprisingly|remarkably|empirically|in our view|unfortunately|as mentioned (?:above|"
    r"earlier|before)"
)
_LEAD = re.compile(rf"^(?:{_CONNECTIVES})(?:,\s*|\s(?=we\b|our\b|I\b|there\b))", re.IGNORECASE)
_POINTER = (
    r"(?:(?:the )?(?:results|experiments|analysis|numbers|rows|columns|left|right|top|bottom|scores|"
    r"curves?) (?:in|of|from) )?(?:Table|Figure|Fig\.|Section|Sec\.|Appendix|Tables|Figures|"
    r"Sections)\s?\d[\d.]*(?:\s?\(?[a-z]\)?)?(?:(?:,| and|,? to|–|-)\s?\d[\d.]*(?:\([a-z]\))?)*"
)
_SHOWS = (
    r"(?:shows?|demonstrates?|illustrates?|reveals?|confirms?|finds?|found|showed|demonstrated|observed?|sees?|"
    r"saw|noted?|reports?|reported|established?|verif(?:y|ied)|proved?|confirmed|notice|noticed)"
)
_WE = r"(?:we|I|one)"
_MODAL = (
    r"(?:can |could |also |have |do |may |then |further |clearly |empirically |experimentally |first |will |"
    r"must |should |find and |again )*"
)
_STRIPPED: tuple[re.Pattern[str], ...] = (
    re.compile( (
        rf"^(?:as|As) (?:\w+ ){{0,3}}(?:shown|seen|can be seen|illustrated|reported|indicated|depicted|expected|"
        rf"noted|described|mentioned)?\s?(?:in|from|by)? ?{_POINTER}(?: \w+)?,\s"
    ), re.IGNORECASE),
    re.compile( (
        rf"^(?:As (?:can be|is|was) (?:seen|shown|observed)|From|In|According to) (?:in |"
        rf"from )?{_POINTER},?\s(?={_WE}\b|it )"
    ), re.IGNORECASE),
    re.compile(rf"^{_POINTER} (?:also |clearly )?{_SHOWS} that\s", re.IGNORECASE),
    re.compile(rf"^{_WE} {_MODAL}{_SHOWS}(?: (?:in|from) {_POINTER})?,? that,?\s", re.IGNORECASE),
    re.compile( (
        rf"^(?:this|these|the|our)(?: [\w-]+){{0,3}}? (?:results?|experiments?|findings?|evaluations?|"
        rf"analys[ie]s|study|work|paper|observations?|figures?|numbers?|comparisons?|"
        rf"tests?)(?: on [\w ,-]{{3,60}}?| in {_POINTER})? (?:also |clearly |further |have |has )?{_SHOWS} that\s"
    ), re.IGNORECASE),
    re.compile( (
        rf"^(?:it|this) (?:can|could) (?:also )?be (?:seen|observed|noted|noticed|concluded) (?:from {_POINTER} |"
        rf"in {_POINTER} )?that\s"
    ), re.IGNORECASE),
    re.compile(r"^(?:this|it) (?:also |clearly )?(?:shows|demonstrates|confirms|proves) that\s", re.IGNORECASE),
    re.compile( (
        r"^it (?:turns out|is (?:clear|evident|apparent|worth (?:noting|mentioning)|important to note|"
        r"interesting to note|interesting)|should be noted) that\s"
    ), re.IGNORECASE),
    re.compile(r"^(?:note|notice|observe) that\s", re.IGNORECASE),
)  # fmt: skip
_POINTED = re.compile(
    rf"\s?\((?:see |cf\. |see also |also see |as in |e\.g\.,? )?(?:also )?(?:the )?(?:{_POINTER}|"
    rf"Equations? \(?\d+\)?|Eqs?\. ?\(?\d+\)?|footnote \d+|below|above)(?:[,;] (?:{_POINTER}|[a-z ]{{3,30}}))*\)"
    rf"|,? (?:as )?(?:shown|seen|reported|listed|given|illustrated|described|presented|summari[sz]ed|"
    rf"depicted) (?:in|by) {_POINTER}(?=[,.]|$)",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"^(?:this|these|our|the|these results|our results)(?: [\w-]+){0,3}? (?P<verb>suggests?|indicates?|impl(?:y|"
    r"ies)) that\s",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"\b(?P<own>[Oo]ur|[Mm]y)(?: own)? (?P<rest>(?:(?:proposed|new|novel|final|full|best|main|overall|complete|"
    rf"entire) )*(?P<noun>{METHOD_NOUNS}|{RESOURCE_NOUNS})(?P<plural>s?))\b(?![- ](?:of|in|selection|variants?|"
    rf"parameters?|size|trained|without|with)\b)"
)
_THIS_OWN = re.compile(
    rf"\b(?P<det>[Tt]he|[Tt]his) (?:proposed|present|presented|new) (?P<noun>{METHOD_NOUNS}|{RESOURCE_NOUNS})\b"
)
_SELF = re.compile(
    r"\b(?:(?:[Tt]his|[Tt]he present|[Tt]he current) (?P<noun>paper|work|study|article|report)|[Ww]e|us|[Uu]s|"
    r"me|I|[Oo]ur|[Mm]y)\b"
)
_DANGLING = re.compile(
    r"\b(?:we|us|our|ours|ourselves|I|my|me|here|above|below|aforementioned|aforesaid|former|latter|following|"
    r"previously mentioned|as before|"
    r"described earlier|mentioned earlier|such a|such an|these|those(?! (?:of|that|who|which|in|from|with|for|"
    r"obtained|reported|used|by))|this|the same|the two|the three|the four|"
    r"(?:the )?other (?:two|three)|both (?:systems|models|methods|approaches|cases|tasks|datasets|corpora|sets|"
    r"of them)|(?:each|one|some|none|most|all|any|many|neither|either) of (?:them|these|those|which)|"
    r"in (?:this|that|these|those) (?:case|cases|setting|sense|way|respect|context|regard)|"
    r"another|next section|proposed|the paper(?! “)|section \d|table \d|figure \d|fig\. \d|tables \d|figures \d|"
    r"equations?|eq\.|eqn)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|they|them|he|she|its|their|his|her|itself|themselves)\b", re.IGNORECASE)
_NOT_ASSERTED = re.compile(
    r"^(?:it is (?:possible|important|necessary|useful|interesting|worth|hard|difficult|easy|not)|there (?:are|"
    r"is) (?:several|many|two|three|a number of|some|various)\b.*\b(?:ways|reasons|possibilities|issues|"
    r"questions)|"
    r"let |consider |given |suppose |assume |where |which |that |who |what |how |why |when (?:we|the)\b|if )|\?$"
    r"|\b(?:would like to|we (?:hope|plan|intend|will|would)|we leave|future work|in the future|"
    r"remains? to be seen|we thank|we refer|we now|we first|we next|we then|interested reader)\b",
    re.IGNORECASE,
)


def without_lead_in(text: str, names: PaperNames) -> str:
    """A sentence without its connectives, pointers and "we show that"; hedges keep their speaker.

    >>> without_lead_in("However, as shown in Table 2, we find that width helps (see Section 3).", PaperNames())
    'Width helps.'
    """
    text = _POINTED.sub("", text)
    for _ in range(4):  # "Finally, in this paper, we also show that ..."
        bare = _LEAD.sub("", text)
        for pattern in _STRIPPED:
            bare = pattern.sub("", bare, count=1)
        bare = _HEDGED.sub(lambda match: f"{names.subject} {_plural(match['verb'])} that ", bare, count=1)
        if bare == text:
            break
        text = capitalised(bare)
    return text


def resolved(text: str, names: PaperNames) -> str | None:
    """The sentence with "we", "our" and "this paper" put in names; None if something still points outside.

    >>> names = PaperNames(authors="Roe et al.", method="XNet")
    >>> resolved("We train our model on our corpus.", names)
    'Roe et al. train XNet on their corpus.'
    >>> resolved("It also helps.", names) is None
    True
    """
    if _NOT_ASSERTED.search(text):
        return None
    text = _OWN.sub(lambda match: _own(match, names), text)
    text = _THIS_OWN.sub(
        lambda match: (
            names.method
            if names.method and re.fullmatch(METHOD_NOUNS, match["noun"])
            else _capital_as(match[0], names.own(match["noun"]))
        ),
        text,
    )
    text = _with_authors(text, names)
    claim = capitalised(" ".join(text.split()))
    return None if is_dangling(claim) else claim


def is_dangling(text: str) -> bool:
    """Whether the words of a sentence point at something outside it.

    A pronoun is taken to mean something before it in the sentence if at least four words stand there.

    >>> is_dangling("This method is slow."), is_dangling("The parser is slow because it is greedy.")
    (True, False)
    """
    plain = re.sub(r"“[^”]*”", "“”", text)
    if _DANGLING.search(plain):
        return True
    pronoun = _PRONOUN.search(plain)
    return bool(pronoun and len(plain[: pronoun.start()].split()) < 3)


def capitalised(text: str) -> str:
    """The text with a capital first letter, names like "iBERT" excepted."""
    first = text.partition(" ")[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].upper() + text[1:]


def _plural(verb: str) -> str:
    low = verb.lower()
    return {"suggests": "suggest", "indicates": "indicate", "implies": "imply"}.get(low, low)


def _capital_as(old: str, new: str) -> str:
    """``new`` with a capital first letter if ``old`` has one."""
    return capitalised(new) if old[:1].isupper() else new


def _own(match: re.Match[str], names: PaperNames) -> str:
    """The name of "our model" or "our corpus" where the paper gives one; else the words as they stand."""
    coined = names.method if re.fullmatch(METHOD_NOUNS, match["noun"]) else names.resource
    return coined if coined and not match["plural"] else match[0]


def _with_authors(text: str, names: PaperNames) -> str:
    """First mention of the authors in full, "they" and "their" from then on."""
    parts: list[str] = []
    at = 0
    is_named = False
    while match := _SELF.search(text, at):
        word, end = match[0], match.end()
        low = word.lower()
        if match["noun"]:
            new = (
                names.own(match["noun"])
                if names.authors
                else f"the {match['noun']} “{names.title}”"
                if names.title
                else f"the {match['noun']}"
            )
        elif low in {"our", "my"} and not is_named:
            end = _noun_phrase_end(text, end)
            new = names.own(text[match.end() : end].strip())
        elif low in {"our", "my"}:
            new = "their"
        else:
            new = {"we": "they", "i": "they"}.get(low, "them") if is_named else names.subject
        is_named = True
        parts += [text[at : match.start()], _capital_as(word, new)]
        at = end
    return "".join((*parts, text[at:]))


def _noun_phrase_end(text: str, start: int) -> int:
    """Where the noun phrase that begins at ``start`` ends: before a preposition, a verb or a comma."""
    end = start
    for match in re.compile(r"\s([\w'’/+-]+)").finditer(text, start):
        word = match[1]
        is_verb = form_of(word) in {Form.AUXILIARY, Form.PAST, Form.THIRD, Form.BASE} and not is_noun_like(word)
        is_headed = re.fullmatch(rf"{METHOD_NOUNS}|{RESOURCE_NOUNS}", text[start:end].rpartition(" ")[2]) is not None
        is_verb = is_verb or (is_headed and form_of(word) is Form.THIRD)
        if match.start() != end or word.lower() in UNIT_STOPS or (is_verb and end > start) or word.endswith("ly"):
            break
        end = match.end()
    return end
