import dataclasses
from collections.abc import Sequence

import pytest

from synth.claims.document import Box
from synth.claims.ids import text_hash
from synth.claims.types import Span
from synth.errors import SourceError
from synth.pipeline.scenes import LEAST_BYTES_EACH, MOST_BYTES, MOST_BYTES_EACH, scenes_of
from synth.ports import Paper, PaperStatus
from synth.render.scenes import place_of
from synth.store.engine import SqlStore, open_store
from synth.verdict.types import ClaimVerdict, Evidence
from tests.conftest import MakeDocument
from tests.render.samples import NARROW, make_verdict

SENTENCES = ("We begin.", "Depth was varied.", "Wider encoders lose more.", "This held throughout.", "We end.")
PAPER = Paper(NARROW, 1, "Depth, Not Width", PaperStatus.AVAILABLE)
QUOTE = SENTENCES[2]
BOXES = (Box(2, 50.0, 100.0, 250.0, 110.0), Box(2, 50.0, 112.0, 120.0, 122.0), Box(3, 50.0, 40.0, 120.0, 50.0))


class FakeRegions:
    """Draws regions as bytes that name them; a paper in ``gone`` has no PDF."""

    def __init__(self, *, gone: bool = False) -> None:
        self._gone = gone
        self.asked: list[tuple[Box, int]] = []

    def page_size(self, paper: Paper, page: int) -> tuple[float, float]:  # noqa: ARG002 - the port's
        if self._gone:
            raise SourceError(f"the PDF of {paper.id} is gone")
        return (300.0, 400.0)

    def region_pngs(self, paper: Paper, regions: Sequence[Box], *, most_bytes: int) -> list[bytes]:  # noqa: ARG002
        self.asked += [(region, most_bytes) for region in regions]
        return [f"{region.page}:{region.y0}".encode() for region in regions]


@pytest.fixture
def store(make_document: MakeDocument) -> SqlStore:
    """A store with one paper of five sentences."""
    store = open_store("sqlite://")
    store.save_papers([PAPER])
    store.save_document(make_document(*SENTENCES, paper=NARROW))
    return store


def evidence(quote: str = QUOTE, boxes: tuple[Box, ...] = BOXES) -> Evidence:
    start = " ".join(SENTENCES).index(QUOTE)
    return Evidence(NARROW, 1, "1 Results", 2, Span(start, start + len(quote)), quote, text_hash(quote), boxes)


def verdicts(count: int = 1, item: Evidence | None = None) -> list[ClaimVerdict]:
    """Claims that rest on one passage each, no two alike."""
    first = item or evidence()
    spans = [Span(first.span.start, first.span.end + number) for number in range(count)]
    return [
        make_verdict(f"Claim {number}.", evidence=(dataclasses.replace(first, span=span),))
        for number, span in enumerate(spans)
    ]


def test_quote_stands_between_the_sentences_around_it(store: SqlStore) -> None:
    (scene,) = scenes_of(verdicts(), [PAPER], store=store).values()

    assert (scene.before, scene.after) == ("We begin. Depth was varied. ", " This held throughout. We end.")
    assert scene.region is None


def test_region_is_the_quote_on_its_first_page_with_lines_around(store: SqlStore) -> None:
    (scene,) = scenes_of(verdicts(), [PAPER], store=store, pictures=FakeRegions()).values()

    assert scene.region is not None
    assert scene.region.area == Box(2, 36.0, 74.0, 264.0, 148.0)
    assert scene.region.boxes == BOXES[:2]


def test_region_ends_with_the_page(store: SqlStore) -> None:
    low = (Box(1, 2.0, 5.0, 299.0, 399.0),)
    (scene,) = scenes_of(verdicts(item=evidence(boxes=low)), [PAPER], store=store, pictures=FakeRegions()).values()

    assert scene.region is not None
    assert scene.region.area == Box(1, 0.0, 0.0, 300.0, 400.0)


def test_two_claims_with_one_quote_have_one_scene(store: SqlStore) -> None:
    item = evidence()
    both = [make_verdict(text, evidence=(item,)) for text in ("One.", "Two.")]
    pictures = FakeRegions()

    scenes = scenes_of(both, [PAPER], store=store, pictures=pictures)

    assert list(scenes) == [place_of(item)]
    assert len(pictures.asked) == 1


def test_pdf_that_is_gone_leaves_the_words(store: SqlStore) -> None:
    (scene,) = scenes_of(verdicts(), [PAPER], store=store, pictures=FakeRegions(gone=True)).values()

    assert scene.region is None
    assert scene.before


def test_text_that_is_another_one_now_leaves_the_words_out(store: SqlStore) -> None:
    (scene,) = scenes_of(verdicts(item=evidence("Words that stood here once.")), [PAPER], store=store).values()

    assert (scene.before, scene.after) == ("", "")


@pytest.mark.parametrize("count", [1, 100, 300])
def test_pictures_share_what_a_report_may_weigh(store: SqlStore, count: int) -> None:
    pictures = FakeRegions()

    scenes_of(verdicts(count), [PAPER], store=store, pictures=pictures)

    allowed = {most for _, most in pictures.asked}
    assert allowed == {min(MOST_BYTES_EACH, MOST_BYTES // count)}
    assert count * max(allowed) <= MOST_BYTES


def test_too_many_claims_for_pictures_have_none(store: SqlStore) -> None:
    pictures = FakeRegions()

    scenes_of(verdicts(MOST_BYTES // LEAST_BYTES_EACH + 1), [PAPER], store=store, pictures=pictures)

    assert not pictures.asked
