"""Claims, experiments and results find each other; the laboratory is a fake."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from synth.claims.ids import claim_id
from synth.claims.types import Claim, ClaimId, ClaimType, Origin, PaperId
from synth.errors import LabError
from synth.lab.matching import Match, match_claim
from synth.lab.registry import cards
from synth.pipeline.reproduce import (
    asked_of_claim,
    asked_of_report,
    asked_of_text,
    experiments_of,
    match_all,
    reproduce,
    rerun_fields,
    verdict_of,
    with_reruns,
)
from synth.ports import Report
from synth.ports.lab import ArmOutcome, ClaimRerun, ExperimentCard, LabResult, RerunVerdict, Stance
from synth.ports.laboratory import LabEstimate, LabPlan, RerunStore
from synth.render.data import ReportData
from synth.render.formats import Format, report_files
from synth.synthesis.answer import answer
from synth.synthesis.types import Synthesis
from tests.lab_results import make_result
from tests.render.samples import make_audit, report_texts

NOISE = "Larger encoders lose less accuracy under typos."
NO_NOISE = "Model size does not reduce the drop in accuracy under typos."
SETTING = "The learning rate is set to 5e-5."


class FakeStore:
    """``ports.laboratory.RerunStore`` in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, LabResult] = {}
        self.by_claim: dict[ClaimId, ClaimRerun] = {}

    def save_outcome(self, key: str, experiment: str, outcome: ArmOutcome) -> None: ...

    def outcomes(self, keys: Sequence[str]) -> Mapping[str, ArmOutcome]:  # noqa: ARG002 - the port's
        return {}

    def save_result(self, result: LabResult) -> None:
        self.kept[result.key] = result

    def results(self) -> Sequence[LabResult]:
        return list(self.kept.values())

    def save_claim_reruns(self, reruns: Sequence[ClaimRerun]) -> None:
        self.by_claim |= {rerun.claim: rerun for rerun in reruns}

    def claim_reruns(self) -> Mapping[ClaimId, ClaimRerun]:
        return self.by_claim


class FakeLab:
    """Gives a prepared result for every experiment; may break after some."""

    def __init__(self, *, breaks_after: int | None = None, preset: str = "default") -> None:
        self.asked: list[tuple[str, ...]] = []
        self._preset = preset
        self._breaks_after = breaks_after

    def cards(self) -> Sequence[ExperimentCard]:
        return cards()

    def match(self, text: str, *, context: str = "") -> Match:
        return match_claim(text, cards(), context=context)

    def estimate(self, plan: LabPlan, *, store: RerunStore) -> LabEstimate:
        raise NotImplementedError

    def run(self, plan: LabPlan, *, store: RerunStore, command: str) -> Iterator[LabResult]:
        self.asked.append(plan.experiments)
        for place, key in enumerate(plan.experiments):
            if place == self._breaks_after:
                raise LabError("out of memory")
            name = f"{self._preset}{key}".encode().hex()[:12]
            result = make_result(key=name, experiment=key, command=command, preset=self._preset)
            store.save_result(result)
            yield result


def run(texts: Sequence[str], store: FakeStore, lab: FakeLab) -> list[LabResult]:
    reruns = match_all([asked_of_text(text) for text in texts], lab=lab)
    return list(
        reproduce(reruns, LabPlan(experiments=experiments_of(reruns)), lab=lab, store=store, command="synth reproduce")
    )


def test_experiment_that_several_claims_need_runs_once() -> None:
    store, lab = FakeStore(), FakeLab()
    results = run([NOISE, NO_NOISE, SETTING], store, lab)

    assert lab.asked == [("noise-scale",)]
    assert [result.experiment for result in results] == ["noise-scale"]
    assert {rerun.result for rerun in store.by_claim.values()} == {results[0].key, None}


def test_nothing_is_run_where_no_experiment_bears_on_anything() -> None:
    store, lab = FakeStore(), FakeLab()

    assert run([SETTING], store, lab) == []
    assert lab.asked == []
    assert store.by_claim[claim_id(SETTING)].reason == "not reproducible by experiment: it states a setting"


def test_failure_keeps_what_was_finished_before_it() -> None:
    store, lab = FakeStore(), FakeLab(breaks_after=1)
    align = "TLM improves zero-shot accuracy on XNLI over mBERT."
    with pytest.raises(LabError, match="out of memory"):
        run([NOISE, align], store, lab)

    assert store.by_claim[claim_id(NOISE)].result is not None
    assert store.by_claim[claim_id(align)].result is None


def test_asking_again_keeps_the_known_result_until_there_is_a_new_one() -> None:
    store = FakeStore()
    run([NOISE], store, FakeLab())
    known = store.by_claim[claim_id(NOISE)].result
    with pytest.raises(LabError):
        run([NOISE], store, FakeLab(breaks_after=0))

    assert store.by_claim[claim_id(NOISE)].result == known


def test_trial_run_does_not_replace_a_real_result() -> None:
    store = FakeStore()
    run([NOISE], store, FakeLab())
    known = store.by_claim[claim_id(NOISE)].result
    run([NOISE], store, FakeLab(preset="smoke"))

    assert store.by_claim[claim_id(NOISE)].result == known


@pytest.mark.parametrize(
    ("stance", "verdict"),
    [
        (Stance.PREDICTED, RerunVerdict.REPRODUCED),
        (Stance.OPPOSITE, RerunVerdict.NOT_REPRODUCED),
        (Stance.NULL, RerunVerdict.INCONCLUSIVE),
    ],
)
def test_claim_that_denies_the_prediction_gets_the_other_verdict(stance: Stance, verdict: RerunVerdict) -> None:
    assert verdict_of(make_result(), stance) is verdict


def test_smoke_result_gives_no_claim_a_verdict() -> None:
    assert verdict_of(make_result(preset="smoke"), Stance.PREDICTED) is RerunVerdict.INCONCLUSIVE


def test_record_of_a_claim_names_verdict_numbers_and_backend() -> None:
    result = make_result()
    rerun = ClaimRerun(claim_id(NOISE), NOISE, "noise-scale", "it speaks of size", Stance.PREDICTED, result.key)
    fields = rerun_fields(rerun, {result.key: result})

    assert (fields["experiment"], fields["verdict"]) == ("noise-scale", "reproduced")
    assert "bears on the mechanism" in fields["sentence"]
    assert fields["result"]["interval"] == [-0.05, -0.01]


def test_record_of_a_claim_without_experiment_holds_the_reason_alone() -> None:
    assert rerun_fields(ClaimRerun(claim_id("x y"), "x y", None, "because"), {}) == {
        "experiment": None,
        "reason": "because",
    }


def test_record_of_a_claim_that_was_not_run_says_so() -> None:
    fields = rerun_fields(ClaimRerun(claim_id(NOISE), NOISE, "noise-scale", "why", Stance.PREDICTED), {})

    assert fields["verdict"] is None
    assert fields["sentence"] == "it has not been run yet"


def make_report(*texts: str) -> Report:
    claims = tuple(Claim(claim_id(text), text, ClaimType.RESULT, Origin(report="r" * 12)) for text in texts)
    question = "Does size soften the drop under typos in zero-shot transfer?"
    return Report("r" * 12, "r.md", "A Title", "", "", "", "Robust Training", question, {}, claims, ())


def test_report_is_asked_with_its_question_first_and_its_subject_as_context() -> None:
    asked = asked_of_report(make_report(NOISE))

    assert [item.text for item in asked] == [make_report().question, NOISE]
    assert {item.context for item in asked} == {"Robust Training"}


def test_claim_of_a_report_takes_the_subject_of_that_report() -> None:
    report = make_report(NOISE)

    assert asked_of_claim(report.claims[0], papers=(), reports=[report]).context == "Robust Training"


def test_claim_of_papers_takes_their_titles() -> None:
    audit = make_audit()
    paper = next(paper for paper in audit.papers if paper.title)
    claim = Claim(claim_id(NOISE), NOISE, ClaimType.RESULT, Origin(paper.id), stated_by=(PaperId(paper.id),))

    assert asked_of_claim(claim, papers=audit.papers, reports=()).context == paper.title


def reported(store: FakeStore) -> dict[str, Any]:
    """The texts of a sample report with the reruns of a store, and the number of its claims."""
    return dict(report_texts(with_reruns(make_audit(), store)))


def test_report_without_reruns_has_no_section_on_them() -> None:
    assert "6 Reruns" not in reported(FakeStore())["report.md"]


def test_report_shows_verdict_reason_and_figure() -> None:
    first, second, *_ = (verdict.claim for verdict in make_audit().verdicts)
    store, result = FakeStore(), make_result(verdict=RerunVerdict.INCONCLUSIVE)
    store.save_result(result)
    store.save_claim_reruns(
        [
            ClaimRerun(first.id, first.text, "noise-scale", "why", Stance.PREDICTED, result.key),
            ClaimRerun(second.id, second.text, None, "no experiment here bears on this claim; the nearest are a and b"),
        ]
    )
    texts = reported(store)

    for name in ("report.md", "report.html"):
        section = texts[name].split("6 Reruns")[1]
        assert "An experiment bears on 1 of 2 statements: 1 reproduced" in section
        assert "no experiment here bears on this claim" in section
    assert "(rerun-noise-scale.svg)" in texts["report.md"]
    drawn = report_files(with_reruns(make_audit(), store), formats=(Format.FIGURES,)).files
    assert drawn["rerun-noise-scale.svg"].startswith(b"<?xml")
    assert 'id="rerun-noise-scale">\n<img src="data:image/svg+xml;base64,' in texts["report.html"]


def test_question_of_a_report_is_told_first() -> None:
    data = dataclasses.replace(make_audit(), question="Does size help?", date=date(2026, 1, 2))
    store = FakeStore()
    store.save_claim_reruns([ClaimRerun(claim_id("Does size help?"), "Does size help?", None, "no reason")])
    section = report_texts(with_reruns(data, store))["report.md"].split("6 Reruns")[1]

    assert "Research question: Does size help?" in section


def test_html_of_the_section_needs_nothing_from_outside(tmp_path: Path) -> None:
    store, result = FakeStore(), make_result()
    first = make_audit().verdicts[0].claim
    store.save_result(result)
    store.save_claim_reruns([ClaimRerun(first.id, first.text, "noise-scale", "w", Stance.PREDICTED, result.key)])
    page = reported(store)["report.html"].split("6 Reruns")[1].split("References")[0]
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    assert "<script" not in page
    assert "<?xml" not in page
    assert 'href="http' not in page


SIZE = "Does scaling model size mitigate the drop caused by typographical noise in cross-lingual transfer?"


def answer_of(data: ReportData, store: FakeStore) -> str:
    """The answer section of a report, with what the lab has to say of its question."""
    asked = with_reruns(dataclasses.replace(data, question=SIZE), store, lab=FakeLab())
    answered = dataclasses.replace(asked, synthesis=Synthesis(answer=answer(SIZE, (), {}, ())))
    return dict(report_texts(answered))["report.md"].split("### Answer")[1].split("## 4 Limitations")[0]


def test_rerun_of_the_matching_experiment_stands_beside_the_answer() -> None:
    store = FakeStore()
    store.save_result(make_result())

    shown = answer_of(make_audit(), store)

    assert "Rerun in the lab (noise-scale): reproduced; slope -0.030" in shown
    assert "bears on the mechanism" in shown


def test_answer_names_the_experiment_that_was_not_run_yet() -> None:
    store = FakeStore()
    store.save_result(make_result(preset="smoke"))  # a trial run is none

    assert "No rerun yet, but an experiment bears on it: synth reproduce --experiment noise-scale" in (
        answer_of(make_audit(), store).replace("\\", "")
    )


def test_question_that_no_experiment_bears_on_has_no_word_of_the_lab() -> None:
    data = dataclasses.replace(make_audit(), question="Do whales sing in winter?")

    assert with_reruns(data, FakeStore(), lab=FakeLab()).question_rerun is None
