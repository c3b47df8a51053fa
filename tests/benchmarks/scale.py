"""``python tests/benchmarks/scale.py --papers-from FOLDER``: many claims against many papers, as one process.

The papers are made of sentences of real PDFs, drawn and altered so that no two are the same text; the claims are
their sentences with something left out. Time, processor time and memory are those of ``synth audit`` as a whole; a
smaller run (``--claims 1000 --papers 20``) tells what a claim and what a paper cost.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SYNTH = [sys.executable, "-c", "from synth.cli import main; main()"]
SENTENCES = 300  # of a paper: ten pages
SHORTEST, LONGEST = 60, 220  # characters of a sentence that is drawn
SEED = 1
_UNFIT = re.compile(r"\||\d{4}\.\d{4}|https?:")  # would end a cell, or read as a reference to another paper


def main() -> None:
    """Make the papers and the report, audit it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers-from", type=Path, required=True, metavar="FOLDER", help="real PDFs")
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--papers", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=20_000, help="at most read by the entailment model; 0: no limit")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--synth", nargs="*", default=[], metavar="WORD", help="more options of `synth audit`")
    options = parser.parse_args()
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    sentences = real_sentences(options.papers_from)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        papers = [write_paper(folder / f"paper{at}.txt", sentences, draw) for at in range(options.papers)]
        claims = [shortened(draw.choice(draw.choice(papers)), draw) for _ in range(options.claims)]
        (folder / "report.md").write_text(report_of(claims), encoding="utf-8")
        words = ["audit", "report.md", "--offline", "--no-attack", "--jobs", str(options.jobs), *options.synth]
        words += [word for at in range(options.papers) for word in ("--paper", f"paper{at}.txt")]
        counts = {"claims": options.claims, "papers": options.papers, "pairs": options.pairs, "jobs": options.jobs}
        print(json.dumps(counts | measured(folder, words, options.pairs), indent=1))


def measured(folder: Path, words: list[str], pairs: int) -> dict[str, float]:
    """What one command takes: seconds, processor seconds, and the memory of its largest process."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "SYNTH_MOST_PAIRS": str(pairs)}
    started_s = time.perf_counter()
    done = subprocess.run([*SYNTH, *words, "--quiet"], cwd=folder, env=environment, check=False, stdout=sys.stderr)
    wall_s = time.perf_counter() - started_s
    if done.returncode != 0:
        raise SystemExit(f"synth ended with {done.returncode}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall_s": round(wall_s, 1),
        "processor_s": round(used.ru_utime + used.ru_stime, 1),
        "largest_process_gib": round(used.ru_maxrss / 1024 / 1024, 2),
    }


def real_sentences(folder: Path) -> list[str]:
    """The sentences of all papers in a folder that are neither short nor long."""
    from synth.claims.types import PaperId
    from synth.documents.read import read_bytes

    found: list[str] = []
    for path in sorted(folder.glob("*.pdf")):
        document = read_bytes("pdf", path.read_bytes(), paper=PaperId("local:0"), version=None, title="")
        found += [document.quote(sentence.span) for sentence in document.sentences]
    return [text for text in dict.fromkeys(found) if SHORTEST <= len(text) <= LONGEST and not _UNFIT.search(text)]


def write_paper(path: Path, sentences: list[str], draw: random.Random) -> list[str]:
    """A paper of altered sentences; returns them."""
    made = [altered(text, draw) for text in draw.sample(sentences, SENTENCES)]
    path.write_text(f"Paper {path.stem}\n\n" + "\n\n".join(made) + "\n", encoding="utf-8")
    return made


def altered(text: str, draw: random.Random) -> str:
    """Other numbers, and one word left out: the same subject, another sentence."""
    text = re.sub(r"\d", lambda digit: str((int(digit[0]) + draw.randrange(10)) % 10), text)
    return shortened(text, draw)


def shortened(text: str, draw: random.Random) -> str:
    """The text without one of its words, the first and the last aside."""
    words = text.split()
    if len(words) > 3:
        del words[draw.randrange(1, len(words) - 1)]
    return " ".join(words)


def report_of(claims: list[str]) -> str:
    """A report with a table of claims."""
    rows = "\n".join(f"| {claim} | ✓ | 0.2 |" for claim in claims)
    return f"# Benchmark\n\n## 5 Extracted Claims\n\n| Claim | Verified | Confidence |\n|---|---|---|\n{rows}\n"


if __name__ == "__main__":
    main()
