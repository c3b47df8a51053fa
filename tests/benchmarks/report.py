"""How long a report of 100 claims takes, and how large its page is.

``python tests/benchmarks/report.py [FOLDER]``: without a folder in one of its own that is removed.
"""

import dataclasses
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from synth.claims.ids import claim_id, text_hash
from synth.claims.types import Claim, ClaimType, Origin, PaperId, Span
from synth.documents.pictures import PdfPictures
from synth.documents.read import FileReader
from synth.pipeline.scenes import scenes_of
from synth.ports import Paper, PaperStatus, Run, SourceFile
from synth.render.data import ReportData
from synth.render.formats import Format, report_files
from synth.render.write import write_report
from synth.store.engine import SqlStore, open_store
from synth.verdict.types import (
    Check,
    ClaimVerdict,
    Evidence,
    Label,
    Outcome,
    PaperVerdict,
    Probabilities,
    Status,
)

CLAIMS = 100
AIM_S = 3.0
AIM_BYTES = 3_000_000
LABELS = (Label.SUPPORTED, Label.SUPPORTED, Label.REFUTED, Label.PARTIAL, Label.NOT_ENOUGH_INFO)
PAPERS = Path(str(files("synth.demo"))) / "papers"


def main() -> None:
    """Make a workspace's worth of data from the demo's papers, time each step, print the figures."""
    data, store = prepared()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as own:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(own)
        start, start_cpu = time.perf_counter(), time.process_time()
        scenes = scenes_of(data.verdicts, data.papers, store=store, pictures=PdfPictures(PAPERS))
        figures["pictures_s"] = time.perf_counter() - start
        data = dataclasses.replace(data, scenes=scenes)
        written = write_report(data, folder)
        figures["report_s"] = time.perf_counter() - start
        figures["report_cpu_s"] = time.process_time() - start_cpu
        figures["html_bytes"] = written.files["report.html"].stat().st_size
        figures["pdf_bytes"] = written.files["report.pdf"].stat().st_size
        for each in Format:
            start_cpu = time.process_time()
            report_files(data, formats=(each,), figures=each is Format.FIGURES)
            figures[f"{each.value}_cpu_s"] = time.process_time() - start_cpu
    shown = {name: int(value) if name.endswith("bytes") else round(value, 2) for name, value in figures.items()}
    print(json.dumps({"claims": CLAIMS, **shown}, indent=1))
    print(f"aims: report {AIM_S} s, HTML {AIM_BYTES} bytes", file=sys.stderr)


def prepared() -> tuple[ReportData, SqlStore]:
    """100 claims about the demo's papers; each rests on a sentence of its own, with its boxes on the page."""
    store, reader = open_store("sqlite://"), FileReader(PAPERS)
    papers = [
        Paper(
            PaperId(f"2104.0000{number}"),
            1,
            path.stem,
            PaperStatus.AVAILABLE,
            authors=("Ada Example",),
            published="2021-04-01",
            files=(SourceFile("pdf", path.name, path.stem),),
        )
        for number, path in enumerate(sorted(PAPERS.glob("*.pdf")), start=1)
    ]
    store.save_papers(papers)
    evidence: list[Evidence] = []
    for paper in papers:
        document = reader.read_document(paper)
        store.save_document(document)
        for sentence in document.sentences:
            quote = document.quote(sentence.span)
            boxes = reader.boxes_of(paper, document, sentence.span)
            hashed = text_hash(quote)
            evidence.append(Evidence(paper.id, 1, "3 Results", boxes[0].page, sentence.span, quote, hashed, boxes))
    spread = [evidence[number * len(evidence) // CLAIMS] for number in range(CLAIMS)]
    verdicts = tuple(decided(number, spread[number], spread[-number - 1]) for number in range(CLAIMS))
    run = Run("0" * 12, "verify", datetime(2026, 1, 2, tzinfo=UTC))
    return ReportData(run=run, date=run.started_at.date(), papers=tuple(papers), verdicts=verdicts), store


def decided(number: int, first: Evidence, second: Evidence) -> ClaimVerdict:
    """A verdict with checks, two papers and an attack."""
    text = f"Claim {number}: {first.quote}"
    label = LABELS[number % len(LABELS)]
    rest = (1.0 - 0.7) / 3
    shares = Probabilities(**{each.value: 0.7 if each is label else rest for each in Label})
    checks = tuple(Check(name, Outcome.AGREE, "the same here and there") for name in ("numbers", "names", "direction"))
    said = tuple(
        PaperVerdict(item.paper, 1, label, shares, "the passage says so", checks, (item,)) for item in (first, second)
    )
    altered = [
        {"kind": "number", "text": text, "change": "", "label": "refuted", "confidence": 0.7, "caught": True}
        for _ in range(6)
    ]
    attack = {"mutants": 6, "caught": 6, "rate": 1.0, "discriminating": True, "items": altered}
    claim = Claim(claim_id(text), text, ClaimType.RESULT, Origin(None, None, Span(0, len(text))))
    is_ticked = label is Label.SUPPORTED
    return ClaimVerdict(
        claim,
        status=Status.CHECKED,
        reason="the passage says so",
        label=label,
        probabilities=shares,
        verified=is_ticked,
        checks=checks,
        evidence=(first, second, first),
        by_paper=said,
        attack=attack if is_ticked else None,
    )


if __name__ == "__main__":
    main()
