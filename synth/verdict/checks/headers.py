"""What headers of tables abbreviate, spelt as sentences spell it."""

import re
from functools import lru_cache
from typing import Final

from synth.verdict.checks.words import words

_SHORT: Final[dict[str, str]] = {
    "acc": "accuracy", "accu": "accuracy", "p": "precision", "prec": "precision", "pre": "precision", "r": "recall",
    "rec": "recall", "f": "F1", "f-1": "F1", "fm": "F1", "f1": "F1", "ppl": "perplexity", "params": "parameters",
    "param": "parameters", "avg": "average", "ave": "average", "mean": "average", "corr": "correlation",
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese",
    "ja": "Japanese", "ar": "Arabic", "hi": "Hindi", "sw": "Swahili", "ur": "Urdu", "tr": "Turkish", "vi": "Vietnamese",
    "th": "Thai", "bg": "Bulgarian", "el": "Greek", "ko": "Korean", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
    "fi": "Finnish", "cs": "Czech", "ro": "Romanian", "pl": "Polish", "sv": "Swedish", "hu": "Hungarian",
    "eng": "English", "ger": "German", "fra": "French", "spa": "Spanish", "deu": "German", "rus": "Russian",
}  # fmt: skip
"""Whole headers, or whole words of three letters and more in headers, with what they stand for. Source: ISO 639."""
OWN: Final = words("our ours proposed")
"""Words by which a paper calls its own system, in claims as in headers."""
OURS: Final = "our"
"""The key that stands for all of them."""
_LONGER: Final = 3  # letters from which an abbreviation is one inside a longer header too
_F1: Final = re.compile(r"\bF[-\s]?1?[-\s]?(?:measure|score)s?\b|\bF[-\s]1\b|\bF_?1\b", re.IGNORECASE)
_OURS: Final = re.compile(r"\bours\b", re.IGNORECASE)
_CITED: Final = re.compile(r"\s?[(\[][^()\[\]]*\b(?:19|20)\d\d[a-z]?\s?[)\]]|\s?\[\d+(?:,\s?\d+)*\]|\bet\sal\b\.?")
_AT: Final = re.compile(r"\b[PR]@(?=\d)")
_LETTER: Final = re.compile(r"(?<=\s)[PRF]$")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@lru_cache(maxsize=32768)
def shortened(text: str, abbreviations: tuple[tuple[str, str], ...]) -> str:
    """A header without the paper that it cites, with what the paper abbreviates abbreviated.

    >>> shortened("SIF (Arora et al., 2017)", ()), shortened("word error rate", (("WER", "word error rate"),))
    ('SIF', 'WER')
    """
    for short, long in abbreviations:
        if len(short) > 1 and long.lower() in text.lower():
            text = re.sub(rf"\b{re.escape(long)}\b", short.replace("\\", ""), text, flags=re.IGNORECASE)
    return _CITED.sub("", text).strip()


@lru_cache(maxsize=32768)
def spelt_out(text: str) -> str:
    """A header as a sentence would say it.

    >>> spelt_out("Prec."), spelt_out("de"), spelt_out("Dev Acc"), spelt_out("R@5")
    ('precision', 'German', 'Dev accuracy', 'recall at 5')
    """
    text = measured(text).strip()
    bare = text.strip(" .%()[]↑↓#").lower()
    if bare in _SHORT:
        return _SHORT[bare]
    text = _AT.sub(lambda at: f"{_SHORT[at[0][0].lower()]} at ", text)
    text = _LETTER.sub(lambda letter: _SHORT[letter[0].lower()], text)
    return _WORD.sub(lambda word: _SHORT.get(word[0].lower(), word[0]) if len(word[0]) >= _LONGER else word[0], text)


@lru_cache(maxsize=16384)
def measured(text: str) -> str:
    """A text with the F-measure under one name, and with a noun for "ours".

    >>> measured("Ours has an F-measure of 61 and the best F-score.")
    'our system has an F1 of 61 and the best F1.'
    """
    return _OURS.sub("our system", _F1.sub("F1", text))
