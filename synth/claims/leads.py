"""What a sentence says before it says something: connectives, pointers to tables, "we show that"."""

import re
from dataclasses import dataclass

from synth.claims.names import PaperNames


def one_of(*alternatives: str) -> str:
    """A group that matches any of the alternatives."""
    return f"(?:{'|'.join(alternatives)})"


_CONNECTIVE = one_of(
    r"however|moreover|furthermore|in addition|additionally|besides|therefore|thus|hence|consequently|accordingly",
    r"as a (?:result|consequence)|for this (?:reason|purpose)|to (?:this|that) end|to do this|in fact|indeed|of course",
    r"finally|lastly|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|fifth|next|then|again|also|now|here|still|yet|instead|meanwhile",
    r"(?:more )?(?:specifically|precisely|importantly|generally)|in particular|overall|in general|in practice",
    r"in contrast|by contrast|on the contrary|on the (?:one|other) hand|nevertheless|nonetheless|at the same time",
    r"(?:not )?(?:un)?surprisingly|interestingly|notably|remarkably|empirically|unfortunately|clearly|obviously",
    r"above all|most (?:importantly|notably)|similarly|likewise|in other words|that is|as (?:we )?expected",
    r"in (?:summary|short|sum|conclusion)|to (?:summari[sz]e|conclude|sum up)|to (?:the best of )?our knowledge",
    r"in (?:this|the present) (?:paper|work|study|article|thesis)|in (?:our |"
    r"the )?(?:experiments|results)",
    r"as mentioned (?:above|earlier|before)|in the following|and|but|or|so",
)
_LEAD = re.compile(
    rf"^(?:{_CONNECTIVE}(?:,\s*|\s(?=(?:we|our|I|there)\b))|(?:and|but|yet|so(?! far)|thus|hence|therefore)\s)",
    re.IGNORECASE,
)

_PLACE = r"(?:Tables?|Figures?|Figs?\.|Sections?|Secs?\.|Appendix|Appendices)"
_NUMBERED = r"(?:\s?[A-Z]?\d+(?:\.\d+)*|\s[A-Z]\b)(?:\s?\([a-z]\)|[a-z]\b)?"
POINTER = (
    rf"(?:(?:the )?(?:results|experiments|analysis|numbers|rows|columns|left|right|top|bottom|scores|curves?) "
    rf"(?:shown |presented |reported |given )?(?:in|of|from) )?"
    rf"(?:{_PLACE}{_NUMBERED}|§\s?\d+(?:\.\d+)*)(?:(?:,| and|,? to|–|-)\s?(?:{_PLACE}|§)?\s?{_NUMBERED})*"
)
_SHOW = one_of(
    r"shows?|showed|demonstrates?|demonstrated|illustrates?|reveals?|revealed|confirms?|confirmed|finds?|found",
    r"observes?|observed|sees?|saw|notes?|noted|notices?|noticed|reports?|reported|establish(?:es|ed)?|proves?|proved",
    r"verif(?:y|ies|ied)",
)
_MODAL = r"(?:\w+ly |can |could |also |have |do |may |then |further |first |must |should |again |find and |thus )*"
_STUDY = one_of(
    r"results?|experiments?|findings?|evaluations?|analys[ie]s|study|work|paper|observations?|figures?|numbers?",
    r"comparisons?|tests?|experimentation",
)
_AND_WE = (  # "we show that X helps and evaluate it": without "we" the second verb has no subject
    r".*\band (?:\w+ly )?(?:evaluat|compar|test|propos|introduc|discuss|analy|provid|demonstrat|show|appl|conduct|"
    r"report|present|releas|describ|investigat|explor|examin|validat|verif|argue)\w* "
    r"(?:it|them|that|how|our|the|an?|on|this|its)\b"
)
_SEEN = r"(?:seen|observed|noted|noticed|concluded)"
_POINT = r"(?:observation|finding|conclusion|result|insight|point|contribution|reason|explanation)"
_SHOWN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^as (?:\w+ ){{0,4}}?(?:in|from|by) {POINTER}(?: \w+)?,\s",
        rf"^(?:from|in|according to|looking at) {POINTER},?\s(?=(?:we|I|one) {_MODAL}{_SHOW} that\b|it )",
        rf"^(?:the )?{POINTER},? (?:\w+ly |also )?{_SHOW}(?: us)? that\s",
        rf"^(?:we|I|one) {_MODAL}{_SHOW}(?: (?:in|from) {POINTER})?,? that,?\s(?!{_AND_WE})",
        rf"^(?:it|this) (?:can|could|may) (?:also )?be (?:\w+ly )?{_SEEN}(?: (?:from|in) {POINTER})? that\s",
        r"^(?:this|it) (?:\w+ly |also )?(?:shows|demonstrates|confirms|proves|means) that\s",
        r"^it (?:turns out|should be noted|is (?:\w+ )?(?:clear|evident|apparent|interesting)) that\s",
        r"^it is (?:worth (?:noting|mentioning)|(?:important|interesting) to (?:note|see)) that\s",
        r"^(?:note|notice|observe),? (?:\w+, )?that\s",
        rf"^(?:the|our|an?|one|another)(?: [\w-]+){{0,3}} {_POINT}(?: here| we make)? is that\s",
    )
)
_WITHIN = re.compile(
    rf"^(?P<where>(?:In|On|For|With|Across|Among|Under|Using|By) (?!this|these|our|{_PLACE})[^,]{{3,80}}?),? "
    rf"(?:we|I) {_MODAL}{_SHOW} that\s"
)
_STUDY_SHOWS = re.compile(
    rf"^(?!(?:prior|previous|earlier|recent|related|existing|other|past|their|his|her)\b)"
    rf"(?:(?:this|these|the|our|an?)\s)?(?:[\w-]+ ){{0,3}}?{_STUDY}"
    rf"(?: of [\w '/-]{{3,50}}?)?(?P<on> (?:on|over|with|for|in) (?!the (?:test|same) |{_PLACE})[\w ,'/-]{{3,70}}?)?"
    rf"(?: in {POINTER})? (?:also |further |clearly |\w+ly |have |has )?{_SHOW} (?:that\s|(?=our |we ))",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    rf"^(?:(?:this|these|our|the|all this)(?: [\w-]+){{0,4}}?|{POINTER}) (?:also |\w+ly |would |seems? to )?"
    r"(?P<verb>suggests?|indicates?|impl(?:y|ies)) that\s",
    re.IGNORECASE,
)
_POINTED = re.compile(
    rf"\s?\((?:[\w ,.]{{0,25}}? )?(?:{POINTER}|Equations? \(?\d+\)?|Eqs?\. ?\(?\d+\)?|footnote \d+|below|above)"
    rf"(?:[,;:] [^()]{{0,60}})?\)"
    rf"|(?<!\bAs),? (?:as )?(?:also )?(?:shown|seen|reported|listed|given|illustrated|described|presented|depicted|"
    rf"detailed|summari[sz]ed) (?:\w+ )?(?:in|by) {POINTER}(?=[,.]|$)",
)
_ROUNDS = 4  # "Finally, in this paper, we also show that ..." has three lead-ins


@dataclass(frozen=True, slots=True)
class Bare:
    """A sentence without what leads into it.

    Attributes:
        was_shown: Whether the authors say of it that they, their results or a table show it.
    """

    text: str
    was_shown: bool


def without_lead_in(text: str, names: PaperNames) -> Bare:
    """A sentence without its connectives, pointers and "we show that"; hedges keep their speaker.

    >>> without_lead_in("However, as shown in Table 2, we find that width helps (see Section 3).", PaperNames())
    Bare(text='Width helps.', was_shown=True)
    >>> without_lead_in("Experiments on XNLI show that width helps.", PaperNames()).text
    'On XNLI, width helps.'
    """
    was_shown = False
    for _ in range(_ROUNDS):
        unled = bare = _LEAD.sub("", text)
        for pattern in _SHOWN:
            bare = pattern.sub("", bare, count=1)
        was_shown = was_shown or bare != unled
        unled = bare = _POINTED.sub("", bare)
        bare = _STUDY_SHOWS.sub(lambda match: f"{match['on'].strip()}, " if match["on"] else "", bare, count=1)
        bare = _WITHIN.sub(r"\g<where>, ", bare)
        bare = _HEDGED.sub(lambda match: f"{names.subject} {_plural(match['verb'])} that ", bare, count=1)
        was_shown = was_shown or bare != unled
        if bare == text:
            break
        text = capitalised(bare)
    return Bare(text, was_shown)


def capitalised(text: str) -> str:
    """The text with a capital first letter, names like "iBERT" and "pypdfium2" excepted."""
    first = text.partition(" ")[0]
    return text if any(letter.isupper() or letter.isdigit() for letter in first[1:]) else text[:1].upper() + text[1:]


def _plural(verb: str) -> str:
    """A verb in the plural: "implies" is "imply"."""
    low = verb.lower()
    return f"{low[:-3]}y" if low.endswith("ies") else low.removesuffix("s")
