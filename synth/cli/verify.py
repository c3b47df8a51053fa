"""``synth verify``."""

from typing import Final

import click

from synth.claims.types import Claim
from synth.cli.checking import Checker, attack_option, documents_of, has_findings, model_options
from synth.cli.output import echo_json, exit_with
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import UsageError
from synth.pipeline.fetch import current_papers
from synth.pipeline.report import papers_report
from synth.ports import PaperStatus, Store
from synth.render.document import verify_document
from synth.render.screen import verdict_screen
from synth.render.synthesis_screen import synthesis_screen

_WHOLE: Final = "verify"  # what `synth render report` reports
_SOME: Final = "verify CLAIM"


@click.command(epilog="Example: synth verify --strict --json > verdicts.json")
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--strict", is_flag=True, help="Exit with 10 if a claim is refuted, unsupported or has no source.")
@click.option("--jobs", type=click.IntRange(min=0), default=None, help="Processes; 0 is one for each core.")
@attack_option
@model_options
@workspace_options
def verify(workspace: Workspace, claims: tuple[str, ...], strict: bool, attacks: bool) -> None:
    """Check the workspace's claims against the text of its papers.

    Without CLAIMs (ids or unique prefixes) all claims are checked. What was decided before with the same papers
    and models is not decided again. A claim's own paper only states it; support comes from the other papers.
    """
    with workspace.store(writes=True) as store:
        chosen = _chosen(store, claims)
        papers = store.papers()
        documents = documents_of(
            store, [paper for paper in current_papers(papers) if paper.status is PaperStatus.AVAILABLE]
        )
        checker = Checker(workspace, store, store.papers, attacks=attacks, question=store.note("question"))
        verdicts = checker.verify(chosen, documents)
        run = checker.save_run(_SOME if claims else _WHOLE, chosen, documents, {"question": store.note("question")})
        store.save_verdicts(run.key, verdicts)
        data = checker.with_synthesis(papers_report(store, run, clock=workspace.clock))
    if workspace.is_json:
        echo_json(verify_document(data))
    elif not workspace.is_quiet:
        steps = ("synth render report",)
        click.echo(synthesis_screen(data))
        click.echo(verdict_screen(data.verdicts, papers=data.papers, failures=data.failures, next_commands=steps))
    exit_with(findings=strict and has_findings(verdicts))


def _chosen(store: Store, prefixes: tuple[str, ...]) -> list[Claim]:
    """The claims named, or all that were not brought by a report (``synth audit`` checks those)."""
    if prefixes:
        return [claim_of_prefix(store, prefix) for prefix in dict.fromkeys(prefixes)]
    found = [claim for claim in store.claims() if claim.origin.report is None]
    if not found:
        raise UsageError("no claims to verify", hint="fetch papers first (synth fetch ID...), or synth claims add TEXT")
    return found


def claim_of_prefix(store: Store, prefix: str) -> Claim:
    """The one claim whose id starts with ``prefix``.

    Raises:
        UsageError: If there is none, or several; the hint lists them.
    """
    found = store.claims(prefix=prefix.lower())
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no claim starts with {prefix!r}", hint="synth claims list shows them all")
    shown = ", ".join(claim.id[:12] for claim in found[:5])
    raise UsageError(f"{len(found)} claims start with {prefix!r}", hint=f"give more digits: {shown}")
