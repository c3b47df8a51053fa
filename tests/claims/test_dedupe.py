from dataclasses import replace

import pytest

from synth.claims.dedupe import merge_claims, say_the_same
from tests.conftest import MakeClaim


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Width helps transfer.", "Width helps transfer"),
        ("The XNet parser clearly improves recall on letters.", "Clearly, the XNet parser improves recall on letters."),
        ("XNet reaches 91.2% accuracy.", "XNet reaches 91.2 % accuracy."),
    ],
)
def test_other_wording_says_the_same(one: str, other: str) -> None:
    assert say_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("XNet improves recall on letters by 2 points.", "XNet improves recall on letters by 3 points."),
        ("XNet improves recall on letters by 2 points.", "XNet improves recall on letters by 2%."),
        ("XNet reaches over 90% accuracy on letters.", "XNet reaches about 90% accuracy on letters."),
        (
            "XNet reaches over 90% accuracy on the letters that were written in the last three decades.",
            "XNet reaches about 90% accuracy on the letters that were written in the last three decades.",
        ),
        ("Width helps transfer to unseen languages.", "Width does not help transfer to unseen languages."),
        ("The wide model has higher recall on letters.", "The wide model has lower recall on letters."),
        ("The model improves accuracy by 2.1 points on PAWS.", "The model improves accuracy by 2.1 points on XNLI."),
        ("Transfer improves for all of the languages tested.", "Transfer improves for most of the languages tested."),
    ],
)
def test_small_difference_that_matters_keeps_two_claims(one: str, other: str) -> None:
    assert not say_the_same(one, other)


def test_swapped_names_are_two_claims() -> None:
    assert not say_the_same("BERT outperforms GPT on all letters.", "GPT outperforms BERT on all letters.")


def test_merged_claim_is_stated_by_both_papers(make_claim: MakeClaim) -> None:
    first = replace(make_claim("Width helps transfer.", stated_by=["2104.08645"]), importance=0.4)
    second = replace(make_claim("Width helps transfer", stated_by=["2205.08497"]), importance=0.7)

    (merged,) = merge_claims([first, second])

    assert merged.id == first.id
    assert merged.stated_by == ("2104.08645", "2205.08497")
    assert merged.importance == 0.7


def test_merging_twice_changes_nothing(make_claim: MakeClaim) -> None:
    claims = merge_claims([make_claim("Width helps."), make_claim("Depth hurts."), make_claim("Width helps")])

    assert merge_claims(claims) == claims
