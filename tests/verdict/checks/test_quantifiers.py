"""All is not some, both is not one, and at least is not at most."""

import pytest

from tests.verdict.checks.test_plain_pairs import conflicts

PAIRS = (
    ("The parser wins on news, but not on fiction.",
     "The parser wins on news only.",
     "The parser wins on both genres."),
    ("The parser wins on news, but not on fiction.",
     "The parser does not win on fiction.",
     "The parser wins on all genres."),
    ("Caching speeds up parsing in Finnish, but not in Basque.",
     "In Finnish, caching speeds up parsing.",
     "Caching speeds up parsing in every language."),
    ("The tagger beats the lexicon on headlines (71 against 64), but not on captions (58 against 60).",
     "The tagger beats the lexicon on headlines.",
     "The tagger beats the lexicon on both sets."),
    ("Recall improved in two of the three languages.",
     "Two of three languages improved in recall.",
     "Recall improved in all three languages."),
    ("Recall improved in two of the three languages.",
     "Recall improved in most of the languages.",
     "Recall improved in every language."),
    ("Most of the riddles were solved by the parser.",
     "The parser solved the majority of the riddles.",
     "The parser solved all of the riddles."),
    ("Half of the riddles were solved by the parser.",
     "The parser solved half of the riddles.",
     "The parser solved most of the riddles."),
    ("We tested only one lexicon.",
     "A single lexicon was tested.",
     "Several lexicons were tested."),
    ("The parser was run on one server only.",
     "One server was used to run the parser.",
     "Several servers were used to run the parser."),
    ("At most three juries saw each riddle.",
     "Each riddle was seen by at most three juries.",
     "Each riddle was seen by at least three juries."),
    ("No lemmatization was applied to the riddles.",
     "The riddles were not lemmatized.",
     "All riddles were lemmatized."),
    ("No headline was shortened.",
     "The headlines were not shortened.",
     "All headlines were shortened."),
    ("Some of the captions contain errors.",
     "There are errors in some captions.",
     "All of the captions contain errors."),
    ("None of the juries preferred the lexicon.",
     "No jury preferred the lexicon.",
     "Most juries preferred the lexicon."),
    ("Few users read the captions.",
     "The captions were read by few users.",
     "Most users read the captions."),
    ("In both cities the tram is cheap and slow.",
     "The tram is cheap in both cities but takes longest.",
     "The tram is cheap in neither of the cities."),
    ("All of the systems but the lexicon improved.",
     "All of the systems improved, except the lexicon.",
     "All systems improved."),
    ("Every system except the lexicon improved.",
     "Most systems improved.",
     "Every system improved."),
    ("Every page was read except Poe's letters.",
     "Every page except Poe's letters was read.",
     "Every page was read."),
    ("The parser usually finds the verb.",
     "The parser finds the verb in most cases.",
     "The parser always finds the verb."),
    ("The cache is used by the parser alone.",
     "The parser alone uses the cache.",
     "The cache is used by all modules."),
)  # fmt: skip
"""Sentence, true claim, false claim."""


@pytest.mark.parametrize(("text", "claim"), [(text, true) for text, true, _ in PAIRS])
def test_true_claim_meets_no_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) == []


@pytest.mark.parametrize(("text", "claim"), [(text, false) for text, _, false in PAIRS])
def test_false_claim_meets_an_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) != []
