import dataclasses
import json

import numpy as np
import pytest

from synth.claims.types import ClaimId
from synth.render.abstract import abstract
from synth.render.data import ReportData
from synth.render.document import report_document
from synth.render.synthesis_screen import synthesis_screen
from synth.render.synthesis_view import synthesis_view
from synth.synthesis.answer import answer
from synth.synthesis.consistency import Inconsistency
from synth.synthesis.copied import Copied
from synth.synthesis.facts import facts_of
from synth.synthesis.findings import findings, number_tables
from synth.synthesis.relevance import Relevance
from synth.synthesis.reviewers import ReferenceFacts, reviewed
from synth.synthesis.types import Synthesis
from synth.verdict.types import Label
from tests.render.samples import HOSTILE, NARROW, VERIFIED_REPORT, WIDE, make_audit, report_texts
from tests.synthesis.sayings import said, stated

QUESTION = "Does model size reduce the effect of noise?"
YES = "Scaling the parser reduces the effect of noise."
NO = "Scaling the parser does not reduce the effect of noise."
SCORE = "The parser reaches 91.2% accuracy on XNLI."
OTHER_SCORE = "The tagger reaches 88.0% accuracy on XNLI."


def with_synthesis(data: ReportData, texts: tuple[str, ...] = (YES, NO, SCORE, OTHER_SCORE)) -> ReportData:
    """The data with claims that contradict each other and a synthesis of them."""
    papers = (WIDE, NARROW) * len(texts)
    verdicts = tuple(
        stated(text, paper, said(NARROW if paper == WIDE else WIDE, "Nothing of that.", Label.NOT_ENOUGH_INFO))
        for text, paper in zip(texts, papers, strict=False)
    )
    relevance = {verdict.claim.id: Relevance(0.9, "") for verdict in verdicts}
    found = findings(verdicts, np.ones((len(verdicts), 1), np.float32))
    faults = (Inconsistency("count of papers", "The text says 12 papers retrieved, 3 references are listed"),)
    lifted = (
        Copied("abstract", "An abstract.", "report", "0123456789ab", "A Sibling", 1.0, "An abstract"),
        Copied("claim", "A claim.", "report", "0123456789ab", "A Sibling", 1.0, "A claim"),
    )
    references = (ReferenceFacts(WIDE, is_resolved=True, is_read=True),)
    facts = facts_of(QUESTION, verdicts, found, references, inconsistencies=faults, copied=lifted)
    synthesis = Synthesis(
        answer=answer(QUESTION, found, relevance, verdicts),
        findings=found,
        tables=number_tables(verdicts),
        on_topic=2,
        beside=1,
        copied=lifted,
        inconsistencies=faults,
        panel=reviewed(facts),
        rephrased=("Size helps.",),
        dropped=2,
    )
    return dataclasses.replace(data, verdicts=verdicts, question=QUESTION, synthesis=synthesis)


def test_report_without_synthesis_has_no_view_of_one() -> None:
    assert synthesis_view(VERIFIED_REPORT) is None


def test_contradiction_stands_with_both_quotes_and_places() -> None:
    view = synthesis_view(with_synthesis(VERIFIED_REPORT))

    assert view is not None
    contested = view.findings[0]
    assert contested.is_contested
    assert [(voice.says, voice.quote) for voice in contested.voices] == [
        ("states it", YES),
        ("says otherwise", NO),
    ]
    assert all(voice.place == "section 3 Results, page 4" for voice in contested.voices)


def test_numbers_on_the_same_data_stand_in_one_table() -> None:
    view = synthesis_view(with_synthesis(VERIFIED_REPORT))

    assert view is not None
    assert [(table.title, [row[2] for row in table.rows]) for table in view.tables] == [
        ("accuracy on XNLI", ["91.2%", "88.0%"])
    ]


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_report_answers_and_says_what_does_not_fit(name: str) -> None:
    text = report_texts(with_synthesis(make_audit()))[name]

    for words in (
        "Mixed: ",
        "3 references are listed",
        "A Sibling",
        "2 of 4 claims bear on the question; 1 verified but beside the point",
        "not peer review",
        "Size helps.",
        "2 dropped",
    ):
        assert words in text


def test_json_holds_every_part_by_id() -> None:
    data = with_synthesis(VERIFIED_REPORT)

    document = json.loads(json.dumps(report_document(data)["synthesis"]))

    assert document["answer"]["outcome"] == "mixed"
    assert document["findings"][0]["opponents"] == [NARROW]
    assert document["reviewers"]["is_peer_review"] is False
    assert {review["reviewer"] for review in document["reviewers"]["reviews"]} >= {"grounding", "writing"}


def test_every_claim_named_in_the_answer_is_a_claim_of_the_report() -> None:
    data = with_synthesis(VERIFIED_REPORT, texts=(YES, SCORE))

    named = {
        ClaimId(name) for item in report_document(data)["synthesis"]["answer"]["sentences"] for name in item["claims"]
    }

    assert named
    assert named <= {verdict.claim.id for verdict in data.verdicts}


def test_screen_gives_reasons_in_full_and_keeps_its_width() -> None:
    lines = synthesis_screen(with_synthesis(make_audit()), width=60).splitlines()

    assert max(map(len, lines)) <= 60
    assert lines[0].startswith("answer: mixed")
    assert any(line.startswith("! The text says 12 papers") for line in lines)
    assert "…" not in "".join(lines)


def test_nothing_is_printed_without_a_synthesis() -> None:
    assert synthesis_screen(VERIFIED_REPORT) == ""


def test_hostile_claims_are_escaped_in_findings_and_answer() -> None:
    texts = report_texts(with_synthesis(VERIFIED_REPORT, texts=tuple(f"{text} reduces 4.1 noise." for text in HOSTILE)))

    assert "<script>alert" not in texts["report.html"]
    assert "<script>alert" not in texts["report.md"]


def test_abstract_gives_the_question_and_its_answer_second() -> None:
    data = with_synthesis(VERIFIED_REPORT)
    statement = abstract(data)[1]

    assert data.synthesis is not None
    assert statement.text == f"{QUESTION} {data.synthesis.answer.summary.text}"
    assert statement.cites
    assert abstract(VERIFIED_REPORT)[1].text != statement.text
