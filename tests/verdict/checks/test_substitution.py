import pytest

from synth.claims.document import Part
from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CHECK_NAMES, CheckContext, run_checks
from synth.verdict.types import Check, Outcome

RATED = "Reviewers preferred the output of the sampler in most cases."
KNOWN = CheckContext(keys=frozenset({"beam", "search", "samp", "review", "output", "case", "tokeniz", "speech"}))


def substitution(claim: str, passage: str, *, part: Part = Part.BODY, context: CheckContext = KNOWN) -> Check:
    found = run_checks(claim, Passage(passage, Span(0, len(passage)), part=part), context)
    return found[CHECK_NAMES.index("substitution")]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Reviewers preferred the output of beam search in most cases.", RATED),
        ("The speech was cut into pieces of ten seconds each.", "The text was cut into pieces of ten seconds each."),
        ("It removes every stop word before speech.", "It removes every stop word before tokenization."),
        ("We collect 90 plays in Danish and Welsh.", "We collect 90 plays in Danish and Frisian, with their dates."),
        ("Smaller steps lower output by 2 points.", "Smaller steps lower speech by 2 points and raise output."),
    ],
)
def test_another_thing_of_the_paper_in_the_same_place_is_a_conflict(claim: str, passage: str) -> None:
    assert substitution(claim, passage).outcome is Outcome.CONFLICT


def test_both_things_are_named() -> None:
    check = substitution("Reviewers preferred the output of beam search in most cases.", RATED)

    assert "'the sampler'" in check.why
    assert "'beam search'" in check.why


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("Reviewers preferred the output of the sampler in most cases.", "the same sentence"),
        ("Reviewers preferred the output of the decoder in most cases.", "a word that the paper never uses"),
        ("Reviewers preferred the output of samplers in most cases.", "a form of the same word"),
        ("Judges liked what beam search wrote.", "no repetition"),
        ("Reviewers preferred the output of the sampeler in most cases.", "another spelling"),
    ],
)
def test_what_may_mean_the_same_is_no_conflict(claim: str, why: str) -> None:
    assert substitution(claim, RATED).outcome is Outcome.SILENT, why


def test_words_that_stand_for_each_other_in_papers_are_no_conflict() -> None:
    context = CheckContext(keys=KNOWN.keys | {"corp", "data", "dataset", "corpu"})

    check = substitution(
        "They split the corpus into ten equal parts.", "They split the dataset into ten equal parts.", context=context
    )

    assert check.outcome is Outcome.SILENT


def test_numbers_are_left_to_their_own_checks() -> None:
    assert (
        substitution("It ran for 5 hours on the speech data.", "It ran for 7 hours on the speech data.").outcome
        is Outcome.SILENT
    )


def test_rows_are_left_to_their_own_checks() -> None:
    claim = "Reviewers preferred the output of beam search in most cases."

    assert substitution(claim, RATED, part=Part.TABLE).outcome is Outcome.SILENT
