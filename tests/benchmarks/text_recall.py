"""How much of a paper's text arrives as sentences: recall against gold sentences, and time a page.

Run ``python tests/benchmarks/text_recall.py [PAPER ...]`` in the project's root.
"""

import os
import re
import sys
import time
import unicodedata
from pathlib import Path

from lxml import etree
from rapidfuzz import fuzz, process

from synth.claims.document import Document
from synth.claims.types import PaperId
from synth.documents.read import read_bytes

SHARED = Path(os.environ.get("SYNTH_SHARED_DATA", Path(__file__).parents[2] / ".." / "shared" / "data"))
MIN_CHARS = 40  # shorter gold sentences are headings and fragments
MIN_RATIO = 90.0


def folded(text: str) -> str:
    """Letters and digits only, lower-cased.

    >>> folded("Fine-tuning, 3.5%")
    'finetuning35'
    """
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", text).lower())


def gold_sentences(xml: bytes) -> list[str]:
    """The sentences of a CL-SciSumm file that are longer than 40 characters."""
    root = etree.fromstring(xml, etree.XMLParser(recover=True, resolve_entities=False))
    texts = (" ".join("".join(node.itertext()).split()) for node in root.iter("S"))
    return [text for text in texts if len(text) > MIN_CHARS]


def missed(document: Document, gold: list[str]) -> list[str]:
    """The gold sentences that no sentence, and no two neighbours joined, carry."""
    own = [folded(document.quote(sentence.span)) for sentence in document.sentences]
    pairs = [first + second for first, second in zip(own, own[1:] + [""], strict=True)]
    return [text for text in gold if not _is_matched(folded(text), pairs)]


def _is_matched(text: str, pairs: list[str]) -> bool:
    """Whether one of the candidates, at least as long as the text, holds it."""
    if any(text in pair for pair in pairs):
        return True
    # A candidate much shorter than the text would match as a part of it: that is not the text.
    long_enough = [pair for pair in pairs if len(pair) >= 0.9 * len(text)]
    return process.extractOne(text, long_enough, scorer=fuzz.partial_ratio, score_cutoff=MIN_RATIO) is not None


def measure(names: list[str], *, show: bool) -> float:
    """Print recall and time of each paper; the mean recall."""
    shares: list[float] = []
    total_s = total_pages = 0.0
    for name in names:
        data = (SHARED / "papers" / f"{name}.pdf").read_bytes()
        started = time.process_time()
        document = read_bytes("pdf", data, paper=PaperId(name), version=None, title=name)
        took = time.process_time() - started
        total_s, total_pages = total_s + took, total_pages + len(document.pages)
        gold_file = SHARED / "papers" / f"{name}.xml"
        line = f"{name:22} {len(document.sentences):5} sentences {took / len(document.pages) * 1e3:5.1f} ms/page"
        if gold_file.exists():
            gold = gold_sentences(gold_file.read_bytes())
            lost = missed(document, gold)
            shares.append(1 - len(lost) / len(gold))
            line += f"  recall {shares[-1]:.3f} ({len(gold) - len(lost)}/{len(gold)})"
            if show:
                line += "".join(f"\n    - {text}" for text in lost)
        print(line)  # noqa: T201 - the script's output
    mean = sum(shares) / max(len(shares), 1)
    print(f"mean recall {mean:.4f} over {len(shares)} papers, {total_s / total_pages * 1e3:.1f} ms a page")  # noqa: T201
    return mean


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "-v"]
    measure(
        arguments or sorted(path.stem for path in (SHARED / "papers").glob("*.pdf")),
        show="-v" in sys.argv,
    )
