"""Rerun what claims say: find the experiment that bears on each, run it once, and say what that means for the claim."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from synth.claims.ids import claim_id
from synth.claims.types import Claim, ClaimId
from synth.lab.presets import PRESETS
from synth.lab.stats import decide
from synth.ports import Paper, Report
from synth.ports.lab import ClaimRerun, LabResult, RerunVerdict, Stance
from synth.ports.laboratory import Laboratory, LabPlan, RerunStore
from synth.render.data import ReportData

_STANCES: Final = {
    Stance.PREDICTED: "",
    Stance.OPPOSITE: "; the claim says the opposite of the prediction",
    Stance.NULL: "; the claim says that there is no effect",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim, or a research question, to be rerun.

    Attributes:
        context: What the report or papers are about that it stands in; it may lend the method.
    """

    claim: ClaimId
    text: str
    context: str = ""


def asked_of_text(text: str) -> Asked:
    """A claim in the user's own words."""
    return Asked(claim_id(text), text)


def asked_of_claim(claim: Claim, *, papers: Sequence[Paper], reports: Sequence[Report]) -> Asked:
    """A claim of the workspace, with the subject of the report or the titles of the papers it stands in."""
    report = next((report for report in reports if report.id == claim.origin.report), None)
    if report is not None:
        return Asked(claim.id, claim.text, report.topic or report.title)
    titles = [paper.title for paper in papers if paper.id in claim.stated_by]
    return Asked(claim.id, claim.text, "; ".join(dict.fromkeys(titles)))


def asked_of_report(report: Report) -> tuple[Asked, ...]:
    """Everything a report claims, its research question first."""
    subject = report.topic or report.title
    question = [Asked(claim_id(report.question), report.question, subject)] if report.question else []
    return (*question, *(Asked(claim.id, claim.text, subject) for claim in report.claims))


def match_all(asked: Sequence[Asked], *, lab: Laboratory) -> tuple[ClaimRerun, ...]:
    """Which experiment bears on each claim, or why none does."""
    found = []
    for item in asked:
        match = lab.match(item.text, context=item.context)
        found.append(ClaimRerun(item.claim, item.text, match.experiment, match.reason, match.stance))
    return tuple(found)


def experiments_of(reruns: Sequence[ClaimRerun]) -> tuple[str, ...]:
    """The experiments that bear on claims, once each, in the order in which they are first needed."""
    return tuple(dict.fromkeys(rerun.experiment for rerun in reruns if rerun.experiment is not None))


def reproduce(
    reruns: Sequence[ClaimRerun], plan: LabPlan, *, lab: Laboratory, store: RerunStore, command: str
) -> Iterator[LabResult]:
    """Run the experiments of a plan and tie each result to the claims it bears on, as soon as it is there.

    Args:
        reruns: As ``match_all`` gives them; may be empty.
        plan: Names the experiments.

    Raises:
        LabError: If the plan cannot be run; what was finished is kept.
    """
    store.save_claim_reruns(_with_known_results(reruns, store))
    for result in lab.run(plan, store=store, command=command) if plan.experiments else ():
        known = store.claim_reruns()
        tied = [rerun for rerun in reruns if rerun.experiment == result.experiment]
        store.save_claim_reruns(
            [
                dataclasses.replace(rerun, result=result.key)
                for rerun in tied
                if _gives_verdict(result) or known[rerun.claim].result is None  # a trial run replaces no real one
            ]
        )
        yield result


def verdict_of(result: LabResult, stance: Stance | None) -> RerunVerdict:
    """What a result says of a claim, which may stand for or against the prediction."""
    if not _gives_verdict(result):
        return RerunVerdict.INCONCLUSIVE
    return decide(
        result.primary,
        predicted=result.predicted,
        gates=result.gates,
        controls=result.controls,
        stance=stance or Stance.PREDICTED,
    )


def _gives_verdict(result: LabResult) -> bool:
    return result.preset not in PRESETS or PRESETS[result.preset].gives_verdict


def rerun_fields(rerun: ClaimRerun, results: Mapping[str, LabResult]) -> dict[str, Any]:
    """The ``rerun`` field of a CLAIM record.

    Returns:
        ``experiment`` is None where none bears on the claim, and ``verdict`` None while it was not run.
    """
    result = results.get(rerun.result or "")
    base: dict[str, Any] = {"experiment": rerun.experiment, "reason": rerun.reason}
    if rerun.experiment is None:
        return base
    stance = rerun.stance or Stance.PREDICTED
    if result is None:
        return base | {"stance": stance.value, "verdict": None, "sentence": "it has not been run yet", "result": None}
    verdict = verdict_of(result, stance)
    numbers = result.sentence.partition(": ")[2].rstrip(
        "."
    )  # without the verdict on the prediction, which may be another
    return base | {
        "stance": stance.value,
        "verdict": verdict.value,
        "sentence": f"{numbers}{_STANCES[stance]}; {result.backend}",
        "result": {
            "key": result.key,
            "preset": result.preset,
            "seeds": len(result.seeds),
            "estimate": round(result.primary.estimate, 6),
            "interval": [round(result.primary.low, 6), round(result.primary.high, 6)],
            "effect_size": round(result.primary.effect_size, 6),
            "p_holm": round(result.primary.p_holm, 6),
        },
    }


def with_reruns(data: ReportData, store: RerunStore, *, lab: Laboratory | None = None) -> ReportData:
    """A report's data with what reruns say of its claims, where somebody asked, and of its question.

    Args:
        lab: Says which experiment bears on a question that nobody asked of the lab yet; its newest result is taken, if
            it was run for anything. None leaves such a question alone.
    """
    known, results = store.claim_reruns(), {result.key: result for result in store.results()}
    question = known.get(claim_id(data.question_asked)) if data.question_asked else None
    if lab is not None and data.question_asked and (question is None or not question.result):
        question = _matched(data, list(results.values()), lab) or question
    shown = [known[verdict.claim.id] for verdict in data.verdicts if verdict.claim.id in known]
    keys = {rerun.result for rerun in ([question] if question else []) + shown}
    return dataclasses.replace(
        data,
        verdicts=tuple(
            dataclasses.replace(verdict, rerun=rerun_fields(known[verdict.claim.id], results))
            if verdict.claim.id in known
            else verdict
            for verdict in data.verdicts
        ),
        question_rerun=rerun_fields(question, results) if question else None,
        rerun_results=tuple(result for key, result in results.items() if key in keys),
    )


def _matched(data: ReportData, results: Sequence[LabResult], lab: Laboratory) -> ClaimRerun | None:
    """The research question with the experiment that bears on it and its newest real result; None if there is none."""
    match = lab.match(data.question_asked, context=data.topic)
    if match.experiment is None:
        return None
    fitting = [result.key for result in results if result.experiment == match.experiment and _gives_verdict(result)]
    known = fitting[-1] if fitting else None
    return ClaimRerun(
        claim_id(data.question_asked), data.question_asked, match.experiment, match.reason, match.stance, known
    )


def _with_known_results(reruns: Sequence[ClaimRerun], store: RerunStore) -> list[ClaimRerun]:
    """Claims whose experiment was run before keep that result until there is a new one."""
    known = store.claim_reruns()
    return [
        dataclasses.replace(rerun, result=known[rerun.claim].result)
        if rerun.claim in known and known[rerun.claim].experiment == rerun.experiment
        else rerun
        for rerun in reruns
    ]
