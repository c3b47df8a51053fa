"""Byte-pair encoding of words: the tokenizer of the bundled encoders."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from pathlib import Path
from typing import Final

from synth.errors import LabError

SPECIALS: Final = ("<pad>", "<cls>", "<sep>", "<mask>", "<unk>")
START: Final = "_"  # stands before the first letter of a word, as part of it
FORMAT: Final = "synth-bpe-1"
MIN_COUNT: Final = 2  # a pair that occurs once saves nothing
CACHED: Final = 200_000  # words whose pieces are kept

Pair = tuple[str, str]


class Bpe:
    """Splits words into pieces by merges that were learned from text.

    Letters that the training text did not hold become ``<unk>``, one for each.

    Attributes:
        pieces: By id; the special tokens first.
        merges: In the order in which they were learned and are applied.

    Source:
        Sennrich et al. (2016), https://arxiv.org/abs/1508.07909, algorithm 1.
    """

    def __init__(self, letters: Sequence[str], merges: Sequence[Pair]) -> None:
        self.merges = tuple(merges)
        self._letters = tuple(letters)
        self.pieces = (*SPECIALS, *letters, *(a + b for a, b in merges))
        self._ids = {piece: i for i, piece in enumerate(self.pieces)}
        self._ranks = {pair: rank for rank, pair in enumerate(self.merges)}
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def trained(cls, texts: Iterable[Sequence[str]], merges: int) -> "Bpe":
        """Learn up to ``merges`` merges; ties go to the pair that comes first in the alphabet."""
        counts = Counter(word for text in texts for word in text)
        words = [(_letters(word), n) for word, n in sorted(counts.items())]
        alphabet = sorted({letter for word, _ in words for letter in word})
        inner = {letter.removeprefix(START) for letter in alphabet}
        return cls(sorted({*alphabet, *inner, *(START + letter for letter in inner)} - {""}), _learned(words, merges))

    @property
    def size(self) -> int:
        """V, the special tokens included."""
        return len(self.pieces)

    @property
    def pad(self) -> int:
        """Fills short rows."""
        return 0

    @property
    def cls(self) -> int:
        """Stands before the first sequence."""
        return 1

    @property
    def sep(self) -> int:
        """Stands after each sequence."""
        return 2

    @property
    def mask(self) -> int:
        """Hides a piece that is to be predicted."""
        return 3

    def encode_words(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """(ids, word_ids): the pieces of all words in order, and which word each piece belongs to. No specials."""
        ids: list[int] = []
        word_ids: list[int] = []
        for i, word in enumerate(words):
            pieces = self.encode(word)
            ids += pieces
            word_ids += [i] * len(pieces)
        return ids, word_ids

    def encode(self, word: str) -> tuple[int, ...]:
        """The pieces of one word; none for the empty word."""
        found = self._cache.get(word)
        if found is None:
            unknown = SPECIALS.index("<unk>")
            found = tuple(self._ids.get(piece, unknown) for piece in self._split(word))
            if len(self._cache) < CACHED:
                self._cache[word] = found
        return found

    def _split(self, word: str) -> list[str]:
        parts = _letters(word)
        while len(parts) > 1:
            rank, place = min((self._ranks.get(pair, len(self._ranks)), i) for i, pair in enumerate(pairwise(parts)))
            if rank == len(self._ranks):
                break
            parts[place : place + 2] = [parts[place] + parts[place + 1]]
        return parts

    def save(self, path: Path) -> None:
        """Write letters and merges as JSON."""
        data = {"format": FORMAT, "letters": self._letters, "merges": self.merges}
        path.write_text(json.dumps(data), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Bpe":
        """Read what ``save`` wrote.

        Raises:
            LabError: If the file cannot be read or is no such file.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise LabError(f"{path} is no {FORMAT} file")
            return cls([str(letter) for letter in data["letters"]], [(str(a), str(b)) for a, b in data["merges"]])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LabError(f"no tokenizer can be read from {path}: {error}", hint="train it again") from error


def _letters(word: str) -> list[str]:
    return [START + word[0], *word[1:]] if word else []


def _learned(words: list[tuple[list[str], int]], merges: int) -> list[Pair]:
    """Merge the most frequent pair again and again; only words that hold it are counted anew."""
    counts: Counter[Pair] = Counter()
    holders: dict[Pair, set[int]] = defaultdict(set)
    for i, (parts, n) in enumerate(words):
        for pair in pairwise(parts):
            counts[pair] += n
            holders[pair].add(i)
    heap = [(-n, pair) for pair, n in counts.items()]  # counts that have changed since are left in and skipped
    heapify(heap)
    learned: list[Pair] = []
    while len(learned) < merges and heap:
        n, best = heappop(heap)
        if -n != counts[best]:
            continue
        if -n < MIN_COUNT:
            break
        learned.append(best)
        for pair in _merged(best, sorted(holders.pop(best)), words, counts, holders):
            heappush(heap, (-counts[pair], pair))
    return learned


def _merged(
    best: Pair,
    places: list[int],
    words: list[tuple[list[str], int]],
    counts: Counter[Pair],
    holders: dict[Pair, set[int]],
) -> set[Pair]:
    """Merge the pair in the words at ``places``; the pairs whose counts changed."""
    changed: set[Pair] = set()
    for i in places:
        parts, n = words[i]
        before = list(pairwise(parts))
        _merge(parts, best)
        for pair in before:
            counts[pair] -= n
        for pair in pairwise(parts):
            counts[pair] += n
            holders[pair].add(i)
        changed.update(before, pairwise(parts))
    return changed


def _merge(parts: list[str], pair: Pair) -> None:
    i = 0
    while i < len(parts) - 1:
        if (parts[i], parts[i + 1]) == pair:
            parts[i : i + 2] = [pair[0] + pair[1]]
        i += 1
