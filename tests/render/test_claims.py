import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from synth.claims.types import Reported, Span
from synth.render.claims import Quoting, claim_views, pieces_of, reported_words
from synth.render.references import References
from synth.render.words import Standing, label_of, standing_of, symbol_of
from synth.verdict.types import Cell, Check, Label, Outcome, Probabilities, Status
from tests.render.samples import ALONE, CONTRADICTED, LOST, NARROW, PAPERS, WIDE, make_evidence, make_verdict, shares


def test_supported_below_the_tick_is_not_verified() -> None:
    verdict = make_verdict("Width helps.", Label.SUPPORTED, 0.45)

    assert (symbol_of(verdict), standing_of(verdict)) == ("≈", Standing.PARTIAL)


def test_unsupported_claim_of_a_report_is_crossed_and_that_of_a_paper_is_not() -> None:
    assert symbol_of(make_verdict("Width helps.", Label.NOT_ENOUGH_INFO)) == "×"
    assert symbol_of(ALONE) == "–"


def test_unsure_refutation_is_no_accusation() -> None:
    assert standing_of(make_verdict("Width helps.", Label.REFUTED, 0.5)) is Standing.REFUTED
    assert standing_of(make_verdict("Width helps.", Label.REFUTED, 0.4)) is Standing.UNSUPPORTED
    assert standing_of(make_verdict("Width helps.", Label.REFUTED, 0.4, stated_by=(NARROW,))) is Standing.ALONE


def test_claim_more_likely_supported_or_partial_than_not_is_not_crossed() -> None:
    verdict = dataclasses.replace(
        make_verdict("Width helps.", Label.NOT_ENOUGH_INFO), probabilities=Probabilities(0.3, 0.29, 0.01, 0.4)
    )

    assert symbol_of(verdict) == "≈"


def test_papers_in_a_reason_become_their_numbers() -> None:
    verdict = dataclasses.replace(CONTRADICTED, reason="2102.00002v1: says no; see 2101.00001, not 2101.000012")

    (view,) = claim_views((verdict,), Quoting(References(PAPERS, (verdict,), None), {}))
    assert view.reason == "[2]: says no; see [1], not 2101.000012"


def test_paper_that_states_the_claim_is_not_listed_among_the_others() -> None:
    own = dataclasses.replace(CONTRADICTED.by_paper[0], paper=WIDE, version=2, label=Label.SUPPORTED)
    third = dataclasses.replace(CONTRADICTED.by_paper[0], paper=LOST, version=None)
    verdict = dataclasses.replace(CONTRADICTED, by_paper=(own, *CONTRADICTED.by_paper, third))

    (view,) = claim_views((verdict,), Quoting(References(PAPERS, (verdict,), None), {}))
    assert [item.reference.paper for item in view.by_paper] == [NARROW, LOST]


def test_unavailable_source_is_neither_ticked_nor_crossed() -> None:
    for status in (Status.SOURCE_UNAVAILABLE, Status.UNCHECKABLE):
        verdict = make_verdict("Width helps.", None, status=status)
        assert (symbol_of(verdict), label_of(verdict)) == ("–", status.value.replace("_", " "))


def test_conflicts_stand_before_agreements_and_silent_checks_apart() -> None:
    checks = (
        Check("numbers", Outcome.AGREE, "same"),
        Check("hedges", Outcome.SILENT, ""),
        Check("direction", Outcome.CONFLICT, "less against more"),
    )
    verdict = make_verdict("Width helps.", Label.REFUTED, checks=checks)

    (view,) = claim_views((verdict,), Quoting(References(PAPERS, (verdict,), None), {}))
    assert [name for name, _, _ in view.checks] == ["direction", "numbers"]
    assert view.silent == ("hedges",)


def test_page_link_leads_to_the_version_that_was_read() -> None:
    (view,) = claim_views((CONTRADICTED,), Quoting(References(PAPERS, (CONTRADICTED,), None), {}))

    assert view.quotes[0].link == "http://arxiv.org/pdf/2102.00002v1#page=6"
    assert view.quotes[0].place == "section 4.2 Results, page 6"


def test_quote_without_page_has_no_page_link() -> None:
    verdict = make_verdict("Width helps.", evidence=(make_evidence("It does.", page=None),))

    (view,) = claim_views((verdict,), Quoting(References(PAPERS, (verdict,), None), {}))
    assert (view.quotes[0].link, view.quotes[0].place) == ("", "section 4.2 Results")


def test_cell_is_shown_with_the_headers_that_lead_to_it() -> None:
    evidence = dataclasses.replace(make_evidence("65.4"), cell=Cell("Table 3", "mBERT", "XNLI", "65.4"))
    verdict = make_verdict("mBERT reaches 65.4 on XNLI.", evidence=(evidence,))

    (view,) = claim_views((verdict,), Quoting(References(PAPERS, (verdict,), None), {}))
    assert view.quotes[0].cell == "Table 3, row mBERT, column XNLI: 65.4"


def test_one_paper_is_not_repeated_and_several_are_listed() -> None:
    (one,) = claim_views((CONTRADICTED,), Quoting(References(PAPERS, (CONTRADICTED,), None), {}))
    second = dataclasses.replace(
        CONTRADICTED.by_paper[0], paper=LOST, label=Label.SUPPORTED, probabilities=shares(Label.SUPPORTED, 0.6)
    )
    unclear = dataclasses.replace(second, probabilities=shares(Label.SUPPORTED, 0.4))
    both = dataclasses.replace(CONTRADICTED, by_paper=(*CONTRADICTED.by_paper, second, unclear))
    (two,) = claim_views((both,), Quoting(References(PAPERS, (both,), None), {}))

    assert one.by_paper == ()
    assert [item.label for item in two.by_paper] == ["refuted", "supported"]


def test_reported_flag_and_score_are_shown_as_far_as_there_are_any() -> None:
    shown = [
        reported_words(make_verdict("x", reported=reported))
        for reported in (Reported(True, 0.16), Reported(False, None), Reported(None, 0.1), None)  # noqa: FBT003
    ]

    assert shown == ["✓ 0.16", "×", "0.10", ""]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_pieces_joined_are_the_quote(quote: str, ends: list[tuple[int, int]]) -> None:
    marks = tuple(Span(min(pair), max(pair)) for pair in ends)

    pieces = pieces_of(quote, marks)
    assert "".join(piece.text for piece in pieces) == quote
    assert all(piece.text == piece.text.strip() for piece in pieces if piece.marked)
