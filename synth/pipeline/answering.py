"""What one paper says of some claims: from questions to records, in this process or in another one."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from synth.claims.document import Document
from synth.pipeline.judging import FEW, WIDE, Prepared, Question, full_read, judge, parts_of, shares_of
from synth.ports import EntailmentModel, Matrix, Paper, Reader
from synth.verdict.decide import paper_verdict
from synth.verdict.parts import with_parts
from synth.verdict.record import paper_verdict_fields
from synth.verdict.score import Scorer
from synth.verdict.types import PaperVerdict

NEAREST: Final = 4
"""Papers that are read in full for a claim that names none. Source: of 479 hand-written claims about 35 papers, the
paper that a claim is about is the nearest for .921, and among the four nearest for .985."""

Record = Mapping[str, Any]
"""A paper's verdict on a claim in plain values, with the ``kind`` of document that it was judged as."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that a question is decided with.

    Attributes:
        entailment: Reads claim and passage; None leaves it out.
        scorer: Fitted for that model.
        unread: Fitted without any, for questions that the model is not given; needed only where there are such.
        reader: Finds the boxes of quotes in PDFs; None leaves them out.
    """

    entailment: EntailmentModel | None
    scorer: Scorer
    unread: Scorer | None = None
    reader: Reader | None = None

    @property
    def full_read(self) -> int:
        """How many passages of a question are read where nothing limits it."""
        return full_read(self.entailment, self.scorer)

    def scorer_for(self, read: int) -> Scorer:
        """What judges a question of which the entailment model reads so many passages."""
        return self.scorer if read or self.unread is None else self.unread

    def models(self, read: int) -> tuple[str, ...]:
        """The hashes of all that such an answer depends on, beside the encoder."""
        if self.entailment is None or (read == 0 and self.unread is not None):
            entailment = "none"
        else:
            entailment = self.entailment.hash if read == self.full_read else f"{self.entailment.hash}/{read}"
        return entailment, self.scorer_for(read).hash, "boxes" if self.reader else ""


@dataclass(frozen=True, slots=True)
class Task:
    """Claims that are asked of one paper.

    Attributes:
        document: The paper's text.
        passages: (m, d) the vectors of its passages.
        texts: n claims.
        vectors: (d,) the vector of each claim and of each part of a compound one, by text.
        reads: For each claim how many passages the entailment model reads.
        paper: The paper's files, for boxes; None where they are not known.
    """

    document: Document
    passages: Matrix
    texts: tuple[str, ...]
    vectors: Mapping[str, Matrix]
    reads: tuple[int, ...]
    paper: Paper | None = None


def answer(task: Task, prepared: Prepared, bench: Bench) -> list[Record]:
    """A record for each claim of a task.

    Args:
        task: The claims and the paper.
        prepared: The paper made ready.
        bench: The models.
    """
    records: list[Record] = [{}] * len(task.texts)
    for read in sorted(set(task.reads)):
        places = [at for at, reads in enumerate(task.reads) if reads == read]
        texts = [task.texts[at] for at in places]
        parts = [parts_of(text) for text in texts]
        asked = list(dict.fromkeys([*texts, *(part for some in parts for part in some)]))
        questions: list[Question] = [(text, task.vectors[text], prepared) for text in asked]
        verdicts = dict(zip(asked, _verdicts(questions, bench, read), strict=True))
        for at, text, some in zip(places, texts, parts, strict=True):
            verdict = with_parts(verdicts[text], {part: verdicts[part] for part in some})
            records[at] = paper_verdict_fields(_located(verdict, task, bench.reader)) | {"kind": prepared.kind}
    return records


def _verdicts(questions: Sequence[Question], bench: Bench, read: int) -> list[PaperVerdict]:
    """The verdict of each claim in its paper."""
    scorer = bench.scorer_for(read)
    judged = judge(questions, entailment=bench.entailment if read else None, scorer=scorer, read=read)
    shares = shares_of(questions, judged, scorer)
    return [
        paper_verdict(text, items, row.tolist(), prepared.document)
        for (text, _, prepared), items, row in zip(questions, judged, shares, strict=True)
    ]


def _located(verdict: PaperVerdict, task: Task, reader: Reader | None) -> PaperVerdict:
    """The verdict with the boxes of each quote, and the page where only the PDF tells it."""
    if reader is None or task.paper is None:
        return verdict
    pieces = []
    for piece in verdict.evidence:
        boxes = reader.boxes_of(task.paper, task.document, piece.span)
        page = boxes[0].page if boxes else piece.page  # the printed place is surer than the text's order
        pieces.append(dataclasses.replace(piece, boxes=boxes, page=page))
    return dataclasses.replace(verdict, evidence=tuple(pieces))


def reads_within(
    order: Sequence[Sequence[Any]], is_named: Sequence[bool], *, most_pairs: int, full: int
) -> list[list[int]]:
    """How many passages the entailment model reads for each claim in each of its papers.

    Args:
        order: For each claim its papers, the nearest first.
        is_named: For each claim whether it names its papers; each of them is then read in full, else the nearest are.
        most_pairs: Pairs of claim and passage in all; 0 is no limit. Each claim gets the same part of it, and spends
            it on its nearest papers, a few passages in each, without windows.
        full: What a question gets without a limit.

    >>> reads_within([["a", "b"], ["b", "a"]], [False, True], most_pairs=8, full=10)
    [[3, 1], [3, 1]]
    >>> reads_within([["a", "b", "c", "d", "e"], ["d", "c", "b", "a", "e"]], [False, True], most_pairs=0, full=10)
    [[10, 10, 10, 10, 5], [10, 10, 10, 10, 10]]
    """
    if not 0 < most_pairs < sum(map(len, order)) * full:
        return [
            [full if own or at < NEAREST else min(full, FEW + WIDE) for at, _ in enumerate(papers)]
            for papers, own in zip(order, is_named, strict=True)
        ]
    each = most_pairs // max(len(order), 1)
    return [[int(np.clip(each - at * FEW, 0, FEW)) for at, _ in enumerate(papers)] for papers in order]
