"""What the verified claims together say: relevance and scope of each, then findings, answer, and the reviewers."""

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from synth.claims.types import Claim
from synth.pipeline.judging import Encode
from synth.ports import EntailmentModel, Matrix, Paper, PaperStatus, Report, Store
from synth.synthesis.answer import answer
from synth.synthesis.bare import bare
from synth.synthesis.consistency import Inconsistency, Written, inconsistencies
from synth.synthesis.copied import LEAST_CLAIM_SHARE, Copied, Source, copied, copies
from synth.synthesis.facts import facts_of
from synth.synthesis.findings import Read, findings, number_tables
from synth.synthesis.queries import LONGEST_QUESTION
from synth.synthesis.relevance import Relevance, relevances
from synth.synthesis.reviewers import ReferenceFacts, reviewed
from synth.synthesis.scope import weighed
from synth.synthesis.types import Synthesis
from synth.verdict.calibrate import softmax
from synth.verdict.types import ClaimVerdict

_KEY_DIGITS: Final = 32


def placed(
    verdicts: Sequence[ClaimVerdict], question: str, *, encode: Encode, of_reports: Mapping[str, str] | None = None
) -> tuple[ClaimVerdict, ...]:
    """The verdicts without what is not about the claim, with their scope, and with their relevance to a question.

    Doing it twice is doing it once.

    Args:
        question: What the claims are to bear on; empty leaves their relevance as it is.
        encode: Gives vectors of meaning.
        of_reports: Other questions, for the claims of these reports, by id.
    """
    done = [weighed(verdict) for verdict in verdicts]
    asked: dict[str, list[int]] = defaultdict(list)
    for at, verdict in enumerate(done):
        asked[(of_reports or {}).get(verdict.claim.origin.report or "", question)].append(at)
    for each, places in asked.items():
        found = _relevances([done[at] for at in places], each, encode)
        for at, relevance in zip(places, found, strict=bool(found)):
            done[at] = dataclasses.replace(done[at], relevance=relevance.record)
    return tuple(done)


def synthesise(
    verdicts: Sequence[ClaimVerdict],
    question: str,
    *,
    papers: Sequence[Paper],
    store: Store,
    encode: Encode,
    report: Report | None = None,
    entailment: EntailmentModel | None = None,
) -> Synthesis:
    """What verdicts together say to a question.

    Args:
        verdicts: As they were saved; relevance is computed anew, so that another question may be asked of them.
        question: Empty leaves the answer out.
        papers: The papers they were checked against.
        store: Gives the texts that may have been copied, the sibling reports, and keeps what the model read.
        report: The audited report; None where papers were checked against each other.
        entailment: Reads pairs of near claims; None leaves it out.
    """
    verdicts = placed(verdicts, question, encode=encode)
    vectors = encode([bare(verdict.claim.text) for verdict in verdicts]) if verdicts else np.zeros((0, 1), np.float32)
    found = findings(verdicts, vectors, cached_read(entailment, store) if entailment else None)
    relevance = {
        verdict.claim.id: Relevance(verdict.relevance["score"], verdict.relevance["reason"])
        for verdict in verdicts
        if verdict.relevance is not None
    }
    on_topic = sum(item.on_topic for item in relevance.values()) if relevance else None
    lifted = copied_of(report, papers, store) if report else ()
    faults = faults_of(report, papers, on_topic=on_topic) if report else ()
    facts = facts_of(question, verdicts, found, _references(papers, report), inconsistencies=faults, copied=lifted)
    return Synthesis(
        answer=answer(question, found, relevance, verdicts),
        findings=found,
        tables=number_tables(verdicts),
        on_topic=on_topic,
        beside=sum(verdict.verified and not _is_on_topic(verdict) for verdict in verdicts) if relevance else 0,
        copied=lifted,
        inconsistencies=faults,
        panel=reviewed(facts),
    )


def _is_on_topic(verdict: ClaimVerdict) -> bool:
    return verdict.relevance is not None and bool(verdict.relevance["on_topic"])


def _relevances(verdicts: Sequence[ClaimVerdict], question: str, encode: Encode) -> tuple[Relevance, ...]:
    """Of each claim; empty without a question."""
    if not question or not verdicts:
        return ()
    texts = [bare(verdict.claim.text) for verdict in verdicts]
    return relevances(question, texts, encode([question[:LONGEST_QUESTION]]), encode(texts))


def cached_read(entailment: EntailmentModel, store: Store) -> Read:
    """The entailment model as probabilities, each pair looked up where it was read before."""

    def read(pairs: Sequence[tuple[str, str]]) -> Matrix:
        keys = [_pair_key(entailment.hash, *pair) for pair in pairs]
        known = dict(store.verdicts_by_key(list(dict.fromkeys(keys))))
        due = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        if due:
            logits = entailment.predict(list(due.values())).tolist()
            fresh = {
                key: {"logits": [round(float(value), 4) for value in row]} for key, row in zip(due, logits, strict=True)
            }
            store.save_keyed(fresh)
            known |= fresh
        return softmax(np.array([known[key]["logits"] for key in keys])).astype(np.float32)

    return read


def _pair_key(model: str, one: str, other: str) -> str:
    return hashlib.sha256(f"pair of claims\n{model}\n{one}\n{other}".encode()).hexdigest()[:_KEY_DIGITS]


def _references(papers: Sequence[Paper], report: Report | None) -> tuple[ReferenceFacts, ...]:
    """The report's references, or the papers that were asked for."""
    known = {(paper.id, paper.version): paper for paper in papers}
    by_id = {paper.id: paper for paper in papers}
    if report is None:
        return tuple(_reference(paper.id, paper, paper.version) for paper in papers)
    named = [
        _reference(item.paper, known.get((item.paper, item.version)) or by_id.get(item.paper), item.version)
        for item in report.references
    ]
    return (
        *named,
        *(ReferenceFacts(entry, is_resolved=False, is_read=False) for entry in report.unresolved_references),
    )


def _reference(name: str, paper: Paper | None, version: int | None) -> ReferenceFacts:
    is_read = paper is not None and paper.status is PaperStatus.AVAILABLE
    is_local = paper is not None and bool(paper.files) and name.startswith("local:")
    is_known = paper is None or paper.status is not PaperStatus.NOT_FOUND
    return ReferenceFacts(name, is_resolved=is_known, is_read=is_read, has_version=version is not None or is_local)


def copied_of(report: Report, papers: Sequence[Paper], store: Store) -> tuple[Copied, ...]:
    """The report's abstract and claims that stand word for word in a cited paper or in another audited report."""
    sources = [source for paper in papers for source in _paper_sources(paper, store)]
    others = [other for other in store.reports() if other.id != report.id]
    abstracts = [Source("report", other.id, other.title, other.abstract) for other in others if other.abstract]
    tables = [Source("report", other.id, other.title, _joined(other.claims)) for other in others]
    found = [copied("abstract", report.abstract, [*sources, *abstracts])] if report.abstract else []
    claims = [("claim", claim.text) for claim in report.claims]
    found += copies(claims, [*sources, *tables], least=LEAST_CLAIM_SHARE)
    return tuple(item for item in found if item is not None)


def _joined(claims: Sequence[Claim]) -> str:
    """Claims as one text in which no run of words crosses from one to the next."""
    return "\n".join(f"{claim.text} {at}0" for at, claim in enumerate(claims))


def _paper_sources(paper: Paper, store: Store) -> list[Source]:
    document = store.document_of(paper.id, paper.version)
    texts = [paper.abstract, document.text if document else ""]
    return [Source("paper", paper.id, paper.title, text) for text in texts if text]


def faults_of(report: Report, papers: Sequence[Paper], *, on_topic: int | None = None) -> tuple[Inconsistency, ...]:
    """What within a report does not fit together."""
    return inconsistencies(
        Written(
            title=report.title,
            topic=report.topic,
            question=report.question,
            abstract=report.abstract,
            counts=report.stated_counts,
            claims=report.claims,
            listed=len(report.references) + len(report.unresolved_references),
            references=tuple(request.paper for request in report.references),
            cited_titles=tuple(paper.title for paper in papers if paper.title),
            on_topic=on_topic,
        )
    )


Synthesiser = Callable[[Sequence[ClaimVerdict], str], Synthesis]
"""``synthesise`` with its papers, store and models."""
