import pytest

from synth.claims.ids import claim_id, local_paper_id, parse_arxiv_id, text_hash
from synth.errors import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2104.08645", ("2104.08645", None)),
        ("2205.08497v1", ("2205.08497", 1)),
        (" arXiv:2106.01732v12 ", ("2106.01732", 12)),
        ("https://arxiv.org/abs/2106.01732", ("2106.01732", None)),
        ("http://arxiv.org/pdf/2106.01732v2.pdf", ("2106.01732", 2)),
        ("https://export.arxiv.org/abs/hep-th/9901001v3", ("hep-th/9901001", 3)),
        ("https://arxiv.org/html/2205.08497v1#S3", ("2205.08497", 1)),
        ("0704.0001", ("0704.0001", None)),
        ("math.GT/0309136", ("math.GT/0309136", None)),
        ("10.48550/arXiv.2104.08645", ("2104.08645", None)),
        ("https://doi.org/10.48550/arXiv.2104.08645", ("2104.08645", None)),
    ],
)
def test_every_spelling_of_an_arxiv_id_is_read_with_its_version(text: str, expected: tuple[str, int | None]) -> None:
    assert parse_arxiv_id(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "2104", "2113.00001", "2104.0864", "1403.00001", "2104.08645v0", "hep-th/9999999", "10.1000/182", "a b"],
)
def test_anything_else_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(UsageError, match="not an arXiv id") as caught:
        parse_arxiv_id(text)

    assert "2104.08645" in caught.value.hint


def test_claim_id_ignores_case_spacing_and_final_stop_only() -> None:
    assert claim_id("Width  helps.") == claim_id("width helps")
    assert claim_id("Width helps by 1.6") != claim_id("Width helps by 1.7")


def test_ids_are_the_same_on_every_machine() -> None:
    assert claim_id("Width helps.") == "8460e938727591db"
    assert local_paper_id(b"x") == "local:2d711642b726"
    assert text_hash("x") == "sha256:2d711642b726b044"
