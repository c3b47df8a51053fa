"""Attribution: is it this paper's work, or that of others."""

import re
from typing import Final

from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.types import Check

NAME: Final = "attribution"
_CLAIMS_OWN: Final = re.compile(
    r"\b(?:(?:this|the)\s(?:paper|work)(?:['’]s)?\s(?:own\s)?(?:is\sthe\sfirst|introduces|proposes|invents|presents|develops|"
    r"contributes|contribution|first\sproposed)|(?:introduced|proposed|developed|presented|devised|invented|released|"
    r"designed|created|built)\s(?:in|by|for)\sth(?:is|ese|e)\s(?:paper|work|authors?)|contributions?\sof\sth(?:is|e)\spaper|"
    r"(?:these|the|this\spaper['’]s)\sauthors(?:\sof\sthis\spaper)?(?:\sthemselves)?\s(?:introduce|propose|invent|"
    r"develop|devise|built|created|collected|(?:are|were)\sthe\sfirst)\w*|for\sthe\sfirst\stime|original\s(?:to|invention|idea|contribution)|this\spaper['’]s\s(?:own|"
    r"contribution|novel)|newly\s(?:devised|proposed|introduced)|new\scontribution|their\sown\s(?:invention|idea))",
    re.IGNORECASE,
)
"""A claim that something is this paper's."""
_CLAIMS_OTHERS: Final = re.compile(
    r"\b(?:earlier\swork|prior\swork|previous\swork|existing\s(?:work|method|network|architecture|idea)|by\sothers|"
    r"other\s(?:researchers|authors|people|groups?)|earlier\s(?:approach|paper|study)|credited\sto|taken\s(?:over\s)?from|"
    r"borrow(?:s|ed)|comes\sfrom\s(?:other|earlier)|is\sdue\sto|not\s(?:new|original)\s|not\shere|goes\sback\sto|"
    r"already\s(?:existed|proposed|been|known)|colleagues|co-authors)",
    re.IGNORECASE,
)
"""A claim that something is the work of others."""
_CLAIMS_AUTHORS: Final = re.compile(
    r"^(?:(?:in\s)?(?:this|the)\s(?:paper|study|work|authors?)(?:['’]s?)?\b|(?:these|its)\sauthors\b)|"
    r"\bby\s(?:the|its|these)\sauthors\b|"
    r"\b(?:put\sforward|proposed|introduced|presented|described)\shere\b|\bauthors['’]\sown\b|\bits\sauthors\b|"
    r"^the\s(?:[\w-]+\s){0,2}(?:team|group)\b",
    re.IGNORECASE,
)
"""A claim about what the paper's authors did or found."""
_OTHERS_SPEAK: Final = re.compile(
    r"^\W*(?:(?:recently|similarly|however|moreover|for\sexample|previously)\W+)?"
    r"(?:[A-Z][\w'’-]+(?:\s(?:et\sal\b\.?|(?:and|&)\s[A-Z][\w'’-]+))?,?\s[(\[]\s?(?:19|20)\d\d[a-z]?\s?[)\]]"
    r"|[A-Z][\w'’-]+\set\sal\b\.?|\[\s?(?:\d+|reference)\s?\])\s(?:\w+ly\s)?(?!is\b|are\b|was\b|were\b)[a-z]+"
)
"""A passage whose subject is a cited paper: "Doe and Roe (2019) find ..."."""
_OTHERS: Final = re.compile(
    r"^\W*(?:(?i:(?:recently|similarly|however|moreover|for\sexample|previously|indeed|in\s(?:19|20)\d\d)\W+)?(?:"
    r"(?i:(?:much\s|some\s)?(?:prior|previous|earlier|past|related|recent)\s(?:works?|studies|research|papers|results|"
    r"experiments|findings|evidence)\b|(?:several|many|other|some|various)\s(?:authors|researchers|groups|studies|works|"
    r"papers)\b|others\s(?:have|had)\b|it\shas\s(?:\w+\s)?been\s(?:shown|argued|reported|observed|demonstrated|found)\b|it\sis\s(?:\w+\s)?(?:known|established|accepted|believed)\b)|"
    r"(?i:(?:as\s)?(?:shown|found|reported|noted|argued|demonstrated|observed)\s(?:in|by)\s)"
    r"[A-Z][\w'’-]+(?:\set\sal\b|(?:\s(?:and|&)\s[A-Z][\w'’-]+)?\s[(\[](?:19|20)\d\d)|[A-Z][\w'’-]+\set\sal\b))"
)
"""A passage that opens with the work of others, whatever it cites."""
_CLAIMS_EARLIER: Final = re.compile(r"\bauthors['’]\s(?:own\s)?(?:earlier|previous|prior)\b", re.IGNORECASE)
"""A claim about what the paper's authors did before."""
_OTHERS_EARLIER: Final = re.compile(r"^\W*(?:earlier|previous|prior|existing)\s\w+", re.IGNORECASE)
"""A passage on what was there before, whosever it is if it does not say "our"."""
_BY_OTHERS: Final = re.compile(
    r"\b[a-z]+(?:ed|en|wn|de|lt)\s(?:\w+ly\s)?by\s[A-Z][\w'’-]+(?:\set\sal\b\.?|\s(?:and|&)\s[A-Z][\w'’-]+)?,?\s"
    r"[(\[](?:19|20)\d\d"
)
"""Something done by a cited paper: "collected by Doe et al. (2019)"."""
_WE: Final = re.compile(r"\b(?:we|our|us|(?:this|the\spresent)\s(?:paper|work|study|article)|here)\b", re.IGNORECASE)
_OURS: Final = re.compile(
    r"\b(?:we|our)\s(?:\w+\s){0,3}?(?:introduce|propose|present|develop|devise|contribut|novel|new|design|release|build|built|"
    r"collect|create|construct|first)\w*|\b(?:novel|new)\s\w+|\bin\sthis\s(?:paper|work)\b|\bcontributions?\b",
    re.IGNORECASE,
)
"""A passage that speaks of its own work."""
_THEIRS: Final = re.compile(
    r"\bet\sal\b|\[\s?reference\s?\]|\b(?:introduced|proposed|presented|described|developed|shown|used)\s(?:in|by)\b|"
    r"\b(?:previous|prior|earlier|existing|recent)\s(?:work|works|approach|approaches|method|methods|studies|study|paper)\b|"
    r"\b[Ff]ollow(?:ing|s)?\s[A-Z][\w-]+(?:\s(?:et\sal\.?|(?:and|&)\s[A-Z][\w-]+))?\s\(|\b[Ff]ollow(?:ing|s)?\s(?:the\s)?(?:\w+\s){0,3}(?:of|from|in|by)\b|\binspired\sby\b|\[\d+(?:,\s?\d+)*\]|"
    r"\(\s?[A-Z][\w-]+(?:\s(?:and|&)\s[A-Z][\w-]+)?,?\s(?:19|20)\d\d[a-z]?\s?\)|\b[a-z]+(?:19|20)\d\d[a-z]+\b|\b(?:they|their)\b",
)
"""A passage that speaks of the work of others, or cites it."""
_MIN_SHARED: Final = 0.25
"""Share of the claim's content words that the passage must hold."""


def check(case: Case) -> Check:
    """Compare whose work both sides speak of; silent where either does not say."""
    claim, here = case.claim, case.here
    if len(claim.keys & (here.keys | case.around)) < _MIN_SHARED * len(claim.keys):
        return silent(NAME, "the passage speaks of something else")
    text = case.passage.text
    others = _OTHERS_SPEAK.search(text) or _OTHERS.search(text) or _BY_OTHERS.search(text)
    if not others and _CLAIMS_EARLIER.search(case.claim.text):
        others = _OTHERS_EARLIER.search(text)
    if others and _CLAIMS_AUTHORS.search(claim.text) and not _WE.search(text):
        return conflict(
            NAME, f"the claim speaks of this paper's authors, the passage of others ({others[0].strip()!r})"
        )
    says_own, says_others = _CLAIMS_OWN.search(claim.text), _CLAIMS_OTHERS.search(claim.text)
    ours, theirs = _OURS.search(case.passage.text), _THEIRS.search(case.passage.text)
    if bool(says_own) == bool(says_others) or bool(ours) == bool(theirs):
        return silent(NAME, "whose work it is cannot be told")
    if says_own and theirs:
        return conflict(NAME, f"the claim calls it this paper's, the passage points to others ({theirs[0].strip()!r})")
    if says_others and ours:
        return conflict(NAME, f"the claim calls it the work of others, the passage its own ({ours[0].strip()!r})")
    whose = "others" if theirs else "this paper"
    return agree(NAME, f"both speak of the work of {whose}")
