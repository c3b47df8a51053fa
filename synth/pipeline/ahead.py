"""Encoding in the background: what is about to be needed is begun while something else is done."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import numpy as np

from synth.ports import Encoder, Matrix

_AT_ONCE: Final = 64  # texts begun together; what a stopped command waits for at most


class EncodingAhead:
    """An encoder that can be told what it will be asked; reading and judging papers go on meanwhile.

    The vectors are those of the encoder itself: each text is encoded once, and texts do not influence each other.

    Args:
        encoder: Lets go of the interpreter while it computes; otherwise nothing is gained.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self.hash = encoder.hash
        self._encoder = encoder
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="encoding-ahead")
        self._begun: dict[str, tuple[Future[Matrix], int]] = {}
        self._lock = threading.Lock()

    def expect(self, texts: Sequence[str]) -> None:
        """Begin with these texts, after those that were expected before; returns at once."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._begun]
            for start in range(0, len(new), _AT_ONCE):
                some = new[start : start + _AT_ONCE]
                future = self._pool.submit(self._encoder.encode, some)
                self._begun |= {text: (future, at) for at, text in enumerate(some)}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """(n, d) float32; waits for texts that were begun, and forgets them."""
        with self._lock:
            begun = {text: self._begun.pop(text) for text in dict.fromkeys(texts) if text in self._begun}
        if not begun:
            return self._encoder.encode(texts)
        rest = [text for text in dict.fromkeys(texts) if text not in begun]
        found = dict(zip(rest, self._encoder.encode(rest), strict=True))
        found |= {text: future.result()[at] for text, (future, at) in begun.items()}
        return np.stack([found[text] for text in texts])

    def close(self) -> None:
        """Forget what was begun; at most the texts being encoded now are waited for."""
        self._pool.shutdown(cancel_futures=True)
