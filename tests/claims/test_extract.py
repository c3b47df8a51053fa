from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from synth.claims.extract import extract_claims
from synth.claims.scorer import Weights
from synth.claims.types import ClaimType
from tests.claims.test_cases import document_of
from tests.conftest import MakeDocument

WORDS = (
    "We",
    "our",
    "XNet",
    "(Roe, 2001)",
    "[3]",
    "improves",
    "3%",
    "on",
    "which",
    ",",
    ";",
    ".",
    "that",
    "and",
    "The",
    "it",
)
RESULTS = [
    "The chart parser improves recall by 4 points.",
    "Wide beams reduce search errors by 30%.",
    "Speech transcripts lower tagging accuracy by 11 points.",
]
SETTING = "The training set contains 45,000 sentences from 12 newspapers."


def test_limit_keeps_the_most_important(make_document: MakeDocument) -> None:
    document = make_document(*RESULTS, "Trees are useful for parsing old letters.")

    kept = extract_claims(document, limit=3)

    assert [claim.text for claim in kept] == RESULTS
    assert kept == extract_claims(document, limit=10)[:3]


def test_other_types_are_preferred_to_more_of_the_same(make_document: MakeDocument) -> None:
    document = make_document(*RESULTS, SETTING)

    kept = extract_claims(document, limit=2, weights=Weights(repeat=dict.fromkeys(ClaimType, 0.5)))

    assert Counter(claim.type for claim in kept) == {ClaimType.RESULT: 1, ClaimType.SETTING: 1}


def test_same_document_gives_same_claims(make_document: MakeDocument) -> None:
    document = make_document(*RESULTS, SETTING)

    assert extract_claims(document, limit=5) == extract_claims(document, limit=5)


def test_document_without_sentences_has_no_claims(make_document: MakeDocument) -> None:
    assert extract_claims(make_document(), limit=5) == ()


@settings(max_examples=50)
@given(
    words=st.lists(
        st.sampled_from(WORDS),
        max_size=60,
    )
)
def test_any_words_give_sentences_that_end(words: list[str]) -> None:
    for claim in extract_claims(document_of({}, [("5 Results", [" ".join(words)])]), limit=9):
        assert claim.text[-1] in ".!”)\"'"
        assert "[3]" not in claim.text
