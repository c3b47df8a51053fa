"""``synth render``."""

import dataclasses
import os
from pathlib import Path

import click

from synth.cli.checking import with_synthesis
from synth.cli.flow import render_flow
from synth.cli.output import echo_json
from synth.cli.workspace import Workspace, workspace_options
from synth.documents.pictures import PdfPictures
from synth.lab.run import BundledLab
from synth.models.chat import ChatServer
from synth.pipeline.report import audit_data, newest_run, papers_report
from synth.pipeline.reproduce import with_reruns
from synth.pipeline.review import with_reviews
from synth.pipeline.scenes import scenes_of
from synth.pipeline.search import newest_search
from synth.render.data import ReportData
from synth.render.formats import Format
from synth.render.write import write_report
from synth.store.engine import SqlStore
from synth.store.reruns import SqlRerunStore
from synth.store.review import SqlReviews
from synth.store.searches import SqlSearches


@click.group(epilog="Example: synth render report")
def render() -> None:
    """Write reports from what was verified."""


render.add_command(render_flow)


@render.command(
    "report",
    short_help="Write a report in all formats, with figures and references.",
    epilog="Example: synth render report --audit 3f2a --out reports",
)
@click.option("--audit", default=None, metavar="PREFIX", help="Render the audit of this report instead.")
@click.option("--title", default="", help="Title of the report (default: from the question or the audited report).")
@click.option("--author", default="", help="Author named under the title.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=None, help="Folder for reports.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([each.value for each in Format]),
    help="Write only this; repeatable (default: all that the installed packages allow).",
)
@click.option(
    "--llm", nargs=2, default=None, metavar="URL MODEL", help="Let a model word the answer; each sentence is verified."
)
@workspace_options
def render_report(
    workspace: Workspace,
    audit: str | None,
    title: str,
    author: str,
    out: Path | None,
    formats: tuple[str, ...],
    llm: tuple[str, str] | None,
) -> None:
    """Write a report to reports/<slug>-<run key>/: HTML, PDF, Markdown, LaTeX, JSON, CSV, references, figures.

    run.json beside them says what the report was made from; `synth replay run.json` does it again. A format whose
    package is not installed is left out, and named. With --llm a model behind any OpenAI-compatible server words the
    answer (key: OPENAI_API_KEY); a sentence that the papers do not carry is dropped.
    """
    writer = ChatServer(*llm, key=os.environ.get("OPENAI_API_KEY", "")) if llm else None
    with workspace.store(writes=writer is not None) as store:
        data = _data(workspace, store, audit, title, author)
        data = dataclasses.replace(data, verdicts=with_reviews(data.verdicts, SqlReviews(store).decisions()))
        lab = BundledLab(workspace.cache / "lab", progress=workspace.progress, clock=workspace.clock)
        data = with_reruns(data, SqlRerunStore(store), lab=lab)
        data = with_synthesis(data, workspace, store, writer=writer)
        scenes = scenes_of(data.verdicts, store.papers(), store=store, pictures=PdfPictures(workspace.cache))
        data = dataclasses.replace(data, scenes=scenes)
    written = write_report(
        data,
        out or workspace.reports,
        templates=workspace.root / "templates",
        formats=tuple(Format(each) for each in formats),
    )
    for left, why in written.left_out.items():
        click.echo(f"left out: {left.value}: {why}", err=True)
    if workspace.is_json:
        files = {name: str(path) for name, path in written.files.items()}
        left_out = {left.value: why for left, why in written.left_out.items()}
        echo_json({"command": "render report", "run": data.run.key, "files": files, "left_out": left_out})
    elif not workspace.is_quiet:
        first, *others = written.files.values()
        click.echo(first)
        if others:
            click.echo(f"and {', '.join(path.name for path in others)} beside it", err=True)


def _data(workspace: Workspace, store: SqlStore, audit: str | None, title: str, author: str) -> ReportData:
    if audit is not None:
        return audit_data(store, audit, clock=workspace.clock, title=title, author=author)
    search = newest_search(SqlSearches(store))
    return papers_report(store, newest_run(store), clock=workspace.clock, title=title, author=author, search=search)
