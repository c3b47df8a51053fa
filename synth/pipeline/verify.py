"""Check claims against papers: a verdict for each claim and paper, then one for each claim."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from synth.claims.citations import as_asked
from synth.claims.document import Document
from synth.claims.types import Claim, ClaimId, PaperId
from synth.pipeline.answering import NEAREST, Bench, Record, Task, answer, reads_within
from synth.pipeline.judging import parts_of
from synth.pipeline.keys import document_hash, key_of
from synth.pipeline.library import Library
from synth.pipeline.nearness import near_papers
from synth.pipeline.workers import WORTH, Workers
from synth.ports import Encoder, EntailmentModel, Paper, Progress, Reader, Store
from synth.synthesis.agreement import is_about_own_work, overall_verdict
from synth.verdict.checkable import why_uncheckable
from synth.verdict.decide import is_ticked
from synth.verdict.record import paper_verdict_of
from synth.verdict.score import Scorer
from synth.verdict.types import ClaimVerdict, PaperVerdict, Status

LOOKED_UP: Final = 1024  # questions whose answers are fetched from the store together
CHUNK: Final = 64  # questions (a claim and a paper) decided and saved together; what a kill can lose
MOST_PAPERS: Final = 12
"""All are read for a claim that names none; of more those that are near (``pipeline/nearness.py``), so many at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what a paper says of a claim.

    Attributes:
        read: How many of the paper's passages the entailment model reads.
    """

    claim: Claim
    document: Document
    read: int


def verify_claims(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    store: Store,
    unread: Scorer | None = None,
    reader: Reader | None = None,
    papers: Sequence[Paper] = (),
    progress: Progress | None = None,
    asked_of: Mapping[ClaimId, Sequence[PaperId]] | None = None,
    library: Library | None = None,
    most_pairs: int = 0,
    workers: Callable[[], Workers] | None = None,
) -> list[ClaimVerdict]:
    """Decide each claim, saving as it goes; what the same models said of the same claim and text is reused.

    Args:
        claims: A claim with ``cites`` is checked against those papers, another against all.
        documents: The papers that could be read, each once. Of more than ``MOST_PAPERS`` those near a claim are read.
        encoder: Vectors of meaning; kept in the store.
        entailment: The model that reads claim and sentence; None leaves it out.
        scorer: Fitted ranker, stack and calibrations.
        store: Where vectors and the verdicts of single papers are kept.
        unread: The scorer without a model, for what ``most_pairs`` leaves unread.
        reader: Finds the boxes of quotes in PDFs; None leaves them out.
        papers: Metadata of the documents' papers, for ``reader``.
        progress: Told how many questions are answered.
        asked_of: Papers to ask instead of those that a claim cites, by claim.
        library: The same documents, some of them prepared already.
        most_pairs: How many pairs of claim and passage the entailment model may read; 0 is no limit.
        workers: Begins processes with the same models, for many questions; None keeps to this one.

    Returns:
        One verdict for each claim, in their order.
    """
    bench, library = Bench(entailment, scorer, unread, reader), library or Library(documents, encoder, store)
    whys = [why_uncheckable(claim.text) for claim in claims]
    asked = _asked(claims, whys, library, store, asked_of or {}, most_pairs, bench.full_read)
    questions = [question for some in asked for question in some]
    keys = question_keys(questions, encoder.hash, bench)
    files = {(paper.id, paper.version): paper for paper in papers}
    found = _Answers(library, bench, store, files, progress, workers).of(dict(zip(keys, questions, strict=True)))
    answers = iter([found[key] for key in keys])
    return [
        _overall(claim, why, [(question, next(answers)) for question in some], library, bench)
        for claim, why, some in zip(claims, whys, asked, strict=True)
    ]


def _asked(
    claims: Sequence[Claim],
    whys: Sequence[str],
    library: Library,
    store: Store,
    asked_of: Mapping[ClaimId, Sequence[PaperId]],
    most_pairs: int,
    full_read: int,
) -> list[list[Asked]]:
    """The questions about each claim, in the order of the papers; none about one that cannot be checked."""
    unnamed = [claim for claim, why in zip(claims, whys, strict=True) if not (why or claim.cites)]
    unranked = 1 if most_pairs else NEAREST
    near = near_papers(unnamed, library, store, unranked=unranked, most=MOST_PAPERS)
    order = [
        [] if why else [paper for paper in _papers_for(claim, near, asked_of) if paper in library.documents]
        for claim, why in zip(claims, whys, strict=True)
    ]
    place = {paper: at for at, paper in enumerate(library.documents)}
    is_named = [bool(claim.cites or asked_of.get(claim.id)) for claim in claims]
    reads_of = reads_within(order, is_named, most_pairs=most_pairs, full=full_read)
    found = []
    for claim, papers, reads, own in zip(claims, order, reads_of, is_named, strict=True):
        some = [Asked(claim, library.documents[paper], read) for paper, read in zip(papers, reads, strict=True)]
        found.append(some if own else sorted(some, key=lambda question: place[question.document.paper]))
    return found


def _papers_for(
    claim: Claim, near: Mapping[ClaimId, Sequence[PaperId]], asked_of: Mapping[ClaimId, Sequence[PaperId]]
) -> Sequence[PaperId]:
    """Which papers a claim is asked of; what its authors say that they did, no other paper can know."""
    papers = asked_of.get(claim.id) or claim.cites or near.get(claim.id, ())
    return [paper for paper in papers if paper in claim.stated_by] if is_about_own_work(claim) else papers


def question_keys(questions: Sequence[Asked], encoder: str, bench: Bench) -> list[str]:
    """For each question the hash of all that its answer depends on: claim, text of the paper, models."""
    documents = {id(question.document): document_hash(question.document) for question in questions}
    return [
        key_of(
            encoder,
            *bench.models(question.read),
            documents[id(question.document)],
            question.claim.text,
        )
        for question in questions
    ]


Answer = tuple[PaperVerdict, str]
"""What a paper says of a claim, and the kind of document that it was judged as."""


def _answer_of(record: Record) -> Answer:
    return paper_verdict_of(record), record["kind"]


@dataclass(frozen=True, slots=True)
class _Answers:
    """Answers to questions, from the store or fresh; fresh ones are saved as they come.

    Attributes:
        files: The papers' metadata by id and version.
        workers: As for ``verify_claims``.
    """

    library: Library
    bench: Bench
    store: Store
    files: Mapping[tuple[PaperId, int | None], Paper]
    progress: Progress | None
    workers: Callable[[], Workers] | None

    def of(self, questions: Mapping[str, Asked]) -> Mapping[str, Answer]:
        """The answer to each question by its key; paper by paper, so that what is read of a paper is read once."""
        keys, answers = list(questions), dict[str, Answer]()
        for start in range(0, len(keys), LOOKED_UP):
            known = self.store.verdicts_by_key(keys[start : start + LOOKED_UP])
            answers |= {key: _answer_of(record) for key, record in known.items()}
        place = {paper: at for at, paper in enumerate(self.library.documents)}
        due = [key for key in questions if key not in answers]
        due.sort(key=lambda key: place[questions[key].document.paper])
        self.library.expect(dict.fromkeys(questions[key].document.paper for key in due))
        fresh: dict[str, Record] = {}
        for key, record in zip(due, self._fresh([questions[key] for key in due]), strict=True):
            fresh[key] = record
            if len(fresh) == CHUNK:
                self._keep(fresh, answers, len(questions))
                fresh = {}
        if fresh or not due:
            self._keep(fresh, answers, len(questions))
        return answers

    def _keep(self, fresh: Mapping[str, Record], answers: dict[str, Answer], total: int) -> None:
        self.store.save_keyed(fresh)
        answers |= {key: _answer_of(record) for key, record in fresh.items()}
        if self.progress:
            self.progress("questions answered", len(answers), total)

    def _fresh(self, due: Sequence[Asked]) -> Iterator[Record]:
        """The answers to questions in their order, by worker processes where that pays."""
        if not due:
            return
        if self.progress:
            self.progress("questions answered", 0, len(due))
        if self.workers is None or len(due) < WORTH:
            for task in self._tasks(due):
                yield from answer(task, self.library[task.document.paper], self.bench)
            return
        with closing(self.workers()) as workers:
            for records in workers.answers(self._tasks(due)):
                yield from records

    def _tasks(self, due: Sequence[Asked]) -> Iterator[Task]:
        """The questions about each paper, ``CHUNK`` together."""
        asked = dict.fromkeys(as_asked(question.claim.text) for question in due)
        parts = {text: parts_of(text) for text in asked}
        texts = list(dict.fromkeys([*asked, *(part for some in parts.values() for part in some)]))
        vectors = dict(zip(texts, self.library.encode(texts), strict=True))
        for paper, questions in groupby(due, key=lambda question: question.document.paper):
            document, about = self.library.documents[paper], list(questions)
            for some in (about[start : start + CHUNK] for start in range(0, len(about), CHUNK)):
                claims = tuple(as_asked(question.claim.text) for question in some)
                yield Task(
                    document=document,
                    passages=self.library.index(paper).vectors,
                    texts=claims,
                    vectors={text: vectors[text] for claim in claims for text in (claim, *parts[claim])},
                    reads=tuple(question.read for question in some),
                    paper=self.files.get((document.paper, document.version)),
                )


def _overall(
    claim: Claim, why: str, answered: Sequence[tuple[Asked, Answer]], library: Library, bench: Bench
) -> ClaimVerdict:
    """One verdict for the claim; papers it cites that are not at hand are named."""
    if why:
        return ClaimVerdict(claim, Status.UNCHECKABLE, why)
    verdicts = []
    for question, (verdict, kind) in answered:
        calibration = bench.scorer_for(question.read).calibration_for(kind)
        verified = is_ticked(verdict.label, verdict.probabilities, calibration, verdict.checks)
        verdicts.append(replace(verdict, verified=verified))
    missing = [paper for paper in claim.cites if paper not in library.documents]
    return overall_verdict(claim, verdicts, missing=missing)
