"""``synth render flow``."""

from pathlib import Path

import click

from synth.cli.output import echo_json
from synth.cli.workspace import Workspace, workspace_options
from synth.pipeline.flow import flow_of
from synth.pipeline.report import asked_papers
from synth.pipeline.search import search_of_prefix
from synth.render.flow import write_flow
from synth.render.searching import flow_fields, flow_lines
from synth.store.searches import SqlSearches


@click.command("flow", epilog="Example: synth render flow --search 3f2a")
@click.option("--search", "prefix", default="", metavar="PREFIX", help="Draw this search (default: the newest).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=None, help="Folder for reports.")
@workspace_options
def render_flow(workspace: Workspace, prefix: str, out: Path | None) -> None:
    """Draw the PRISMA 2020 flow diagram of a literature search.

    reports/flow-<search key>/ gets flow.svg, its numbers in flow.csv, what was asked in queries.csv, and each record
    with its fate in records.csv.

    The numbers are counted from what was kept: records found, duplicates, exclusions by the program and by a person,
    and what synth fetch got and did not get. A report is included when its text gave at least one claim.
    """
    with workspace.store() as store:
        found = search_of_prefix(SqlSearches(store), prefix)
        counts = flow_of(found, asked_papers(store), store.claims())
    files = write_flow(found, counts, out or workspace.reports, templates=workspace.root / "templates")
    if workspace.is_json:
        names = {name: str(path) for name, path in files.items()}
        echo_json({"command": "render flow", "search": found.key, "files": names, "flow": flow_fields(counts)})
    elif not workspace.is_quiet:
        click.echo(flow_lines(counts), err=True)
        for path in files.values():
            click.echo(path)
