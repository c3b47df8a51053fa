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
    r"develop|devise|built|created|collected)\w*|original\s(?:to|invention|idea|contribution)|this\spaper['’]s\s(?:own|"
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
_OURS: Final = re.compile(
    r"\b(?:we|our)\s(?:\w+\s){0,3}?(?:introduce|propose|present|develop|devise|contribut|novel|new|design|release|build|built|"
    r"collect|create|construct|first)\w*|\b(?:novel|new)\s\w+|\bin\sthis\s(?:paper|work)\b|\bcontributions?\b",
    re.IGNORECASE,
)
"""A passage that speaks of its own work."""
_THEIRS: Final = re.compile(
    r"\bet\sal\b|\[\s?reference\s?\]|\b(?:introduced|proposed|presented|described|developed|shown|used)\s(?:in|by)\b|"
    r"\b(?:previous|prior|earlier|existing|recent)\s(?:work|works|approach|approaches|method|methods|studies|study|paper)\b|"
    r"\bfollow(?:ing|s)?\s(?:the\s)?(?:\w+\s){0,3}(?:of|from|in|by)\b|\binspired\sby\b|\[\d+(?:,\s?\d+)*\]|"
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
