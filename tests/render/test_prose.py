import dataclasses

from synth.claims.types import Origin, PaperId
from synth.render.abstract import abstract, headline
from synth.render.data import ReportData
from synth.render.prose import Statement, introduction, methodology, results
from synth.render.view import view_of
from synth.verdict.types import Label, Status
from tests.render.samples import (
    ALONE,
    CONTRADICTED,
    CORROBORATED,
    LOST,
    NARROW,
    PAPERS,
    VERIFIED_REPORT,
    WIDE,
    make_audit,
    make_blind_audit,
    make_evidence,
    make_verdict,
    shares,
)


def text_of(statements: tuple[Statement, ...]) -> str:
    return " ".join(statement.text + statement.stop for statement in statements)


def report_of(**fields: object) -> ReportData:
    return dataclasses.replace(VERIFIED_REPORT, **fields)  # type: ignore[arg-type]  # a test names what it changes


def test_abstract_says_what_is_verified_with_the_papers_that_state_and_corroborate_it() -> None:
    assert Statement("Accuracy falls by 4.1 points under 10% noise", (1, 2)) in abstract(VERIFIED_REPORT)


def test_abstract_says_who_contradicts_whom() -> None:
    said = "Example and Sample state: “Wider encoders lose less under noise”; van Test contradicts this"

    assert Statement(said, (1, 2)) in abstract(VERIFIED_REPORT)


def test_abstract_without_a_verified_claim_attributes_what_single_papers_state() -> None:
    statements = abstract(report_of(verdicts=(ALONE,)))

    assert statements[1].text.startswith("None of these claims is corroborated by another paper")
    assert statements[2] == Statement("van Test states: “Depth explains most of the variance”", (1,))


def test_claims_added_by_hand_are_attributed_to_nobody() -> None:
    statements = abstract(report_of(verdicts=(make_verdict("Width helps.", Label.NOT_ENOUGH_INFO),)))

    assert statements[1].text == "None of these claims is verified by the papers that could be read"
    assert "Width helps" not in text_of(statements)


def test_abstract_never_repeats_the_abstract_of_a_paper() -> None:
    for data in (VERIFIED_REPORT, make_audit(), make_blind_audit()):
        for source in (PAPERS[0].abstract, "A copied abstract"):
            assert source not in text_of(abstract(data))


def test_abstract_of_a_blind_audit_says_that_nothing_was_checked() -> None:
    said = text_of(abstract(make_blind_audit()))

    assert "none of 4 papers could be read; none is verified and none is refuted" in said
    assert "4.1 points" not in said


def test_every_cited_number_is_in_the_reference_list() -> None:
    for data in (VERIFIED_REPORT, make_audit()):
        numbers = {item.number for item in data.references.items}
        assert {number for statement in abstract(data) for number in statement.cites} <= numbers


def test_claim_cut_off_by_its_report_stays_out_of_the_abstract() -> None:
    verdict = make_verdict("The dimension of B is the b", truncated=True, evidence=(make_evidence("x"),))

    assert "dimension" not in text_of(abstract(report_of(verdicts=(verdict, CORROBORATED))))


def test_no_claims_are_said_to_be_none() -> None:
    data = report_of(verdicts=())

    assert "No claim was found in what could be read" in text_of(abstract(data))
    assert headline(data) == "There was no claim to check."


def test_results_sum_to_the_number_of_claims() -> None:
    for data in (VERIFIED_REPORT, make_audit(), make_blind_audit()):
        assert sum(data.counts.standing.values()) == data.counts.claims == len(data.verdicts)
        assert f"{data.counts.claims} claims extracted; {data.counts.verified} independently verified" in text_of(
            results(data)
        )


def test_results_say_how_the_reports_own_ticks_fare() -> None:
    assert "Of the 1 claim that the report itself ticks, 0 are verified here, 1 is refuted" in text_of(
        results(make_audit())
    )


def test_methodology_counts_add_up() -> None:
    counts = make_audit().counts

    assert (counts.named, counts.found, counts.read, counts.unavailable, counts.cited) == (4, 2, 2, 2, 3)
    assert "4 references: 2 found, 3 cited here, 2 read in full text, 2 unavailable" in text_of(
        methodology(make_audit())
    )


def test_cited_papers_are_as_many_as_the_reference_list_is_long() -> None:
    for data in (VERIFIED_REPORT, make_audit(), make_blind_audit()):
        assert data.counts.cited == len(view_of(data).references)


def test_missing_question_is_said_to_be_missing() -> None:
    assert "No research question was given." in text_of(introduction(report_of(question="")))


def test_question_keeps_its_question_mark_and_gets_no_full_stop() -> None:
    assert "Research question: Does a wider encoder lose less under noise?" in text_of(introduction(VERIFIED_REPORT))
    assert "?." not in text_of(introduction(VERIFIED_REPORT))


def test_audited_report_is_named_with_author_and_date() -> None:
    said = text_of(introduction(make_audit()))

    assert "It checks the report “Noise in Encoders”, written by Assignee Research and dated June 30, 2026." in said


def test_headline_puts_refuted_claims_first() -> None:
    assert headline(VERIFIED_REPORT) == "1 of 3 claims is refuted by the other paper; 1 is verified."
    assert headline(report_of(verdicts=(CORROBORATED, ALONE))) == "1 of 2 claims is verified against the other paper."


def test_headline_of_a_blind_audit_says_why() -> None:
    assert headline(make_blind_audit()) == "None of 3 claims could be checked: none of 4 papers could be read."


def test_contradiction_by_the_stating_paper_alone_names_nobody_wrongly() -> None:
    verdict = make_verdict("Width helps.", Label.REFUTED, stated_by=(WIDE,), evidence=(make_evidence("no", WIDE),))

    assert "a paper read here contradicts this" in text_of(abstract(report_of(verdicts=(verdict,))))


def test_uncheckable_claims_are_not_called_unavailable() -> None:
    verdict = make_verdict("Why?", None, status=Status.UNCHECKABLE, reason="a question")

    said = text_of(abstract(report_of(verdicts=(verdict,))))
    assert "None of them is a statement that can be checked" in said


def test_warnings_come_once_each() -> None:
    data = dataclasses.replace(make_audit(), warnings=("cut table", "cut table"))

    warnings = view_of(data).warnings
    assert warnings.count("cut table") == 1
    assert "1 claim that the report ticks is refuted." in warnings


def test_paper_that_failed_is_listed_once_with_its_hint() -> None:
    missing = view_of(VERIFIED_REPORT).missing

    assert [(item.item, item.hint) for item in missing] == [("2103.00003", "check the id")]


def test_several_contradicting_papers_take_a_plural() -> None:
    verdict = dataclasses.replace(
        CONTRADICTED,
        claim=dataclasses.replace(CONTRADICTED.claim, stated_by=()),
        by_paper=(*CONTRADICTED.by_paper, dataclasses.replace(CONTRADICTED.by_paper[0], paper=WIDE, version=2)),
    )
    said = text_of(abstract(dataclasses.replace(make_audit(), verdicts=(verdict,))))

    assert "Example and Sample and van Test contradict this" in said or "van Test and Example" in said
    assert NARROW in {item.paper for item in verdict.by_paper}


def test_method_that_was_not_applied_is_not_described() -> None:
    said = text_of(methodology(make_blind_audit()))

    assert "None of them was compared with a text." in said
    assert "Models" not in said
    assert "passages" not in said


def test_claims_added_by_hand_are_counted_apart() -> None:
    by_hand = dataclasses.replace(ALONE, claim=dataclasses.replace(ALONE.claim, origin=Origin(), stated_by=()))

    assert "1 claim was added by hand." in text_of(methodology(report_of(verdicts=(CORROBORATED, by_hand))))


def test_reference_that_was_never_tried_counts_as_unavailable() -> None:
    counts = dataclasses.replace(make_audit(), papers=PAPERS[:2]).counts

    assert (counts.named, counts.read, counts.unavailable) == (4, 2, 2)


def test_verified_claim_that_another_paper_contradicts_says_so() -> None:
    contrary = dataclasses.replace(
        CONTRADICTED.by_paper[0], paper=LOST, version=None, probabilities=shares(Label.REFUTED, 0.6)
    )
    verdict = dataclasses.replace(CORROBORATED, by_paper=(*CORROBORATED.by_paper, contrary))

    said = abstract(report_of(verdicts=(verdict,)))[1]
    assert said == Statement("Accuracy falls by 4.1 points under 10% noise; but 2103.00003 contradicts this", (1, 2, 3))


def test_paper_that_contradicts_unsurely_is_not_named() -> None:
    unsure = dataclasses.replace(CONTRADICTED.by_paper[0], paper=LOST, probabilities=shares(Label.REFUTED, 0.4))
    verdict = dataclasses.replace(CONTRADICTED, by_paper=(*CONTRADICTED.by_paper, unsure))

    assert "van Test contradicts this" in text_of(abstract(report_of(verdicts=(verdict,))))


def test_papers_given_beside_the_references_are_counted_apart() -> None:
    given = dataclasses.replace(PAPERS[1], id=PaperId("local:0123456789ab"), version=None)
    data = dataclasses.replace(make_audit(), papers=(*PAPERS, given))

    assert "The report names 4 references, and 1 other paper was given: " in text_of(methodology(data))
    assert headline(data) == "1 of 3 claims is refuted by the papers at hand; 1 is verified."


def test_heading_is_made_from_what_there_is() -> None:
    assert VERIFIED_REPORT.heading == "Noise and the Width of Encoders"
    assert make_audit().heading == "Audit of “Noise in Encoders”"
    assert report_of(title="").heading == "3 claims from 2 papers, checked"
    assert report_of(author="").byline.startswith("synth ")


def test_question_of_ten_thousand_characters_makes_a_short_heading() -> None:
    assert len(report_of(title="why " * 2500).heading) <= 200
