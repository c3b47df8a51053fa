"""What others did is not what this paper's authors did."""

import pytest

from tests.verdict.checks.test_plain_pairs import conflicts

PAIRS = (
    ("Prior work by Novak et al. (2020) showed that lexicons match embeddings on rare words.",
     "Prior work showed that lexicons match embeddings on rare words.",
     "The authors showed that lexicons match embeddings on rare words."),
    ("Prior work by Novak et al. (2020) showed that lexicons match embeddings on rare words.",
     "Novak et al. showed that lexicons match embeddings on rare words.",
     "This paper shows that lexicons match embeddings on rare words."),
    ("Earlier studies found that annotators tire after an hour.",
     "Annotators were found to tire after an hour.",
     "The authors found that annotators tire after an hour."),
    ("Novak and Roe (2018) have already measured the reading time of headlines.",
     "The reading time of headlines was measured by Novak and Roe.",
     "This work measures the reading time of headlines."),
    ("It is well known that juries prefer short answers.",
     "Juries prefer short answers.",
     "The paper shows for the first time that juries prefer short answers."),
    ("Following Doe (2016), we score answers by overlap.",
     "Answers are scored by overlap.",
     "Scoring answers by overlap is introduced in this paper."),
    ("Following Doe (2016), we score answers by overlap.",
     "The authors score answers by overlap.",
     "The authors invent the scoring of answers by overlap."),
    ("We use the lexicon of Novak et al. (2020).",
     "The lexicon of Novak et al. is used.",
     "The authors built the lexicon themselves."),
    ("The noise model was proposed by Roe and Poe (2015).",
     "The noise model comes from earlier work.",
     "The noise model was proposed by the authors of this paper."),
    ("Previous research has shown that captions improve recall.",
     "Captions are known to improve recall.",
     "The study shows that captions improve recall."),
    ("Several authors have argued that juries are biased (Novak, 2012; Poe, 2014).",
     "It has been argued that juries are biased.",
     "The authors of this paper argue that juries are biased."),
    ("Recent work has shown that lexicons help parsers [12].",
     "Recent work has shown that lexicons help parsers.",
     "This paper has shown that lexicons help parsers."),
    ("In 2017, Poe et al. collected 400 riddles from newspapers.",
     "Poe et al. collected 400 riddles from newspapers.",
     "The authors collected 400 riddles from newspapers."),
    ("The riddles were collected by Poe et al. (2017) from newspapers.",
     "The riddles had been collected by Poe et al.",
     "The riddles were collected by the authors."),
    ("As shown by Poe et al. (2017), riddles confuse parsers.",
     "Riddles confuse parsers.",
     "The authors are the first to show that riddles confuse parsers."),
    ("As shown in Table 3, riddles confuse parsers.",
     "The authors show that riddles confuse parsers.",
     "The authors show that riddles do not confuse parsers."),
    ("Previous studies found that riddles confuse taggers; this study finds the same of parsers.",
     "The study finds that riddles confuse parsers.",
     "The study finds that riddles do not confuse parsers."),
    ("Others have reported that riddles confuse parsers (Poe et al., 2017).",
     "Others have reported that riddles confuse parsers.",
     "The authors report that riddles confuse parsers."),
)  # fmt: skip
"""Sentence, true claim, false claim."""


@pytest.mark.parametrize(("text", "claim"), [(text, true) for text, true, _ in PAIRS])
def test_true_claim_meets_no_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) == []


@pytest.mark.parametrize(("text", "claim"), [(text, false) for text, _, false in PAIRS])
def test_false_claim_meets_an_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) != []
