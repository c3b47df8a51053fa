import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.errors import LabError
from synth.lab.world import typo_variants, typos
from synth.lab.world.draws import stream
from synth.lab.world.typos import NEIGHBOURS, mistyped

words = st.lists(st.text("abcdefghijklmnopqrstuvwxyz.?", min_size=1, max_size=8), max_size=12).map(tuple)


@settings(deadline=None)
@given(words, st.integers())
def test_rate_zero_is_the_identity(text: tuple[str, ...], seed: int) -> None:
    assert typos(text, 0.0, stream(seed)) == text


@settings(deadline=None)
@given(words, st.floats(0, 1), st.integers())
def test_words_keep_their_number_and_change_by_one_letter_at_most(
    text: tuple[str, ...], rate: float, seed: int
) -> None:
    noisy = typos(text, rate, stream(seed))

    assert len(noisy) == len(text)
    for before, after in zip(text, noisy, strict=True):
        assert after
        assert abs(len(after) - len(before)) <= 1
        assert after == before or len(before) > 1


@settings(deadline=None)
@given(words, st.integers())
def test_equal_seeds_give_equal_typos(text: tuple[str, ...], seed: int) -> None:
    assert typos(text, 0.5, stream(seed)) == typos(text, 0.5, stream(seed))


def test_rate_is_the_share_of_words_with_an_error() -> None:
    text = ("bada", "kilo", "remu", "tosa") * 1000

    changed = sum(a != b for a, b in zip(text, typos(text, 0.3, stream(1)), strict=True))

    assert changed / len(text) == pytest.approx(0.3, abs=0.03)


def test_all_four_kinds_of_errors_are_made() -> None:
    made = {mistyped("badi", stream(seed)) for seed in range(300)}

    assert "abdi" in made  # swapped
    assert "bai" in made  # lost
    assert "bsdi" in made  # slipped: s lies beside a
    assert "basdi" in made  # one too many


def test_neighbours_touch_on_the_keyboard() -> None:
    assert set(NEIGHBOURS["g"]) == set("fhtyvb")
    assert set(NEIGHBOURS["q"]) == set("wa")
    assert all(key in NEIGHBOURS[other] for key, beside in NEIGHBOURS.items() for other in beside)


def test_variants_are_drawn_one_after_the_other() -> None:
    text = ("badaki", "lorem") * 5

    assert len(set(typo_variants(text, 0.5, 6, stream(0)))) > 1
    assert typo_variants(text, 0.5, 1, stream(0)) == [typos(text, 0.5, stream(0))]


def test_rate_that_is_no_share_is_refused() -> None:
    with pytest.raises(LabError, match="no share"):
        typos(("bada",), 1.1, stream(0))
