"""The figures that the README states, measured: ``python tests/benchmarks/targets.py --papers FOLDER [--json]``.

Each figure is the best of a few runs of the real program, since machines are noisy; ratios travel better than times.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

SYNTH = [sys.executable, "-c", "from synth.cli import main; main()"]
REPEATS = 3
CLAIMS = 15
PAPERS = 12
PAGES = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=Path, help="folder of PDFs; the twelve nearest to ten pages are used")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure(Path(scratch), options.papers and options.papers.resolve())
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, (value, target, unit) in figures.items():
        print(f"{name:<62} {value:>8.2f} {unit:<6} target {target:g} {unit}")


def measure(scratch: Path, papers: Path | None) -> dict[str, tuple[float, float, str]]:
    """Figure, target and unit by name."""
    figures = {"synth --help": (best(lambda: run(scratch, "--help")), 0.25, "s")}
    chosen = near_ten_pages(papers) if papers else sorted(Path(str(files("synth.demo"))).glob("papers/*.pdf"))
    figures["PDF to text, sections and sentences, one page on one core"] = (ms_a_page(chosen), 8.0, "ms")
    figures["one claim against one paper, both models loaded"] = (ms_a_claim(chosen[0]), 100.0, "ms")
    report = scratch / "report.md"
    report.write_text(report_text(chosen), encoding="utf-8")
    words = ["audit", str(report), "--offline", *(part for path in chosen for part in ("--paper", str(path)))]
    what = f"audit of {CLAIMS} claims against {len(chosen)} papers"
    cold, busy = [], []
    for number in range(REPEATS):
        workspace = scratch / f"work{number}"
        before_s = processor_s()
        cold.append(run(scratch, *words, "--workspace", str(workspace)))
        busy.append(processor_s() - before_s)
    figures[f"{what}, cold"] = (min(cold), 8.0, "s")
    figures["processor seconds of that, all cores together"] = (min(busy), 16.0, "s")
    figures[f"{what}, nothing changed"] = (best(lambda: run(scratch, *words, "--workspace", str(workspace))), 2.0, "s")
    figures["memory of the largest process so far"] = (
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 / 1024, 1.0, "GiB"
    )  # fmt: skip
    return figures


def run(folder: Path, *words: str) -> float:
    """Seconds that one command takes as a process of its own."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    started_s = time.perf_counter()
    done = subprocess.run([*SYNTH, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 9):
        raise SystemExit(done.stderr)
    return time.perf_counter() - started_s


def processor_s() -> float:
    """Processor seconds of all commands that have ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def best(measured: Callable[[], float]) -> float:
    """The least of a few measurements."""
    return min(measured() for _ in range(REPEATS))


def near_ten_pages(folder: Path) -> list[Path]:
    """The papers whose length is nearest to ten pages."""
    import pypdfium2

    def distance(path: Path) -> tuple[int, str]:
        with pypdfium2.PdfDocument(path) as document:
            return (abs(len(document) - PAGES), path.name)

    return sorted(folder.glob("*.pdf"), key=distance)[:PAPERS]


def ms_a_page(paths: list[Path]) -> float:
    """Milliseconds of processor time for a page, the least of a few rounds."""
    from synth.claims.types import PaperId
    from synth.documents.read import read_bytes

    data = [path.read_bytes() for path in paths]
    rounds = []
    for _ in range(REPEATS):
        started_s = time.process_time()
        read = [read_bytes("pdf", item, paper=PaperId("local:0"), version=None, title="") for item in data]
        rounds.append((time.process_time() - started_s) * 1000 / sum(len(document.pages) for document in read))
    return min(rounds)


def ms_a_claim(path: Path) -> float:
    """Milliseconds of processor time from a claim's text to its verdict in a paper that is ready; the median."""
    from synth.claims.types import PaperId
    from synth.documents.read import read_bytes
    from synth.models.entailment import build_entailment
    from synth.models.registry import build_encoder
    from synth.models.scorer_file import read_scorer
    from synth.pipeline.answering import Bench, Task, answer
    from synth.pipeline.judging import parts_of, prepare

    encoder, entailment = build_encoder("minilm", threads=1), build_entailment("auto", threads=1)
    bench = Bench(entailment, read_scorer(entailment))
    document = read_bytes("pdf", path.read_bytes(), paper=PaperId("local:0"), version=None, title="")
    prepared = prepare(document, encoder.encode)
    claims = [document.quote(item.span) for item in document.sentences if len(document.quote(item.span)) > 60]
    rounds = []
    for claim in claims[: 10 * REPEATS]:
        started_s = time.process_time()
        texts = [claim, *parts_of(claim)]
        vectors = dict(zip(texts, encoder.encode(texts), strict=True))
        answer(Task(document, prepared.index.vectors, (claim,), vectors, (bench.full_read,)), prepared, bench)
        rounds.append((time.process_time() - started_s) * 1000)
    return sorted(rounds)[len(rounds) // 2]


def report_text(paths: list[Path]) -> str:
    """A report of fifteen claims: sentences of the papers themselves."""
    from synth.claims.document import Part
    from synth.claims.types import PaperId
    from synth.documents.read import read_bytes

    sentences: list[str] = []
    for path in paths:
        document = read_bytes("pdf", path.read_bytes(), paper=PaperId("local:0"), version=None, title="")
        body = [document.quote(item.span) for item in document.sentences if item.part in (Part.BODY, Part.ABSTRACT)]
        sentences += [text for text in body if 60 < len(text) < 200 and "|" not in text][: CLAIMS // len(paths) + 1]
    rows = "\n".join(f"| {sentence} | ✓ | 0.2 |" for sentence in sentences[:CLAIMS])
    return f"# Benchmark\n\n## 5 Extracted Claims\n\n| Claim | Verified | Confidence |\n|---|---|---|\n{rows}\n"


if __name__ == "__main__":
    main()
