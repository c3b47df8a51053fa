"""Wiring: the workspace, its settings, and the concrete adapters that the use cases need."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from synth.cli.output import ProgressLine
from synth.config import Settings, read_settings
from synth.errors import UsageError
from synth.ports import Clock, Encoder, EntailmentModel, PaperSource, Progress, Reader
from synth.verdict.score import Scorer

if TYPE_CHECKING:  # --help must not import the database, and most commands decide nothing
    from synth.pipeline.answering import Bench
    from synth.pipeline.workers import Workers
    from synth.store.engine import SqlStore

_TOML = """\
# Settings of this workspace. Each can also be given as SYNTH_<NAME> or as a flag.
# contact = "you@example.org"        # sent to arXiv in the User-Agent
# openalex_api_key = ""               # free; also OPENALEX_API_KEY; semantic_scholar_api_key likewise
# claims_per_paper = 15
# encoder = "minilm"                 # or any sentence-transformers model, by name or folder
# entailment = "auto"                # auto, none, or a CrossEncoder by name or folder
# judge = "http://localhost:8080/v1 MODEL"   # a language model that reads claim and sentence instead
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder with ``db/ templates/ reports/ synth.toml``, its settings, and how to talk to the user."""

    root: Path
    settings: Settings
    is_json: bool
    is_quiet: bool
    line: ProgressLine

    @property
    def progress(self) -> Progress:
        """Where use cases report how far they are."""
        return self.line

    @property
    def cache(self) -> Path:
        """Where received files are kept."""
        return self.root / "db" / "cache"

    @property
    def reports(self) -> Path:
        """Where rendered reports go."""
        return self.root / "reports"

    @property
    def clock(self) -> Clock:
        """The time, as an argument for use cases."""
        return partial(datetime.now, UTC)

    @property
    def db_url(self) -> str:
        """The database's address; a plain path is an SQLite file."""
        if not self.settings.db:
            return f"sqlite:///{self.root / 'db' / 'synth.db'}"
        return self.settings.db if "://" in self.settings.db else f"sqlite:///{Path(self.settings.db).absolute()}"

    def make(self) -> None:
        """Make the folders and the settings file if they are not there."""
        for name in ("db", "templates", "reports"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        toml = self.root / "synth.toml"
        if not toml.exists():
            toml.write_text(_TOML, encoding="utf-8")

    @contextmanager
    def store(self, *, writes: bool = False) -> Iterator["SqlStore"]:
        """The workspace's database; writers hold the workspace's lock while it is open.

        Raises:
            UsageError: If nothing was ever stored here and the command only reads.
            StoreError: If the database cannot be opened, or another synth writes to the workspace.
        """
        from synth.store.engine import open_store
        from synth.store.lock import workspace_lock

        if writes:
            self.make()
        elif not self.settings.db and not (self.root / "db" / "synth.db").exists():
            raise UsageError(
                f"no workspace in {self.root}",
                hint="start one with `synth fetch ID...`, or look at the demo with `synth demo`",
            )
        command = click.get_current_context().command_path
        lock = workspace_lock(self.root / "db" / ".lock", command=command) if writes else nullcontext()
        with lock, closing(open_store(self.db_url)) as store:
            yield store

    def source(self, *, offline: bool = False, refresh: bool = False) -> PaperSource:
        """Where papers come from: local files and arXiv."""
        from synth.sources.papers import Papers

        return Papers.with_settings(self.settings, self.cache, offline=offline, refresh=refresh, progress=self.progress)

    def reader(self) -> Reader:
        """What turns files into documents."""
        from synth.documents.read import FileReader

        return FileReader(self.cache)

    def encoder(self) -> Encoder:
        """The encoder that the settings name."""
        from synth.models.registry import build_encoder

        return build_encoder(self.settings.encoder, threads=self.settings.jobs or os.cpu_count() or 1)

    def scorer(self, entailment: EntailmentModel | None) -> Scorer:
        """Ranker, stack and calibrations fitted for this entailment model."""
        from synth.models.scorer_file import read_scorer

        return read_scorer(entailment, calibration=self.settings.calibration)

    def entailment(self, *, threads: int = 0) -> EntailmentModel | None:
        """The entailment model that the settings name, or None; a judge takes its place.

        Raises:
            UsageError: If the judge is not given as address and model.
            ModelError: If a model is missing or unusable.
        """
        from synth.models.entailment import build_entailment
        from synth.models.judge import JudgeEntailment

        if not self.settings.judge:
            return build_entailment(self.settings.entailment, threads=threads)
        url, _, model = self.settings.judge.strip().partition(" ")
        if not model:
            raise UsageError(f"judge: no model in {url!r}", hint='judge = "http://localhost:8080/v1 MODEL"')
        key = os.environ.get("OPENAI_API_KEY", "")
        return JudgeEntailment(url, model.strip(), cache=self.root / "db" / "cache" / "judge", key=key)

    def bench(self, *, threads: int = 0) -> "Bench":
        """What questions are decided with; see ``entailment`` and ``scorer``.

        Args:
            threads: How many pairs our entailment model reads at the same time; 0 is one for each core.
        """
        from synth.models.scorer_file import read_scorer
        from synth.pipeline.answering import Bench

        entailment = self.entailment(threads=threads)
        unread = read_scorer(None) if entailment and self.settings.most_pairs else None
        return Bench(entailment, self.scorer(entailment), unread, self.reader() if self.settings.boxes else None)

    @property
    def workers(self) -> "Callable[[], Workers] | None":
        """What begins the processes that the settings ask for; None where they would gain nothing."""
        from synth.pipeline.workers import Workers

        count = self.settings.jobs or os.cpu_count() or 1
        if count == 1 or self.settings.judge or self.settings.entailment not in {"auto", "own", "none"}:
            return None  # another's model takes long to load and knows threads of its own
        return partial(Workers, partial(_bench_in_process, self.root, self.settings), count)


def _bench_in_process(root: Path, settings: Settings) -> "Bench":
    """The same bench for a process that does nothing else and says nothing."""
    line = ProgressLine(is_quiet=True)
    return Workspace(root=root, settings=settings, is_json=False, is_quiet=True, line=line).bench(threads=1)


def workspace_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options every workspace command has; the command gets a ``Workspace`` first."""

    @click.option(
        "--workspace",
        "root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        envvar="SYNTH_WORKSPACE",
        help="The working folder (default: the current one).",
    )
    @click.option("--db", default=None, metavar="URL", help="Database URL or file instead of db/synth.db.")
    @click.option("--json", "is_json", is_flag=True, help="Print one JSON document on standard output.")
    @click.option("--quiet", "-q", "is_quiet", is_flag=True, help="No progress, no summary.")
    @wraps(command)
    def wrapped(root: Path, db: str | None, is_json: bool, is_quiet: bool, **options: Any) -> Any:
        click.get_current_context().meta["synth.json"] = is_json
        flags = {"db": db} | {name: options.pop(name) for name in SETTING_FLAGS if name in options}
        workspace = Workspace(
            root=root.absolute(),
            settings=read_settings(root / "synth.toml", os.environ, flags),
            is_json=is_json,
            is_quiet=is_quiet,
            line=ProgressLine(is_quiet=is_quiet),
        )
        try:
            return command(workspace, **options)
        finally:
            workspace.line.end()

    return wrapped


SETTING_FLAGS = ("encoder", "entailment", "judge", "jobs", "claims_per_paper", "boxes", "calibration")
"""Options of commands that override a setting of the same name."""
