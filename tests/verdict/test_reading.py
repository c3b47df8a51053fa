import pytest

from synth.verdict.reading import as_read

SHORT = (("RNN", "recurrent network"), ("TF", "term frequency"))


@pytest.mark.parametrize(
    ("claim", "passage", "read"),
    [
        ("Some 3,900 owls were seen.", "In all 3,874 owls were seen.", "3,874 owls were seen."),
        ("Nearly a third of the seeds are hollow.", "Hollow seeds make up 32.6%.", "32.6% of the seeds are hollow."),
        ("More than 60% agree.", "62.3% of them agree.", "62.3% agree."),
        ("The ferry needs two days.", "The crossing takes 48 hours.", "The ferry needs 48 hours."),
        ("It has six layers.", "The encoder has 6 layers.", "It has 6 layers."),
    ],
)
def test_number_is_read_in_the_form_of_the_passage(claim: str, passage: str, read: str) -> None:
    assert as_read(claim, passage) == read


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Some 3,900 owls were seen.", "In all 4,874 owls were seen."),  # another number
        ("Fewer than 100 were used.", "In total 97 were used, and 95 were kept."),  # which of the two it is, is open
        ("It has 6 layers.", "The encoder has 6 layers."),
        ("Owls hunt at night.", "Owls sleep by day."),
    ],
)
def test_claim_whose_numbers_differ_or_agree_as_they_stand_is_read_as_it_is(claim: str, passage: str) -> None:
    assert as_read(claim, passage) == claim


@pytest.mark.parametrize(
    ("claim", "passage", "read"),
    [
        ("The RNN is small.", "We use a small recurrent network.", "The recurrent network is small."),
        ("A recurrent network is used.", "The RNN is used.", "A RNN is used."),
        ("The RNN is small.", "The RNN, a recurrent network, is small.", "The RNN is small."),
        ("Tf is a cell.", "It is a term frequency.", "Tf is a cell."),
    ],
)
def test_abbreviation_is_read_in_the_form_of_the_passage(claim: str, passage: str, read: str) -> None:
    assert as_read(claim, passage, SHORT) == read
