"""``synth demo``."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from synth.cli.audit import audit
from synth.cli.fetch import fetch
from synth.cli.render import render_report
from synth.cli.verify import verify
from synth.errors import SOME_FAILED

_PAPERS = ("two-libraries.pdf", "font-map.pdf", "similarity.pdf", "overlap.pdf")
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
@click.pass_context
def demo(ctx: click.Context, folder: Path, quiet: bool) -> None:
    """Run the whole job on four short papers and one report about them, offline.

    The papers report what this project measured; two of them contradict each other. The report makes claims about
    them, and some are wrong in ways that matter. The same steps work on your own papers.
    """
    with as_file(files("synth.demo")) as data:
        papers = [str(data / "papers" / name) for name in _PAPERS]
        report = data / "report.md"
        common = ["--workspace", str(folder), *(["--quiet"] if quiet else [])]
        _step(ctx, fetch, ["fetch", *papers, "--question", _QUESTION, "--offline"], common, quiet)
        _step(ctx, verify, ["verify"], common, quiet)
        _step(ctx, render_report, ["render report"], ["--workspace", str(folder)], quiet)
        extra = [part for paper in papers for part in ("--paper", paper)]
        _step(ctx, audit, ["audit", str(report), *extra, "--offline"], common, quiet)
        _step(ctx, render_report, ["render report", "--audit", ""], ["--workspace", str(folder)], quiet)


def _step(ctx: click.Context, command: click.Command, words: list[str], common: list[str], quiet: bool) -> None:
    """Run one command as a user would; show the words that do the same."""
    if not quiet:
        shown = " ".join(_short(word) for word in words)
        click.echo(click.style(f"\n$ synth {shown}", bold=True))
    try:
        with command.make_context(command.name or "", [*words[1:], *common], parent=ctx) as step:
            command.invoke(step)
    except click.exceptions.Exit as end:
        if end.exit_code not in (0, SOME_FAILED):
            raise


def _short(word: str) -> str:
    """A word of a command line: paths by their last part, spaces quoted."""
    if Path(word).is_absolute():
        return Path(word).name
    return f"'{word}'" if " " in word and not word.startswith("render") else word or "''"
