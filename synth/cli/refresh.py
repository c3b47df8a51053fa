"""``synth refresh``."""

import dataclasses
import shlex
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
    looked_up,
    save_news,
    verify_again,
)
from synth.ports import Failure, Paper, PaperStatus
from synth.render.refreshed import change_fields, change_lines, news_lines, refresh_foot
from synth.render.screen import WIDTH, failure_lines, next_lines
from synth.render.withdrawn import resting_on, withdrawal_lines
from synth.sources.search import build_register
from synth.store.engine import SqlStore
from synth.verdict.types import ClaimVerdict

_MOST_FAILURES = 20


@click.command(epilog="Example: synth refresh --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what is new, and change nothing.")
@click.option("--strict", is_flag=True, help="Exit with 10 if a verdict changed or rests on a withdrawn paper.")
@attack_option
@model_options
@workspace_options
def refresh(workspace: Workspace, dry_run: bool, strict: bool, attacks: bool) -> None:
    """Look for newer versions, withdrawals and publications of the papers at hand.

    Newer versions are fetched, the claims they bear on are verified again, and each verdict that changes is shown
    with the quote it rested on and the one it rests on now. A version that was asked for by its number stays. A
    withdrawn paper is named with each verdict that rests on it, every time, until a version that stands is there.
    """
    with workspace.store(writes=not dry_run) as store:
        papers = store.papers()
        if not looked_up(papers):
            raise UsageError("no paper of arXiv is at hand here to look up", hint="synth fetch ID...")
        news, failures = find_news(papers, register=build_register(workspace.settings), progress=workspace.progress)
        workspace.line.end()
        outcome = _Outcome(papers, news, failures, verdicts=store.verdicts(), is_dry=dry_run)
        if not dry_run:
            save_news(news, store=store)
            outcome.follow(workspace, store, attacks=attacks)
        steps = outcome.next_commands(store)
    outcome.show(workspace, steps)
    exit_with(some_failed=bool(outcome.failures), findings=strict and bool(outcome.changes or outcome.resting))


class _Outcome:
    """What was found and done, gathered on the way.

    Attributes:
        failures: What could not be had.
        changes: The verdicts that are others now.
        resting: Those that rest on a withdrawn paper.
    """

    def __init__(
        self,
        papers: Sequence[Paper],
        news: Sequence[News],
        failures: Sequence[Failure],
        *,
        verdicts: Sequence[ClaimVerdict],
        is_dry: bool,
    ) -> None:
        self._is_dry = is_dry
        self._news = news
        self._verdicts = verdicts
        self.failures = tuple(failures)
        self.changes: tuple[Change, ...] = ()
        self._again = affected_claims(verdicts, {item.paper.id for item in news if item.is_fetched})
        at_hand = looked_up(papers)
        self._looked_at = len(at_hand)
        known = {paper.id: paper for paper in at_hand if paper.withdrawn}
        told = {item.paper.id: dataclasses.replace(item.paper, withdrawn=item.latest.withdrawn) for item in news}
        self._withdrawn = [paper for paper in (known | told).values() if paper.withdrawn]
        self.resting = resting_on(verdicts, {paper.id for paper in self._withdrawn})

    def follow(self, workspace: Workspace, store: SqlStore, *, attacks: bool) -> None:
        """Fetch the later versions, and decide the claims they bear on with them."""
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
        self._again = affected_claims(self._verdicts, had)
        if not self._again:
            return
        available = [paper for paper in current_papers(store.papers()) if paper.status is PaperStatus.AVAILABLE]
        documents = documents_of(store, available)
        questions = {report.id: report.question for report in store.reports()}
        checker = Checker(
            workspace, store, store.papers, attacks=attacks, question=store.note("question"), of_reports=questions
        )
        after, self.changes = verify_again(self._again, had, verify=lambda claims: checker.verify(claims, documents))
        run = checker.save_run("refresh", [verdict.claim for verdict in after], documents, {})
        store.save_verdicts(run.key, after)

    def next_commands(self, store: SqlStore) -> tuple[str, ...]:
        """What brings the verdicts of all claims, and of the audits that are touched, up to date."""
        if self._is_dry:
            return ("synth refresh",) if self._news else ()
        changed = {change.before.claim.origin.report for change in self.changes}
        resting = {verdict.claim.origin.report for verdict in self.resting} - changed
        steps = ["synth verify && synth render report"] if None in changed else []
        steps += ["synth render report"] if None in resting else []
        for report in store.reports():
            if report.id in changed:
                steps.append(f"synth audit {shlex.quote(report.path)}")
            elif report.id in resting:
                steps.append(f"synth render report --audit {report.id[:8]}")
        return tuple(steps)

    def show(self, workspace: Workspace, steps: Sequence[str]) -> None:
        """Print the news, the changes, the withdrawals and the numbers."""
        if workspace.is_json:
            echo_json(self._fields())
            return
        if workspace.is_quiet:
            return
        for item in self._news:
            if item.words:
                click.echo(news_lines(item.paper, item.words))
        for change in self.changes:
            click.echo(change_lines(change.before, change.after, change.papers))
        for paper in self._withdrawn:
            click.echo(withdrawal_lines(paper, self._verdicts, width=WIDTH))
        for line in failure_lines(self.failures, width=WIDTH, most=_MOST_FAILURES):
            click.echo(line, err=True)
        numbers = refresh_foot(
            looked_at=self._looked_at,
            news=len(self._news),
            withdrawn=len(self._withdrawn),
            affected=len(self._again),
            changed=len(self.changes),
            resting=len(self.resting),
            dry_run=self._is_dry,
        )
        click.echo("\n".join([numbers, *next_lines(steps, width=WIDTH)]))

    def _fields(self) -> dict[str, object]:
        return {
            "command": "refresh",
            "dry_run": self._is_dry,
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
            "verified_again": 0 if self._is_dry else len(self._again),
            "changes": [change_fields(change.before, change.after, change.papers) for change in self.changes],
            "withdrawn": [
                {"paper": paper.id, "version": paper.version, "words": paper.withdrawn} for paper in self._withdrawn
            ],
            "resting_on_withdrawn": [verdict.claim.id for verdict in self.resting],
            "failures": [failure_fields(failure) for failure in self.failures],
        }
