"""What ``verify``, ``audit`` and ``render`` share: deciding with the workspace's models, and recording the run."""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import click

from synth.claims.document import Document
from synth.claims.types import Claim
from synth.cli.workspace import Workspace
from synth.pipeline.ahead import EncodingAhead
from synth.pipeline.attack import attack_verdicts
from synth.pipeline.judging import cached_encode
from synth.pipeline.library import Library, begin_encoding
from synth.pipeline.rephrase import with_rephrasing
from synth.pipeline.runs import build_run, input_hashes
from synth.pipeline.synthesis import placed, synthesise
from synth.pipeline.verify import verify_claims
from synth.ports import Encoder, EntailmentModel, Paper, PaperStatus, Run, Store
from synth.ports.writer import Writer
from synth.render.data import ReportData
from synth.verdict.types import CalibrationNote, ClaimVerdict, Label, Status

MODEL_SETTINGS: Final = ("encoder", "entailment", "judge", "calibration")


def model_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose the models."""
    for option in (
        click.option("--encoder", default=None, metavar="NAME", help="minilm, or a sentence-transformers model."),
        click.option("--entailment", default=None, metavar="NAME", help="auto, none, or a CrossEncoder."),
        click.option("--calibration", default=None, metavar="FILE", help="A calibration made by `synth calibrate`."),
    ):
        command = option(command)
    return judge_option(command)


def judge_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that puts a language model in the place of the entailment model."""
    return click.option(
        "--judge",
        nargs=2,
        default=None,
        metavar="URL MODEL",
        callback=lambda _ctx, _option, given: " ".join(given) if given else None,
        help="Let a model behind an OpenAI-compatible server read claim and sentence; needs its own calibration.",
    )(command)


def attack_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says whether what is verified is attacked."""
    return click.option(
        "--attack/--no-attack",
        "attacks",
        default=True,
        show_default=True,
        help="Alter each verified claim in small ways and count how many of these false claims are caught.",
    )(command)


class Checker:
    """Decides claims with the models that the settings name, and remembers what it used.

    Args:
        workspace: Names the models and takes the progress.
        store: Keeps vectors, verdicts and the run.
        papers: Gives the papers' metadata when it is needed, so that quotes get pages and boxes.
        attacks: Whether each verified claim is attacked; see ``pipeline.attack``.
        question: What the claims' relevance is measured against; empty for none.
        of_reports: The questions of reports, by id; their claims are measured against these.
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        papers: Callable[[], Sequence[Paper]],
        *,
        attacks: bool,
        question: str = "",
        of_reports: Mapping[str, str] | None = None,
    ) -> None:
        self._question = question
        self._of_reports = of_reports
        self._attacks = attacks
        self._workspace = workspace
        self._store = store
        self._papers = papers
        self._encoder = EncodingAhead(workspace.encoder())
        click.get_current_context().call_on_close(self._encoder.close)
        self._bench = workspace.bench()

    def verify(self, claims: Sequence[Claim], documents: Sequence[Document]) -> Sequence[ClaimVerdict]:
        """A verdict for each claim; see ``pipeline.verify`` and ``pipeline.attack``."""
        library = Library(documents, self._encoder, self._store)
        verdicts: Sequence[ClaimVerdict] = verify_claims(
            claims,
            documents,
            encoder=self._encoder,
            entailment=self._bench.entailment,
            scorer=self._bench.scorer,
            unread=self._bench.unread,
            store=self._store,
            reader=self._bench.reader,
            papers=self._papers(),
            progress=self._workspace.progress,
            library=library,
            most_pairs=self._workspace.settings.most_pairs,
            workers=self._workspace.workers,
        )
        encode = cached_encode(self._encoder, self._store)
        verdicts = placed(verdicts, self._question, encode=encode, of_reports=self._of_reports)
        if self._attacks:
            verdicts = attack_verdicts(
                verdicts,
                documents,
                encoder=self._encoder,
                entailment=self._bench.entailment,
                scorer=self._bench.scorer,
                store=self._store,
                progress=self._workspace.progress,
                library=library,
            )
        self._workspace.line.end()
        return verdicts

    def begin(self, document: Document) -> None:
        """Start on a document that will be asked about, in the background."""
        begin_encoding(document, self._encoder, self._store)

    def with_synthesis(self, data: ReportData) -> ReportData:
        """The report's data with what the claims together say."""
        return _with_synthesis(data, self._store, self._encoder, self._bench.entailment)

    @property
    def notes(self) -> tuple[CalibrationNote, ...]:
        """The calibrations behind the confidences, that of papers first."""
        notes = (calibration.note for calibration in self._bench.scorer.calibrations.values())
        return tuple(sorted(notes, key=lambda note: (note.kind != "paper", note.kind)))

    def save_run(
        self, command: str, claims: Sequence[Claim], documents: Sequence[Document], inputs: Mapping[str, str]
    ) -> Run:
        """Keep what this run was, with its calibrations."""
        settings = {name: getattr(self._workspace.settings, name) for name in MODEL_SETTINGS}
        settings |= {"most_pairs": self._workspace.settings.most_pairs} if self._bench.unread else {}
        run = build_run(
            command,
            settings=settings | {"scorer": self._bench.scorer.hash, "attack": self._attacks},
            inputs=input_hashes(claims, documents) | dict(inputs),
            clock=self._workspace.clock,
            encoder=self._encoder,
            entailment=self._bench.entailment,
        )
        self._store.save_run(run)
        self._store.save_note(f"calibration:{run.key}", json.dumps([dataclasses.asdict(note) for note in self.notes]))
        return run


def with_synthesis(data: ReportData, workspace: Workspace, store: Store, *, writer: Writer | None = None) -> ReportData:
    """The report's data with what the claims together say, by the models that the settings name.

    A writer may word the answer; what it writes is decided like any claim.
    """
    data = _with_synthesis(data, store, workspace.encoder(), workspace.entailment())
    if writer is None or data.synthesis is None:
        return data
    checker = Checker(workspace, store, store.papers, attacks=False)
    documents = documents_of(store, [paper for paper in data.papers if paper.status is PaperStatus.AVAILABLE])
    worded = with_rephrasing(data.synthesis, writer=writer, verify=checker.verify, documents=documents)
    return dataclasses.replace(data, synthesis=worded)


def _with_synthesis(data: ReportData, store: Store, encoder: Encoder, entailment: EntailmentModel | None) -> ReportData:
    synthesis = synthesise(
        data.verdicts,
        data.question_asked,
        papers=data.papers,
        store=store,
        encode=cached_encode(encoder, store),
        report=data.report,
        entailment=entailment,
    )
    return dataclasses.replace(data, synthesis=synthesis)


def documents_of(store: Store, papers: Sequence[Paper]) -> list[Document]:
    """The texts at hand of some papers."""
    found = (store.document_of(paper.id, paper.version) for paper in papers)
    return [document for document in found if document is not None]


def has_findings(verdicts: Sequence[ClaimVerdict]) -> bool:
    """Whether --strict should say so: a claim refuted, not supported, or its sources unavailable.

    What only its own paper states is no finding: nothing contradicts it.
    """
    return any(
        verdict.status is Status.SOURCE_UNAVAILABLE
        or (verdict.status is Status.CHECKED and not verdict.verified and not _is_only_stated(verdict))
        for verdict in verdicts
    )


def _is_only_stated(verdict: ClaimVerdict) -> bool:
    return verdict.label is Label.NOT_ENOUGH_INFO and bool(verdict.claim.stated_by)
