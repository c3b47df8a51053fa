import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from synth.errors import ModelError
from synth.pipeline.ahead import EncodingAhead
from synth.ports import Matrix
from tests.conftest import FakeEncoder

TEXTS = ["Owls hunt at night.", "The decoder has six layers.", "We thank the reviewers."]


class Recording(FakeEncoder):
    """Remembers what it was given; waits for ``goes_on`` before each answer."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.started = threading.Event()
        self.goes_on = threading.Event()
        self.goes_on.set()

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.started.set()
        self.goes_on.wait()
        self.seen.extend(texts)
        return super().encode(texts)


@pytest.fixture
def encoder() -> Recording:
    return Recording()


@pytest.fixture
def ahead(encoder: Recording) -> Iterator[EncodingAhead]:
    made = EncodingAhead(encoder)
    yield made
    encoder.goes_on.set()
    made.close()


def test_vectors_come_in_the_order_asked_whatever_was_expected(ahead: EncodingAhead) -> None:
    ahead.expect(TEXTS[1:])

    assert np.array_equal(ahead.encode([*TEXTS, TEXTS[1]]), FakeEncoder().encode([*TEXTS, TEXTS[1]]))


def test_expected_text_is_encoded_once(ahead: EncodingAhead, encoder: Recording) -> None:
    ahead.expect(TEXTS)
    ahead.expect([TEXTS[0], TEXTS[0]])
    ahead.encode(TEXTS)

    assert sorted(encoder.seen) == sorted(TEXTS)


def test_expecting_does_not_wait(ahead: EncodingAhead, encoder: Recording) -> None:
    encoder.goes_on.clear()

    ahead.expect(TEXTS)

    assert encoder.seen == []


def test_closing_forgets_what_has_not_begun(encoder: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synth.pipeline.ahead._AT_ONCE", 1)
    encoder.goes_on.clear()
    ahead = EncodingAhead(encoder)
    ahead.expect(TEXTS)
    encoder.started.wait()
    threading.Timer(0.05, encoder.goes_on.set).start()

    ahead.close()

    assert encoder.seen == TEXTS[:1]


def test_failure_in_the_background_reaches_who_asks() -> None:
    class Broken(FakeEncoder):
        def encode(self, texts: Sequence[str]) -> Matrix:  # noqa: ARG002 - the port's
            raise ModelError("no such model")

    ahead = EncodingAhead(Broken())
    ahead.expect(TEXTS)

    with pytest.raises(ModelError):
        ahead.encode(TEXTS)
    ahead.close()


def test_it_is_the_encoder_by_name_and_hash(ahead: EncodingAhead) -> None:
    assert (ahead.name, ahead.hash) == (FakeEncoder.name, FakeEncoder.hash)
