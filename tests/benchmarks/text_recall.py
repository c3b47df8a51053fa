"""How much of a paper's text arrives as sentences: recall against gold sentences, and time a page.

Run ``python tests/benchmarks/text_recall.py [PAPER ...]`` in the project's root.
"""

import os
import re
import sys
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

from lxml import etree
from rapidfuzz import fuzz, process

from synth.claims.document import Document
from synth.claims.types import PaperId
from synth.documents.read import read_bytes

SHARED = Path(os.environ.get("SYNTH_SHARED_DATA", Path(__file__).parents[2] / ".." / "shared" / "data"))
MIN_CHARS = 40  # shorter gold sentences are headings and fragments
MIN_RATIO = 90.0
WHOLE = 0.9  # of the gold sentence's length


def folded(text: str) -> str:
    """Letters and digits only, lower-cased.

    >>> folded("Fine-tuning, 3.5%")
    'finetuning35'
    """
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", text).lower())


def gold_sentences(xml: bytes) -> list[str]:
    """The sentences of a CL-SciSumm file that are longer than 40 characters."""
    root = etree.fromstring(xml, etree.XMLParser(recover=True, resolve_entities=False))
    texts = (" ".join("".join(str(part) for part in node.itertext()).split()) for node in root.iter("S"))
    return [text for text in texts if len(text) > MIN_CHARS]


def missed(document: Document, gold: list[str], *, whole: bool = False) -> list[str]:
    """The gold sentences that no sentence, and no two neighbours joined, match.

    Args:
        whole: Whether the match has to be as long as the gold sentence. The gold was made by a machine and often
            runs two columns, a footnote or a table into one sentence, which no right reading holds as a whole;
            without ``whole`` a sentence that stands in it counts, if it is longer than 40 letters itself.
    """
    own = [folded(document.quote(sentence.span)) for sentence in document.sentences]
    candidates = own + [first + second for first, second in pairwise(own)]
    long = [text for text in candidates if len(text) >= MIN_CHARS]
    return [text for text in gold if not _is_matched(folded(text), long, whole=whole)]


def _is_matched(text: str, candidates: list[str], *, whole: bool) -> bool:
    """Whether one of the candidates matches the text."""
    if any(text in candidate for candidate in candidates):
        return True
    chosen = [candidate for candidate in candidates if not whole or len(candidate) >= WHOLE * len(text)]
    return process.extractOne(text, chosen, scorer=fuzz.partial_ratio, score_cutoff=MIN_RATIO) is not None


def measure(names: list[str], *, show: bool = False) -> tuple[float, float, float]:
    """Print recall and time of each paper.

    Returns:
        The mean recall, the mean recall of whole sentences, and milliseconds a page.
    """
    shares: list[tuple[float, float]] = []
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
            lost, cut = missed(document, gold), missed(document, gold, whole=True)
            shares.append((1 - len(lost) / len(gold), 1 - len(cut) / len(gold)))
            line += f"  recall {shares[-1][0]:.3f}  whole {shares[-1][1]:.3f}  of {len(gold)}"
            if show:
                line += "".join(f"\n    - {text}" for text in lost)
        print(line)
    count = max(len(shares), 1)
    recall, whole = sum(share for share, _ in shares) / count, sum(share for _, share in shares) / count
    speed = total_s / max(total_pages, 1) * 1e3
    print(f"mean recall {recall:.4f}, of whole sentences {whole:.4f}, over {len(shares)} papers; {speed:.1f} ms a page")
    return recall, whole, speed


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "-v"]
    measure(
        arguments or sorted(path.stem for path in (SHARED / "papers").glob("*.pdf")),
        show="-v" in sys.argv,
    )
