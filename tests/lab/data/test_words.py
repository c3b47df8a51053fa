from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from synth.lab.data.words import split_words, word_range, words_of


@settings(deadline=None)
@given(st.text(max_size=40))
def test_words_lie_where_they_say(text: str) -> None:
    words = split_words(text)

    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


def test_marks_stay_with_their_letter() -> None:
    assert words_of("ที่นี่") == ("ที่", "นี่")
    assert words_of("हिन्दी में") == ("हिन्दी", "में")
    assert words_of("e\u0301te\u0301") == ("e\u0301te\u0301",)


def test_contractions_and_compounds_are_one_word() -> None:
    assert words_of("l'eau state-of-the-art isn’t") == ("l'eau", "state-of-the-art", "isn’t")


def test_range_takes_whole_words() -> None:
    words = split_words("in Bad Ems.")

    assert word_range(words, 3, 10) == (1, 3)
    assert word_range(words, 4, 5) == (1, 2)
    assert word_range(words, 2, 3) is None
