import pytest

from synth.claims.debris import is_about_layout, is_whole_sentence


@pytest.mark.parametrize(
    "text",
    [
        "The parser reaches 91.2 F1 on the test set.",
        "With p < 0.05, wide models improve on narrow models for most letters.",
        "“Beam search” improves recall (by 3 points) on letters.",
    ],
)
def test_sentence_is_whole(text: str) -> None:
    assert is_whole_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "reaches 91.2 F1 on the test set of letters.",  # begins in the middle
        "The parser reaches 91.2 F1 on the",  # ends in the middle
        "The parser reaches 91.2 F1 on the.",
        "The chart parser improves recall on all letters because.",
        "Model P R F1 Baseline 81.2 79.9 80.5 Ours 84.1 83.0.",  # a table row
        "The parser (with a beam reaches 91.2 F1.",  # a bracket left open
        "The fast parser for old letters.",  # no verb
        "It was shown in results.12 Note that the parser fails.",  # a footnote mark inside
        "The values for and are lower than the others.",  # symbols got lost
        "Effect of Width The width improves recall.",  # a heading ran in
        "Proceedings of the 43rd Annual Meeting improve the state of the art.",
        "The score is s(x) = w · x + b for each input.",
        "The work was supported by the national science foundation.",
        "\ue001 The parser reaches \ufffd points on the \ufffd test set.",
    ],
)
def test_debris_is_no_sentence(text: str) -> None:
    assert not is_whole_sentence(text)


@pytest.mark.parametrize("text", ["The results are listed in Table 3.", "The next section describes the data."])
def test_signpost_is_about_layout(text: str) -> None:
    assert is_about_layout(text)
