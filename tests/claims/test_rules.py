import pytest

from synth.claims.places import Place, place_of
from synth.claims.rules import RULES, judged
from synth.claims.types import ClaimType


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("XNet outperforms the baseline.", Place.RESULTS, ClaimType.COMPARISON),
        ("XNet reaches 91.2% accuracy.", Place.RESULTS, ClaimType.RESULT),
        ("We propose a parser that reaches 91.2% accuracy.", Place.ABSTRACT, ClaimType.METHOD),
        ("We train on 300 sentences.", Place.EXPERIMENTS, ClaimType.SETTING),
        ("XNet uses a lexicon.", Place.METHOD, ClaimType.METHOD),
        ("Taggers outperform lexicons.", Place.RELATED, ClaimType.BACKGROUND),
        ("Taggers outperform lexicons.", Place.INTRODUCTION, ClaimType.BACKGROUND),
        ("We outperform lexicons.", Place.INTRODUCTION, ClaimType.COMPARISON),
    ],
)
def test_wording_and_place_give_the_type(text: str, place: Place, kind: ClaimType) -> None:
    assert judged(text, place).type is kind


def test_own_name_makes_a_statement_in_the_introduction_own() -> None:
    assert judged("XNet outperforms lexicons.", Place.INTRODUCTION, names=("XNet",)).type is ClaimType.COMPARISON


def test_cited_subject_makes_background_anywhere() -> None:
    assert judged("Roe outperforms our lexicon.", Place.RESULTS, is_theirs=True).type is ClaimType.BACKGROUND


def test_plain_statement_weighs_nothing() -> None:
    assert judged("Language is old.", Place.ABSTRACT).weight == 0.0


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("1 Introduction", Place.INTRODUCTION),
        ("2. RELATED WORK", Place.RELATED),
        ("5.2 Results and Discussion", Place.RESULTS),
        ("Limitations", Place.LIMITATIONS),
        ("7 Conclusion and Future Work", Place.CONCLUSION),
        ("Acknowledgements", Place.NOWHERE),
        ("Of Mice", Place.ELSEWHERE),
    ],
)
def test_title_tells_the_place(title: str, place: Place) -> None:
    assert place_of(title) is place
