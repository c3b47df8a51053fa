"""A plain denial of what the other side says is an objection, whatever stands around it."""

import pytest

from tests.verdict.checks.test_plain_pairs import conflicts

PAIRS = (
    ("The gains do not transfer to other domains.",
     "The gains stay within one domain.",
     "The gains transfer to other domains."),
    ("The gains do not transfer to other domains.",
     "The gains are not transferred to other domains.",
     "The gains are transferred to other domains."),
    ("We evaluated two dialects only, so our conclusions may not hold for other dialects.",
     "The conclusions may not hold for other dialects.",
     "The conclusions hold for other dialects."),
    ("We studied a single register, so our findings may not generalise to different registers.",
     "The findings may not generalise to different registers.",
     "The findings generalise to different registers."),
    ("The recordings were not released because of the speakers' privacy.",
     "The recordings were not released.",
     "The recordings were released."),
    ("We share the scripts but not the recordings, which belong to the archive.",
     "The scripts are shared, but not the recordings.",
     "Both the scripts and the recordings are shared."),
    ("We share the scripts but not the recordings, which belong to the archive.",
     "The recordings are not shared.",
     "The recordings are shared."),
    ("Caching did not shorten training.",
     "Caching does not shorten training.",
     "Caching shortens training."),
    ("Caching did not speed up parsing.",
     "Caching does not make parsing faster.",
     "Caching speeds up parsing."),
    ("The lexicon is no longer updated after the first epoch.",
     "The lexicon is not updated after the first epoch.",
     "The lexicon is updated after the first epoch."),
    ("The tagger cannot read sentences with few known words.",
     "Sentences with few known words cannot be read by the tagger.",
     "The tagger can read sentences with few known words."),
    ("The parser fails to recover long dependencies while the tagger is short of memory.",
     "The parser does not recover long dependencies.",
     "The parser recovers long dependencies."),
    ("The parser never sees the gold tags before decoding.",
     "The gold tags are never seen by the parser before decoding.",
     "The parser sees the gold tags before decoding."),
    ("Annotators were not paid for different tasks.",
     "Annotators were not paid for different tasks.",
     "Annotators were paid for different tasks."),
    ("The scores of the two juries did not correlate, whereas their rankings were alike.",
     "The two juries' scores did not correlate.",
     "The two juries' scores correlated."),
    ("The tokenizer does not split numbers.",
     "Numbers are not split by the tokenizer.",
     "Numbers are split by the tokenizer."),
    ("The ranker was not trained on the queries of other users.",
     "The ranker was not trained on other users' queries.",
     "The ranker was trained on other users' queries."),
    ("Punctuation was not removed before alignment.",
     "Punctuation was kept before alignment.",
     "Punctuation was removed before alignment."),
    ("Neither the tagger nor the parser uses a lexicon.",
     "The parser does not use a lexicon.",
     "The parser uses a lexicon."),
    ("None of the labels was checked by a second person.",
     "No label was checked by a second person.",
     "The labels were checked by a second person."),
    ("The embeddings of the reader are not shared with the writer.",
     "Reader and writer do not share embeddings.",
     "Reader and writer share embeddings."),
)  # fmt: skip
"""Sentence, true claim, false claim."""


@pytest.mark.parametrize(("text", "claim"), [(text, true) for text, true, _ in PAIRS])
def test_true_claim_meets_no_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) == []


@pytest.mark.parametrize(("text", "claim"), [(text, false) for text, _, false in PAIRS])
def test_false_claim_meets_an_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) != []
