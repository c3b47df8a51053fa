"""The command line: parse, wire, call one use case, print."""

import errno
from importlib import import_module
from typing import Any, Final

import click

from synth import __version__
from synth.errors import INTERRUPTED, StoreError, SynthError

COMMANDS: Final = {
    "search": "Search arXiv, Semantic Scholar, OpenAlex and Crossref for papers on a question.",
    "fetch": "Fetch papers by id, file or bibliography, and extract their claims.",
    "refresh": "Look for newer versions and withdrawals, and say which verdicts they change.",
    "verify": "Check every claim against the text of the papers.",
    "audit": "Check a report that someone else wrote against the papers it cites.",
    "render": "Write reports (HTML, PDF, Markdown, LaTeX, JSON, CSV).",
    "replay": "Do a recorded run again, and say whether every verdict is the same.",
    "review": "Go through the verdicts in a browser, and decide.",
    "status": "Show what is in the workspace, what failed and what to do next.",
    "papers": "List the papers and whether their text is at hand.",
    "claims": "List, show and add claims.",
    "export": "Export claims, evidence and references for other programs.",
    "reproduce": "Rerun what a claim says: an experiment that could have failed.",
    "evaluate": "Score the verifier on labelled files.",
    "calibrate": "Fit the confidence to labelled claims of your own.",
    "train": "Rebuild the fitted scorer that ships, from labelled sets.",
    "demo": "Run the whole job on four small papers, offline.",
}


class LazyGroup(click.Group):
    """Commands imported when asked for, and the one place where errors meet the shell."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands without importing them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Import ``synth.cli.<name>`` and return the command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """List the commands from ``COMMANDS``, so that ``--help`` imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; anything but a ``SynthError`` is a bug and keeps its traceback."""
        try:
            return super().invoke(ctx)
        except SynthError as error:
            _fail(ctx, error)
        except (KeyboardInterrupt, click.Abort):  # click's own at a prompt
            click.echo("\ninterrupted: what was done is kept; the same command goes on from there", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
                raise
            where = f" ({error.filename})" if error.filename else ""
            _fail(ctx, StoreError(f"{error.strerror}{where}", hint="free some space, or choose another --workspace"))


def _fail(ctx: click.Context, error: SynthError) -> None:
    """Say what went wrong and what to do, on stderr; under --json also as the one document on stdout."""
    click.echo(f"error: {error}", err=True)
    if error.hint:
        click.echo(f"hint: {error.hint}", err=True)
    if ctx.meta.get("synth.json") and not ctx.meta.get("synth.echoed"):
        from synth.cli.output import echo_json

        echo_json({"error": {"message": str(error), "hint": error.hint, "exit_code": error.exit_code}})
    ctx.exit(error.exit_code)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="synth")
def main() -> None:
    """Check what a machine-written literature synthesis says against the papers it cites.

    \b
    synth demo                                  see the whole job on four small papers
    synth fetch 2104.08645 paper.pdf refs.bib   read papers and extract their claims
    synth verify                                check the claims against the papers
    synth render report                         write the report
    synth audit report.md                       check a report someone else wrote

    Data goes to standard output, everything for people to standard error. Exit codes: 0 done, 2 usage,
    3 nothing could be had, 4 database, 5 model, 6 lab, 7 rendering, 9 some items failed, 10 findings (--strict).
    """
