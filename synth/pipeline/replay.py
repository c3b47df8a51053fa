"""Do a recorded run again from the stored texts, and say whether every verdict is the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from synth.claims.document import Document
from synth.claims.types import Claim
from synth.errors import SourceError, UsageError
from synth.pipeline.runs import document_key
from synth.ports import Run, Store
from synth.verdict.types import ClaimVerdict

_CONFIDENCE_DIGITS: Final = 6  # as records keep them: equal on every machine that computes the same
_ABOUT_TEXTS: Final = frozenset({"claims", "report", "question"})  # inputs of a run that are no papers
_FIELDS: Final = ("settings", "models", "versions", "inputs", "counts")

Verify = Callable[[Sequence[Claim], Sequence[Document]], Sequence[ClaimVerdict]]
Record = Callable[[Sequence[Claim], Sequence[Document]], Run]


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that a verdict depends on and that is not as it was; an empty text stands for nothing there.

    Attributes:
        kind: "text", "model", "setting", "package", or what the texts were checked with or for.
        name: Which one; empty where there is but one.
    """

    kind: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Altered:
    """A claim that was altered to attack a tick, as it was decided and as it is now.

    Attributes:
        claim: The claim that was altered.
        text: What it was altered to.
        change: What was altered, in words.
        before: Its ``label``, ``confidence`` and whether it was ``caught``; None if it was not tried.
        after: The same now.
    """

    claim: Claim
    text: str
    change: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def is_same(self) -> bool:
        """Whether it was tried both times, and got the same label and was caught or not both times."""
        if self.before is None or self.after is None:
            return False
        return all(self.before[name] == self.after[name] for name in ("label", "caught"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim's verdict as it was recorded and as it is now."""

    before: ClaimVerdict
    after: ClaimVerdict

    @property
    def is_same(self) -> bool:
        """Whether status, label and tick are the same."""
        return _verdict(self.before) == _verdict(self.after)

    @property
    def moved(self) -> float:
        """By how much the confidence differs; 0 up to the digits that records keep."""
        before, after = self.before.confidence, self.after.confidence
        return 0.0 if before is None or after is None else round(abs(after - before), _CONFIDENCE_DIGITS)

    @property
    def is_same_evidence(self) -> bool:
        """Whether the same passage decided."""
        return [item.hash for item in self.before.evidence[:1]] == [item.hash for item in self.after.evidence[:1]]

    @property
    def altered(self) -> tuple[Altered, ...]:
        """Every altered claim of both times, in the order in which they were made."""
        before, after = _tried(self.before), _tried(self.after)
        return tuple(
            Altered(self.before.claim, text, str(item["change"]), before.get(text), after.get(text))
            for text, item in (before | after).items()
        )


@dataclass(frozen=True, slots=True)
class Replay:
    """What doing a run again gave.

    Attributes:
        pairs: Every claim of the run, in the order of the recorded verdicts.
        causes: Everything that is not as it was, whether or not a verdict differs.
    """

    run: Run
    pairs: tuple[Pair, ...]
    causes: tuple[Cause, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The claims whose verdict differs."""
        return tuple(pair for pair in self.pairs if not pair.is_same)

    @property
    def altered(self) -> tuple[Altered, ...]:
        """The altered claims of all attacks."""
        return tuple(item for pair in self.pairs for item in pair.altered)

    @property
    def altered_changed(self) -> tuple[Altered, ...]:
        """Those that are decided in another way, or were tried at one time only."""
        return tuple(item for item in self.altered if not item.is_same)

    @property
    def is_same(self) -> bool:
        """Whether every verdict is the same, those of altered claims too."""
        return not self.changed and not self.altered_changed

    @property
    def moved(self) -> tuple[Pair, ...]:
        """The claims with the same verdict at another confidence, or from another passage."""
        return tuple(pair for pair in self.pairs if pair.is_same and (pair.moved or not pair.is_same_evidence))


def replay_run(
    recorded: Run, before: Sequence[ClaimVerdict], *, store: Store, verify: Verify, record: Record
) -> Replay:
    """Decide the claims of a run anew.

    Args:
        recorded: What the run was.
        before: Its verdicts.
        store: Has the texts of the papers.
        verify: Decides claims, without remembering what was decided before.
        record: What such a run is recorded as now.

    Raises:
        SourceError: If none of the texts is at hand.
    """
    claims = [verdict.claim for verdict in before]
    documents = _documents(recorded, store)
    papers = [name for name in recorded.inputs if name not in _ABOUT_TEXTS]
    if papers and not documents:
        raise SourceError(
            f"none of the {len(papers)} texts of run {recorded.key} is in this workspace",
            hint="replay it where it was made, or fetch the papers first",
        )
    now = record(claims, documents)
    after = {verdict.claim.id: verdict for verdict in verify(claims, documents)}
    pairs = tuple(Pair(verdict, after[verdict.claim.id]) for verdict in before)
    return Replay(recorded, pairs, causes_of(recorded, now))


def causes_of(before: Run, after: Run) -> tuple[Cause, ...]:
    """What differs between two records of a run: texts, claims, models, scorer and versions."""
    found: list[Cause] = []
    for name, kind in (("inputs", "text"), ("models", "model"), ("settings", "setting"), ("versions", "package")):
        was, now = getattr(before, name), getattr(after, name)
        shared = {key for key in was if name != "inputs" or key in now or key not in _ABOUT_TEXTS}
        for key in sorted(shared | set(now)):
            if was.get(key) != now.get(key):
                named, which = (key, "") if key in _ABOUT_TEXTS else (kind, key)
                found.append(Cause(named, which, _text(was.get(key)), _text(now.get(key))))
    return tuple(found)


def run_of(document: Mapping[str, Any]) -> Run:
    """The run of a ``run.json``.

    Raises:
        UsageError: If the document is none.
    """
    try:
        fields = {name: dict(document[name]) for name in _FIELDS}
        started_at = datetime.fromisoformat(document["started_at"])
        return Run(key=document["key"], command=document["command"], started_at=started_at, **fields)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"not the record of a run: {error!r}", hint="synth render report writes run.json") from error


def _documents(recorded: Run, store: Store) -> list[Document]:
    """The texts of a run as they are stored now, in the order in which the papers were asked for."""
    known = {document_key(paper.id, paper.version): paper for paper in store.papers()}
    found = (store.document_of(known[name].id, known[name].version) for name in known if name in recorded.inputs)
    return [document for document in found if document is not None]


def _tried(verdict: ClaimVerdict) -> dict[str, Mapping[str, Any]]:
    """The altered claims of an attack, by their texts."""
    return {item["text"]: item for item in (verdict.attack or {}).get("items", ())}


def _verdict(verdict: ClaimVerdict) -> tuple[object, ...]:
    return (verdict.status, verdict.label, verdict.verified)


def _text(value: object) -> str:
    return "" if value is None else str(value)
