"""Where sentences end in the prose of papers."""

import re
from itertools import pairwise
from pathlib import Path

import pysbd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["We train it.", "It works."],
        ["See Fig. 2 and Eq. 3 for details.", "Tab. 4 has more."],
        ["Li et al. (2020) do the same.", "Wu et al. [3] do not."],
        ["This was shown by Li et al.", "The method is simple."],
        ["Models, e.g. BERT, i.e. encoders, cf. Sec. 3, improve.", "Others do not."],
        ["Scores rise from 3.5 to 4.0.", "That is 0.5 more."],
        ["J. R. Smith and A. Jones wrote it.", "We did not."],
        ["Is it so?", "Yes!", "It is."],
        ["“It works.”", "They said so."],
        ["We use Adam (Kingma and Ba, 2015.)", "It converges."],
        ["The U.S. corpus is large.", "It has 3M words."],
        ["Trained on WMT14 etc. and on IWSLT.", "Done."],
        ["The loss is ... small.", "Good."],
        ["It costs $3.50.", "That is cheap."],
        ["We release v1.0.", "Version 2.0 follows."],
        ["approx. 40 GPUs were used.", "None broke."],
        ["It takes 21.5 ms.", "The median is 3 ms."],
        ["The set is known.", "mBERT wins, e.g. mT5 does not."],
        ["Ask Dr. Li or Prof. Wu.", "They know."],
        ["We compare A and B.", "Results differ."],
        ["See https://example.org/a.b for code.", "It is public."],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_abbreviation_ends_a_sentence_only_before_a_word_that_begins_one() -> None:
    assert split("It was sold in the U.K. The price fell.") == ["It was sold in the U.K.", "The price fell."]
    assert split("Wu et al. Report it.") == ["Wu et al. Report it."]


def test_line_break_ends_a_sentence() -> None:
    assert split("A heading\nIts text begins") == ["A heading", "Its text begins"]


def test_empty_text_has_no_sentences() -> None:
    assert split_sentences(" \n ") == []


@given(st.text(alphabet=st.sampled_from('aB1 .!?\n()"”,;eg'), max_size=80))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    spans = split_sentences(text)

    kept = "".join("".join(text[s.start : s.end].split()) for s in spans)
    assert kept == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_rules_agree_with_an_independent_splitter_on_plain_prose() -> None:
    prose = (Path(__file__).parents[1] / "documents" / "data" / "two_columns.typ").read_text(encoding="utf-8")
    paragraphs = [line for line in prose.splitlines() if line.endswith(".") and not re.search(r"[#$]|arXiv", line)]
    oracle = pysbd.Segmenter(language="en", clean=False)

    assert len(paragraphs) >= 5
    for paragraph in paragraphs:
        assert split(paragraph) == [text.strip() for text in oracle.segment(paragraph)]
