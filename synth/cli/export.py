"""``synth export``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from synth.cli.checking import documents_of
from synth.cli.output import echo_json
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import RenderError, UsageError
from synth.pipeline.fetch import current_papers
from synth.pipeline.review import decisions_jsonl, with_reviews
from synth.ports import Paper, PaperStatus
from synth.render.bibliography import bibtex, csl, ris
from synth.render.export import csv_text, jsonl, scifact
from synth.store.engine import SqlStore
from synth.store.review import SqlReviews
from synth.verdict.types import ClaimVerdict


def _verdicts(store: SqlStore) -> list[ClaimVerdict]:
    found = with_reviews(store.verdicts(), SqlReviews(store).decisions())
    if not found:
        raise UsageError("nothing was verified yet", hint="synth verify, then export")
    return list(found)


def _papers(store: SqlStore) -> list[Paper]:
    """The papers as references: one whose later version took its place is not cited beside it."""
    return current_papers(store.papers())


def _reviews(store: SqlStore) -> str:
    decisions = SqlReviews(store).decisions()
    if not decisions:
        raise UsageError("nobody decided anything yet", hint="synth review")
    return decisions_jsonl(decisions)


def _scifact(store: SqlStore) -> dict[str, str]:
    papers = [paper for paper in store.papers() if paper.status is PaperStatus.AVAILABLE]
    documents = {(document.paper, document.version): document for document in documents_of(store, papers)}
    claims, corpus = scifact(_verdicts(store), documents)
    return {"claims.jsonl": claims, "corpus.jsonl": corpus}


_FORMATS: Final[dict[str, Callable[[SqlStore], dict[str, str]]]] = {
    "jsonl": lambda store: {"claims.jsonl": jsonl(_verdicts(store))},
    "csv": lambda store: {"claims.csv": csv_text(_verdicts(store))},
    "bibtex": lambda store: {"references.bib": bibtex(_papers(store))},
    "ris": lambda store: {"references.ris": ris(_papers(store))},
    "csl": lambda store: {"references.json": json.dumps(csl(_papers(store)), ensure_ascii=False, indent=1) + "\n"},
    "scifact": _scifact,
    "reviews": lambda store: {"reviews.jsonl": _reviews(store)},
}


@click.command(epilog="Example: synth export csv > claims.csv; synth export scifact --out labelled/")
@click.argument("format", type=click.Choice(sorted(_FORMATS)))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder to write to (default: stdout).",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@workspace_options
def export(workspace: Workspace, format: str, out: Path | None, force: bool) -> None:  # noqa: A002 - the option's name
    """Export claims with verdicts and evidence (jsonl, csv, scifact), decisions (reviews) or references (the rest).

    The jsonl lines are CLAIM records with a schema version; in csv nothing is a formula. scifact writes two
    files, so it needs --out. A line of reviews is one decision: who, when, before, after, why.
    """
    with workspace.store() as store:
        texts = _FORMATS[format](store)
    if out is None:
        if len(texts) > 1:
            raise UsageError(f"{format} is {len(texts)} files", hint="name a folder: --out FOLDER")
        if workspace.is_json:
            echo_json({"command": "export", "format": format, "files": texts})
        else:
            click.echo(next(iter(texts.values())), nl=False)
        return
    paths = {name: out / name for name in texts}
    if there := [path for path in paths.values() if path.exists() and not force]:
        raise UsageError(f"{there[0]} exists", hint="--force replaces it, --out names another folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            paths[name].write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise RenderError(f"cannot write to {out}: {error.strerror}", hint="--out names another folder") from error
    if workspace.is_json:
        echo_json({"command": "export", "format": format, "files": {name: str(paths[name]) for name in paths}})
    elif not workspace.is_quiet:
        for path in paths.values():
            click.echo(path)
