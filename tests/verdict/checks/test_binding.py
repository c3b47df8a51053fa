import pytest

from synth.claims.document import Part
from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CHECK_NAMES, CheckContext, run_checks
from synth.verdict.types import Check, Outcome


def passage(text: str) -> Passage:
    return Passage(text, Span(0, len(text)))


def answer(name: str, claim: str, text: str) -> Check:
    return run_checks(claim, passage(text), CheckContext())[CHECK_NAMES.index(name)]


# A passage, and two facts of it as (claim with a gap for the number, its number): each is right with its own
# number and wrong with the other's.
TWINS = [
    (
        "Our approach yields gains of 1.6 points on XNLI and 2.1 points on PAWS-X.",
        ("The approach improves by {} points on XNLI.", "1.6"),
        ("The approach improves by {} points on PAWS-X.", "2.1"),
    ),
    (
        "Pretraining longer raises MLQA by 3.2 points, whereas TyDi QA gains 0.9 points.",
        ("Longer pretraining helps MLQA by {} points.", "3.2"),
        ("Longer pretraining helps TyDi QA by {} points.", "0.9"),
    ),
    (
        "The base and the large model reach 81.4% and 86.2% accuracy, respectively.",
        ("The base model reaches {}% accuracy.", "81.4"),
        ("The large model reaches {}% accuracy.", "86.2"),
    ),
    (
        "For Swahili, F1 is 44.7, and for Finnish it is 58.3.",
        ("F1 is {} for Swahili.", "44.7"),
        ("F1 is {} for Finnish.", "58.3"),
    ),
    (
        "BLEU is 27.3 for German vs 41.8 for French.",
        ("On French the system scores {} BLEU.", "41.8"),
        ("On German the system scores {} BLEU.", "27.3"),
    ),
    (
        "With greedy decoding the model obtains 23.5 BLEU, with beam search 25.0.",
        ("Greedy decoding gives {} BLEU.", "23.5"),
        ("Beam search gives {} BLEU.", "25.0"),
    ),
    (
        "We use learning rates of 0.1 and 0.01 for the encoder and the decoder, respectively.",
        ("The encoder is trained with a learning rate of {}.", "0.1"),
        ("The decoder is trained with a learning rate of {}.", "0.01"),
    ),
    (
        "The corpus has 12,000 training sentences and 1,500 validation sentences.",
        ("There are {} training sentences.", "12,000"),
        ("There are {} validation sentences.", "1,500"),
    ),
    (
        "Precision (71.2) and recall (64.9) both improve over the baseline.",
        ("Precision is {}.", "71.2"),
        ("Recall is {}.", "64.9"),
    ),
    (
        "On SQuAD the error falls to 9.4%, but on NewsQA it stays at 30.1%.",
        ("The error on SQuAD is {}%.", "9.4"),
        ("The error on NewsQA is {}%.", "30.1"),
    ),
]


@pytest.mark.parametrize(("text", "one", "other"), TWINS, ids=[text[:30] for text, *_ in TWINS])
def test_number_agrees_with_its_own_label_and_conflicts_with_the_other(
    text: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    for (claim, own), (_, foreign) in ((one, other), (other, one)):
        assert answer("binding", claim.format(own), text).outcome is Outcome.AGREE, claim.format(own)
        assert answer("binding", claim.format(foreign), text).outcome is Outcome.CONFLICT, claim.format(foreign)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("It gains 1.6 points on XNLI and 2.1 points on PAWS-X.", Outcome.AGREE),
        ("It gains 2.1 points on XNLI and 1.6 points on PAWS-X.", Outcome.CONFLICT),
        ("It gains 1.6 and 2.1 points on XNLI and PAWS-X, respectively.", Outcome.AGREE),
        ("It gains 2.1 and 1.6 points on XNLI and PAWS-X, respectively.", Outcome.CONFLICT),
        ("On PAWS-X and XNLI, it gains 2.1 and 1.6 points, respectively.", Outcome.AGREE),
        ("XNLI improves by 1.6 points, PAWS-X by 2.1.", Outcome.AGREE),
        ("XNLI improves by 2.1 points, PAWS-X by 1.6.", Outcome.CONFLICT),
        ("The gain is 1.6 points on XNLI vs 2.1 on PAWS-X.", Outcome.AGREE),
        ("The gain is 2.1 points on XNLI vs 1.6 on PAWS-X.", Outcome.CONFLICT),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Our method improves over mBERT by 1.6 points on XNLI and 2.1 points on PAWS-X.",
        "Our method improves over mBERT by 1.6 and 2.1 points on XNLI and PAWS-X, respectively.",
        "On XNLI we see 1.6 points more, while on PAWS-X we see 2.1 points more.",
        "mBERT + ours: XNLI = 1.6; PAWS-X = 2.1; params = 110M",
    ],
)
def test_both_numbers_at_once_whatever_the_order(text: str, claim: str, outcome: Outcome) -> None:
    assert answer("binding", claim, text).outcome is outcome


def test_reason_names_both_labels() -> None:
    check = answer("binding", "It gains 1.6 points on PAWS-X.", "It gains 1.6 points on XNLI and 2.1 points on PAWS-X.")

    assert check.why == "1.6 points stands with XNLI here, the claim says PAWS-X"


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Accuracy rises from 54% to 82%.", Outcome.AGREE),
        ("Accuracy goes from 82% to 54%.", Outcome.CONFLICT),
    ],
)
def test_change_has_a_start_and_an_end(claim: str, outcome: Outcome) -> None:
    assert answer("binding", claim, "It improves accuracy from 54% to 82%.").outcome in {outcome, Outcome.SILENT} - (
        {Outcome.SILENT} if outcome is Outcome.CONFLICT else set()
    )


def test_halves_of_a_sentence_go_with_their_own_predicates() -> None:
    text = "Local sampling drops every join input with fixed chance; global sampling selects a single path."

    straight = answer("binding", "Global sampling selects a path, whereas local sampling drops join inputs.", text)
    crossed = answer("binding", "Local sampling selects a path, whereas global sampling drops join inputs.", text)

    assert (straight.outcome, crossed.outcome) == (Outcome.AGREE, Outcome.CONFLICT)


ROW = Passage(
    "mBERT: XNLI = 66.1; PAWS-X = 81.9; MLQA = 61.4",
    Span(0, 10),
    part=Part.TABLE,
    cells=(("", "mBERT"), ("XNLI", "66.1"), ("PAWS-X", "81.9"), ("MLQA", "61.4")),
    table="Table 3",
    caption="Table 3: Accuracy by data set.",
)


@pytest.mark.parametrize(
    ("claim", "outcome", "why"),
    [
        ("mBERT scores 81.9 on PAWS-X.", Outcome.AGREE, "81.9 stands at mBERT, PAWS-X in Table 3"),
        ("mBERT scores 81.9 on XNLI.", Outcome.CONFLICT, "81.9 stands at PAWS-X in Table 3, the claim says XNLI"),
        ("XLM-R scores 81.9 on PAWS-X.", Outcome.CONFLICT, "81.9 stands at mBERT in Table 3, the claim says XLM-R"),
    ],
)
def test_table_row_binds_values_to_its_header_and_columns(claim: str, outcome: Outcome, why: str) -> None:
    check = run_checks(claim, ROW, CheckContext(names=frozenset({"xlm-r", "mbert"})))[CHECK_NAMES.index("binding")]

    assert (check.outcome, check.why) == (outcome, why)


def test_table_row_is_silent_about_a_name_that_the_paper_does_not_know() -> None:
    check = run_checks("Our system scores 61.4.", ROW, CheckContext())[CHECK_NAMES.index("binding")]

    assert check.outcome is Outcome.SILENT


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It gains 1.6 points.", "It gains 1.6 points on XNLI and 2.1 points on PAWS-X."),
        ("It gains 7.7 points on XNLI.", "It gains 1.6 points on XNLI and 2.1 points on PAWS-X."),
        ("It is trained for 3 days.", "It gains 1.6 points on XNLI."),
    ],
)
def test_silent_where_no_label_decides(claim: str, text: str) -> None:
    assert answer("binding", claim, text).outcome is Outcome.SILENT


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("For PAWS-X, 150 filters are used.", Outcome.CONFLICT),
        ("For XNLI, 150 filters are used.", Outcome.AGREE),
    ],
)
def test_number_of_another_sentence_belongs_to_the_name_there(claim: str, outcome: Outcome) -> None:
    text = "For XNLI, the number of filters is 150 and the memory has the same size. For PAWS-X, it uses 300 filters."
    check = answer("binding", claim, text)

    assert check.outcome in {outcome, Outcome.SILENT} - ({Outcome.SILENT} if outcome is Outcome.CONFLICT else set())


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("The output of the tagger is fed to the parser.", Outcome.CONFLICT),
        ("The output of the parser is fed to the tagger.", Outcome.SILENT),
        ("The number of taggers is small.", Outcome.SILENT),
    ],
)
def test_thing_belongs_to_its_owner(claim: str, outcome: Outcome) -> None:
    text = "The tagger reads the output of the parser; a number of parsers were tried."

    assert answer("binding", claim, text).outcome is outcome
