from dataclasses import replace

import pytest

from synth.claims.types import Claim, PaperId, Reported
from synth.synthesis.consistency import Written, inconsistencies
from tests.synthesis.sayings import audited


def ticked(score: float) -> Reported:
    return Reported(verified=True, confidence=score)


def crossed(score: float) -> Reported:
    return Reported(verified=False, confidence=score)


def claim(text: str, reported: Reported, *, cites: tuple[str, ...] = ()) -> Claim:
    return replace(audited(text, reported=reported).claim, cites=tuple(PaperId(paper) for paper in cites))


SOUND = Written(
    title="Size and Noise",
    topic="How model size bears on spelling noise",
    question="Does model size reduce the effect of spelling noise?",
    abstract="Two papers are compared. Size helps.",
    counts={"papers": 2.0, "claims": 2.0, "verified": 1.0},
    claims=(
        claim("Large models lose less under typos.", ticked(0.9), cites=("2101.00001",)),
        claim("Typos hurt small models.", crossed(0.3), cites=("2102.00002",)),
    ),
    listed=2,
    references=(PaperId("2101.00001"), PaperId("2102.00002")),
    cited_titles=("On Width", "On Depth"),
    on_topic=2,
)


def kinds(report: Written) -> list[str]:
    return [item.kind for item in inconsistencies(report)]


def test_sound_report_has_no_inconsistency() -> None:
    assert inconsistencies(SOUND) == ()


@pytest.mark.parametrize("name", ["papers", "claims", "verified"])
def test_stated_count_is_held_against_the_report(name: str) -> None:
    assert kinds(replace(SOUND, counts={name: 12.0})) == [f"count of {name}"]


def test_same_score_ticked_and_crossed_is_found() -> None:
    claims = (
        replace(SOUND.claims[0], reported=ticked(0.6)),
        replace(SOUND.claims[1], reported=crossed(0.6)),
    )

    (found,) = inconsistencies(replace(SOUND, claims=claims))

    assert found.text == "The score 0.60 is both ticked and crossed"


def test_lower_score_ticked_than_crossed_is_found() -> None:
    claims = (
        replace(SOUND.claims[0], reported=ticked(0.6)),
        replace(SOUND.claims[1], reported=crossed(0.7)),
    )

    assert kinds(replace(SOUND, claims=claims)) == ["flags against scores"]


def test_tick_on_a_low_score_is_found() -> None:
    claims = (replace(SOUND.claims[0], reported=ticked(0.31)), SOUND.claims[1])

    assert kinds(replace(SOUND, claims=claims)) == ["ticks on low scores"]


def test_topic_that_is_the_title_of_a_cited_paper_is_found() -> None:
    assert "topic is a paper" in kinds(replace(SOUND, topic="On width"))


def test_topic_about_something_else_than_the_question_is_found() -> None:
    assert kinds(replace(SOUND, topic="Whale songs")) == ["topic against question"]


def test_question_that_no_claim_speaks_of_is_found() -> None:
    assert "question not covered" in kinds(replace(SOUND, question="Does model size reduce translation errors?"))


def test_claims_that_mostly_miss_the_question_are_counted() -> None:
    assert kinds(replace(SOUND, on_topic=0)) == ["claims against question"]


def test_reference_that_nothing_cites_is_named() -> None:
    (found,) = inconsistencies(replace(SOUND, claims=(SOUND.claims[0], SOUND.claims[0]), counts={}))

    assert found.kind == "references not cited"
    assert "2102.00002" in found.text


def test_claims_without_any_citation_are_one_finding() -> None:
    claims = tuple(replace(item, cites=()) for item in SOUND.claims)

    assert kinds(replace(SOUND, claims=claims)) == ["claims without citation"]


def test_abstract_that_speaks_as_one_study_or_breaks_off_is_found() -> None:
    found = kinds(replace(SOUND, abstract="In this work, we explore noise. A feature aggregat"))

    assert found == ["abstract of one study", "abstract breaks off"]


def test_claims_that_break_off_are_counted() -> None:
    claims = (replace(SOUND.claims[0], truncated=True), SOUND.claims[1])

    assert kinds(replace(SOUND, claims=claims)) == ["claims cut off"]
