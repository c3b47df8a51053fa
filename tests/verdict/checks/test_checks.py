import pytest

from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CHECK_NAMES, CheckContext, context_of, run_checks
from synth.verdict.types import Check, Outcome
from tests.conftest import MakeDocument

A, C, S = Outcome.AGREE, Outcome.CONFLICT, Outcome.SILENT


def answer(name: str, claim: str, text: str, context: CheckContext | None = None, *, caption: str = "") -> Check:
    passage = Passage(text, Span(0, len(text)), caption=caption)
    return run_checks(claim, passage, context or CheckContext())[CHECK_NAMES.index(name)]


CASES = [
    # a count beside the values takes no labels from them
    (
        "binding",
        "On the ten texts A-Net finds 85.7 % and B-Net 93.7 %.",
        "On the ten texts A-Net finds 93.7 % and B-Net 85.7 %.",
        C,
    ),
    (
        "binding",
        "On the ten texts A-Net finds 93.7 % and B-Net 85.7 %.",
        "On the ten texts A-Net finds 93.7 % and B-Net 85.7 %.",
        A,
    ),
    # lists with slashes
    ("binding", "XNet keeps 31% and YNet 45%.", "XNet / YNet forget much (45% / 31% vs 12%).", C),
    ("binding", "XNet keeps 45% and YNet 31%.", "XNet / YNet forget much (45% / 31% vs 12%).", A),
    # numbers
    ("numbers", "The corpus has 570 thousand pairs.", "This corpus contains 570k pairs.", A),
    ("numbers", "The corpus has 750 thousand pairs.", "This corpus contains 570k pairs.", C),
    ("numbers", "Roughly 930 thousand words are used for training.", "Training uses 929k words.", A),
    ("numbers", "Roughly 980 thousand words are used for training.", "Training uses 929k words.", C),
    ("numbers", "Just over 800 thousand training documents.", "There are 794,414 training documents.", C),
    ("numbers", "Just under 800 thousand training documents.", "There are 794,414 training documents.", A),
    ("numbers", "About a quarter of the questions fail.", "Of all questions, 26% fail.", A),
    ("numbers", "About two thirds of the questions fail.", "Of all questions, 26% fail.", C),
    ("numbers", "One in five samples was mirrored.", "In 20 % of cases , samples were mirrored .", A),
    ("numbers", "Error drops by 3.5 points.", "Error drops from 16.3% to 12.8%.", A),
    ("numbers", "It uses three detection stages.", "It uses four detection stages.", C),
    ("numbers", "It was tried on 24 left-over maps with 350 roads.", "It has 42 maps and 350 roads.", C),
    ("numbers", "It needs 40 epochs on Cityscapes.", "Adam is used with a batch of 8 images.", S),
    ("numbers", "The effect is significant.", "The effect is 5 points (p < .05).", S),
    ("numbers", "The effect is significant (p < .05).", "The effect is .04 at most.", S),
    ("numbers", "Risk is cut by a third.", "The risk ratio is 0.69 (95% CI: 0.56 to 0.84).", S),
    # units
    ("units", "Training takes three days.", "Training takes about 3 days on one GPU.", A),
    ("units", "Training takes three hours.", "Training takes about 3 days on one GPU.", C),
    ("units", "It is smaller by 1.33 percent.", "It is 1.33 times smaller.", C),
    ("units", "It wins by 7.1% in relative terms.", "It wins by 7.1 points.", C),
    ("units", "It wins by 10 points.", "That is a 10% reduction in error.", C),
    ("units", "Decoding reaches 27.5 characters per second.", "It decodes 27.5 words per second.", C),
    ("units", "It improves F1 by 2.1 percent.", "It improves F1 by 2.1 points.", C),
    ("units", "It improves F1 by 2.1 points.", "It improves F1 by 2.1%.", S),
    ("units", "It has 6 layers.", "It has 6 blocks.", S),
    # names
    ("names", "It is trained on XNLI.", "We train it on XNLI.", A),
    ("names", "It uses Fast RCNN.", "We use Fast R-CNN.", A),
    ("names", "It uses long short-term memory with GloVe vectors.", "We use LSTM with GloVe vectors.", A),
    ("names", "The model is trained with Adam.", "We train it on XNLI.", S),
    ("names", "Runtimes were taken on Titan cards.", "Runtimes were taken on Tesla cards.", C),
    # direction
    ("direction", "Dropout lowers test accuracy.", "Dropout reduces test accuracy.", A),
    ("direction", "Dropout raises test accuracy.", "Dropout reduces test accuracy.", C),
    ("direction", "Dropout improves test accuracy.", "Dropout reduces test accuracy.", C),
    ("direction", "Dropout makes the model worse.", "With dropout the model error increases.", A),
    ("direction", "Reconstruction gets better with pose.", "The reconstruction error grows with pose.", C),
    ("direction", "Warping made no difference to flow accuracy.", "Warping improves flow accuracy.", C),
    ("direction", "Dropout improves test accuracy.", "Dropout does not improve test accuracy.", C),
    ("direction", "Dropout is less effective on speech.", "Dropout is effective on speech.", C),
    ("direction", "Pruning speeds up decoding.", "The corpus grows every year.", S),
    # comparison
    ("comparison", "LSTMs beat CNNs.", "LSTMs outperform CNNs.", A),
    ("comparison", "CNNs beat LSTMs.", "LSTMs outperform CNNs.", C),
    ("comparison", "CNNs do worse than LSTMs.", "LSTMs outperform CNNs.", A),
    ("comparison", "LSTMs do worse than CNNs.", "LSTMs outperform CNNs.", C),
    ("comparison", "CNNs are outperformed by LSTMs.", "LSTMs are better than CNNs.", A),
    ("comparison", "The tagger has lower error than the parser.", "The parser is better than the tagger.", C),
    ("comparison", "ResNet-50 is the strongest backbone.", "SENet-50 consistently beats ResNet-50.", C),
    ("comparison", "SENet-50 is the strongest backbone.", "SENet-50 consistently beats ResNet-50.", A),
    ("comparison", "Compared with CNNs, LSTMs are better.", "CNNs are better than LSTMs.", C),
    ("comparison", "Cloth is less effective than paper.", "Paper is more effective than cloth.", A),
    ("comparison", "LSTMs beat CNNs.", "LSTMs and CNNs perform equally well.", C),
    ("comparison", "LSTMs beat CNNs.", "There is no evidence that CNNs are better than LSTMs.", S),
    ("comparison", "LSTMs beat CNNs.", "Transformers beat everything.", S),
    # polarity
    ("polarity", "Modules share weights across stages.", "Modules do not share weights across stages.", C),
    ("polarity", "Modules never share weights across stages.", "Modules do not share weights across stages.", A),
    ("polarity", "Word vectors are kept frozen in training.", "Word vectors are fine-tuned in training.", C),
    ("polarity", "Training is done with supervision.", "Training is done without supervision.", C),
    ("polarity", "The model is sensitive to the seed.", "The model is insensitive to the seed.", C),
    ("polarity", "No model was trained for more than 4 days.", "Each model was trained for 4 days.", S),
    ("polarity", "Not only English but German works.", "English and German works.", S),
    ("polarity", "The gains might not carry over to spoken input.", "They may not reach spoken input.", A),
    ("polarity", "Birds whose home is not Iceland are left out.", "All birds have Iceland as their home.", S),
    ("polarity", "Without the outlier XNet needs 1.9 ms.", "XNet needs 2.0 ms for a page.", S),
    ("polarity", "Rooms without one window are not rented.", "We only rent rooms with one window or more.", S),
    ("polarity", "Music was not played in one group.", "The no-music group hears nothing in one group.", S),
    (
        "polarity",
        "Confusing different bird calls causes alarms.",
        "Many alarms are from confusing bird calls and others from echoes of the same bird calls.",
        S,
    ),
    # quantifiers
    ("quantifiers", "It wins on all datasets.", "It wins on every dataset.", A),
    ("quantifiers", "It wins on all datasets.", "It wins on most datasets.", C),
    ("quantifiers", "None of the models fails.", "Some models fail.", C),
    ("quantifiers", "All the heads are trained.", "Only one head is trained.", C),
    ("quantifiers", "All datasets are public.", "Some annotators were paid.", S),
    ("quantifiers", "Nearly all rivers reach lakes.", "About 62% of rivers reach lakes.", C),
    ("quantifiers", "Most rivers reach lakes.", "About 62% of rivers reach lakes.", A),
    ("quantifiers", "Most rivers reach lakes.", "About 62% of papers are public.", S),
    ("quantifiers", "No pupil took more than one test.", "Each pupil took one test.", S),
    # hedges
    ("hedges", "The authors prove that depth causes the gain.", "Depth may cause the gain.", C),
    ("hedges", "The authors suspect that depth causes the gain.", "Depth may cause the gain.", A),
    ("hedges", "Whether depth helps is left untested.", "We show that depth helps.", C),
    ("hedges", "Depth causes the gain.", "Depth may cause the gain.", S),
    # scope
    ("scope", "The variant was tested on both MOSI and IEMOCAP.", "The variant was tested only on MOSI.", C),
    ("scope", "The variant was tested on MOSI alone.", "The variant was tested only on MOSI.", A),
    ("scope", "The variant was tested on MOSI.", "The variant was tested on MOSI and IEMOCAP.", A),
    # attribution
    ("attribution", "Max pooling is a contribution of this paper.", "Kim et al. proposed max pooling.", C),
    ("attribution", "Max pooling goes back to earlier work.", "Kim et al. proposed max pooling.", A),
    ("attribution", "Max pooling goes back to earlier work.", "We propose max pooling.", C),
    ("attribution", "Max pooling is used.", "Kim et al. proposed max pooling.", S),
    ("attribution", "The authors' earlier corpus has a mill.", "Earlier corpora, like that of Roe, hold a mill.", C),
    ("attribution", "The authors' earlier corpus holds a mill.", "Our earlier corpus covers a mill.", S),
    ("attribution", "An earlier corpus holds a mill.", "Earlier corpora, like that of Roe, hold a mill.", S),
    ("attribution", "The authors weigh six bridges.", "Miller et al. (2018) weigh six bridges.", C),
    ("attribution", "The authors weigh six bridges.", "Following Miller et al. (2018), we weigh six bridges.", S),
    ("attribution", "Six bridges are weighed.", "Miller et al. (2018) weigh six bridges.", S),
]


@pytest.mark.parametrize(("name", "claim", "text", "outcome"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_outcome(name: str, claim: str, text: str, outcome: Outcome) -> None:
    check = answer(name, claim, text)

    assert check.outcome is outcome, check.why
    assert check.why


def test_every_check_answers_in_the_registered_order() -> None:
    text = "It gains 1.6 points on XNLI."

    found = run_checks(text, Passage(text, Span(0, len(text))), CheckContext())

    assert tuple(check.name for check in found) == CHECK_NAMES
    assert len(set(CHECK_NAMES)) == 12


@pytest.mark.parametrize("claim", [text for _, _, text, _ in CASES])
def test_a_passage_does_not_contradict_itself(claim: str) -> None:
    found = run_checks(claim, Passage(claim, Span(0, len(claim))), CheckContext())

    assert [check for check in found if check.outcome is Outcome.CONFLICT] == []


@pytest.mark.parametrize(
    "claim",
    [
        "",
        "Accuracy",
        "?!",
        "→ ∑ 3 % ,",
        "Das Modell ist um 1,6 Punkte besser.",
        "word " * 1000,
        "1.6 " * 1200,
        "Is it 1.6?",
    ],
    ids=["empty", "word", "marks", "symbols", "German", "long", "numbers", "question"],
)
def test_odd_claims_are_answered_without_an_error(claim: str) -> None:
    text = "It gains 1.6 points on XNLI and 2.1 points on PAWS-X."
    for one, other in ((claim, text), (text, claim)):
        found = run_checks(one, Passage(other, Span(0, len(other))), CheckContext())

        assert len(found) == len(CHECK_NAMES)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("mBERT scores 81.9 on PAWS-X.", Outcome.AGREE),
        ("mBERT scores 84.2 on PAWS-X.", Outcome.CONFLICT),
        ("XLM-R scores 84.2 on PAWS-X.", Outcome.SILENT),
    ],
)
def test_number_is_held_against_the_claimed_row_of_a_table_only(claim: str, outcome: Outcome) -> None:
    cells = (("", "mBERT"), ("XNLI", "66.1"), ("PAWS-X", "81.9"))
    row = Passage("mBERT: XNLI = 66.1; PAWS-X = 81.9", Span(0, 9), cells=cells, table="Table 3")

    check = run_checks(claim, row, CheckContext())[CHECK_NAMES.index("numbers")]

    assert check.outcome is outcome
    assert outcome is not Outcome.CONFLICT or check.why == "the passage says 81.9, the claim 84.2"


def test_name_around_the_passage_counts() -> None:
    check = answer("names", "It scores 81.2 on XNLI.", "It scores 81.2.", caption="Table 2: Results on XNLI.")

    assert check.outcome is Outcome.AGREE


def test_name_that_the_paper_never_mentions_contradicts(make_document: MakeDocument) -> None:
    filler = [f"Sentence number {at} speaks of nothing." for at in range(60)]
    context = context_of(make_document("Detectors were implemented with Caffe on one codebase.", *filler))
    text = "Detectors were implemented with Caffe on one codebase."

    check = answer("names", "The detectors were implemented with Keras on one codebase.", text, context)

    assert check.outcome is Outcome.CONFLICT
    assert "Caffe" in check.why
    assert "Keras" in check.why


def test_abbreviation_of_the_paper_stands_for_its_long_form() -> None:
    context = CheckContext(abbreviations=(("TC", "tightly coupled"), ("LC", "loosely coupled")))

    straight = answer(
        "comparison", "Tightly coupled models beat loosely coupled ones.", "TC is better than LC.", context
    )
    turned = answer("comparison", "Loosely coupled models beat tightly coupled ones.", "TC is better than LC.", context)

    assert (straight.outcome, turned.outcome) == (Outcome.AGREE, Outcome.CONFLICT)


def test_reasons_are_sentences_a_person_understands() -> None:
    text = "This corpus contains 570k pairs."

    assert answer("numbers", "The corpus has 750 thousand pairs.", text).why == (
        "the passage says 570k pairs, the claim 750 thousand pairs"
    )


def test_context_holds_names_with_their_initials(make_document: MakeDocument) -> None:
    context = context_of(make_document("We evaluate on the Stanford Sentiment Treebank and on XNLI.", title="Of Trees"))

    assert {"xnli", "treebank", "sst"} <= context.names
    assert context.title == "Of Trees"
    assert context.sentences == 1
