"""Authors' conclusions as claims about their abstracts."""

import gzip
import json
from pathlib import Path

import pytest

from synth.errors import ModelError
from synth.training.concluded import SOURCE, concluded
from synth.verdict.types import Label

SENTENCES = ["Forty owls were weighed in spring.", "Those fed mice gained 30 g, the others 2 g."]
RESULT = "Owls that were fed mice gained far more weight than those that were not."


def folder_with(tmp_path: Path, *conclusions: str) -> Path:
    keys = [f"d{at}" for at in range(len(conclusions))]
    claims = [
        {"id": f"c-{key}", "doc_id": key, "claim": "Do owls gain?", "label": "supported", "long_answer": text}
        for key, text in zip(keys, conclusions, strict=True)
    ]
    docs = [{"doc_id": key, "title": "", "sentences": SENTENCES} for key in keys]
    for kind, rows in (("claims", claims), ("docs", docs)):
        file = tmp_path / f"{SOURCE}.{kind}.jsonl.gz"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return tmp_path


def test_result_is_asked_of_the_abstract_and_advice_before_it_is_not(tmp_path: Path) -> None:
    found = concluded(
        folder_with(tmp_path, f"Owls should be fed mice all the year round by all. {RESULT}"), most=9, seed=0
    )

    (claim,) = found.claims
    assert (claim.text, claim.label) == (RESULT, Label.SUPPORTED)
    assert [found.documents["d0"].quote(item.span) for item in found.documents["d0"].sentences] == SENTENCES


@pytest.mark.parametrize(
    "conclusion",
    [
        "",
        "Owls gain.",
        "Mice may well be what owls gain weight from when nothing else is fed to them in spring.",
        "Our results agree with the literature on owls and mice that was published before this study.",
    ],
)
def test_conclusion_without_a_result_gives_no_claim(tmp_path: Path, conclusion: str) -> None:
    assert concluded(folder_with(tmp_path, conclusion), most=9, seed=0).claims == ()


def test_sample_is_the_same_for_the_same_seed_and_no_larger_than_asked(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, *[RESULT] * 9)
    found = concluded(folder, most=4, seed=3)

    assert len(found.claims) == len(found.documents) == 4
    assert found == concluded(folder, most=4, seed=3)


def test_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="labeled"):
        concluded(tmp_path, most=4, seed=0)
