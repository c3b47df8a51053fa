"""``synth refresh``."""

from collections.abc import Sequence

import click

from synth.cli.checking import Checker, attack_option, documents_of, model_options
from synth.cli.output import echo_json, exit_with, failure_fields
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import UsageError
from synth.pipeline.fetch import current_papers, fetch_all
from synth.pipeline.refresh import (
    Change,
    News,
    affected_claims,
    find_news,
    later_versions,
    resting_on,
    save_news,
    verify_again,
)
from synth.ports import Failure, PaperStatus
from synth.render.refreshed import change_fields, change_lines, news_line, refresh_foot
from synth.sources.search import build_register
from synth.store.engine import SqlStore
from synth.verdict.types import ClaimVerdict


@click.command(epilog="Example: synth refresh --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what is new, and change nothing.")
@click.option("--strict", is_flag=True, help="Exit with 10 if a verdict changed or a paper was withdrawn.")
@attack_option
@model_options
@workspace_options
def refresh(workspace: Workspace, dry_run: bool, strict: bool, attacks: bool) -> None:
    """Look for newer versions, withdrawals and publications of the papers at hand.

    Newer versions are fetched, the claims they bear on are verified again, and each verdict that changes is shown
    with the quote it rested on and the one it rests on now. A version that was asked for by its number stays.
    """
    with workspace.store(writes=not dry_run) as store:
        papers = store.papers()
        if not papers:
            raise UsageError("no papers here to look up", hint="synth fetch ID...")
        news, failures = find_news(papers, register=build_register(workspace.settings), progress=workspace.progress)
        workspace.line.end()
        outcome = _Outcome(len(current_papers(papers)), news, failures)
        if not dry_run:
            save_news(news, store=store)
            outcome.follow(workspace, store, attacks=attacks)
    outcome.show(workspace, dry_run=dry_run)
    findings = bool(outcome.changes) or any(item.is_withdrawn for item in news)
    exit_with(some_failed=bool(outcome.failures), findings=strict and findings)


class _Outcome:
    """What was found and done, gathered on the way."""

    def __init__(self, looked_at: int, news: Sequence[News], failures: Sequence[Failure]) -> None:
        self._looked_at = looked_at
        self._news = news
        self.failures = tuple(failures)
        self.changes: tuple[Change, ...] = ()
        self._again: Sequence[ClaimVerdict] = ()
        self._resting: tuple[ClaimVerdict, ...] = ()

    def follow(self, workspace: Workspace, store: SqlStore, *, attacks: bool) -> None:
        """Fetch the later versions, and decide the claims they bear on with them."""
        verdicts = store.verdicts()
        self._resting = resting_on(verdicts, {item.paper.id for item in self._news if item.latest.withdrawn})
        fetched = fetch_all(
            later_versions(self._news),
            source=workspace.source(refresh=True),
            reader=workspace.reader(),
            store=store,
            extract=None,
            progress=workspace.progress,
        )
        workspace.line.end()
        had = {paper.id for paper in fetched.papers if paper.status is PaperStatus.AVAILABLE}
        lost = {paper.id for paper in fetched.papers} - had
        self.failures += tuple(failure for failure in fetched.failures if failure.item in lost)
        self._again = affected_claims(verdicts, had)
        if not self._again:
            return
        available = [paper for paper in current_papers(store.papers()) if paper.status is PaperStatus.AVAILABLE]
        documents = documents_of(store, available)
        checker = Checker(workspace, store, store.papers, attacks=attacks)
        after, self.changes = verify_again(self._again, had, verify=lambda claims: checker.verify(claims, documents))
        run = checker.save_run("refresh", [verdict.claim for verdict in after], documents, {})
        store.save_verdicts(run.key, after)

    def show(self, workspace: Workspace, *, dry_run: bool) -> None:
        """Print the news, the changes and the numbers."""
        if workspace.is_json:
            echo_json(self._fields(dry_run=dry_run))
            return
        if workspace.is_quiet:
            return
        for item in self._news:
            click.echo(news_line(item.paper, item.latest, news_words(item)))
        for failure in self.failures:
            click.echo(f"{failure.item}  {failure.reason}", err=True)
        for change in self.changes:
            click.echo(change_lines(change.before, change.after, change.papers))
        numbers = refresh_foot(
            looked_at=self._looked_at,
            news=len(self._news),
            affected=len(self._again),
            changed=len(self.changes),
            resting=self._resting,
        )
        click.echo(numbers + ("\ndry run: nothing was fetched or changed" if dry_run else ""))
        if self.changes:
            click.echo("next: synth verify && synth render report")

    def _fields(self, *, dry_run: bool) -> dict[str, object]:
        return {
            "command": "refresh",
            "dry_run": dry_run,
            "news": [
                {
                    "paper": item.paper.id,
                    "version": item.paper.version,
                    "latest": item.latest.version,
                    "pinned": item.is_pinned,
                    "withdrawn": item.latest.withdrawn,
                    "doi": item.latest.doi,
                    "journal": item.latest.journal,
                }
                for item in self._news
            ],
            "verified_again": len(self._again),
            "changes": [change_fields(change.before, change.after, change.papers) for change in self.changes],
            "resting_on_withdrawn": [verdict.claim.id for verdict in self._resting],
            "failures": [failure_fields(failure) for failure in self.failures],
        }


def news_words(item: News) -> list[str]:
    """What is new about a paper, in words."""
    words = []
    if item.is_withdrawn:
        words.append(f"withdrawn in v{item.latest.version}: {item.latest.withdrawn}")
    elif item.is_newer:
        words.append(
            f"now v{item.latest.version}" + (" (this version was asked for, and stays)" if item.is_pinned else "")
        )
    if item.is_published:
        place = ", ".join(filter(None, (item.latest.journal, item.latest.doi and f"doi:{item.latest.doi}")))
        words.append(f"published: {place}")
    return words
