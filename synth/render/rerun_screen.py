"""What ``synth reproduce`` prints: experiments, estimates, results."""

import dataclasses
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from synth.ports.lab import ExperimentCard, LabResult, RerunVerdict
from synth.ports.laboratory import LabEstimate, LabPlan
from synth.render.rerun_words import WORDS

_COLUMNS: Final = 100
_GIB: Final = 2**30


def card_list(cards: Iterable[ExperimentCard]) -> str:
    """The experiments, each with what it asks, compares, measures, predicts and costs."""
    return "\n\n".join(_card(card) for card in cards)


def cards_document(cards: Iterable[ExperimentCard]) -> list[dict[str, Any]]:
    """The experiments as JSON."""
    return [dataclasses.asdict(card) for card in cards]


def _card(card: ExperimentCard) -> str:
    costs = ", ".join(
        f"{name} {duration(cost.cpu_s * cost.seeds)} of processor time ({cost.seeds} seeds)"
        for name, cost in card.costs.items()
    )
    rows = {
        "question": card.question,
        "claim": f"{card.claim}{f' (arXiv {card.paper})' if card.paper else ''}",
        "arms": "; ".join(card.arms),
        "equal": card.equal,
        "outcome": card.outcome,
        "prediction": card.prediction,
        "gates": "; ".join(card.gates),
        "controls": "; ".join(card.controls),
        "cost": costs,
    }
    lines = [f"{card.key}: {card.title}"]
    for name, text in rows.items():
        lines += textwrap.wrap(f"{name:<11}{text}", _COLUMNS, initial_indent="  ", subsequent_indent=" " * 13)
    return "\n".join(lines)


def estimate_lines(estimate: LabEstimate, plan: LabPlan) -> list[str]:
    """What a plan will take and can find, said before it starts."""
    left = estimate.total - estimate.done
    if not left:
        return [f"all {estimate.total} runs are in the workspace already"]
    there = f", {estimate.done} there already" if estimate.done else ""
    what = f"{', '.join(plan.experiments)}: {estimate.seeds} seeds, {estimate.total} runs{there}"
    memory = f"up to {estimate.memory_bytes / _GIB:.1f} GiB of memory"
    lines = [
        f"{what}; about {duration(estimate.wall_s)} on {plan.jobs} idle cores, {memory}",
    ]
    lines += [
        f"  {name}: finds an effect of {power.effect:g} with a chance of {power.power:.2f}, {power.detectable:.3f} "
        f"with .8"
        for name, power in estimate.powers.items()
    ]
    return [*lines, *(f"  {note}" for note in estimate.notes)]


def result_screen(claims: Sequence[Mapping[str, Any]], results: Sequence[tuple[LabResult, str]]) -> str:
    """Each claim with its verdict or its reason, then each result with its folder."""
    blocks = [_claim(claim) for claim in claims]
    blocks += [_result(result, folder) for result, folder in results]
    counted = _counts(claims)
    return "\n\n".join([*blocks, *([counted] if counted else [])])


def _claim(claim: Mapping[str, Any]) -> str:
    rerun = claim["rerun"]
    head = _wrapped(f"{claim['id'][:8]}  {claim['text']}", "          ")
    if rerun["experiment"] is None:
        return f"{head}\n{_wrapped('  –  ' + rerun['reason'], '     ')}"
    verdict = WORDS[RerunVerdict(rerun["verdict"])] if rerun["verdict"] else "not run"
    said = f"  {verdict.upper()} by {rerun['experiment']} ({rerun['reason']})"
    return f"{head}\n{_wrapped(said, '     ')}"


def _result(result: LabResult, folder: str) -> str:
    lines = [
        f"{result.experiment}: {WORDS[result.verdict].upper()}",
        _wrapped(f"  {result.sentence}", "  "),
        _wrapped(f"  {result.backend}", "  "),
    ]
    lines += [
        f"  {part.name}: {part.estimate:+.3f} [{part.low:+.3f}, {part.high:+.3f}], p {part.p_holm:.3f} (Holm)"
        for part in result.tasks
    ]
    lines += [_wrapped(f"  note: {note}", "    ") for note in result.notes]
    return "\n".join([*lines, f"  {folder}"])


def _counts(claims: Sequence[Mapping[str, Any]]) -> str:
    """How many claims of each kind, where there are several."""
    if len(claims) < 2:
        return ""
    named = [
        WORDS[RerunVerdict(claim["rerun"]["verdict"])]
        if claim["rerun"].get("verdict")
        else ("no experiment bears on it" if claim["rerun"]["experiment"] is None else "not run")
        for claim in claims
    ]
    return f"{len(claims)} claims: " + ", ".join(f"{named.count(name)} {name}" for name in dict.fromkeys(named))


def duration(seconds: float) -> str:
    """A time as people say it.

    >>> duration(42), duration(600), duration(5400)
    ('42 s', '10 min', '1.5 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, _COLUMNS, subsequent_indent=indent)
