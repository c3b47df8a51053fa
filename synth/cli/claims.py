"""``synth claims``."""

import click

from synth.claims.ids import claim_id, parse_arxiv_id
from synth.claims.text import readable_latex, strip_html
from synth.claims.types import Claim, ClaimType, Origin, PaperId
from synth.cli.output import echo_json
from synth.cli.verify import claim_of_prefix
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import UsageError
from synth.ports import Store
from synth.render.references import by_file
from synth.render.tables import claim_sheet, claims_table
from synth.render.withdrawn import withdrawal_line
from synth.verdict.record import claim_fields, record_of
from synth.verdict.types import Label


@click.group(epilog="Example: synth claims list --label refuted")
def claims() -> None:
    """List, show, add and remove claims. Ids are made from the text; any unique prefix will do."""


@claims.command("list", epilog="Example: synth claims list --label refuted --json")
@click.option("--label", type=click.Choice([label.value for label in Label]), default=None, help="Only this label.")
@click.option("--paper", default=None, metavar="ID", help="Only claims stated by this paper.")
@workspace_options
def list_claims(workspace: Workspace, label: str | None, paper: str | None) -> None:
    """List claims with their newest verdict."""
    with workspace.store() as store:
        verdicts = {verdict.claim.id: verdict for verdict in store.verdicts()}
        found = [
            claim
            for claim in store.claims()
            if (paper is None or paper in claim.stated_by)
            and (label is None or (claim.id in verdicts and verdicts[claim.id].label == label))
        ]
    if workspace.is_json:
        items = [record_of(verdicts[claim.id]) if claim.id in verdicts else claim_fields(claim) for claim in found]
        echo_json({"command": "claims list", "claims": items})
    else:
        click.echo(claims_table(found, verdicts))


@claims.command("show", epilog="Example: synth claims show 3f2a")
@click.argument("prefix")
@workspace_options
def show_claim(workspace: Workspace, prefix: str) -> None:
    """Show one claim with its verdict, checks and quotes."""
    with workspace.store() as store:
        claim = claim_of_prefix(store, prefix)
        verdict = next((verdict for verdict in store.verdicts() if verdict.claim.id == claim.id), None)
        papers = store.papers()
    if workspace.is_json:
        echo_json({"command": "claims show", "claim": record_of(verdict) if verdict else claim_fields(claim)})
    else:
        click.echo(by_file(claim_sheet(claim, verdict), papers))
        if verdict and (withdrawn := withdrawal_line(papers, [verdict])):
            click.echo(withdrawn)


@claims.command(
    "add", epilog="Example: synth claims add 'Robust training gains 2.1 points on PAWS-X.' --paper 2104.08645"
)
@click.argument("text")
@click.option("--paper", "papers", multiple=True, metavar="ID", help="Check it against this paper only; repeatable.")
@click.option(
    "--type",
    "kind",
    type=click.Choice([kind.value for kind in ClaimType]),
    default="result",
    help="What kind of statement it is.",
)
@workspace_options
def add_claim(workspace: Workspace, text: str, papers: tuple[str, ...], kind: str) -> None:
    """Add a claim of your own; `synth verify` checks it."""
    words = " ".join(readable_latex(strip_html(text)).split())
    if not words:
        raise UsageError("an empty claim", hint="synth claims add 'A sentence to check.'")
    claim = Claim(claim_id(words), words, ClaimType(kind), Origin(), cites=tuple(_paper_id(name) for name in papers))
    with workspace.store(writes=True) as store:
        _refuse_unknown(store, claim.cites)
        is_new = bool(store.save_claims([claim]))
    if workspace.is_json:
        echo_json({"command": "claims add", "new": is_new, "claim": claim_fields(claim)})
    elif not workspace.is_quiet:
        click.echo(f"{claim.id[:8]} {'added' if is_new else 'was there already'}: {claim.text}\nnext: synth verify")


@claims.command("remove", epilog="Example: synth claims remove 3f2a 77c0")
@click.argument("prefixes", nargs=-1, required=True)
@workspace_options
def remove_claims(workspace: Workspace, prefixes: tuple[str, ...]) -> None:
    """Remove claims with their verdicts."""
    with workspace.store(writes=True) as store:
        chosen = [claim_of_prefix(store, prefix) for prefix in prefixes]
        removed = store.delete_claims([claim.id for claim in chosen])
    if workspace.is_json:
        echo_json({"command": "claims remove", "removed": [claim.id for claim in chosen]})
    elif not workspace.is_quiet:
        click.echo(f"{removed} removed")


def _paper_id(name: str) -> PaperId:
    return PaperId(name) if name.startswith("local:") else parse_arxiv_id(name)[0]


def _refuse_unknown(store: Store, papers: tuple[PaperId, ...]) -> None:
    known = {paper.id for paper in store.papers()}
    if missing := [paper for paper in papers if paper not in known]:
        raise UsageError(f"no paper {missing[0]} in the workspace", hint=f"synth fetch {missing[0]}")
