"""Hedges: is a guess sold as a proof, or a result as a guess."""

import re
from collections.abc import Sequence
from typing import Final

from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.negation import negated
from synth.verdict.checks.words import words
from synth.verdict.types import Check

NAME: Final = "hedges"
_GUESS: Final = words(
    "suggest suggests suggested suspect suspects hypothesize hypothesizes hypothesise hypothesises hypothesized",
    "conjecture conjectures conjectured believe believes speculate speculates think thinks may might could",
    "possible possibly perhaps likely probably probable plausible potentially potential seem seems appear appears",
    "hint hints presumably indication tentative tentatively expect expects assume assumes arguably suspected",
)
"""Words of one who is not sure."""
_PROOF: Final = words(
    "prove proves proved proven demonstrate demonstrates demonstrated establish establishes established confirm",
    "confirms confirmed verify verifies verified conclusively guarantee guarantees guaranteed definitively",
    "empirically certainly undoubtedly conclude concludes concluded",
)
"""Words of one who has shown it."""
_SHOWN: Final = _PROOF | words("show shows shown showed observe observed observes find found finds validated validate")
_TOLD_AS_SHOWN: Final = _SHOWN | words("reports reported tested tried explored examined studied evaluated")
"""Words of a claim that tells something as done or seen; many say so of what others only suggest."""
_OPINION: Final = words(
    "suspect suspects suspected hypothesize hypothesizes hypothesise hypothesises hypothesized conjecture conjectures",
    "conjectured believe believes speculate speculates think thinks hope hopes",
)
"""Words of one who tells what he thinks, not what he saw."""
_LATER: Final = words("future untested unexplored unexamined later hope hopes plan")
"""Words of one who has not tried yet."""
_ODDS: Final = words("more less least equally as")
"""Before "likely" they compare chances: "were more likely to recover" is no guess, "most likely" is."""
_ONLY_A_GUESS: Final = words("merely only conjectured conjectures hypothesised hypothesized suspected guess")
_TRYING: Final = (
    r"(?:test|try|tried|explor|examin|investigat|stud(?:y|ied)|evaluat|measur|check|verif|analy[sz]|assess|pursu|"
    r"address)\w*"
)
_UNTRIED: Final = re.compile(
    rf"\b(?:(?:not|never|n['’]t)\s(?:yet\s|been\s|be\s|explicitly\s|further\s|here\s){{0,2}}{_TRYING}|yet\sto\s(?:be\s)?\w+|"
    r"un(?:tested|tried|explored|examined|investigated)|(?:unclear|unknown|uncertain|not\s(?:yet\s)?(?:clear|known))\s"
    r"(?:\w+\s){0,2}?(?:whether|if)|(?:unclear|unknown|uncertain)(?=\W*$)|remains?\s(?:to\sbe\s(?:seen|shown|tested)|open|unclear)|"
    r"(?:an\s)?open\squestion|beyond\sthe\sscope\sof\s(?:this|our|the)\s(?:\w+\s)?(?:paper|work|study)|"
    r"(?:for|to|in|as)\s(?:the\s)?future(?:\s(?:work|research|studies))?|future\s(?:work|research)|"
    r"we\s(?:hope|plan|intend)\b)",
    re.IGNORECASE,
)
"""Said of what nobody has tried yet."""
_PRESUPPOSED: Final = words("how why mechanism mechanisms reason reasons")
"""Where these are unclear, the thing itself is not: "how dropout helps is unclear"."""
_OPEN: Final = words("whether unclear unknown open yet hoped planned")
_MIN_UNTRIED: Final = 0.5
"""Share of the claim's content words that must stand in what is said to be untried."""
_LEAST_TOLD: Final = 2  # content words of a clause that says itself what is untried; else the clause before does
_MIN_SHARED: Final = 0.25
"""Share of the claim's content words that the passage must hold."""


def is_cautious(text: str) -> bool:
    """Whether a text says of something that it is not sure.

    >>> is_cautious("Depth may help."), is_cautious("It helped in May.")
    (True, False)
    """
    return any(word.text in _GUESS for word in analyse(text).words)  # "May" is a month


def check(case: Case) -> Check:
    """Compare how sure both sides are, where both say so."""
    if len(case.claim.keys & (case.here.keys | case.around)) < _MIN_SHARED * len(case.claim.keys):
        return silent(NAME, "the passage speaks of something else")
    return (
        _untried(case)
        or _difference(case)
        or _likeness(case)
        or silent(NAME, "no difference in how sure both sides are")
    )


def _untried(case: Case) -> Check | None:
    """A claim that tells as a result what the passage says nobody has tried; None if it does not."""
    claim, here = case.claim, case.here
    cautious = _GUESS | _LATER | _OPEN
    if any(word.low in cautious and not word.is_name for word in claim.words) or _UNTRIED.search(claim.text):
        return None
    if negated(claim):
        return None  # what nobody has done may be told with "not"
    for match in _UNTRIED.finditer(here.text):
        at = here.words[here.index_at(match.start())]
        if any(word.low in _PRESUPPOSED for word in here.words if word.clause == at.clause):
            continue
        first, past = _scope(here, *match.span())
        told = here.keys_between(first, past) - analyse(match[0]).keys
        elsewhere = (here.keys_between(0, first) | here.keys_between(past, len(here.words))) - told
        inside, outside = claim.keys & told, claim.keys & elsewhere
        least = max(_LEAST_TOLD, _MIN_UNTRIED * len(claim.keys))
        if len(inside) >= least and len(inside) > len(outside):
            return conflict(NAME, f"the passage says {match[0]!r} of it, the claim tells it as a result")
    return None


def _scope(here: Analysis, start: int, end: int) -> tuple[int, int]:
    """The words of the clause in which a remark stands, or of the one before where the remark is all it says."""
    words = here.words
    at = here.index_at(start)
    marks = analyse(here.text[start:end]).keys
    clause = [place for place, word in enumerate(words) if word.clause == words[at].clause]
    if len(here.keys_between(clause[0], clause[-1] + 1) - marks) >= _LEAST_TOLD:
        return clause[0], clause[-1] + 1
    sentence = words[at].sentence
    before = [place for place, word in enumerate(words) if word.sentence == sentence and place < clause[0]]
    return (before[0], before[-1] + 1) if before else (clause[0], clause[-1] + 1)


def _difference(case: Case) -> Check | None:
    """A side that is surer than the other; None if there is none."""
    claim, here = case.claim, case.here
    guess, later, shown = (_first(claim, of) for of in (_GUESS, _LATER, _TOLD_AS_SHOWN))
    proof = _first(claim, _PROOF)
    doubt, opinion = _first(here, _GUESS | _LATER), _first(here, _OPINION | _LATER)
    if proof and not guess and doubt and not _first(here, _PROOF):
        return conflict(NAME, f"the passage only says {doubt!r}, the claim {proof!r}")
    if shown and not guess and not later and opinion and not _first(here, _SHOWN):
        return conflict(NAME, f"the passage only says {opinion!r}, the claim {shown!r}")
    if (later or (_first(claim, _ONLY_A_GUESS) and guess)) and _first(here, _SHOWN) and not doubt:
        return conflict(NAME, f"the passage says {_first(here, _SHOWN)!r}, the claim {later or guess!r}")
    return None


def _likeness(case: Case) -> Check | None:
    """Both sides cautious, or both sure; None if neither."""
    doubt = _first(case.here, _GUESS | _LATER)
    if _first(case.claim, _GUESS | _LATER) and doubt:
        return agree(NAME, f"both are cautious: {doubt!r}")
    if _first(case.claim, _PROOF) and _first(case.here, _SHOWN) and not doubt:
        return agree(NAME, f"both are sure: {_first(case.here, _SHOWN)!r}")
    return None


def _first(analysis: Analysis, of: frozenset[str]) -> str:
    """The first word of a list that a text holds, as it stands there; else empty. "May" as a month does not count."""
    words_ = analysis.words
    said = (word for at, word in enumerate(words_) if word.low in of and not word.is_name and not _is_odds(words_, at))
    return next((word.text for word in said), "")


def _is_odds(words_: Sequence[Word], at: int) -> bool:
    """Whether a word compares chances: "likely" in "more likely"."""
    return words_[at].low == "likely" and at > 0 and words_[at - 1].low in _ODDS
