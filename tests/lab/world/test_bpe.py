from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.errors import LabError
from synth.lab.world import Bpe, World
from synth.lab.world.bpe import SPECIALS, START

TEXTS = [("low",)] * 5 + [("lower",)] * 2 + [("newest",)] * 6 + [("widest",)] * 3
words = st.lists(st.text("lowernstid", max_size=9), max_size=6)


def test_most_frequent_pairs_are_merged_first() -> None:
    # Sennrich et al. (2016), algorithm 1: e s and es t come first (9 times each), then l o and lo w.
    assert Bpe.trained(TEXTS, 4).merges == (("e", "s"), ("es", "t"), ("_l", "o"), ("_lo", "w"))


@settings(deadline=None)
@given(words)
def test_pieces_spell_the_words_and_know_their_words(text: list[str]) -> None:
    bpe = Bpe.trained(TEXTS, 6)

    ids, word_ids = bpe.encode_words(text)

    for i, word in enumerate(text):
        pieces = "".join(bpe.pieces[k] for k, owner in zip(ids, word_ids, strict=True) if owner == i)
        assert pieces == (START + word if word else "")


def test_training_stops_when_nothing_repeats() -> None:
    assert Bpe.trained([("ab",), ("cd",)], 10).merges == ()


def test_unknown_letter_is_one_unknown_piece() -> None:
    bpe = Bpe.trained(TEXTS, 6)

    assert [bpe.pieces[k] for k in bpe.encode("lowß")] == ["_low", "<unk>"]


def test_specials_are_apart(world: World) -> None:
    bpe = world.tokenizer()

    assert [bpe.pieces[k] for k in (bpe.pad, bpe.cls, bpe.sep, bpe.mask)] == list(SPECIALS[:4])
    assert len(set(bpe.pieces)) == bpe.size
    assert min(bpe.encode_words(world.corpus("L0", 1)[0])[0]) >= len(SPECIALS)


def test_saved_tokenizer_is_read_back(tmp_path: Path) -> None:
    bpe = Bpe.trained(TEXTS, 6)
    bpe.save(tmp_path / "bpe.json")

    assert Bpe.load(tmp_path / "bpe.json").encode_words(("lowest",)) == bpe.encode_words(("lowest",))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "other"}', '{"format": "synth-bpe-1"}'])
def test_file_that_is_no_tokenizer_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bpe.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(LabError, match=r"bpe\.json"):
        Bpe.load(path)


def test_clean_words_take_about_one_piece_and_typos_more(world: World) -> None:
    bpe = world.tokenizer()
    texts = world.corpus("L0", 500)

    assert sum(len(bpe.encode_words(text)[0]) for text in texts) / sum(map(len, texts)) < 1.35
