import pytest

from synth.verdict.attack.wording import change_quantifier, negate, turn_comparison, turn_direction


@pytest.mark.parametrize(
    ("claim", "turned"),
    [
        ("Depth increases accuracy.", "Depth decreases accuracy."),
        ("An increase in depth helps little.", "A decrease in depth helps little."),
        ("Deeper nets need more parameters.", "Deeper nets need fewer parameters."),
        ("It needs less memory.", "It needs more memory."),
        ("Accuracy drops by 2 points.", "Accuracy rises by 2 points."),
        ("Faster decoding costs accuracy.", "Slower decoding costs accuracy."),
    ],
)
def test_direction_is_turned_round(claim: str, turned: str) -> None:
    assert turned in [mutant.text for mutant in turn_direction(claim)]


@pytest.mark.parametrize(
    "claim",
    [
        "It does not increase accuracy.",
        "It works without increasing memory.",
        "Noise may increase the error.",
        "Less reasoning might be needed.",
        "An improved model is used.",
        "It drops the last layer.",
        "The two-step-increase rule holds.",
        "It decides once and for all to lower it.",
    ],
)
def test_direction_whose_opposite_may_be_true_as_well_stays(claim: str) -> None:
    assert list(turn_direction(claim)) == []


@pytest.mark.parametrize(
    ("claim", "turned"),
    [
        ("BERT outperforms ELMo by 2 points.", "BERT falls short of ELMo by 2 points."),
        ("BERT is better than ELMo.", "BERT is worse than ELMo."),
        ("BERT is more accurate than ELMo.", "BERT is less accurate than ELMo."),
        ("BERT gives the best score.", "BERT gives the worst score."),
        ("BERT is the most accurate.", "BERT is the least accurate."),
        ("BERT is comparable to ELMo.", "BERT is far below ELMo."),
    ],
)
def test_comparison_is_turned_round(claim: str, turned: str) -> None:
    assert [mutant.text for mutant in turn_comparison(claim)] == [turned]


def test_rank_below_the_best_stays() -> None:
    assert list(turn_comparison("It leads the next best by 2 points.")) == []


def test_more_than_a_number_is_no_comparison() -> None:
    assert list(turn_comparison("It holds more than 300 pairs.")) == []


@pytest.mark.parametrize(
    ("claim", "negated"),
    [
        ("The net is trained on XNLI.", "The net is not trained on XNLI."),
        ("The net is not trained on XNLI.", "The net is trained on XNLI."),
        ("The net improves accuracy.", "The net does not improve accuracy."),
        ("The net consistently improves accuracy.", "The net does not consistently improve accuracy."),
        ("Roe et al. propose a net.", "Roe et al. do not propose a net."),
        ("The authors use a net.", "The authors do not use a net."),
        ("The critic received the scores.", "The critic did not receive the scores."),
        ("It has 12 layers.", "It does not have 12 layers."),
        ("It has already been shown.", "It has not already been shown."),
        ("It can be trained.", "It cannot be trained."),
        ("It carries no colour information.", "It carries some colour information."),
        ("It learns without supervision.", "It learns with supervision."),
        ("Training is supervised.", "Training is unsupervised."),
    ],
)
def test_claim_is_negated(claim: str, negated: str) -> None:
    assert negated in [mutant.text for mutant in negate(claim)]


@pytest.mark.parametrize(
    ("claim", "negated"),
    [
        ("The net, which is small, improves accuracy.", "The net, which is small, does not improve accuracy."),
        ("The net is fast because it is small.", "The net is not fast because it is small."),
    ],
)
def test_main_clause_is_negated_before_others(claim: str, negated: str) -> None:
    assert next(negate(claim)).text == negated


def test_clause_under_a_negation_is_not_negated_again() -> None:
    assert [mutant.text for mutant in negate("No net that is deep helps.")] == ["Some net that is deep helps."]


@pytest.mark.parametrize(
    "claim",
    [
        "Some nets are deep.",
        "Only part of the data is used.",
        "It is not only fast.",
        "It is only fast.",
        "It only matches ELMo.",
        "It outperforms not only ELMo.",
        "The net trained on XNLI, faster by far.",
        "It works without using labels.",
    ],
)
def test_negation_that_would_not_make_it_false_stays_out(claim: str) -> None:
    assert list(negate(claim)) == []


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("All models agree.", "Only some models agree."),
        ("All of the models agree.", "Only some of the models agree."),
        ("All the models agree.", "Only some of the models agree."),
        ("All three models agree.", "Only some of the three models agree."),
        ("Most models agree.", "Few models agree."),
        ("Both BERT and ELMo agree.", "Neither BERT nor ELMo agree."),
        ("Every model agrees.", "No model agrees."),
        ("Models often agree.", "Models rarely agree."),
        ("Half of the models agree.", "All of the models agree."),
    ],
)
def test_quantifier_becomes_one_that_excludes_it(claim: str, changed: str) -> None:
    assert [mutant.text for mutant in change_quantifier(claim)] == [changed]


@pytest.mark.parametrize(
    "claim",
    [
        "It does not hold at all levels.",
        "Some thirty models agree.",
        "They share all but two sets.",
        "About half of them agree.",
        "It may often fail.",
    ],
)
def test_quantifier_whose_change_says_little_stays(claim: str) -> None:
    assert list(change_quantifier(claim)) == []
