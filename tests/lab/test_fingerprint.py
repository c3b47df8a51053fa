"""Runs of other code are other runs; words for people are no code."""

from synth.lab.fingerprint import code_hash, meaning_of


def test_another_number_is_another_meaning() -> None:
    assert meaning_of("rate = 0.1") != meaning_of("rate = 0.2")


def test_comments_docstrings_cards_and_layout_mean_nothing() -> None:
    bare = "class A:\n    x = 1\n"
    told = '"""Says."""\n\nclass A:\n    """Says."""\n\n    card: ClassVar = Card("words")  # why\n    x=1\n'

    assert meaning_of(bare) == meaning_of(told)


def test_each_experiment_has_a_hash_of_its_own() -> None:
    assert code_hash("noise_scale", is_real=False) != code_hash("xtreme_scale", is_real=False)
