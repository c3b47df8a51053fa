"""The review page with many claims in a real browser: time to the first paint, for a step, a decision and a filter.

    python tests/benchmarks/review.py [--claims 2000] [--decisions 30]

The claims are made up and rest on sentences of the demo's papers. Wall time on this machine; each figure is the median,
with the slowest in brackets.
"""

import argparse
import dataclasses
import itertools
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from synth.claims.document import Document
from synth.claims.ids import claim_id, text_hash
from synth.claims.types import Claim, ClaimType, Origin, PaperId
from synth.documents.pictures import PdfPictures
from synth.documents.read import FileReader
from synth.pipeline.desk import ReviewDesk
from synth.ports import Paper, PaperStatus, Run, SourceFile
from synth.ports.review import Wanted
from synth.store.engine import SqlStore, open_store
from synth.store.review import SqlReviews
from synth.verdict.quote import marks_of
from synth.verdict.types import Check, ClaimVerdict, Evidence, Label, Outcome, PaperVerdict, Probabilities, Status
from synth.web.app import build_app
from synth.web.serve import address_of, bound, door_to

PAPERS = Path(str(files("synth.demo"))) / "papers"
NAMES = ("overlap", "similarity", "two-libraries", "font-map")
READY = "#sheet:not([aria-busy])"


def fill(root: Path, store: SqlStore, claims: int) -> None:
    """Four papers and as many claims as asked for, each with three passages in each paper."""
    cache = root / "cache"
    cache.mkdir()
    papers, documents = [], []
    for name in NAMES:
        shutil.copyfile(PAPERS / f"{name}.pdf", cache / f"{name}.pdf")
        file = SourceFile("pdf", f"{name}.pdf", name)
        papers.append(Paper(PaperId(f"local:{name}"), None, name, PaperStatus.AVAILABLE, files=(file,)))
    store.save_papers(papers)
    reader = FileReader(cache)
    for paper in papers:
        documents.append(reader.read_document(paper))
        store.save_document(documents[-1])
    pieces = [list(_pieces(reader, paper, document)) for paper, document in zip(papers, documents, strict=True)]
    run = Run("0123456789ab", "verify", datetime.now(UTC))
    verdicts = [_verdict(number, pieces) for number in range(claims)]
    store.save_claims([verdict.claim for verdict in verdicts])
    store.save_run(run)
    store.save_verdicts(run.key, verdicts)


def _pieces(reader: FileReader, paper: Paper, document: Document) -> Iterator[Evidence]:
    for sentence in document.sentences:
        quote = document.quote(sentence.span)
        boxes = reader.boxes_of(paper, document, sentence.span)
        page = boxes[0].page if boxes else None
        yield Evidence(paper.id, None, "Results", page, sentence.span, quote, text_hash(quote), boxes)


def _verdict(number: int, pieces: list[list[Evidence]]) -> ClaimVerdict:
    first = pieces[number % len(pieces)]
    text = f"In setting {number}: {first[number % len(first)].quote}"
    label = list(Label)[number % len(Label)]
    shares = Probabilities(**{each.value: 0.7 if each is label else 0.1 for each in Label})
    checks = tuple(Check(name, Outcome.AGREE, "both say so") for name in ("numbers", "names", "direction"))
    by_paper = []
    for some in pieces:
        chosen = [some[(number + step) % len(some)] for step in range(3)]
        evidence = tuple(dataclasses.replace(each, marks=marks_of(text, each.quote)) for each in chosen)
        by_paper.append(PaperVerdict(evidence[0].paper, None, label, shares, "it says so", checks, evidence))
    claim = Claim(claim_id(text), text, ClaimType.RESULT, Origin())
    return ClaimVerdict(
        claim,
        Status.CHECKED,
        "it says so",
        label,
        shares,
        checks=checks,
        evidence=by_paper[0].evidence,
        by_paper=tuple(by_paper),
    )


@contextmanager
def served(root: Path, store: SqlStore) -> Iterator[str]:
    """The page's address while it is served from a thread of this process."""
    cache = root / "cache"
    desk = ReviewDesk(
        store=store,
        reviews=SqlReviews(store),
        reader=FileReader(cache),
        pictures=PdfPictures(cache),
        clock=partial(datetime.now, UTC),
    )
    listening = bound("127.0.0.1", 0)
    desk.listing(Wanted())  # as the command does before it prints the address
    app = build_app(desk, door_to(listening, "127.0.0.1", csrf="bench", token=""), reviewer="bench")
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield address_of(listening, "127.0.0.1")
    finally:
        server.should_exit = True
        thread.join()


def processor_ms() -> float:
    """Processor time of this process and all it started (the browser), from Linux's /proc."""
    parents, spent = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = stat.read_text(encoding="utf-8").rpartition(")")
        except OSError:  # ended meanwhile
            continue
        fields = tail.split()
        pid = int(head.split()[0])
        parents[pid], spent[pid] = int(fields[1]), int(fields[11]) + int(fields[12])
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return 1000 * sum(spent.get(pid, 0) for pid in ours) / os.sysconf("SC_CLK_TCK")


def timed(name: str, times: int, act: Callable[[], object]) -> None:
    """Print the milliseconds that an action takes: median, slowest, and processor time of server and browser."""
    found = []
    before = processor_ms()
    for _ in range(times):
        start = time.perf_counter()
        act()
        found.append(1000 * (time.perf_counter() - start))
    used = (processor_ms() - before) / times
    print(f"{name:24} {statistics.median(found):6.0f} ms  (slowest {max(found):.0f}), processor {used:.0f} ms")


def press(page: Page, key: str) -> None:
    """Press a key and wait until its answer is on the page."""
    page.keyboard.press(key)
    page.wait_for_selector(READY)


def painted(page: Page, url: str) -> float:
    """Load the page; milliseconds from the request to the first paint of words, by the browser's clock."""
    page.goto(url, wait_until="load")
    found = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    page.wait_for_function(found)
    return float(page.evaluate(found))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--decisions", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/synth.db")
        fill(Path(folder), store, options.claims)
        with served(Path(folder), store) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            measure(page, url, options.decisions)
            browser.close()
        store.close()


def measure(page: Page, url: str, times: int) -> None:
    """Print one line for each thing a person does."""
    print(f"load averages {os.getloadavg()} on {os.cpu_count()} cores")
    before = processor_ms()
    painted(page, url)
    paints = [painted(page, url) for _ in range(4)]
    used = (processor_ms() - before) / 5
    page.wait_for_selector("#claims:not(:has(#rest))")
    claims = page.locator("#claims li").count()
    print(f"first paint of {claims} claims {statistics.median(paints):.0f} ms, processor {used:.0f} ms")
    timed("next claim (j)", times, lambda: press(page, "j"))
    timed("decision (r, then u)", times, toggle(page))
    timed("filter by label", 6, filtered(page))


def toggle(page: Page) -> Callable[[], None]:
    """Reject, then undo, then reject ... the claim in view."""
    keys = itertools.cycle("ru")
    return lambda: press(page, next(keys))


def filtered(page: Page) -> Callable[[], None]:
    """Show all claims, then one label, and so on; the list is there when its new length is."""
    wanted = itertools.cycle(["refuted", ""])

    def act() -> None:
        with page.expect_response("**/claims?*"):
            page.locator("#label").select_option(next(wanted))
        page.wait_for_selector(READY)
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")

    return act


if __name__ == "__main__":
    main()
