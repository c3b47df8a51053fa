"""``synth status``."""

import click

from synth.cli.output import echo_json, failure_fields, paper_fields
from synth.cli.workspace import Workspace, workspace_options
from synth.pipeline.fetch import current_papers
from synth.ports import PaperStatus, Store
from synth.render.tables import status_text


@click.command(epilog="Example: synth status --json")
@workspace_options
def status(workspace: Workspace) -> None:
    """Show what is in the workspace, what failed and will be tried again, and what to do next."""
    with workspace.store() as store:
        papers, claims, verdicts = current_papers(store.papers()), store.claims(), store.verdicts()
        failures, reports, runs = store.failures(), store.reports(), store.runs()
        question, steps = store.note("question"), _next_commands(store)
    if workspace.is_json:
        echo_json(
            {
                "command": "status",
                "workspace": str(workspace.root),
                "question": question,
                "papers": [paper_fields(paper) for paper in papers],
                "claims": len(claims),
                "verdicts": len(verdicts),
                "failures": [failure_fields(failure) for failure in failures],
                "reports": [{"id": report.id, "title": report.title, "path": report.path} for report in reports],
                "runs": [{"key": run.key, "command": run.command, "at": run.started_at.isoformat()} for run in runs],
                "next": list(steps),
            }
        )
        return
    click.echo(
        status_text(
            workspace=str(workspace.root),
            papers=papers,
            claims=claims,
            verdicts=verdicts,
            failures=failures,
            reports=reports,
            runs=runs,
            question=question,
            next_commands=steps,
        )
    )


def _next_commands(store: Store) -> tuple[str, ...]:
    """What a person would do next here."""
    papers, claims = store.papers(), [claim for claim in store.claims() if claim.origin.report is None]
    if not papers:
        return ("synth fetch 2104.08645 paper.pdf refs.bib",)
    steps = []
    if any(paper.status is not PaperStatus.AVAILABLE for paper in papers):
        steps.append("synth fetch")
    checked = {verdict.claim.id for verdict in store.verdicts()}
    if any(claim.id not in checked for claim in claims):
        steps.append("synth verify")
    elif claims:
        steps.append("synth render report")
    return tuple(steps)
