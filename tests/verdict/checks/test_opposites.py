"""The opposite of a word in its own slot is an objection."""

import pytest

from tests.verdict.checks.test_plain_pairs import conflicts

PAIRS = (
    ("The reader is a four-layer LSTM trained from scratch.",
     "The reader is trained from scratch.",
     "The reader is a pretrained four-layer LSTM."),
    ("The reader is a four-layer LSTM trained from scratch.",
     "The four-layer reader was not pretrained.",
     "The four-layer LSTM of the reader was pretrained."),
    ("The word vectors are randomly initialised.",
     "The word vectors are initialised at random.",
     "The word vectors are pretrained."),
    ("The image encoder is initialised from a pretrained model.",
     "The image encoder is pretrained.",
     "The image encoder is trained from scratch."),
    ("The lower layers of the reader stay frozen.",
     "The lower layers of the reader are frozen.",
     "The lower layers of the reader are fine-tuned."),
    ("The upper layers of the reader are updated in the second stage.",
     "The upper layers are updated in the second stage.",
     "The lower layers are updated in the second stage."),
    ("The clusters are found by an unsupervised method.",
     "The method that finds the clusters is unsupervised.",
     "The clusters are found by a supervised method."),
    ("We train one multilingual tagger.",
     "One multilingual tagger is trained.",
     "One monolingual tagger is trained."),
    ("Results with a lexicon are listed in the first column.",
     "The first column lists results with a lexicon.",
     "The first column lists results without a lexicon."),
    ("The dropout layer is placed before the softmax.",
     "Dropout is applied before the softmax.",
     "Dropout is applied after the softmax."),
    ("Summaries were judged by human evaluation.",
     "The summaries were judged by human evaluation.",
     "The summaries were judged by automatic evaluation."),
    ("The reranker raises the precision of the parser.",
     "The parser's precision is raised by the reranker.",
     "The parser's recall is raised by the reranker."),
    ("Adapters are added to the encoder.",
     "The encoder gets adapters.",
     "The decoder gets adapters."),
    ("Duplicates were removed from the training set.",
     "The training set was cleared of duplicates.",
     "The test set was cleared of duplicates."),
    ("The first layer is used for the probe.",
     "The probe uses the first layer.",
     "The probe uses the last layer."),
    ("Agreement between the raters was moderate.",
     "The raters agreed moderately.",
     "Agreement between the raters was high."),
    ("Agreement between the raters was only fair.",
     "The raters' agreement was fair.",
     "Agreement between the raters was good."),
    ("The correlation with the ratings is low.",
     "There is a low correlation with the ratings.",
     "The correlation with the ratings is high."),
    ("Parsing errors occur rarely in headlines.",
     "In headlines, parsing errors rarely occur.",
     "In headlines, parsing errors often occur."),
    ("Generated summaries are longer than the references.",
     "The generated summaries are longer than the references.",
     "The generated summaries are shorter than the references."),
    ("The minority of the voters chose the tagger.",
     "A minority of voters chose the tagger.",
     "A majority of voters chose the tagger."),
    ("The scores are computed on the source side.",
     "Scores are computed on the source side.",
     "Scores are computed on the target side."),
    ("The queries are sampled with replacement.",
     "Queries are sampled with replacement.",
     "Queries are sampled without replacement."),
)  # fmt: skip
"""Sentence, true claim, false claim."""


@pytest.mark.parametrize(("text", "claim"), [(text, true) for text, true, _ in PAIRS])
def test_true_claim_meets_no_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) == []


@pytest.mark.parametrize(("text", "claim"), [(text, false) for text, _, false in PAIRS])
def test_false_claim_meets_an_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) != []
