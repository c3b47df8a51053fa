from hypothesis import given
from hypothesis import strategies as st

from synth.synthesis.copied import (
    LEAST_CLAIM_SHARE,
    LEAST_SHARE,
    RUN_WORDS,
    Source,
    copied,
    copies,
    longest_run,
    shared_share,
)

TEXT = "Wide encoders lose less accuracy than narrow ones when one word in ten is misspelled by chance."
PAPER = Source("paper", "2101.00001", "On Width", f"We ask a question. {TEXT} We thank Ann.")
SIBLING = Source("report", "0123456789ab", "Another Report", TEXT)
OTHER = Source("paper", "2102.00002", "On Depth", "Deep parsers use more memory than shallow ones on long inputs.")


def test_abstract_lifted_from_a_paper_is_found_with_its_source() -> None:
    found = copied("abstract", TEXT, [OTHER, PAPER])

    assert found is not None
    assert (found.source, found.id, found.share) == ("paper", "2101.00001", 1.0)
    assert found.words == TEXT.rstrip(".")


def test_paper_wins_over_a_report_that_shares_the_text() -> None:
    found = copied("abstract", TEXT, [SIBLING, PAPER])

    assert found is not None
    assert found.source == "paper"


def test_case_and_marks_do_not_hide_a_copy() -> None:
    assert shared_share(TEXT.upper().replace(",", " ;"), PAPER.text) == 1.0


def test_own_words_are_no_copy() -> None:
    assert copied("abstract", "Narrow encoders suffer more from typos than wide ones do.", [PAPER, SIBLING]) is None


def test_short_quotation_inside_own_words_is_no_copy() -> None:
    own = "This synthesis of five studies says in other words what each of them measured under noise and why. "

    assert copied("abstract", own * 3 + " ".join(TEXT.split()[: RUN_WORDS + 1]), [PAPER]) is None


def test_claim_shorter_than_a_run_is_compared_whole() -> None:
    assert copied("claim", "We thank Ann.", [PAPER], least=LEAST_CLAIM_SHARE) is not None
    assert copied("claim", "We thank Bo.", [PAPER], least=LEAST_CLAIM_SHARE) is None


def test_longest_run_is_printed_as_the_report_has_it() -> None:
    assert longest_run(f"It is known: {TEXT}", PAPER.text) == TEXT.rstrip(".")


def test_empty_text_is_copied_from_nowhere() -> None:
    assert copied("abstract", "", [PAPER]) is None
    assert longest_run("", PAPER.text) == ""


NAMES = st.sampled_from(["wide", "narrow", "encoders", "parsers", "lose", "gain"])
WORDS = st.lists(NAMES, max_size=14).map(" ".join)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_many_texts_are_compared_as_one_by_one(texts: list[str], held: list[str]) -> None:
    sources = [Source("paper" if at % 2 else "report", str(at), "", text) for at, text in enumerate(held)]

    for text, found in zip(texts, copies([("claim", text) for text in texts], sources), strict=True):
        shares = [shared_share(text, source.text) for source in sources]
        best = max(shares, default=0.0)
        assert (found is not None) is (best >= LEAST_SHARE)
        assert found is None or found.share == round(best, 4)
