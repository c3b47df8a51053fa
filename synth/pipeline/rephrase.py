"""An answer in a language model's words, of which only what the papers carry may appear."""

import dataclasses
import json
from collections.abc import Sequence
from typing import Any, Final

from synth.claims.document import Document
from synth.claims.ids import claim_id
from synth.claims.types import Claim, ClaimType, Origin, PaperId
from synth.errors import ModelError
from synth.pipeline.audit import Verify
from synth.ports.writer import Writer
from synth.synthesis.bare import bare
from synth.synthesis.types import Synthesis

MOST_SENTENCES: Final = 8  # of a model; more would not be an answer
_SYSTEM: Final = (
    "You are given a research question and sentences from papers that bear on it. Write a short plain English answer."
    " Use only what these sentences say: no other facts, no numbers that do not stand there, no judgement of your own."
    " Each of your sentences must stand alone and say one thing."
)
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["sentences"],
    "additionalProperties": False,
    "properties": {"sentences": {"type": "array", "items": {"type": "string"}, "maxItems": MOST_SENTENCES}},
}


def with_rephrasing(
    synthesis: Synthesis, *, writer: Writer, verify: Verify, documents: Sequence[Document]
) -> Synthesis:
    """The synthesis with its answer in a model's words, each sentence verified against the papers it may rest on.

    Args:
        writer: Asked once; not at all where the answer has no sentences.
        verify: Decides the model's sentences like any claim; only those with the tick are kept.
        documents: The papers that could be read.

    Raises:
        ModelError: If the writer fails or does not answer with sentences.
    """
    answer = synthesis.answer
    papers = tuple(dict.fromkeys(paper for sentence in answer.sentences for paper in sentence.papers))
    if not papers:
        return synthesis
    material = {"question": answer.question, "sentences": [bare(sentence.text) for sentence in answer.sentences]}
    told = writer.complete(_SYSTEM, json.dumps(material, ensure_ascii=False), schema=_SCHEMA)
    claims = [_claim(text, papers) for text in _sentences(told)]
    at_hand = [document for document in documents if document.paper in papers]
    verdicts = verify(claims, at_hand) if claims else ()
    kept = tuple(verdict.claim.text for verdict in verdicts if verdict.verified)
    return dataclasses.replace(synthesis, rephrased=kept, dropped=len(claims) - len(kept))


def _claim(text: str, papers: tuple[PaperId, ...]) -> Claim:
    return Claim(claim_id(text), text, ClaimType.BACKGROUND, Origin(), cites=papers)


def _sentences(told: str) -> list[str]:
    """The sentences of a model's answer, each once, on one line."""
    try:
        document = json.loads(told)
    except json.JSONDecodeError as error:
        raise _no_sentences() from error
    found = document.get("sentences") if isinstance(document, dict) else None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise _no_sentences()
    lines = dict.fromkeys(" ".join(item.split()) for item in found)
    return [line for line in lines if line][:MOST_SENTENCES]


def _no_sentences() -> ModelError:
    return ModelError("the model did not answer with sentences", hint="try another model, or leave --llm out")
