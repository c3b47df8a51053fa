"""Words brought to a common form, so that "normalised by" meets "normalization"."""

import re
from functools import lru_cache
from typing import Final

_TOKENISED = re.compile(r"\s[,.;:)](?:\s|$)|\w\s-\s\w|\(\s")
"""Text of corpora that store words apart: "10 , 852 images", "state - of - the - art"."""

_JOINS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\(?\s?(?:Section|Table|Figure|Fig\.|Equation)?\s?\[ reference \](?:\s?&\s?\[ reference \])*\s?\)?", " "),
        (r"(?<=\d) , (?=\d{3}\b)", ","),
        (r"(?<=\d)[eE] ?[-−–] (?=\d)", "e-"),
        (r"(?<=\w) ([-–—+@/]) (?=\w)", r"\1"),
        (r"(?<=\w) & (?=\w)", "&"),
        (r"(?<=\d) (?=[KMB]\b(?!-))", ""),
        (r" (?=[%,.;:)\]!?’]|'s\b|’s\b|n['’]t\b)", ""),
        (r"(?<=[(\[]) ", ""),
        (r" ’ (?=s\b)", "’"),
    )
)

_SPELLINGS: Final[tuple[tuple[str, str], ...]] = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"),
    ("elling", "eling"), ("elled", "eled"), ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("tre", "ter"),
)  # fmt: skip
_KEPT: Final = frozenset({"noise", "precise", "four", "hour", "our", "your", "rise", "wise", "otherwise", "likewise"})
_ENDINGS: Final = (
    "ization", "isation", "izing", "ational", "ations", "ation", "fulness", "iveness", "ities", "ments", "ment", "ness",
    "ances", "ance", "ences", "ence", "ables", "able", "ibly", "ably", "ively", "ions", "ion", "ity", "ive", "ally",
    "ating", "ated", "ates", "ators", "ator", "ate", "ing", "edly", "ized", "izes", "izer", "ize", "ies", "ied", "ers",
    "ors", "ely", "est", "ly", "er", "or", "ed", "al", "es", "e", "y", "s",
)  # fmt: skip
_PLURALS: Final = {
    "corpora": "corpus", "criteria": "criterion", "phenomena": "phenomenon", "matrices": "matrix", "indices": "index",
    "vertices": "vertex", "axes": "axis", "children": "child", "men": "man", "women": "woman", "mice": "mouse",
}  # fmt: skip
_GREEK: Final = 6  # letters from which a word in -sis has its plural in -ses: "analysis", "hypotheses"
_SHORTEST = 3  # letters that must be left of a word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The common form of a word: lower case, American spelling, without the usual endings.

    >>> [stem(word) for word in ("normalised", "normalization", "layers", "parser", "parsing", "XNLI's", "loss")]
    ['normal', 'normal', 'lay', 'pars', 'pars', 'xnli', 'loss']
    >>> stem("hypothesis") == stem("hypotheses"), stem("corpora")
    (True, 'corpus')
    """
    low = re.sub(r"['’]s?$", "", word.lower())
    if not low.isalpha() or len(low) <= _SHORTEST:
        return low
    low = _PLURALS.get(low, low)
    if low.endswith("sis") and len(low) >= _GREEK:
        return low[:-2]
    if low not in _KEPT:
        low = next((low.removesuffix(here) + there for here, there in _SPELLINGS if low.endswith(here)), low)
    if low.endswith(("ss", "us", "is")):
        return low
    ending = next((end for end in _ENDINGS if low.endswith(end) and len(low) - len(end) >= _SHORTEST), "")
    left = low.removesuffix(ending)
    is_doubled = ending in {"ing", "ed", "er", "est"} and left[-1] == left[-2] and left[-1] not in "sl"
    return left[:-1] if is_doubled else left


@lru_cache(maxsize=8192)
def running_text(text: str) -> str:
    """Text with its punctuation where a printer would put it; running text comes back as it is.

    >>> running_text("It has 10 , 852 images ( 93 % ) of the state - of - the - art [ reference ] .")
    'It has 10,852 images (93%) of the state-of-the-art.'
    """
    if not _TOKENISED.search(text):
        return text
    for pattern, by in _JOINS:
        text = pattern.sub(by, text)
    return re.sub(r"\s+", " ", text).strip()
