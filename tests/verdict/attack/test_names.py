import pytest

from synth.verdict.attack.names import NameIndex, change_names, names_of, swap_names
from synth.verdict.attack.types import Name, NameKind

XNLI, PAWS = Name("XNLI", NameKind.DATA), Name("PAWS-X", NameKind.DATA)
BERT, ELMO = Name("BERT", NameKind.METHOD), Name("ELMo", NameKind.METHOD)


def test_kind_of_a_name_is_told_by_its_neighbours() -> None:
    index = names_of(
        [
            "The XNLI corpus is large.",
            "We test on XNLI.",
            "The BERT model is deep.",
            "A BERT encoder helps.",
            "FOO. FOO.",
        ]
    )

    assert index.names == (BERT, XNLI)


def test_name_seen_once_is_left_out() -> None:
    assert names_of(["The XNLI corpus is large."]).names == ()


def test_languages_and_metrics_are_known() -> None:
    index = names_of(["Czech BLEU is low.", "Czech BLEU is high."])

    assert index.names == (Name("BLEU", NameKind.METRIC), Name("Czech", NameKind.LANGUAGE))


def test_name_beside_the_same_number_may_be_true_too_and_is_no_replacement() -> None:
    index = NameIndex((PAWS, XNLI), {"1.6": frozenset({"PAWS-X"})})

    assert index.others("It gains 1.6 points on SNLI.") == (XNLI,)
    assert index.others("It gains 2.1 points on SNLI.") == (PAWS, XNLI)
    assert index.others("It gains 1.6 points on PAWS-X.") == (PAWS, XNLI)  # its own names keep their kinds


def test_name_becomes_another_of_its_kind() -> None:
    texts = [mutant.text for mutant in change_names("BERT gains 1.6 points on XNLI.", (BERT, ELMO, PAWS, XNLI))]

    assert texts == ["ELMo gains 1.6 points on XNLI.", "BERT gains 1.6 points on PAWS-X."]


def test_half_of_a_longer_name_is_no_name() -> None:
    index = names_of(["We train on MS COCO.", "We train on MS COCO.", "The COCO corpus is large."])

    assert index.names == (Name("COCO", NameKind.DATA),)


def test_word_in_lower_case_replaces_a_name_as_it_is() -> None:
    names = (Name("IoU", NameKind.METRIC), Name("accuracy", NameKind.METRIC))

    assert [mutant.text for mutant in change_names("It gains 0.2 IoU.", names)] == ["It gains 0.2 accuracy."]


def test_article_follows_the_new_name() -> None:
    names = (BERT, Name("LSTM", NameKind.METHOD))

    assert [mutant.text for mutant in change_names("A BERT gains 1.6 points.", names)] == ["An LSTM gains 1.6 points."]


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("BERT is tested on XNLI.", (BERT, ELMO, PAWS, XNLI)),  # may be tested on both
        ("It gains 1.6 points on XNLI.", (BERT, XNLI)),  # no other data set
        ("It gains 1.6 points on MultiNLI.", (Name("MNLI", NameKind.DATA), Name("MultiNLI", NameKind.DATA))),
        ("It gains 1.6 points on XNLI and PAWS-X.", (PAWS, XNLI)),
    ],
)
def test_name_stays_where_another_may_be_true_too(claim: str, names: tuple[Name, ...]) -> None:
    assert list(change_names(claim, names)) == []


def test_names_change_places_across_a_word_of_order() -> None:
    (mutant,) = swap_names("BERT learns faster than ELMo.", (BERT, ELMO))

    assert mutant.text == "ELMo learns faster than BERT."


@pytest.mark.parametrize("claim", ["BERT is similar to ELMo.", "We use BERT and ELMo.", "BERT is trained on XNLI."])
def test_names_stay_where_their_order_says_nothing_or_their_kinds_differ(claim: str) -> None:
    assert list(swap_names(claim, (BERT, ELMO, XNLI))) == []
