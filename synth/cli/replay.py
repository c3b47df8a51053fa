"""``synth replay``."""

import dataclasses
import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import click

from synth.claims.document import Document
from synth.claims.types import Claim
from synth.cli.checking import MODEL_SETTINGS, Checker
from synth.cli.output import echo_json, exit_with
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import UsageError
from synth.pipeline.replay import Replay, replay_run, run_of
from synth.ports import Paper, Run
from synth.render.references import by_file
from synth.render.refreshed import change_fields, change_lines
from synth.render.replayed import altered_lines, attack_foot, cause_line, replay_foot
from synth.store.engine import SqlStore, open_store
from synth.verdict.record import verdict_of
from synth.verdict.types import ClaimVerdict

_NO_FILE: Final = "sqlite://"  # a database in memory: nothing that was decided before is known there
_HINT: Final = "synth render report writes run.json, with report.json beside it"


@click.command(epilog="Example: synth replay reports/my-question-2d8e7d38/run.json --strict")
@click.argument("record", type=click.Path(path_type=Path), metavar="RUN.JSON")
@click.option("--strict", is_flag=True, help="Exit with 10 if a verdict differs.")
@click.option(
    "--attack/--no-attack",
    "attacks",
    default=True,
    show_default=True,
    help="Replay the attacks too: each altered claim with its verdict.",
)
@workspace_options
def replay(workspace: Workspace, record: Path, strict: bool, attacks: bool) -> None:
    """Do a recorded run again from the stored texts, and say whether every verdict is the same.

    Everything is decided anew, with the models and settings that the record names, the altered claims of its attacks
    too; nothing is stored. What is not as it was (synth, a package, a model, the text of a paper) is named beside the
    verdicts that differ.
    """
    recorded = run_of(_document(record))
    with workspace.store() as store:
        before = store.verdicts(run_key=recorded.key) or _reported(record, recorded)
        if not attacks:
            before = [dataclasses.replace(verdict, attack=None) for verdict in before]
        is_attacked = any(verdict.attack is not None for verdict in before)
        papers = store.papers()
        result = _replay(_as_recorded(workspace, recorded), recorded, before, store, attacks=is_attacked)
    workspace.line.end()
    if workspace.is_json:
        echo_json(_fields(result, attacks=attacks))
    elif not workspace.is_quiet:
        _show(result, papers, attacks=attacks)
    exit_with(findings=strict and not result.is_same)


def _replay(
    workspace: Workspace, recorded: Run, before: Sequence[ClaimVerdict], store: SqlStore, *, attacks: bool
) -> Replay:
    with closing(open_store(_NO_FILE)) as fresh:
        checker = Checker(workspace, fresh, store.papers, attacks=attacks)

        def run_now(claims: Sequence[Claim], documents: Sequence[Document]) -> Run:
            given = {name: value for name, value in recorded.inputs.items() if name in {"report", "question"}}
            now = checker.save_run(recorded.command, claims, documents, given)
            attack = {name: recorded.settings[name] for name in ("attack",) if name in recorded.settings}
            return dataclasses.replace(
                now, settings={**now.settings, **attack}
            )  # what is left out here decides nothing

        return replay_run(recorded, before, store=store, verify=checker.verify, record=run_now)


def _as_recorded(workspace: Workspace, recorded: Run) -> Workspace:
    """The workspace with the models of the run; boxes are left out, for they decide nothing."""
    named = {name: recorded.settings[name] for name in MODEL_SETTINGS if name in recorded.settings}
    return dataclasses.replace(workspace, settings=dataclasses.replace(workspace.settings, **named, boxes=False))


def _document(path: Path) -> dict[str, Any]:
    """A file as the JSON object it must be.

    Raises:
        UsageError: If it is none, or cannot be read.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"cannot read {path}: {said}", hint=_HINT) from error
    if not isinstance(document, dict):
        raise UsageError(f"{path} holds no JSON object", hint=_HINT)
    return document


def _reported(record: Path, recorded: Run) -> Sequence[ClaimVerdict]:
    """The verdicts of the report beside a record, for a run that this workspace does not know."""
    beside = record.with_name("report.json")
    if not beside.is_file():
        raise UsageError(f"this workspace does not know run {recorded.key}, and {beside} is not there", hint=_HINT)
    document = _document(beside)
    if document.get("run") != recorded.key:
        raise UsageError(f"{beside} is of another run than {record.name}", hint=_HINT)
    try:
        return [verdict_of(item) for item in document["claims"]]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{beside} is not a report of synth: {error!r}", hint=_HINT) from error


def _fields(result: Replay, *, attacks: bool) -> dict[str, Any]:
    return {
        "command": "replay",
        "run": result.run.key,
        "same": result.is_same,
        "claims": len(result.pairs),
        "changed": [change_fields(pair.before, pair.after, ()) for pair in result.changed],
        "moved": [{"id": pair.before.claim.id, "confidence": pair.moved} for pair in result.moved],
        "attack": {
            "altered": len(result.altered),
            "changed": [
                {"claim": item.claim.id, "text": item.text, "before": item.before, "after": item.after}
                for item in result.altered_changed
            ],
        }
        if attacks
        else None,
        "causes": [dataclasses.asdict(cause) for cause in result.causes],
    }


def _show(result: Replay, papers: Sequence[Paper], *, attacks: bool) -> None:
    for pair in result.changed:
        click.echo(by_file(change_lines(pair.before, pair.after, ()), papers))
    for item in result.altered_changed:
        click.echo(altered_lines(item.claim.id, item.change, item.before, item.after))
    for cause in result.causes:
        click.echo(cause_line(cause.kind, by_file(cause.name, papers), cause.before, cause.after))
    most = max((pair.moved for pair in result.moved), default=0.0)
    if not result.is_same and not result.causes:
        click.echo("nothing that a record names is different: synth's own code has changed since")
    foot = replay_foot(len(result.pairs), changed=len(result.changed), moved=len(result.moved), most=most)
    click.echo(f"run {result.run.key}: {foot}")
    if result.altered or not attacks:
        click.echo(attack_foot(len(result.altered), len(result.altered_changed), is_replayed=attacks))
