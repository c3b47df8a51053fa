"""Citation marks: found, judged, and taken out of a sentence without breaking it."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NAME = r"(?:(?:van|von|de|del|der|den|la|le|di|da|al|ten|ter)\s)*[A-Z][\w'’-]+"
_ET_AL = r"(?:,?\set\.?\sal\.?)"
_AUTHORS = rf"{_NAME}(?:(?:,\s{_NAME})*,?\s(?:and|&)\s{_NAME}|{_ET_AL})?"
_YEAR = r"(?:(?:19|20)\d\d[a-z]?(?:,\s?[a-z])*|to appear|in press|forthcoming|n\.d\.)"
_PAGES = r"(?:,\s(?:pp?\.|page|pages|chapter|ch\.|section|sec\.|§)\s?[\d–.-]+|:\s?\d+(?:[–-]\d+)?)?"
_ONE = rf"{_AUTHORS}(?:'s|’s)?,?\s?\(?{_YEAR}\)?{_PAGES}"
_LEAD = r"(?:see\s|e\.g\.,?\s|cf\.\s|see also\s|for example,?\s|i\.e\.,?\s|such as\s|inter alia,?\s)*"
_MORE = rf"(?:\s?(?:[;,]|and|,\sand|;\sand|&)\s?(?:{_LEAD}{_ONE}|{_YEAR}))*"
_PARENTHETICAL = re.compile(
    rf"\s?[(\[]{_LEAD}(?P<authors>{_AUTHORS}),?\s?\(?{_YEAR}\)?{_PAGES}{_MORE}(?:[,;]?\s?(?:inter alia|"
    rf"among others))?\s?[)\]]"
)
_PARENTHETICAL_MIXED = re.compile(rf"\s?\((?P<kept>[^()]*?)[;,]?\s(?:see\s|cf\.\s)?{_ONE}{_MORE}\)")
_NUMERIC = re.compile(r"\s?\[\d{1,3}[a-z]?(?:\s?(?:[,;]|[-–])\s?\d{1,3}[a-z]?)*(?:,\s(?:pp?\.|Sec\.|§)[^\]]*)?\]")
_ALPHA = re.compile(r"\s?\[[A-Z][A-Za-z+]{1,8}\s?[’']?\d{2}[a-z]?(?:[,;]\s?[A-Z][A-Za-z+]{1,8}\s?[’']?\d{2}[a-z]?)*\]")
_NARRATIVE = re.compile(
    rf"(?P<authors>{_AUTHORS})(?P<own>'s|’s)?\s?[(\[]{_YEAR}{_PAGES}(?:[,;]\s?{_YEAR})*[)\]](?P<own2>'s|’s)?"
)
_BARE = re.compile(rf"(?P<authors>{_NAME}{_ET_AL}),?\s(?P<year>{_YEAR})")
_DANGLES = re.compile(
    r"(?:\b(?:of|by|in|to|than|with|from|on|as|following|see|and|or|both|unlike|like|that|outperforms?|extends?|"
    r"follow|use|"
    r"against|over|versus|vs\.?)|[(,])\s?$",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"(?<=[A-Za-z)][,;:])\d{1,2}(?=\s[a-z])|(?<=[a-z]{3}[.!])\d{1,2}$")
_THEIRS = re.compile(rf"(?:[A-Z]\w+,? )?{_NAME}{_ET_AL}")  # "Interestingly, Smith et al. report"
_OTHERS = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|existing|recent|past|early|traditional|conventional|related|other|most)\s"
    r"(?:[\w-]+\s){0,3}(?:work|works|studies|study|research|researchers|authors|approaches|comparisons?|reports?|methods|efforts|attempts|"
    r"literature|"
    r"models|systems|papers|proposed|published|reported)\b"
    r"|\b(?:in the literature|has been (?:shown|proposed|studied|used|applied)|have been (?:shown|proposed|"
    r"studied|used|"
    r"applied|developed|explored)|it is (?:well[- ])?known that|researchers have|several authors|many authors)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Uncited:
    """A sentence without its citation marks.

    Attributes:
        text: The sentence; names that carry the sentence ("Smith et al. (2019) show") stay, without the year.
        has_marks: Whether there were any.
        is_led: Whether previous work is what the sentence is about.
        is_theirs: Whether cited authors are its subject.
        is_broken: Whether a mark was a part of speech that cannot be put in words ("as in [12]").
    """

    text: str
    has_marks: bool
    is_led: bool
    is_theirs: bool
    is_broken: bool


@lru_cache(maxsize=32768)  # a claim is asked of several papers
def as_asked(claim: str) -> str:
    """A claim as papers are asked about it: without citation marks, which none of them holds.

    >>> as_asked("Beams help (Roe, 2019; Doe et al., 2020) in parsing [3].")
    'Beams help in parsing.'
    >>> as_asked("As in [12], beams help."), as_asked("[12]")
    ('As in [12], beams help.', '[12]')
    """
    found = without_citations(claim)
    return claim if found.is_broken or not found.text.strip(" .") else found.text


def without_citations(text: str) -> Uncited:
    """Take citation marks out of a sentence.

    >>> without_citations("BLEU (Papineni et al., 2002) counts n-grams [3, 4].").text
    'BLEU counts n-grams.'
    >>> without_citations("Smith and Roe (2019) show that it fails.")
    Uncited(text='Smith and Roe show that it fails.', has_marks=True, is_led=True, is_theirs=True, is_broken=False)
    """
    is_broken = False

    def unmarked(match: re.Match[str]) -> str:
        nonlocal is_broken
        if not _DANGLES.search(match.string[: match.start() + (match[0][:1] == " ")]):
            return ""
        authors = match.groupdict().get("authors")
        is_broken = is_broken or not authors
        return f" {authors}" if authors else ""

    bare = _NARRATIVE.sub(lambda match: f"{match['authors']}{match['own'] or match['own2'] or ''}", text)
    for pattern in (_PARENTHETICAL, _NUMERIC, _ALPHA):
        bare = pattern.sub(unmarked, bare)
    bare = _PARENTHETICAL_MIXED.sub(lambda match: f" ({match['kept']})" if match["kept"].strip() else "", bare)
    bare = _NOTE_MARK.sub("", bare)
    bare = re.sub(r"\s\((?:19|20)\d\d[a-z]?\)", "", bare)
    bare = _BARE.sub(r"\g<authors>", bare)
    bare = re.sub(r"\s+([,;:]|\.(?!\d))", r"\1", re.sub(r"\s{2,}", " ", bare)).strip()
    narrative = _NARRATIVE.search(text) or _BARE.search(text)
    return Uncited(
        bare,
        has_marks=any(pattern.search(text) for pattern in (_PARENTHETICAL, _NUMERIC, _ALPHA, _NARRATIVE, _BARE)),
        is_led=bool((narrative and narrative.start() < 25) or _OTHERS.search(text)),
        is_theirs=bool((narrative and narrative.start() == 0) or _THEIRS.match(text)),
        is_broken=is_broken,
    )
