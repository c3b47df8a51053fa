import numpy as np
import pytest

from synth.claims.document import Part
from synth.claims.types import Span
from synth.evidence.fuse import RANK_FEATURES, Candidate, PassageIndex
from synth.evidence.types import Passage
from synth.evidence.windows import SPREAD, window_of
from tests.conftest import FakeEncoder

TEXTS = ["Pruning was tried on the tagger.", "It halved the memory.", "We thank the reviewers for their time."]
CLAIM = "Pruning the tagger halved the memory"


def index(*passages: Passage) -> PassageIndex:
    return PassageIndex(passages, FakeEncoder().encode([passage.text for passage in passages]))


def passages(*, sections: tuple[str, ...] = ("Results",) * 3) -> list[Passage]:
    starts = np.cumsum([0, *(len(text) + 1 for text in TEXTS)])
    return [
        Passage(text, Span(int(start), int(start) + len(text)), section=section)
        for text, start, section in zip(TEXTS, starts[:-1], sections, strict=True)
    ]


def candidate(found: PassageIndex, at: int, claim: str = CLAIM) -> Candidate:
    features = np.zeros(len(RANK_FEATURES))
    features[RANK_FEATURES.index("coverage")] = found.lexical.coverage(claim, found.passages[at].text)
    return Candidate(found.passages[at], at, features, 0.5)


@pytest.mark.parametrize("first", [0, 1])
def test_window_joins_the_two_sentences_that_hold_the_claim_together(first: int) -> None:
    found = index(*passages())

    window = window_of(CLAIM, [candidate(found, first), candidate(found, 1 - first)], found)

    assert window is not None
    assert window.passage.text == f"{TEXTS[0]} {TEXTS[1]}"
    assert window.passage.span == Span(0, len(TEXTS[0]) + 1 + len(TEXTS[1]))
    assert window.feature("coverage") > candidate(found, first).feature("coverage") + SPREAD


def test_sentence_that_holds_the_claim_alone_needs_no_window() -> None:
    found = index(*passages())
    claim = "It halved the memory"

    assert window_of(claim, [candidate(found, 1, claim)], found) is None


def test_window_never_crosses_into_another_section() -> None:
    found = index(*passages(sections=("Method", "Results", "Thanks")))

    assert window_of(CLAIM, [candidate(found, 0), candidate(found, 1)], found) is None


def test_rows_and_captions_are_never_joined_with_sentences() -> None:
    one, two, three = passages()
    row = Passage(two.text, two.span, section=two.section, part=Part.TABLE, cells=(("", "It halved the memory"),))
    found = index(one, row, three)

    assert window_of(CLAIM, [candidate(found, 0), candidate(found, 1)], found) is None


def test_document_without_candidates_has_no_window() -> None:
    assert window_of(CLAIM, [], index(*passages())) is None
