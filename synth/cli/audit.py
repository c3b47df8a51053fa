"""``synth audit``."""

from pathlib import Path

import click

from synth.cli.checking import Checker, attack_option, documents_of, has_findings, model_options
from synth.cli.output import echo_json, exit_with
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import SourceError
from synth.pipeline.audit import AuditResult, audit_report
from synth.pipeline.report import audit_data
from synth.ports import PaperStatus
from synth.render.document import verify_document
from synth.render.screen import verdict_screen
from synth.render.synthesis_screen import synthesis_screen
from synth.sources.reports import read_report
from synth.sources.requests import parse_requests


@click.command(epilog="Example: synth audit survey.md --paper 2104.08645v2.pdf --strict")
@click.argument("report", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--paper", "extra", multiple=True, metavar="FILE|ID", help="A cited paper that you have; repeatable.")
@click.option("--offline", is_flag=True, help="Use what was received before; ask no server.")
@click.option("--strict", is_flag=True, help="Exit with 10 if a claim is refuted, unsupported or has no source.")
@click.option("--jobs", type=click.IntRange(min=0), default=None, help="Processes; 0 is one for each core.")
@attack_option
@model_options
@workspace_options
def audit(
    workspace: Workspace, report: Path, extra: tuple[str, ...], offline: bool, strict: bool, attacks: bool
) -> None:
    """Check a report that someone else wrote (Markdown, text, LaTeX) against the papers it cites.

    The references are fetched, the claims of its table (or its citing sentences) are checked, and our verdict
    stands beside the report's own flag. A claim none of whose papers can be read is source_unavailable.
    """
    read = read_report(report)
    given, _ = parse_requests(extra, max_bytes=workspace.settings.max_bytes) if extra else ((), ())
    with workspace.store(writes=True) as store:
        checker = Checker(workspace, store, store.papers, attacks=attacks, question=read.question)
        result = audit_report(
            read,
            extra=given,
            source=workspace.source(offline=offline),
            reader=workspace.reader(),
            store=store,
            verify=checker.verify,
            begin=checker.begin,
            progress=workspace.progress,
        )
        readable = [paper for paper in result.papers if paper.status is PaperStatus.AVAILABLE]
        run = checker.save_run("audit", read.claims, documents_of(store, readable), {"report": read.id})
        store.save_verdicts(run.key, result.verdicts)
        store.save_note(f"audit:{read.id}", run.key)
        data = checker.with_synthesis(audit_data(store, read.id, clock=workspace.clock, verdicts=result.verdicts))
    if workspace.is_json:
        echo_json(verify_document(data))
    elif not workspace.is_quiet:
        click.echo(synthesis_screen(data))
        _show(result)
    _end(result, is_strict=strict)


def _show(result: AuditResult) -> None:
    """The screen, and what the report says of itself that a reader should know."""
    for warning in result.report.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(
        verdict_screen(
            result.verdicts,
            papers=result.papers,
            failures=result.failures,
            next_commands=(f"synth render report --audit {result.report.id[:8]}",),
        )
    )


def _end(result: AuditResult, *, is_strict: bool) -> None:
    findings = is_strict and has_findings(result.verdicts)
    if not findings and result.papers and len(result.failures) == len(result.papers):
        raise SourceError(
            "none of the papers this report cites could be had: nothing is verified",
            hint="go online, or give local copies: synth audit FILE --paper 2104.08645v2.pdf",
        )
    exit_with(some_failed=bool(result.failures), findings=findings)
