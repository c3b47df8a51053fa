"""Whether a text is a claim that can be checked at all."""

import re
from typing import Final

LEAST_WORDS: Final = 3
MOST_CHARS: Final = 1500  # a long paragraph; more is not one claim
_LETTER_SHARE: Final = 0.5  # of the characters that are not spaces
_WORD: Final = re.compile(r"[^\W\d_]+")
_CITED: Final = re.compile(r"\bet al\b")  # no French, in citations
_ENGLISH: Final = frozenset(
    _WORD.findall("the of and to a is for with on by that are we as this from be it our than not which can")
)
_OTHER: Final = frozenset(
    _WORD.findall(
        "der die das und ist nicht ein eine mit auf für von dem den als auch werden wird sind zu "
        "le la les des est une dans pour sur avec que qui par plus sont au du et "
        "el los las una es en por con para más como su del y se no lo "
        "il che di non per sono della nel gli è o os uma não são com em do da "
        "het een van niet zijn voor met op dat"
    )
)
"""Function words of German, French, Spanish, Italian, Portuguese and Dutch."""


def why_uncheckable(text: str) -> str:
    """The reason in plain words, or "" for a text that can be checked.

    >>> why_uncheckable("Does width help?")
    'a question, not a claim'
    >>> why_uncheckable("Width helps a lot.")
    ''
    """
    words = _WORD.findall(_CITED.sub(" ", text.casefold()))
    solid = re.sub(r"\s", "", text)
    if text.rstrip().endswith("?"):
        return "a question, not a claim"
    if not words or sum(char.isalpha() for char in solid) < _LETTER_SHARE * len(solid):
        return "symbols and numbers without a sentence around them"
    if len(words) < LEAST_WORDS:
        return f"{'one word' if len(words) == 1 else 'two words'}: too short to assert something"
    if len(text) > MOST_CHARS:
        return f"{len(text)} characters: too long to be one claim, split it"
    if not _is_english(words):
        return "not in English, the only language that can be checked"
    return ""


def _is_english(words: list[str]) -> bool:
    """Whether the script is Latin and no other language's function words outnumber the English ones."""
    latin = sum(word[0] < "\u0250" for word in words)
    english, other = (sum(word in known for word in words) for known in (_ENGLISH, _OTHER))
    return latin * 2 >= len(words) and (other < 2 or other <= english)
