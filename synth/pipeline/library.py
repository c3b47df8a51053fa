"""The papers that claims are checked against, each prepared when it is first asked for."""

from collections.abc import Iterable, Sequence

from synth.claims.document import Document
from synth.claims.ids import text_hash
from synth.claims.types import PaperId
from synth.evidence.fuse import PassageIndex, searched_text
from synth.evidence.passages import passages_of
from synth.pipeline.ahead import EncodingAhead
from synth.pipeline.judging import Prepared, cached_encode
from synth.ports import Encoder, Matrix, VectorCache
from synth.verdict.checks import context_of
from synth.verdict.decide import kind_of


class Library:
    """Papers by id, ready to be asked about claims.

    Args:
        documents: Each paper once.
        encoder: Vectors of meaning; one that encodes ahead is told what is about to be asked.
        cache: Where vectors are kept.
    """

    def __init__(self, documents: Sequence[Document], encoder: Encoder, cache: VectorCache | None) -> None:
        self.documents = {document.paper: document for document in documents}
        self.encoder_hash = encoder.hash
        self._encoder = encoder
        self._cache = cache
        self._encode = cached_encode(encoder, cache)
        self._indexes: dict[PaperId, PassageIndex] = {}
        self._prepared: dict[PaperId, Prepared] = {}

    def __getitem__(self, paper: PaperId) -> Prepared:
        """The paper with its passages, their vectors and what the checks need to know of it."""
        if paper not in self._prepared:
            index, document = self.index(paper), self.documents[paper]
            self._prepared[paper] = Prepared(document, index, context_of(document), kind_of(index.passages))
        return self._prepared[paper]

    def index(self, paper: PaperId) -> PassageIndex:
        """The paper's passages with their vectors, ready to be searched."""
        if paper not in self._indexes:
            passages = passages_of(self.documents[paper])
            vectors = self._encode([searched_text(passage) for passage in passages])
            self._indexes[paper] = PassageIndex(passages, vectors)
        return self._indexes[paper]

    def expect(self, papers: Iterable[PaperId]) -> None:
        """Begin to encode papers that will be asked for, where the encoder can."""
        for paper in papers:
            if paper not in self._indexes:
                begin_encoding(self.documents[paper], self._encoder, self._cache)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """(n, d) the vectors of some texts, from the cache where it has them."""
        return self._encode(texts)


def begin_encoding(document: Document, encoder: Encoder, cache: VectorCache | None) -> None:
    """Let an encoder that works ahead begin with those passages of a document whose vectors are not kept yet."""
    if not isinstance(encoder, EncodingAhead):
        return
    texts = {text_hash(text): text for text in map(searched_text, passages_of(document))}
    known = cache.vectors_of(encoder.hash, list(texts)) if cache else {}
    encoder.expect([text for key, text in texts.items() if key not in known])
