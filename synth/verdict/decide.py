"""From probabilities and checks to a label, a tick and a reason a person understands."""

from collections.abc import Sequence
from typing import Final

from synth.claims.document import Document
from synth.evidence.types import Passage
from synth.verdict.calibrate import LEAST_TICK, Calibration
from synth.verdict.features import Judged
from synth.verdict.quote import evidence_of
from synth.verdict.score import TABLE
from synth.verdict.types import Check, Evidence, Label, Outcome, PaperVerdict, Probabilities

SHOWN: Final = 3  # pieces of evidence kept with a verdict
ABSTRACT_PASSAGES: Final = 40  # a document of one section with at most this many is calibrated like an abstract
_DIGITS: Final = 6


def kind_of(passages: Sequence[Passage]) -> str:
    """Which calibration speaks for a document: ``table``, ``abstract`` or ``paper``; a short paper has sections."""
    rows = sum(bool(passage.cells) for passage in passages)
    if rows and rows * 2 >= len(passages):  # one row and its caption are a table
        return TABLE
    is_one_piece = len({passage.section for passage in passages}) <= 1
    return "abstract" if is_one_piece and len(passages) <= ABSTRACT_PASSAGES else "paper"


def probabilities_of(shares: Sequence[float]) -> Probabilities:
    """Four shares rounded so that they still sum to 1; the largest takes the rest."""
    rounded = [round(float(share), _DIGITS) for share in shares]
    largest = rounded.index(max(rounded))
    rounded[largest] = round(1.0 - sum(share for at, share in enumerate(rounded) if at != largest), _DIGITS)
    return Probabilities(*rounded)


def label_of(probabilities: Probabilities) -> Label:
    """The likeliest label; of equally likely ones the more cautious."""
    return max(reversed(Label), key=probabilities.of)


def is_ticked(
    label: Label, probabilities: Probabilities, calibration: Calibration, checks: Sequence[Check] = ()
) -> bool:
    """Whether the claim gets its tick: supported, likely enough, and no check conflicts where it was decided.

    Args:
        checks: Of the passage that decided; a reason that ends in "but ..." is no reason for a tick.
    """
    is_likely = probabilities.supported >= max(calibration.tick, LEAST_TICK)
    return label is Label.SUPPORTED and is_likely and all(check.outcome is not Outcome.CONFLICT for check in checks)


def deciding_checks(label: Label, judged: Sequence[Judged]) -> tuple[Check, ...]:
    """The checks of the passage that decides for a label."""
    return _deciding_first(label, _shown(judged))[0].checks if judged else ()


def paper_verdict(claim: str, judged: Sequence[Judged], shares: Sequence[float], document: Document) -> PaperVerdict:
    """What one paper says of one claim.

    Args:
        claim: The claim's text.
        judged: Its candidates in the paper, best first, then perhaps a window; may be empty.
        shares: Calibrated probabilities in the order of ``Label``.
        document: The paper.
    """
    probabilities = probabilities_of(shares)
    label = label_of(probabilities)
    if not judged:
        return PaperVerdict(
            document.paper, document.version, label, probabilities, "the paper holds no sentence to compare with"
        )
    ordered = _without_repeats(_deciding_first(label, _shown(judged)))
    evidence = tuple(evidence_of(claim, item, document) for item in ordered)
    return PaperVerdict(
        paper=document.paper,
        version=document.version,
        label=label,
        probabilities=probabilities,
        reason=_reason(label, ordered[0], evidence[0]),
        checks=ordered[0].checks,
        evidence=evidence,
    )


def _shown(judged: Sequence[Judged]) -> list[Judged]:
    """The best single passages, and the window if there is one."""
    return [item for item in judged if not item.is_window][:SHOWN] + [item for item in judged if item.is_window]


def _without_repeats(ordered: Sequence[Judged]) -> list[Judged]:
    """Without a window that does not decide, and without the single passages that lie in one that does."""
    first, *rest = ordered
    span = first.candidate.passage.span
    return [first, *(item for item in rest if not (item.is_window or span.overlaps(item.candidate.passage.span)))]


def _deciding_first(label: Label, judged: Sequence[Judged]) -> list[Judged]:
    """The passage that speaks most for the label first, the others in their order."""
    sign = {Label.SUPPORTED: 1.0, Label.PARTIAL: 1.0, Label.REFUTED: -1.0}.get(label, 0.0)

    def weight(at: int) -> float:
        item = judged[at]
        entails, refutes, _ = item.entailment or (0.0, 0.0, 0.0)
        balance = sum((check.outcome is Outcome.AGREE) - (check.outcome is Outcome.CONFLICT) for check in item.checks)
        return item.candidate.relevance * (1.0 + sign * (entails - refutes + balance / max(len(item.checks), 1)))

    first = max(range(len(judged)), key=lambda at: (weight(at), -at))
    return [judged[first], *(item for at, item in enumerate(judged) if at != first)]


def _reason(label: Label, deciding: Judged, evidence: Evidence) -> str:
    """What decided, most decisive first."""
    agree = _whys(deciding.checks, Outcome.AGREE)
    conflict = _whys(deciding.checks, Outcome.CONFLICT)
    where = f"section {evidence.section!r}" if evidence.section else "the text"
    if evidence.page is not None:
        where += f", page {evidence.page}"
    covered = f"{evidence.scores['coverage']:.0%} of the claim's telling words"
    if label is Label.SUPPORTED:
        parts = [f"{where} says so", *agree, *(f"but {why}" for why in conflict)]
    elif label is Label.REFUTED:
        parts = [f"{where} says otherwise", *conflict] if conflict else [f"{where} says otherwise about the same thing"]
    elif label is Label.PARTIAL:
        parts = [f"{where} covers a part", *agree, *conflict, f"it holds {covered}"]
    else:
        parts = ["no passage says enough", f"the closest, in {where}, holds {covered}", *conflict]
    return "; ".join(parts)


def _whys(checks: Sequence[Check], outcome: Outcome) -> list[str]:
    """The sentences of the checks with this outcome."""
    return [check.why for check in checks if check.outcome is outcome and check.why]
