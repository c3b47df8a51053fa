"""Contrast pairs: the false are false, the true are kept, and nothing depends on chance but the seed."""

from pathlib import Path
from random import Random

import pytest

from synth.training import contrast_edits as edits
from synth.training.contrast_bindings import binding_claims, bound_values
from synth.training.contrast_pairs import BARRED, SOURCES, contrast_pairs, joined, pairs_of
from synth.training.nli_data import flags, read_documents

DOCUMENT = [
    "We train BERT on SNLI for 3 epochs and it reaches an accuracy of 84.3%.",
    "However, RoBERTa outperforms BERT on MNLI by 2.1 points in most of our runs.",
    "The models may benefit from larger batches, which we did not use in this work.",
    "Our encoder uses a shared vocabulary of 30 thousand tokens for all languages.",
    "All models are trained on four GPUs for two days with the same learning rate.",
]


def chance() -> Random:
    return Random(0)  # noqa: S311 - sampling, not secrets


@pytest.mark.parametrize(
    ("edit", "text", "expected"),
    [
        (edits.swap_numbers, "It gains 1.6 points on the first set and 2.1 points on the other.",
         "It gains 2.1 points on the first set and 1.6 points on the other."),
        (edits.swap_names, "On this set, BERT is better than GPT-2.", "On this set, GPT-2 is better than BERT."),
        (edits.turn_direction, "Recall is higher.", "Recall is lower."),
        (edits.negate, "It does not converge.", "It does converge."),
        (edits.negate, "It was trained.", "It was not trained."),
        (edits.change_unit, "It gains 2 points.", "It gains 2 percent."),
        (edits.change_quantifier, "All runs agree.", "Only some runs agree."),
        (edits.overstate, "It may help.", "It will help."),
        (edits.turn_round, "BERT outperforms GPT-2.", "GPT-2 is outperformed by BERT."),
        (edits.move_opening, "On the second set, our model is better than all others.",
         "Our model is better than all others on the second set."),
        (edits.use_short_form, "We use a long short term memory (LSTM) here.", "We use a LSTM here."),
        (edits.name_authors, "We train our model.", "They train their model."),
        (edits.misattribute, "We propose a new loss.", "Earlier work by others already proposed a new loss."),
    ],
)  # fmt: skip
def test_edit_changes_exactly_what_it_names(edit: edits.Edit, text: str, expected: str) -> None:
    found = {edit(text, Random(seed), ()) for seed in range(20)}  # noqa: S311 - sampling, not secrets

    assert expected in found


@pytest.mark.parametrize(
    "edit", [*edits.FALSE_EDITS.values(), *edits.STRONGER_EDITS.values(), *edits.TRUE_EDITS.values()]
)
def test_edit_that_does_not_apply_gives_none(edit: edits.Edit) -> None:
    assert edit("Nothing here.", chance(), ()) is None


def test_numbers_in_an_unordered_pair_are_not_swapped() -> None:
    assert edits.swap_numbers("We try rates of 0.1 and 0.01.", chance(), ()) is None


def test_numbers_of_tables_figures_and_names_are_left_alone() -> None:
    assert edits.NUMBER.findall("Table 3 and Figure 4 show ResNet-50 and 3-way models [12].") == []


@pytest.mark.parametrize("number", ["7", "84.3", "1,234", "0.01", "0", "100"])
def test_changed_number_has_another_value_and_the_same_decimals(number: str) -> None:
    for seed in range(30):
        changed = edits._other_value(number, Random(seed))  # noqa: S311 - sampling, not secrets

        assert float(changed.replace(",", "")) != float(number.replace(",", ""))
        assert len(changed.partition(".")[2]) == len(number.partition(".")[2])


def test_true_and_false_rounding_stay_on_their_side() -> None:
    for seed in range(40):
        right = edits.round_right("It reaches 84.3 here.", Random(seed), ())  # noqa: S311 - sampling, not secrets
        wrong = edits.round_wrong("It reaches 84.3 here.", Random(seed), ())  # noqa: S311 - sampling, not secrets

        assert right is not None
        assert wrong is not None
        assert _holds(right, 84.3)
        assert not _holds(wrong, 84.3)


def _holds(sentence: str, value: float) -> bool:
    stated = float(next(word for word in sentence.split() if word.isdigit()))
    if "more than" in sentence or "over" in sentence:
        return value > stated
    if "less than" in sentence or "under" in sentence:
        return value < stated
    return abs(value - stated) <= 0.5


def test_binding_takes_the_value_of_another_name() -> None:
    text = "It gains 1.6 points on XNLI and 2.1 points on PAWS-X."
    bound = dict(bound_values(text))

    for seed in range(10):
        claims = binding_claims(text, Random(seed))  # noqa: S311 - sampling, not secrets
        assert claims is not None
        true, false = claims
        (name,) = (name for name in bound if name in true)
        assert bound[name] in true
        assert name in false
        assert bound[name] not in false


def test_sentence_with_one_number_binds_nothing() -> None:
    assert bound_values("It gains 1.6 points on XNLI.") == []


def test_each_chosen_sentence_gives_a_true_pair_and_false_ones() -> None:
    pairs = pairs_of({"d": DOCUMENT}, seed=0, most=100)

    assert sum(pair.source == "contrast true" for pair in pairs) == len(DOCUMENT)
    assert sum(pair.targets[1] for pair in pairs) >= len(DOCUMENT)
    assert all(pair.claim != pair.evidence for pair in pairs if not pair.targets[0])


def test_overstatement_may_be_refuted_or_not_shown() -> None:
    pairs = pairs_of({"d": DOCUMENT * 4}, seed=0, most=200)
    targets = {pair.targets for pair in pairs if pair.source in {"contrast hedge", "contrast quantifier"}}

    assert targets == {flags("refuted", "nei")}


def test_equal_seeds_give_equal_pairs() -> None:
    assert pairs_of({"d": DOCUMENT}, seed=1, most=9) == pairs_of({"d": DOCUMENT}, seed=1, most=9)
    assert pairs_of({"d": DOCUMENT}, seed=1, most=9) != pairs_of({"d": DOCUMENT}, seed=2, most=9)


def test_tokenised_text_is_joined_as_printed() -> None:
    assert (
        joined("It ( BERT ) gains 2 % , on state - of - the - art sets .")
        == "It (BERT) gains 2%, on state-of-the-art sets."
    )


@pytest.mark.shared_data
@pytest.mark.slow
def test_no_sentence_comes_from_a_document_kept_for_fitting_verdicts(shared_data: Path) -> None:
    barred = {
        joined(sentence)
        for name in BARRED
        for sentences in read_documents(shared_data / f"{name}.docs.jsonl.gz").values()
        for sentence in sentences
        if len(sentence) > 60  # shorter ones stand in many papers
    }

    assert SOURCES[0][0] == "scirex/pool"
    assert not {pair.evidence for pair in contrast_pairs(shared_data, seed=0)} & barred
