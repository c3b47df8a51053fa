"""``synth demo``."""

import shlex
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from synth.cli.audit import audit
from synth.cli.fetch import fetch
from synth.cli.output import echo_json
from synth.cli.render import render_report
from synth.cli.verify import verify
from synth.errors import SOME_FAILED
from synth.sources.reports import read_report

_PAPERS = ("two-libraries.pdf", "font-map.pdf", "similarity.pdf", "overlap.pdf")
_SHOWN_DIGITS = 8  # of an id, as audit and status name it
_QUESTION = "Can a program read papers from PDF and verify claims about them by similarity?"


@click.command(epilog="Example: synth demo --folder /tmp/synth-demo")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("synth-demo"),
    show_default=True,
    help="The workspace to make.",
)
@click.option("--quiet", "-q", is_flag=True, help="Only the names of the files written.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON document on standard output.")
@click.pass_context
def demo(ctx: click.Context, folder: Path, quiet: bool, is_json: bool) -> None:
    """Run the whole job on four short papers and one report about them, offline.

    The papers report what this project measured; two of them contradict each other. The report makes claims about
    them, and some are wrong in ways that matter. The same steps work on your own papers.
    """
    papers = [str(path) for path in _copy(folder)]
    report = str(folder / "report.md")
    where = ["--workspace", str(folder), *(["--quiet"] if is_json else [])]
    common = [*where, *(["--quiet"] if quiet and not is_json else [])]
    quiet = quiet or is_json
    extra = [part for paper in papers for part in ("--paper", paper)]
    _step(ctx, fetch, ["fetch", *papers, "--question", _QUESTION, "--offline"], common, quiet)
    _step(ctx, verify, ["verify"], common, quiet)
    _step(ctx, render_report, ["render", "report"], where, quiet)
    _step(ctx, audit, ["audit", report, *extra, "--offline"], common, quiet)
    audited = read_report(folder / "report.md").id[:_SHOWN_DIGITS]
    _step(ctx, render_report, ["render", "report", "--audit", audited], where, quiet)
    if is_json:
        files = sorted(str(path) for path in (folder / "reports").glob("*/report.*"))
        echo_json({"command": "demo", "workspace": str(folder), "files": files})


def _copy(folder: Path) -> list[Path]:
    """Put the demo's papers and report into the folder, so that every command shown can be typed again."""
    (folder / "papers").mkdir(parents=True, exist_ok=True)
    with as_file(files("synth.demo")) as data:
        for name in _PAPERS:
            shutil.copyfile(data / "papers" / name, folder / "papers" / name)
        shutil.copyfile(data / "report.md", folder / "report.md")
    return [folder / "papers" / name for name in _PAPERS]


def _step(ctx: click.Context, command: click.Command, words: list[str], common: list[str], quiet: bool) -> None:
    """Run one command as a user would; show the words that do the same."""
    if not quiet:
        click.echo(click.style(f"\n$ synth {shlex.join([*words, *common])}", bold=True))
    options = words[words.index(command.name) + 1 :] if command.name in words else words[1:]
    try:
        with command.make_context(command.name or "", [*options, *common], parent=ctx) as step:
            command.invoke(step)
    except click.exceptions.Exit as end:
        if end.exit_code not in (0, SOME_FAILED):
            raise
