import gzip
import json
from pathlib import Path

import pytest

from synth.claims.document import Document
from synth.errors import UsageError
from synth.evidence.passages import passages_of
from synth.training.data import LabelledClaim, LabelledSet, document_of, table_document
from synth.training.derived import edited, elsewhere, origin_of, placed, read_table_pairs, withheld
from synth.verdict.types import Label

SENTENCE = "The larger model reaches 86.7 F1 on MNLI and is faster than BERT."


def labelled() -> LabelledSet:
    claims = (
        LabelledClaim("a", SENTENCE, "one", Label.SUPPORTED, frozenset({0}), pair="b"),
        LabelledClaim("b", "Owls hunt at night.", "two", Label.REFUTED, frozenset({0}), pair="a"),
    )
    return LabelledSet(
        "birds",
        "train",
        claims,
        {key: document_of(key, "", [SENTENCE, "Owls sleep at night."]) for key in ("one", "two")},
    )


def test_edited_claim_is_another_and_false() -> None:
    (claim,) = edited(labelled(), most=5, seed=0).claims

    assert claim.text != SENTENCE
    assert (claim.label, claim.document, claim.pair) == (Label.REFUTED, "one", "")


def test_claim_asked_elsewhere_has_another_document_and_no_evidence() -> None:
    found = elsewhere(labelled(), most=2, seed=0)

    assert {claim.document for claim in found.claims} == {"one in two", "two in one"}
    assert {claim.label for claim in found.claims} == {Label.NOT_ENOUGH_INFO}
    assert all(not claim.gold for claim in found.claims)
    assert found.documents["one in two"].paper == "two"


def test_withheld_document_lacks_what_decides_the_claim() -> None:
    sentences = [SENTENCE, "Owls sleep at night.", "BERT reaches 86.7 on another day.", "Larger models are slower."]
    claim = LabelledClaim("a", "The larger model is faster: 86.7 F1 on MNLI.", "one", Label.SUPPORTED, frozenset({0}))
    given = LabelledSet("birds", "train", (claim,), {"one": document_of("one", "", sentences)})

    found = withheld(given, most=5, seed=0)

    (asked,) = found.claims
    assert (asked.label, asked.gold) == (Label.NOT_ENOUGH_INFO, frozenset())
    assert found.documents[asked.document].text == "Owls sleep at night. Larger models are slower."
    assert origin_of(asked.document) == "one"


def tables() -> LabelledSet:
    def table(name: str) -> Document:
        return table_document(
            name, {"caption": f"Table: {name}.", "columns": ["bird", "mice"], "rows": [["owl", "7"], ["kite", "3"]]}
        )

    claims = tuple(LabelledClaim(f"c{at}", "The owl has 7 mice.", f"t{at}", Label.SUPPORTED) for at in range(12))
    return LabelledSet("tables", "test", claims, {claim.document: table(claim.document) for claim in claims})


def test_placed_table_is_read_beside_others_after_the_papers_sentences() -> None:
    found = placed(tables(), labelled(), most=12, seed=0)

    claim = next(claim for claim in found.claims if claim.label is Label.SUPPORTED)
    passages = passages_of(found.documents[claim.document])
    assert [passage.text for passage in passages[:2]] == [SENTENCE, "Owls sleep at night."]
    assert sum(bool(passage.cells) for passage in passages) == 3 * 2  # tables of two rows
    assert any(passage.caption == f"Table: {origin_of(claim.document)}." for passage in passages)


def test_claim_placed_without_its_table_has_no_answer() -> None:
    found = placed(tables(), labelled(), most=12, seed=0)

    without = [claim for claim in found.claims if claim.label is Label.NOT_ENOUGH_INFO]
    assert without
    for claim in without:
        captions = {passage.caption for passage in passages_of(found.documents[claim.document])}
        assert f"Table: {origin_of(claim.document)}." not in captions


def test_equal_seeds_give_equal_sets() -> None:
    assert withheld(labelled(), most=2, seed=3) == withheld(labelled(), most=2, seed=3)
    assert edited(labelled(), most=5, seed=3) == edited(labelled(), most=5, seed=3)
    assert elsewhere(labelled(), most=2, seed=3) == elsewhere(labelled(), most=2, seed=3)
    assert placed(tables(), labelled(), most=9, seed=3) == placed(tables(), labelled(), most=9, seed=3)


def write(path: Path, evidence: str) -> Path:
    row = {"id": "t", "claim": "the player was absent in 2006", "evidence": evidence, "label": "supported"}
    path.write_bytes(gzip.compress(json.dumps(row).encode()))
    return path


def test_table_in_a_line_becomes_rows(tmp_path: Path) -> None:
    file = write(
        tmp_path / "tabs.test.jsonl.gz",
        "Table: cups. Row 1: name: us open; 2006: a . Row 2: name: wimbledon; 2006: 1r.",
    )

    found = read_table_pairs(file, most=10)

    (document,) = found.documents.values()
    assert document.tables[0].rows == (("name", "2006"), ("us open", "a"), ("wimbledon", "1r"))
    assert (found.name, found.split) == ("tabs", "test")


def test_line_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no table"):
        read_table_pairs(write(tmp_path / "tabs.test.jsonl.gz", "Owls hunt at night."), most=10)
