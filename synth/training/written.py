"""Claims that were written for synth about public papers and abstracts, with their documents from the data folder.

``claims/*.claims.jsonl.gz`` beside this file hold claims in the layout of the labelled sets; their texts are synth's
own. Those of ``CLOSE`` are true claims and minimally false twins; those of ``LOOSE`` are worded as newspapers, citing
sentences and one-line summaries word them, and judged as a fair reader would; those of ``NEAR`` are summaries that keep
the document's words, with one of them exchanged where they are false; those of ``FAR`` come in fours, a true claim
and its false twin in other words than the document's and a true claim and its false twin in the document's own, so
that neither nearness nor wording tells. The documents belong to public sets and stay there: ``from`` names the set,
and of a paper whose abstract alone is meant ``until`` gives the number of its first sentences.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from synth.errors import ModelError
from synth.training.data import LabelledSet, claim_of, document_of
from synth.training.nli_data import read_claims, read_documents

NAME: Final = "written"
CLOSE: Final = ("written/papers", "written/abstracts", "written/seen")
"""About papers, about abstracts, about the papers of twins."""
LOOSE: Final = ("written/cited", "written/loose")
"""About papers, about abstracts."""
NEAR: Final = ("written/near",)
"""About abstracts."""
FAR: Final = ("written/reworded", "written/retold")
"""About abstracts, about papers."""
PARTS: Final = (*CLOSE, *LOOSE, *NEAR, *FAR)
_CLAIMS: Final = Path(__file__).with_name("claims")


def is_written(name: str) -> bool:
    """Whether a set is one of these.

    >>> is_written("written/papers"), is_written("twins/train")
    (True, False)
    """
    return name.startswith(f"{NAME}/")


def read_set(folder: Path, name: str) -> tuple[list[dict[str, Any]], Mapping[str, Sequence[str]]]:
    """The claims of a set as rows, and the sentences of its documents by id.

    Args:
        folder: Holds the labelled sets.
        name: Set and split, ``twins/train``, or one of ``PARTS``.

    Raises:
        ModelError: If a file is missing or not readable, or lacks a document.
    """
    if not is_written(name):
        return read_claims(folder / f"{name}.claims.jsonl.gz"), read_documents(folder / f"{name}.docs.jsonl.gz")
    rows = read_claims(_CLAIMS / f"{name.partition('/')[2]}.claims.jsonl.gz")
    known = {source: read_documents(folder / f"{source}.docs.jsonl.gz") for source in {row["from"] for row in rows}}
    documents = {}
    for row in rows:
        if row["doc_id"] not in known[row["from"]]:
            raise ModelError(f"no {row['doc_id']!r} in {row['from']}", hint="--data names the folder of the sets")
        documents[row["doc_id"]] = known[row["from"]][row["doc_id"]][: row.get("until")]
    return rows, documents


def written_set(folder: Path, name: str) -> LabelledSet:
    """One of ``PARTS`` as a labelled set, named like ``written-papers``.

    Raises:
        ModelError, UsageError: As ``read_set``; if a row is no labelled claim.
    """
    rows, sentences = read_set(folder, name)
    claims = tuple(claim_of(name, number, row) for number, row in enumerate(rows, start=1))
    documents = {key: document_of(key, "", list(lines)) for key, lines in sentences.items()}
    return LabelledSet(name.replace("/", "-"), "train", claims, documents)
