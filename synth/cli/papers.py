"""``synth papers``."""

import click

from synth.cli.output import echo_json, paper_fields
from synth.cli.workspace import Workspace, workspace_options
from synth.ports import Paper, PaperStatus
from synth.render.tables import papers_table


@click.command(epilog="Example: synth papers --missing")
@click.option("--missing", is_flag=True, help="Only those whose text is not at hand, with the reason.")
@workspace_options
def papers(workspace: Workspace, missing: bool) -> None:
    """List the papers of the workspace and whether their text is at hand."""
    with workspace.store() as store:
        found = [paper for paper in store.papers() if not (missing and paper.status is PaperStatus.AVAILABLE)]
    if workspace.is_json:
        echo_json({"command": "papers", "papers": [_fields(paper) for paper in found]})
    else:
        click.echo(papers_table(found))


def _fields(paper: Paper) -> dict[str, object]:
    return paper_fields(paper) | {
        "authors": list(paper.authors),
        "published": paper.published,
        "url": paper.url,
        "doi": paper.doi,
        "withdrawn": paper.withdrawn,
        "files": [{"kind": file.kind, "path": file.path, "sha256": file.sha256} for file in paper.files],
    }
