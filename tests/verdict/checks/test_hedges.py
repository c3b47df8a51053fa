"""What was not tried is no result."""

import pytest

from tests.verdict.checks.test_plain_pairs import conflicts

PAIRS = (
    ("A larger lexicon might help further, but we did not test this.",
     "Whether a larger lexicon helps was not tested.",
     "A larger lexicon helps further."),
    ("Adding a second jury may lower the variance, but this was not tried.",
     "A second jury was not tried.",
     "Adding a second jury lowers the variance."),
    ("It is unclear whether caching also helps the parser.",
     "Whether caching helps the parser is unclear.",
     "Caching also helps the parser."),
    ("Whether the tagger works for dialects remains to be seen.",
     "It remains to be seen whether the tagger works for dialects.",
     "The tagger works for dialects."),
    ("We leave the distillation of the ranker for future work.",
     "The distillation of the ranker is left for future work.",
     "The authors distill the ranker."),
    ("Extending the lexicon to verbs is left to future work.",
     "The lexicon has yet to be extended to verbs.",
     "The lexicon is extended to verbs."),
    ("We hope that our corpus will speed up research on dialects.",
     "The corpus is hoped to speed up research on dialects.",
     "The corpus has sped up research on dialects."),
    ("The effect of the seed on recall was not explored.",
     "The seed's effect on recall was not explored.",
     "The seed has an effect on recall."),
    ("Combining both losses could lower the error, which we have not tried.",
     "The combination of both losses was not tried.",
     "Combining both losses lowers the error."),
    ("In future work, we plan to add a speech encoder.",
     "A speech encoder is planned for the future.",
     "The model has a speech encoder."),
    ("It remains unknown whether the gain holds for larger vocabularies.",
     "Whether the gain holds for larger vocabularies is unknown.",
     "The gain holds for larger vocabularies."),
    ("Whether the parser copes with code is an open question.",
     "It is an open question whether the parser copes with code.",
     "The parser copes with code."),
    ("Longer contexts might improve recall; we have not investigated this.",
     "The effect of longer contexts on recall was not investigated.",
     "Longer contexts improve recall."),
    ("The use of the tagger in schools is still untested.",
     "The tagger is untested in schools.",
     "The tagger was used in schools."),
    ("A stronger reranker would probably raise recall, but this is beyond the scope of this paper.",
     "A stronger reranker was not studied.",
     "A stronger reranker raises recall."),
    ("Dropout lowers the error, but how it does so is unclear.",
     "Dropout lowers the error.",
     "Dropout raises the error."),
    ("Dropout helps the tagger, but it is unclear whether it helps the parser.",
     "Dropout helps the tagger.",
     "Dropout helps the parser."),
    ("Pruning the reader might help further, but we did not test this.",
     "The writer was not pruned.",
     "Pruning the reader helps further."),
    ("We did not examine whether the noise affects precision.",
     "The effect of the noise on precision was not examined.",
     "The noise affects precision."),
)  # fmt: skip
"""Sentence, true claim, false claim."""


@pytest.mark.parametrize(("text", "claim"), [(text, true) for text, true, _ in PAIRS])
def test_true_claim_meets_no_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) == []


@pytest.mark.parametrize(("text", "claim"), [(text, false) for text, _, false in PAIRS])
def test_false_claim_meets_an_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) != []
