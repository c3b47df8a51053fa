from hypothesis import given
from hypothesis import strategies as st

from synth.verdict.attack import Mutant, MutantKind, mutants
from synth.verdict.attack.words import AMOUNTS, BEATEN, COMPARED, CONTRARIES, EXTREMES, TURNS, UNITS

CLAIM = "BERT outperforms all baselines by at least 1.6 points on XNLI, and it increases recall by 2.1 points."


def test_kinds_take_turns() -> None:
    kinds = [mutant.kind for mutant in mutants(CLAIM, limit=6)]

    assert len(set(kinds)) == 6


def test_limit_is_kept() -> None:
    assert len(mutants(CLAIM, limit=2)) == 2


def test_equal_claims_give_equal_mutants() -> None:
    assert mutants(CLAIM, limit=50) == mutants(CLAIM, limit=50)


def test_no_mutant_occurs_twice_or_is_the_claim() -> None:
    texts = [mutant.text for mutant in mutants(CLAIM, limit=50)]

    assert len(set(texts)) == len(texts)
    assert CLAIM not in texts


def test_change_says_what_was_altered() -> None:
    (mutant,) = mutants("Depth increases accuracy.", limit=1)

    assert mutant == Mutant(MutantKind.DIRECTION, "Depth decreases accuracy.", "“increases” became “decreases”")


@given(st.text(max_size=80))
def test_any_text_can_be_attacked(text: str) -> None:
    assert all(mutant.text != text for mutant in mutants(text))


def test_no_word_is_exchanged_for_itself_or_one_that_it_implies() -> None:
    for pairs in (TURNS, COMPARED, EXTREMES, BEATEN, AMOUNTS, CONTRARIES, UNITS):
        assert [old for old, new in pairs.items() if old == new] == []
