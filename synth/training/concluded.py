"""What authors conclude, as claims about the rest of their abstract: true in one sentence of several of them.

Claims that experts write about an abstract rest on one sentence each. A summary rests on several and is in nobody's
words but the authors', and a scorer that never saw one takes it for a contradiction of the sentence that is nearest.
"""

import re
from pathlib import Path
from random import Random
from typing import Final

from synth.claims.sentences import split_sentences
from synth.training.data import LabelledClaim, LabelledSet, document_of
from synth.training.nli_data import read_claims, read_documents
from synth.verdict.types import Label

SOURCE: Final = "pubmedqa/labeled"
_CHARS: Final = (50, 250)
_BEYOND: Final = re.compile(
    r"\b(?:should|must|needs?|needed|further|future|warrant\w*|recommend\w*|require\w*|could|might|may|perhaps|probably|"
    r"possibl[ey]|suspect\w*|believe\w*|speculate\w*|first|literature|previous\w*)\b|\?",
    re.IGNORECASE,
)
"""What goes beyond the results: advice, outlook, other people's work."""


def concluded(folder: Path, *, most: int, seed: int) -> LabelledSet:
    """One sentence of the conclusion of each of at most ``most`` abstracts, asked of the abstract without it.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    documents = read_documents(folder / f"{SOURCE}.docs.jsonl.gz")
    rows = read_claims(folder / f"{SOURCE}.claims.jsonl.gz")
    Random(f"{seed} concluded").shuffle(rows)  # noqa: S311 - sampling, not secrets
    claims: list[LabelledClaim] = []
    for row in rows:
        text = _result(row.get("long_answer", ""))
        if text and len(claims) < most:
            claims.append(LabelledClaim(row["id"], text, row["doc_id"], Label.SUPPORTED))
    asked = {claim.document: document_of(claim.document, "", documents[claim.document]) for claim in claims}
    name, _, split = SOURCE.partition("/")
    return LabelledSet(f"{name}-concluded", split, tuple(claims), asked)


def _result(conclusion: str) -> str:
    """The first sentence that tells a result, or an empty string."""
    for sentence in (conclusion[span.start : span.end] for span in split_sentences(conclusion)):
        if _CHARS[0] <= len(sentence) <= _CHARS[1] and not _BEYOND.search(sentence):
            return sentence
    return ""
