"""Typing errors: two letters swapped, one lost, one too many, or the key beside it.

The rate is the chance that a word has one error, as in the literature on robustness; words of one letter and marks are
never touched, and rate 0 is the identity.

Source:
    The four kinds: Belinkov and Bisk (2018), https://arxiv.org/abs/1711.02173; Pruthi et al. (2019),
    https://arxiv.org/abs/1905.11268.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from synth.errors import LabError

KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # the rows, each half a key to the right of the one above
MIN_LETTERS: Final = 2  # shorter words are left alone


def _beside(rows: Sequence[str]) -> dict[str, str]:
    """The keys that touch each key."""
    place = {key: (y, 2 * x + y) for y, row in enumerate(rows) for x, key in enumerate(row)}  # in half keys
    found = {}
    for key, (y, x) in place.items():
        touching = [k for k, (v, u) in place.items() if k != key and abs(v - y) <= 1 and abs(u - x) <= 2 - abs(v - y)]
        found[key] = "".join(touching)
    return found


NEIGHBOURS: Final = _beside(KEYBOARD)


def typos(words: Sequence[str], rate: float, rng: Random) -> tuple[str, ...]:
    """The words, each with a typing error at the given rate.

    >>> typos(("banana",), 0.0, Random(1))
    ('banana',)
    >>> typos(("banana", "."), 1.0, Random(1))
    ('baanna', '.')

    Args:
        words: Any; their number and order stay.
        rate: Chance of an error in each word, in [0, 1].
        rng: Decides all.

    Raises:
        LabError: If the rate is no share.
    """
    if not 0.0 <= rate <= 1.0:
        raise LabError(f"a typo rate of {rate} is no share", hint="it lies between 0 and 1")
    return tuple([mistyped(word, rng) if rng.random() < rate else word for word in words])


def typo_variants(words: Sequence[str], rate: float, k: int, rng: Random) -> list[tuple[str, ...]]:
    """K versions of the words with typing errors of their own, for a worst-of-k attack."""
    return [typos(words, rate, rng) for _ in range(k)]


def mistyped(word: str, rng: Random) -> str:
    """The word with one error; unchanged only if it has fewer than two letters or all its letters are alike."""
    if len(word) < MIN_LETTERS:
        return word
    return rng.choice(ERRORS)(word, rng)


def _swapped(word: str, rng: Random) -> str:
    places = [i for i in range(len(word) - 1) if word[i] != word[i + 1]]
    if not places:
        return word
    i = rng.choice(places)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _lost(word: str, rng: Random) -> str:
    i = rng.randrange(len(word))
    return word[:i] + word[i + 1 :]


def _doubled(word: str, rng: Random) -> str:
    """A key too many: one beside the key that was meant."""
    i = rng.randrange(len(word))
    return word[: i + 1] + _key_beside(word[i], rng) + word[i + 1 :]


def _slipped(word: str, rng: Random) -> str:
    i = rng.randrange(len(word))
    return word[:i] + _key_beside(word[i], rng) + word[i + 1 :]


def _key_beside(letter: str, rng: Random) -> str:
    """A neighbour in the same case; letters that the keyboard lacks have themselves."""
    beside = NEIGHBOURS.get(letter.lower(), letter)
    key = rng.choice(beside)
    return key.upper() if letter.isupper() else key


ERRORS: Final[tuple[Callable[[str, Random], str], ...]] = (_swapped, _lost, _doubled, _slipped)
