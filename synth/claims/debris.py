"""Telling sentences from what extraction leaves behind: table rows, equations, headings, cut-off text."""

import re
from collections import Counter

from synth.claims.leads import one_of
from synth.claims.lexicon import CANNOT_END
from synth.claims.verbs import finite_verbs

MIN_WORDS = 5
MAX_WORDS = 60
MIN_ALPHABETIC = 0.72  # share of tokens that are words
MAX_SINGLE = 0.12  # share of tokens that are one letter, "a", "A" and "I" aside
MAX_SYMBOLS = 0.012  # share of characters that only mathematics and damage leave in prose

_STARTS = re.compile(r"^[“\"'‘]?(?:[A-Z]|\d+(?:\.\d+)?\s?%(?! (?:for|vs|in|on)\b)|[a-z]+[A-Z])")
_ENDS = re.compile(r"(?<!\bFig)(?<!\bresp)[.!][”\"'’)]?$")
_SYMBOLS = re.compile(r"[=|∑∏∫√∂∈∉⊂⊆∪∩∀∃⟨⟩⌈⌉→←⇒⇔∝∞≜◦•■▪{}\\^_~@#*†‡§¶ˆ˜¨´]|[\ue000-\uf8ff\ufffd\x00-\x08]")
_BOILERPLATE = re.compile(
    one_of(
        r"\bproceedings of\b|©|\bcopyright\b|\ball rights reserved\b|"
        r"\bassociation for computational linguistics\b|\barxiv:\d",
        r"\bpermission (?:is|to)\b|\bpages? \d+\s?[–-]\s?\d+|\bannual meeting\b|\bgrant (?:no|number)|"
        r"\banonymous review",
        r"\bsupported (?:in part )?by (?:the|an?)\b.*\b(?:grant|foundation|contract|fund)|\bthank\b|"
        r"\bgrateful\b|\bfunded by\b",
        r"\bcorresponding author\b|\bequal contribution\b|\bwork (?:was )?done (?:while|during)\b|\bpermission\b",
    ),
    re.IGNORECASE,
)
_MIXED = re.compile(
    one_of(
        r"[a-z]\s\d{1,2}\s[A-Z](?:[a-z]|\s)",  # a footnote's number and its first word
        r"[a-z]{3}[.,]?\d{1,2}[,.]?\s[A-Za-z]",  # "results.12 Note"
        r",\s\d{1,2}\s(?:but|and|even|which|where|although|while|as|is|it|we|the|a|an|in|of|so)\b",
        r"\.\s\d{1,2}\s?$|,\.|\s\.\s|\.,\s[a-z]+\s[A-Z]|\b[A-Za-z]\s?=\s?\d?\.$",
        r"(?<![.:;!?”\"’)\]–—-])\s(?:Our|We|This|These|It|In|They|The|An?|For|As|To|On|With|From|"
        r"Since|While|Although|However|When|If|Therefore|Thus|Finally)\s[a-z]",  # a heading ran in
        r"^(?:[A-Z][\w-]*\s){3,}(?:The|In|We|Our|This|A|An|For)\s|”\.\s[a-z]",
        r"\s[\u0300-\u036f¸˜¨´]|[Œœ]|\b[A-Za-zα-ω]\([A-Za-zα-ω]\b|∈|[∑∏∫]",  # accents and formulas that fell apart
        r"[a-z]-\s(?!and |or |to |based )[a-z]",  # a hyphen left open
        r"(?<!et al)(?<!vs)\.\s(?:We|Our|The|This|These|In|It|However|Name)\s|[a-z]{4}\.\s[a-z‘“]",
        r"^[A-Z][\w -]{5,60}:\s(?:We|The|In|Our|This|It)\s",
        r",\sThey\s|\d(?:We|The|In|It|This|For)\b|\d\.[A-Z][a-z]|\b[b-z]\.\s[A-Z]",  # no sentence ended here
        r"\b(?:of|with|than|from|into|by)[,;.]|\b(?:of|with|than|from|for) (?:and|or|is|are|but)\b",  # lost symbols
        r"\b(?:as|is|by|to|of|via) where\b|\bwhere is\b|„|,\)"
        r"\b(?:Table|Figure|Fig\.) \d+:|\b(?:Table|Figure)[.,]",
    )
)
_ASIDE = re.compile(r", (?:which|who|where) [^,;]*")
_WITH_DIGITS = re.compile(r"\b[^\W\d_]+\d{1,2}\b")
_A_NAME = "Name"
_ENUMERATES = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s(?!.*;\s)")
_PLACES = r"(?:sections?|appendix|appendices|tables?|figures?|fig\.|equations?|eqs?\.|chapter|§)"
_ORGANISES = re.compile(
    one_of(
        r"\b(?:paper|remainder|rest of .*|chapter|thesis|article|section)s? (?:is|are) (?:organi[sz]ed|structured)\b",
        r"\b(?:next|following|previous|last|remaining|this|present) (?:sub)?sections?\b",
        rf"\b{_PLACES} \d[\d.]*(?:\s(?:and|to)\s(?:section\s)?\d[\d.]*)?,? (?:\w+ly )?(?:we|presents?|describes?|"
        rf"discuss|"
        r"reports?|gives?|introduces?|outlines?|concludes?|reviews?|covers?|explains?|summari[sz]es?|contains?|"
        r"provides?|lists?|"
        r"shows? (?:the|an?|some|how|our|examples?|results?)\b|is|are|plots?|depicts?|compares?|"
        r"illustrates? (?:the|an?|how|our))\b",
        rf"\b(?:described|discussed|presented|explained|given|shown|defined|reported|listed|illustrated|"
        rf"summari[sz]ed|detailed|"
        rf"found|provided|plotted|depicted) (?:\w+ ){{0,4}}(?:in|by|at) (?:\w+ ){{0,3}}?{_PLACES}",
        r"\b(?:we|I) (?:\w+ )?(?:describe|discuss|present|report|show|give|list|review|summari[sz]e|conclude|"
        r"illustrate|plot) "
        rf"[^.]{{0,80}}\bin {_PLACES}",
    ),
    re.IGNORECASE,
)
_SPECIMEN = re.compile(
    r"^(?:For (?:example|instance)|E\.g\.|Consider|Suppose|Assume|Let|Recall|Imagine|As an example|"
    r"To illustrate|Given)\b"
    r"|^(?:Next|Below|Now|Here|Then),? we (?:now )?(?:describe|discuss|explain|outline|review|present|turn)\b"
)


def is_whole_sentence(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a text is one complete statement in prose, as its author wrote it.

    Args:
        text: One sentence, citation marks taken out.
        names: Words that end in digits and are names, not words with a footnote mark ("GPT2").

    >>> is_whole_sentence("The parser reaches 91.2 F1 on the test set.")
    True
    >>> is_whole_sentence("Model P R F1 Baseline 81.2 79.9 80.5 Ours 84.1 83.0 83.5.")
    False
    """
    text = _WITH_DIGITS.sub(lambda match: _A_NAME if match[0] in names else match[0], text).replace(" %", "%")
    tokens = text.split()
    if not MIN_WORDS <= len(tokens) <= MAX_WORDS or not _STARTS.match(text) or not _ENDS.search(text):
        return False
    if any(pattern.search(text) for pattern in (_BOILERPLATE, _MIXED, _ENUMERATES, _SPECIMEN)):
        return False
    return (
        _reads_as_prose(text, tokens)
        and _is_balanced(text)
        and bool(finite_verbs(_ASIDE.sub("", text)))
        and not _is_cut_off(tokens)
    )


def names_with_digits(text: str) -> frozenset[str]:
    """Words with digits at the end that recur in a paper, so that the digits are no footnote marks.

    >>> sorted(names_with_digits("GPT2 beats GPT2 in all results3"))
    ['GPT2']
    """
    return frozenset(word for word, count in Counter(_WITH_DIGITS.findall(text)).items() if count > 1)


def is_about_layout(text: str) -> bool:
    """Whether a sentence tells where in the paper something stands, and nothing else.

    >>> is_about_layout("Section 2 presents related work."), is_about_layout("Width helps in 2 of 3 languages.")
    (True, False)
    """
    return _ORGANISES.search(text) is not None


def _reads_as_prose(text: str, tokens: list[str]) -> bool:
    """Whether words outnumber symbols, single letters and numbers as they do in prose."""
    words = [token.strip(".,;:()[]“”\"'’‘") for token in tokens]
    alphabetic = sum(
        (bool(re.fullmatch(r"[^\W\d_][^\d_]*|[^\W\d_]{2,}\d{1,3}", word)) and len(word) > 1) or word in {"a", "A", "I"}
        for word in words
    )
    single = sum(len(word) == 1 and word.isalpha() and word not in "aAI" for word in words)
    upper = sum(len(word) > 1 and word.isupper() for word in words)
    return (
        alphabetic >= MIN_ALPHABETIC * len(words)
        and single <= MAX_SINGLE * len(words)
        and len(_SYMBOLS.findall(text)) <= MAX_SYMBOLS * len(text)
        and "=" not in re.sub(r"\(\w+\s?=\s?[\d.,]+\)|\b[pknαβλ]\s?=\s?[\d.]+", "", text)
        and upper <= len(words) / 2
        and max(map(len, words)) <= 40
    )


def _is_balanced(text: str) -> bool:
    """Whether brackets and curly quotes close in the order they open."""
    closing = {")": "(", "]": "[", "”": "“"}
    opened: list[str] = []
    for character in text:
        if character in closing.values():
            opened.append(character)
        elif character in closing and (not opened or opened.pop() != closing[character]):
            return False
    return not opened and text.count('"') % 2 == 0


def _is_cut_off(tokens: list[str]) -> bool:
    """Whether the last word cannot end a sentence."""
    last = tokens[-1].strip(".!)”\"'’").lower()
    return not last or last in CANNOT_END
