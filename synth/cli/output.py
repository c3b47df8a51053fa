"""What people and programs see: progress on stderr, one JSON document on stdout."""

import sys
import time
from collections.abc import Mapping
from typing import Any

import click

from synth.errors import FINDINGS, SOME_FAILED
from synth.ports import Failure, Paper
from synth.render.document import json_text
from synth.verdict.record import SCHEMA_VERSION

_BAR_CHARS = 24
_LINE_GAP_S = 2.0  # plain lines in a pipe: at most one of a kind in this time


def echo_json(fields: Mapping[str, Any]) -> None:
    """Print one JSON document with the schema version on stdout."""
    click.get_current_context().meta["synth.echoed"] = True
    click.echo(json_text({"schema_version": SCHEMA_VERSION, **fields}), nl=False)


def paper_fields(paper: Paper) -> dict[str, Any]:
    """A paper as ``papers`` items of the published documents show it."""
    return {
        "id": paper.id,
        "version": paper.version,
        "title": paper.title,
        "status": paper.status.value,
        "reason": paper.reason,
    }


def failure_fields(failure: Failure) -> dict[str, Any]:
    """A failure as the published documents show it."""
    return {"command": failure.command, "item": failure.item, "reason": failure.reason, "hint": failure.hint}


def exit_with(*, some_failed: bool = False, findings: bool = False) -> None:
    """End the command with the code that says how it went; findings outrank failed items."""
    code = FINDINGS if findings else SOME_FAILED if some_failed else 0
    click.get_current_context().exit(code)


class ProgressLine:
    """Progress on stderr: a bar that overwrites itself on a terminal, plain lines in a pipe.

    Usable as ``ports.Progress``.
    """

    def __init__(self, *, is_quiet: bool = False) -> None:
        self._is_quiet = is_quiet
        self._is_terminal = sys.stderr.isatty()
        self._width = 0
        self._last: tuple[str, float] = ("", 0.0)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        if self._is_quiet or not total:
            return
        if self._is_terminal:
            filled = _BAR_CHARS * done // total
            line = f"{'█' * filled}{'·' * (_BAR_CHARS - filled)} {done}/{total} {what}"[:100]
            click.echo("\r" + line.ljust(self._width), nl=False, err=True)
            self._width = len(line)
            return
        kind = what.split(" ", 1)[0]
        last_kind, last_s = self._last
        now_s = time.monotonic()
        if kind != last_kind or done >= total or now_s - last_s >= _LINE_GAP_S:
            click.echo(f"{done}/{total} {what}", err=True)
            self._last = (kind, now_s)

    def end(self) -> None:
        """Clear the bar."""
        if self._is_terminal and self._width:
            click.echo("\r" + " " * self._width + "\r", nl=False, err=True)
            self._width = 0
