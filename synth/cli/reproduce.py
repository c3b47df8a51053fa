"""``synth reproduce``."""

import dataclasses
import json
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from synth.claims.types import Claim
from synth.cli.output import echo_json
from synth.cli.verify import claim_of_prefix
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import SourceError, UsageError
from synth.lab.presets import PRESETS
from synth.lab.run import BundledLab
from synth.pipeline.reproduce import (
    Asked,
    asked_of_claim,
    asked_of_report,
    asked_of_text,
    experiments_of,
    match_all,
    rerun_fields,
)
from synth.pipeline.reproduce import (
    reproduce as reproduce_claims,
)
from synth.ports.lab import ClaimRerun, LabResult
from synth.ports.laboratory import LabEstimate, LabPlan
from synth.render.rerun_document import result_document
from synth.render.rerun_screen import card_list, cards_document, estimate_lines, result_screen
from synth.render.reruns import write_result
from synth.store.engine import SqlStore
from synth.store.reruns import SqlRerunStore

_PREFIX: Final = re.compile(r"[0-9a-fA-F]{2,16}")
_DURATION: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([smh])")
_UNIT_S: Final = {"s": 1.0, "m": 60.0, "h": 3600.0}
_ALL: Final = "all"


@click.command(epilog='Example: synth reproduce --claim "Larger encoders lose less under typos."')
@click.option("--claim", "claim", default=None, metavar="PREFIX|TEXT", help="A claim of the workspace, or any claim.")
@click.option(
    "--report", "report", default=None, metavar="FOLDER|FILE", help="Every claim of a report, and its question."
)
@click.option("--experiment", "experiments", multiple=True, metavar="KEY", help="Run this one; repeatable; or: all.")
@click.option("--list", "is_list", is_flag=True, help="List the experiments with their costs.")
@click.option("--show-world", "is_world", is_flag=True, help="Print samples of the made world.")
@click.option("--preset", type=click.Choice(list(PRESETS)), default="default", show_default=True, help="How large.")
@click.option("--seeds", type=int, default=None, help="How many (default: the preset's).")
@click.option("--budget", default=None, metavar="TIME", help="Fewer seeds if it would take longer: 90s, 10m, 2h.")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True, help="Where.")
@click.option("--jobs", "processes", type=click.IntRange(min=1), default=2, show_default=True, help="Processes.")
@click.option("--encoder", "encoders", multiple=True, metavar="FOLDER", help="A real encoder; repeat, smallest first.")
@click.option("--data", default="", metavar="FOLDER", help="Real data for real encoders.")
@workspace_options
def reproduce(
    workspace: Workspace,
    claim: str | None,
    report: str | None,
    experiments: tuple[str, ...],
    is_list: bool,
    is_world: bool,
    preset: str,
    seeds: int | None,
    budget: str | None,
    device: str,
    processes: int,
    encoders: tuple[str, ...],
    data: str,
) -> None:
    """Rerun what a claim says, in small: an experiment that could have failed.

    The claim is matched to an experiment that bears on it, or told why none does. The experiment runs over several
    seeds with controls, and says reproduced, not reproduced, inconclusive or withheld. What is finished is kept:
    the same command goes on from there.
    """
    _refuse_contradictions(claim, report, experiments, is_list=is_list, is_world=is_world)
    lab = BundledLab(workspace.cache / "lab", progress=workspace.progress, clock=workspace.clock)
    if is_list:
        _echo_list(workspace, lab)
        return
    if is_world:
        _show_world(workspace, preset)
        return
    plan = LabPlan(
        experiments=_chosen(lab, experiments),
        preset=preset,
        seeds=seeds,
        device=device,
        budget_s=None if budget is None else duration_s(budget),
        jobs=processes,
        encoders=encoders,
        data=data,
    )
    with workspace.store(writes=True) as store:
        reruns = match_all(_asked(store, claim, report), lab=lab)
        _run(workspace, lab, store, reruns, _for_claims(plan, reruns))


def _run(workspace: Workspace, lab: BundledLab, store: SqlStore, reruns: Sequence[ClaimRerun], plan: LabPlan) -> None:
    """Say what it will take, run, write the folders, and print."""
    kept = SqlRerunStore(store)
    if plan.experiments and not workspace.is_quiet:
        _say_estimate(lab.estimate(plan, store=kept), plan)
    command = shlex.join(["synth", *sys.argv[1:]])
    results: list[LabResult] = []
    folders: dict[str, Path] = {}
    for result in reproduce_claims(reruns, plan, lab=lab, store=kept, command=command):
        results.append(result)
        files = write_result(result, workspace.reports, templates=workspace.root / "templates")
        folders[result.key] = files["result.json"].parent
    workspace.line.end()
    known = kept.claim_reruns()
    by_key = {result.key: result for result in results}
    claims = [
        {"id": rerun.claim, "text": rerun.text, "rerun": rerun_fields(known[rerun.claim], by_key)} for rerun in reruns
    ]
    if workspace.is_json:
        documents = [result_document(result) | {"folder": str(folders[result.key])} for result in results]
        alone = documents[0] if len(documents) == 1 else {}
        echo_json({"command": "reproduce", **alone, "claims": claims, "results": documents})
    elif not workspace.is_quiet:
        click.echo(result_screen(claims, [(result, str(folders[result.key])) for result in results]))


def _say_estimate(estimate: LabEstimate, plan: LabPlan) -> None:
    for line in estimate_lines(estimate, plan):
        click.echo(line, err=True)


def _refuse_contradictions(
    claim: str | None, report: str | None, experiments: tuple[str, ...], *, is_list: bool, is_world: bool
) -> None:
    given = [
        name
        for name, value in (
            ("--claim", claim is not None),
            ("--report", report is not None),
            ("--experiment", bool(experiments)),
            ("--list", is_list),
            ("--show-world", is_world),
        )
        if value
    ]
    if not given:
        raise UsageError("what should be rerun?", hint="--claim, --report or --experiment; --list shows what there is")
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} contradict each other", hint="give one of them")


def _chosen(lab: BundledLab, experiments: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(card.key for card in lab.cards())
    return known if _ALL in experiments else experiments


def _for_claims(plan: LabPlan, reruns: Sequence[ClaimRerun]) -> LabPlan:
    return dataclasses.replace(plan, experiments=experiments_of(reruns)) if reruns else plan


def _asked(store: SqlStore, claim: str | None, report: str | None) -> tuple[Asked, ...]:
    """What the user wants rerun, with what it stands in."""
    if report is not None:
        return _asked_of_path(Path(report))
    if claim is None:
        return ()
    words = " ".join(claim.split())
    if _PREFIX.fullmatch(words):
        return (_asked_in(store, claim_of_prefix(store, words)),)
    if " " not in words:
        raise UsageError(f"neither a claim's id nor a sentence: {claim!r}", hint="synth claims list shows ids")
    return (asked_of_text(words),)


def _asked_in(store: SqlStore, claim: Claim) -> Asked:
    return asked_of_claim(claim, papers=store.papers(), reports=store.reports())


def _asked_of_path(path: Path) -> tuple[Asked, ...]:
    """The claims of a written report: a file, or a folder that synth rendered.

    Raises:
        SourceError: If there is none, or it makes no claims.
    """
    from synth.sources.reports.read import read_report

    if path.is_dir():
        inside = next((path / name for name in ("report.json", "report.md") if (path / name).is_file()), None)
        if inside is None:
            raise SourceError(f"{path}: no report in this folder", hint="it should hold report.json or report.md")
        path = inside
    if path.suffix == ".json":
        return _asked_of_document(path)
    return asked_of_report(read_report(path))


def _asked_of_document(path: Path) -> tuple[Asked, ...]:
    """The claims of a report.json as ``synth render report`` writes it."""
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        subject = (document.get("report") or {}).get("topic") or document["title"]
        question = document.get("question") or ""
        claims = [Asked(record["id"], record["text"], subject) for record in document["claims"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path}: not a report of synth: {error}", hint="synth render report writes one") from error
    return (*((Asked(asked_of_text(question).claim, question, subject),) if question else ()), *claims)


def duration_s(text: str) -> float:
    """Seconds of a duration as people write it.

    Raises:
        UsageError: If it is none.

    >>> duration_s("10m"), duration_s("1.5h")
    (600.0, 5400.0)
    """
    match = _DURATION.fullmatch(text.strip().lower())
    if match is None:
        raise UsageError(f"not a time: {text!r}", hint="write it like 90s, 10m or 2h")
    return float(match[1]) * _UNIT_S[match[2]]


def _echo_list(workspace: Workspace, lab: BundledLab) -> None:
    if workspace.is_json:
        echo_json({"command": "reproduce", "experiments": cards_document(lab.cards())})
    else:
        click.echo(card_list(lab.cards()))


def _show_world(workspace: Workspace, preset: str) -> None:
    from synth.lab.presets import preset_of
    from synth.lab.world import World, WorldConfig
    from synth.lab.world.show import show_world

    shown = show_world(World(WorldConfig(concepts=preset_of(preset).concepts)))
    if workspace.is_json:
        echo_json({"command": "reproduce", "world": shown})
    else:
        click.echo(shown)
