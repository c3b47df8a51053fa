import pytest

from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CHECK_NAMES, CheckContext, run_checks
from synth.verdict.types import Outcome


def outcome(name: str, claim: str, passage: str) -> Outcome:
    found = run_checks(claim, Passage(passage, Span(0, len(passage))), CheckContext())
    return found[CHECK_NAMES.index(name)].outcome


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("A walk took 12 minutes at most.", "A walk took 12 minutes on average and was timed by hand."),
        ("Sentences have at least 19 words.", "On average, sentences have 19 words."),
        ("The median fee is 300 euros.", "The fee is up to 300 euros."),
        ("Batches hold up to 64 rows.", "Batches hold at least 64 rows."),
    ],
)
def test_average_is_neither_a_ceiling_nor_a_floor(claim: str, passage: str) -> None:
    assert outcome("quantifiers", claim, passage) is Outcome.CONFLICT


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("A walk took 12 minutes on average.", "A walk took 12 minutes on average and was timed by hand."),
        ("The mean walk took 12 minutes.", "On average a walk took 12 minutes."),
        ("A walk took 12 minutes.", "A walk took 12 minutes on average."),
        ("At most 5 people walked 12 minutes.", "On average people walked 12 minutes."),
        ("Batches hold no more than 64 rows.", "Batches hold up to 64 rows, 40 on average."),
    ],
)
def test_same_kind_of_number_in_other_words_is_no_conflict(claim: str, passage: str) -> None:
    assert outcome("quantifiers", claim, passage) is not Outcome.CONFLICT


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Width correlates with speed.", "Depth correlates with speed, but width does not."),
        ("Rainfall was related to yield.", "Temperature was related to yield (r = .4), whereas rainfall was not."),
        ("Drivers, but not riders, knew the route.", "Riders, but not drivers, knew the route."),
        ("The survey agrees with the register.", "The survey numbers contrast with the register."),
    ],
)
def test_what_is_denied_of_a_second_subject_is_denied(claim: str, passage: str) -> None:
    assert outcome("polarity", claim, passage) is Outcome.CONFLICT


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Depth correlates with speed.", "Depth correlates with speed, but width does not."),
        ("Width does not correlate with speed.", "Depth correlates with speed, but width does not."),
        ("Riders, but not drivers, knew the route.", "Riders, but not drivers, knew the route."),
        ("Width helps the parser.", "Depth correlates with speed, but width does not."),
    ],
)
def test_what_is_said_of_the_first_subject_stands(claim: str, passage: str) -> None:
    assert outcome("polarity", claim, passage) is not Outcome.CONFLICT
