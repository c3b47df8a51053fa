"""Stores in a fresh folder, and values to put into them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from synth.claims.ids import text_hash
from synth.claims.types import Claim, PaperId, Span
from synth.ports import Paper, PaperRequest, PaperStatus, Run
from synth.store.engine import SqlStore, open_store
from synth.verdict.types import Check, ClaimVerdict, Evidence, Label, Outcome, PaperVerdict, Probabilities, Status
from tests.conftest import fixed_clock

PAPER = PaperId("2104.08645")
RUN = Run("0123456789ab", "verify", fixed_clock(), models={"minilm": "sha256:0"})
MakeVerdict = Callable[..., ClaimVerdict]


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/db/synth.db"


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    store = open_store(address)
    yield store
    store.close()


def make_paper(
    paper: str = PAPER,
    version: int | None = None,
    *,
    status: PaperStatus = PaperStatus.AVAILABLE,
    asked: int | None = None,
    title: str = "A Paper",
) -> Paper:
    request = PaperRequest(PaperId(paper), asked)
    return Paper(PaperId(paper), version, title, status, authors=("Ada Example", "Bob Example"), request=request)


@pytest.fixture
def make_verdict() -> MakeVerdict:
    """Build a verdict with one piece of evidence; a test names only what it cares about."""

    def make(claim: Claim, label: Label = Label.SUPPORTED, *, quote: str = "Width helps.") -> ClaimVerdict:
        shares = Probabilities(**{each.value: 0.625 if each is label else 0.125 for each in Label})
        evidence = Evidence(PAPER, 2, "1 Results", 3, Span(4, 4 + len(quote)), quote, text_hash(quote))
        check = Check("numbers", Outcome.AGREE, "both say 2.1")
        return ClaimVerdict(
            claim,
            Status.CHECKED,
            "the paper says so",
            label,
            shares,
            verified=label is Label.SUPPORTED,
            checks=(check,),
            evidence=(evidence,),
            by_paper=(PaperVerdict(PAPER, 2, label, shares, "it says so", (check,), (evidence,)),),
        )

    return make
