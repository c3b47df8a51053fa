from synth.synthesis.conditions import Conditions, conditions_in, scores_in


def test_data_metric_language_and_size_are_read() -> None:
    found = conditions_in("On XNLI in Swahili the 10B model gains 1.6 points of accuracy.")

    assert found == Conditions(("XNLI",), ("accuracy",), ("Swahili",), ("10B",))


def test_language_and_metric_are_no_data_sets() -> None:
    assert conditions_in("The F1 for German is 80.").datasets == ()


def test_sentence_without_conditions_has_none() -> None:
    assert not conditions_in("It works well.")


def test_numbers_are_bound_to_their_data() -> None:
    found = scores_in("The F-scores rise to 0.946 on CITYU and 0.964 on MSR.")

    assert [(score.dataset, score.metric, score.printed) for score in found] == [
        ("CITYU", "F1", "0.946"),
        ("MSR", "F1", "0.964"),
    ]


def test_number_with_two_metrics_around_it_is_left_out() -> None:
    assert scores_in("Precision and recall on XNLI are 80.") == ()


def test_difference_is_told_from_a_level() -> None:
    (gain,) = scores_in("Accuracy on XNLI improves by 1.6 points.")
    (level,) = scores_in("Accuracy on XNLI is 75.9%.")

    assert (gain.is_gain, level.is_gain) == (True, False)


def test_word_in_small_letters_is_no_abbreviation_of_a_metric() -> None:
    assert conditions_in("The paper with the broken font map is left out.").metrics == ()
    assert conditions_in("It reaches a MAP of 0.4.").metrics == ("MAP",)
