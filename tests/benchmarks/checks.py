"""Measures the typed checks on labelled claims with their gold evidence: ``python tests/benchmarks/checks.py --help``.

Per kind of claim: caught, the share of false twins with a conflict; false alarms, the share of true twins with one;
ordered, the share of twin pairs in which the true one has the higher number of agreements less conflicts, ties half.
"""

import argparse
import gzip
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from synth.claims.abbreviations import abbreviations_in
from synth.claims.document import Document, Part, Section, Sentence, SourceFormat
from synth.claims.types import PaperId, Span
from synth.evidence.fuse import searched_text
from synth.evidence.lexical import Bm25
from synth.evidence.passages import passages_of
from synth.evidence.types import Passage
from synth.training.data import LabelledSet, read_labelled
from synth.training.derived import read_table_pairs
from synth.verdict.checks import CHECK_NAMES, CheckContext, context_of, run_checks
from synth.verdict.checks.stems import running_text
from synth.verdict.types import Check, Outcome

Row = dict[str, Any]
MOST_TABLES = 4000  # claims about tables, of the largest set
HELD_OUT = (2, 5)  # of each seven documents in the order of their ids


def shared_data() -> Path:
    """The folder of labelled sets."""
    return Path(os.environ.get("SYNTH_SHARED_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")


def rows_of(path: Path) -> list[Row]:
    """The rows of a packed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def document_of(row: Row) -> Document:
    """A document made of a list of sentences."""
    spans, offset = [], 0
    for sentence in row["sentences"]:
        spans.append(Span(offset, offset + len(sentence)))
        offset += len(sentence) + 1
    text = " ".join(row["sentences"])
    return Document(
        paper=PaperId("local:000000000000"),
        version=None,
        format=SourceFormat.TEXT,
        title=row.get("title") or "",
        text=text,
        sections=(Section("", Span(0, len(text)), Part.BODY),),
        sentences=tuple(Sentence(span, 0, Part.BODY) for span in spans),
        abbreviations=abbreviations_in(running_text(text)),
    )


def gold_passage(document: Row, evidence: Sequence[int]) -> Passage:
    """The evidence sentences as one window."""
    sentences = document["sentences"]
    text = " ".join(sentences[at] for at in evidence)
    before = sentences[evidence[0] - 1] if evidence[0] > 0 else ""
    return Passage(text, Span(0, len(text)), before=before)


def checked_tables(labelled: LabelledSet) -> Iterable[tuple[Row, tuple[Check, ...]]]:
    """Each claim about a table with what the checks say before the row or caption that holds most of its words."""
    known: dict[str, tuple[tuple[Passage, ...], Bm25, CheckContext]] = {}
    for claim in labelled.claims:
        document = labelled.documents[claim.document]
        if claim.document not in known:
            passages = passages_of(document)
            known[claim.document] = passages, Bm25([searched_text(item) for item in passages]), context_of(document)
        passages, lexical, context = known[claim.document]
        if passages:
            best = passages[int(lexical.scores(claim.text).argmax())]
            row = {"id": claim.id, "doc_id": claim.document, "claim": claim.text, "label": str(claim.label.value)}
            yield row, run_checks(claim.text, best, context)


def checked(folder: Path, split: str, docs: str = "") -> Iterable[tuple[Row, tuple[Check, ...]]]:
    """Each claim with gold evidence and what the checks say; a set without documents brings its evidence along."""
    if folder.name == "tabfact":
        path = folder.with_name("nli") / f"tabfact_pairs.{split}.jsonl.gz"
        yield from checked_tables(read_table_pairs(path, most=MOST_TABLES))
        return
    if folder.name == "scitab":
        yield from checked_tables(read_labelled(folder / f"{split}.claims.jsonl.gz"))
        return
    if (folder / "claims.jsonl").is_file():
        for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line) | {"doc_id": ""}
            text = row["evidence"].replace(" [...] ", " ")
            if text:
                yield row, run_checks(row["claim"], Passage(text, Span(0, len(text))), CheckContext())
        return
    documents = {row["doc_id"]: row for row in rows_of(folder / f"{docs or split}.docs.jsonl.gz")}
    contexts: dict[str, CheckContext] = {}
    for row in rows_of(folder / f"{split}.claims.jsonl.gz"):
        doc = documents[row["doc_id"]]
        if row["doc_id"] not in contexts:
            contexts[row["doc_id"]] = context_of(document_of(doc))
        if row["evidence"]:
            passage = gold_passage(doc, row["evidence"])
        else:
            continue
        yield row, run_checks(row["claim"], passage, contexts[row["doc_id"]])


def score(checks: Sequence[Check]) -> int:
    """Agreements less conflicts."""
    return sum((check.outcome is Outcome.AGREE) - (check.outcome is Outcome.CONFLICT) for check in checks)


def has_conflict(checks: Sequence[Check]) -> bool:
    """Whether any check objects."""
    return any(check.outcome is Outcome.CONFLICT for check in checks)


def print_by_check(answers: Sequence[tuple[Row, tuple[Check, ...]]]) -> None:
    """Each check's share of agreement and conflict, by label."""
    labels = sorted({row["label"] for row, _ in answers}, reverse=True)
    print(f"{'check':14}" + "".join(f"{f'{label} agree':>18}{'conflict':>10}" for label in labels))
    for at, name in enumerate(CHECK_NAMES):
        line = f"{name:14}"
        for label in labels:
            told = Counter(checks[at].outcome for row, checks in answers if row["label"] == label)
            n = sum(told.values())
            line += f"{told[Outcome.AGREE] / n:18.3f}{told[Outcome.CONFLICT] / n:10.3f}"
        print(line)
    line = f"{'any':14}"
    for label in labels:
        some = [has_conflict(checks) for row, checks in answers if row["label"] == label]
        line += f"{'':18}{sum(some) / len(some):10.3f}"
    print(line + f"   n = {len(answers)}")


def print_by_kind(answers: Sequence[tuple[Row, tuple[Check, ...]]]) -> None:
    """Caught, false alarms and ordered pairs, by kind."""
    by_id = {row["id"]: (row, checks) for row, checks in answers}
    kinds: dict[str, list[tuple[tuple[Check, ...], tuple[Check, ...]]]] = defaultdict(list)
    for row, checks in answers:
        if row["label"] != "supported" and row.get("pair") in by_id:
            kinds[row["kind"]].append((by_id[row["pair"]][1], checks))
    print(f"{'kind':28}{'pairs':>6}{'caught':>8}{'alarms':>8}{'ordered':>9}")
    everything = [pair for pairs in kinds.values() for pair in pairs]
    for kind, pairs in [*sorted(kinds.items()), ("all", everything)]:
        caught = sum(has_conflict(false) for _, false in pairs) / len(pairs)
        alarms = sum(has_conflict(true) for true, _ in pairs) / len(pairs)
        gaps = [score(true) - score(false) for true, false in pairs]
        ordered = sum(1.0 if gap > 0 else 0.5 if gap == 0 else 0.0 for gap in gaps) / len(gaps)
        print(f"{kind:28}{len(pairs):6}{caught:8.2f}{alarms:8.2f}{ordered:9.2f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", help="twins, contrast, scitab, tabfact, scirex, check_covid, citint, scifact, ...")
    parser.add_argument("--split", default="train")
    parser.add_argument("--part", choices=("tune", "held-out", "all"), default="all")
    parser.add_argument("--show", metavar="CHECK", help="print the claims on which this check is wrong")
    options = parser.parse_args()
    started = time.perf_counter()
    answers = list(checked(shared_data() / options.set, options.split))
    spent_s = time.perf_counter() - started
    ids = sorted({row["doc_id"] for row, _ in answers})
    held = {doc for at, doc in enumerate(ids) if at % 7 in HELD_OUT}
    if options.part != "all":
        answers = [pair for pair in answers if (pair[0]["doc_id"] in held) == (options.part == "held-out")]
    if options.show:
        for row, checks in answers:
            found = checks[CHECK_NAMES.index(options.show)]
            wrong = Outcome.CONFLICT if row["label"] == "supported" else Outcome.AGREE
            if found.outcome is wrong:
                print(f"{row['id']} {row['label']} {row.get('kind', '')}: {row['claim']}\n    {found.why}")
    print(f"{options.set} {options.split}, documents: {options.part}; {spent_s:.1f} s with the documents' names")
    print_by_check(answers)
    if any(row.get("pair") for row, _ in answers):
        print_by_kind(answers)


if __name__ == "__main__":
    main()
