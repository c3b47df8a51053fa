import dataclasses

from synth.claims.types import PaperId, Reported
from synth.ports import PaperRequest, Report
from synth.store.engine import SqlStore
from synth.verdict.types import Label
from tests.conftest import MakeClaim
from tests.store.conftest import PAPER, RUN, MakeVerdict, make_paper


def make_report(*claims: object, name: str = "0123456789ab") -> Report:
    return Report(
        id=name,
        path="report.md",
        title="A Report",
        author="Ada Example",
        date="2026-03-03",
        abstract="Short.",
        topic="Width",
        question="Does it help?",
        stated_counts={"papers": 3, "quality_score": 7.6},
        claims=claims,  # type: ignore[arg-type]  # claims, built by a fixture
        references=(PaperRequest(PAPER, 2, cited_as="[1]"),),
        unresolved_references=("Page 1999",),
        warnings=("1 of 2 references name no arXiv paper",),
    )


def test_saving_the_same_claim_twice_keeps_one(store: SqlStore, make_claim: MakeClaim) -> None:
    store.save_papers([make_paper()])
    claims = [make_claim(paper=PAPER), make_claim("Noise hurts.", paper=PAPER, start=40)]

    assert store.save_claims([*claims, claims[0]]) == 2
    assert store.save_claims(claims) == 0
    assert store.claims() == claims


def test_known_claim_gains_the_papers_that_state_it_too(store: SqlStore, make_claim: MakeClaim) -> None:
    other = PaperId("2205.08497")
    store.save_papers([make_paper(), make_paper(other)])
    store.save_claims([make_claim(paper=PAPER, stated_by=[PAPER])])
    store.save_claims([make_claim(paper=other, stated_by=[other, PAPER])])

    assert store.claims() == [make_claim(paper=PAPER, stated_by=[PAPER, other])]


def test_claim_with_half_a_character_comes_back_as_it_was(store: SqlStore, make_claim: MakeClaim) -> None:
    claim = dataclasses.replace(make_claim(), text="Half \ud83d a smile, and \0.")
    report = dataclasses.replace(make_report(claim), path="caf\udce9.md")
    store.save_report(report)

    assert store.claims() == [claim]
    assert store.reports() == [report]


def test_claims_come_in_the_order_of_their_sources(store: SqlStore, make_claim: MakeClaim) -> None:
    other = PaperId("2205.08497")
    store.save_papers([make_paper(), make_paper(other)])
    by_hand, late, early = (
        make_claim("By hand."),
        make_claim("Late.", paper=PAPER, start=9),
        make_claim("Early.", paper=PAPER),
    )
    second = make_claim("Second.", paper=other)
    stated = make_claim("In a report.", report="0123456789ab")
    store.save_claims([by_hand, second])
    store.save_report(make_report(stated))
    store.save_claims([late, early])

    assert store.claims() == [early, late, second, stated, by_hand]


def test_claim_is_found_by_the_start_of_its_id_in_either_case(store: SqlStore, make_claim: MakeClaim) -> None:
    claims = [make_claim(f"Claim number {number}.") for number in range(20)]
    store.save_claims(claims)

    assert store.claims(prefix=claims[7].id[:10].upper()) == [claims[7]]
    assert store.claims(prefix="%") == []


def test_deleted_claim_takes_its_verdicts_along(
    store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    claim, kept = make_claim(), make_claim("Noise hurts.")
    store.save_claims([claim, kept])
    store.save_run(RUN)
    store.save_verdicts(RUN.key, [make_verdict(claim), make_verdict(kept, Label.REFUTED)])

    assert store.delete_claims([claim.id, claim.id]) == 1
    assert [verdict.claim.id for verdict in store.verdicts()] == [kept.id]
    assert store.claims() == [kept]


def test_report_comes_back_whole_with_its_own_view_of_a_claim(store: SqlStore, make_claim: MakeClaim) -> None:
    store.save_papers([make_paper()])
    store.save_claims([make_claim(paper=PAPER, stated_by=[PAPER])])
    flagged = dataclasses.replace(make_claim(report="0123456789ab"), reported=Reported(verified=False, confidence=0.14))
    report = make_report(flagged)
    store.save_report(report)
    store.save_report(report)

    assert store.reports() == [report]
    assert store.claims() == [make_claim(paper=PAPER, stated_by=[PAPER])]


def test_reports_come_oldest_first_even_when_one_is_read_again(store: SqlStore, make_claim: MakeClaim) -> None:
    first = make_report(make_claim(report="a" * 12), name="a" * 12)
    second = make_report(make_claim("Noise hurts.", report="b" * 12), name="b" * 12)
    store.save_report(second)
    store.save_report(first)
    store.save_report(dataclasses.replace(second, path="elsewhere.md"))

    assert [(report.id, report.path) for report in store.reports()] == [
        ("b" * 12, "elsewhere.md"),
        ("a" * 12, "report.md"),
    ]
