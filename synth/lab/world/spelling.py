"""How the words of the world are spelt, and how one language re-spells another."""

from collections.abc import Callable
from random import Random
from typing import Final

CONSONANTS: Final = "bdfghjklmnprstvz"
VOWELS: Final = "aeiou"
LONG_FROM: Final = 600  # from this many words on, a third of them have three syllables


class Spelling:
    """One order of the letters per world; language k writes each letter as the one k places on.

    So a letter is written differently in all languages (there are fewer targets than vowels), and a re-spelt word
    shares no place with the original or with its other re-spellings.

    Source:
        Letter and word maps instead of real languages: K et al. (2020), https://arxiv.org/abs/1912.07840, and
        Dufter & Schuetze (2020), https://arxiv.org/abs/2005.00396.
    """

    def __init__(self, rng: Random, languages: int) -> None:
        self.languages = languages
        self._maps: list[dict[int, str]] = []
        orders = [rng.sample(letters, len(letters)) for letters in (CONSONANTS, VOWELS)]
        for shift in range(languages):
            pairs = {a: order[(i + shift) % len(order)] for order in orders for i, a in enumerate(order)}
            self._maps.append(str.maketrans(pairs))

    def respelt(self, word: str, language: int) -> str:
        """The word in the letters of the language; language 0 is the source."""
        return word.translate(self._maps[language])

    def cognate(self, word: str, language: int) -> str:
        """The word with only its third letter re-spelt."""
        return word[:2] + word[2].translate(self._maps[language]) + word[3:]

    def forms(self, word: str) -> list[str]:
        """All ways in which some language may write the word."""
        return [form(word, language) for language in range(self.languages) for form in (self.respelt, self.cognate)]


def new_words(rng: Random, n: int, forms: Callable[[str], list[str]], *, taken: set[str]) -> list[str]:
    """Make n words of two or three syllables, none of whose forms is a form of another word or in ``taken``.

    Args:
        forms: All spellings that a word may get; they are added to ``taken``.
    """
    words: list[str] = []
    long = n >= LONG_FROM
    while len(words) < n:
        syllables = 3 if long and rng.random() < 1 / 3 else 2
        word = "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(syllables))
        if rng.random() < 1 / 2:
            word += rng.choice(CONSONANTS)
        spellings = set(forms(word))
        if not spellings & taken:
            taken |= spellings
            words.append(word)
    return words
