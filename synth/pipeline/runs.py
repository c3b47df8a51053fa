"""The record of a run: everything needed to do it again, and a key made from it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from synth import __version__
from synth.claims.document import Document
from synth.claims.ids import text_hash
from synth.claims.types import Claim, PaperId
from synth.ports import Clock, Encoder, EntailmentModel, Run

PACKAGES: Final = ("arxiv", "lxml", "numpy", "onnxruntime", "pypdf", "pypdfium2", "rapidfuzz", "sqlmodel", "tokenizers")
"""The packages whose version can change a verdict or a text."""


def build_run(
    command: str,
    *,
    settings: Mapping[str, Any],
    inputs: Mapping[str, str],
    clock: Clock,
    encoder: Encoder | None = None,
    entailment: EntailmentModel | None = None,
) -> Run:
    """A run whose key depends on what was done and on what, and not on when or where."""
    models = {model.name: model.hash for model in (encoder, entailment) if model is not None}
    versions = {"synth": __version__} | {name: _version(name) for name in PACKAGES}
    cause = json.dumps([command, dict(settings), dict(inputs), models, versions], sort_keys=True)
    return Run(
        key=hashlib.sha256(cause.encode()).hexdigest()[:12],
        command=command,
        started_at=clock(),
        settings=dict(settings),
        models=models,
        versions=versions,
        inputs=dict(inputs),
    )


def input_hashes(claims: Sequence[Claim], documents: Sequence[Document]) -> dict[str, str]:
    """The hash of every document and of the claims together."""
    hashes = {document_key(document.paper, document.version): text_hash(document.text) for document in documents}
    return hashes | {"claims": text_hash("\n".join(sorted(claim.id for claim in claims)))}


def document_key(paper: PaperId, version: int | None) -> str:
    """What the inputs of a run call the text of a paper's version."""
    return paper if version is None else f"{paper}v{version}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
