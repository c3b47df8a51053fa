import hashlib
import json
from pathlib import Path

import pytest

from synth.claims.types import PaperId
from synth.errors import StoreError
from synth.sources.cache import Cache, Record

PAPER = PaperId("2104.08645")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def keep(cache: Cache, paper: PaperId = PAPER, version: int | None = 1, *, data: bytes = b"text") -> Record:
    file = cache.save_file(paper, version, kind="html", suffix="html", data=data)
    record = Record(paper, version, "Größe", ("Kurt Gödel",), files=(file,), absent=("pdf",))
    cache.save_record(record, is_latest=True)
    return record


def test_record_comes_back_as_it_was(cache: Cache) -> None:
    record = keep(cache)

    assert cache.record_of(PAPER, 1) == record
    assert record.files[0].sha256 == hashlib.sha256(b"text").hexdigest()
    assert (cache.latest_of(PAPER), cache.highest_of(PAPER)) == (1, 1)


def test_nothing_is_known_of_other_versions_and_papers(cache: Cache) -> None:
    keep(cache)

    assert cache.record_of(PAPER, 2) is None
    assert cache.record_of(PAPER, None) is None
    assert cache.latest_of(PaperId("2104.08646")) is None
    assert cache.highest_of(PaperId("2104.08646")) is None


def test_highest_version_is_the_highest_number(cache: Cache) -> None:
    for version in (9, 10, 2):
        keep(cache, version=version)

    assert (cache.highest_of(PAPER), cache.latest_of(PAPER)) == (10, 2)


@pytest.mark.parametrize("paper", ["hep-th/9901001", "math.GT/0309136", "local:0123456789ab"])
def test_every_id_is_one_folder(cache: Cache, paper: str) -> None:
    record = keep(cache, PaperId(paper))

    assert cache.record_of(PaperId(paper), 1) == record
    assert len(list(cache.root.iterdir())) == 1


def test_damaged_file_is_not_offered(cache: Cache) -> None:
    record = keep(cache)
    (cache.root / record.files[0].path).write_bytes(b"tex")
    found = cache.record_of(PAPER, 1)

    assert found is not None
    assert (found.title, found.files) == ("Größe", ())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"paper": "x"}', "\x00"])
def test_damaged_record_is_no_record(cache: Cache, text: str) -> None:
    keep(cache)
    (cache.root / "2104.08645" / "v1" / "record.json").write_text(text)

    assert cache.record_of(PAPER, 1) is None


def test_record_of_another_paper_is_no_record(cache: Cache) -> None:
    keep(cache)
    path = cache.root / "2104.08645" / "v1" / "record.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 3}))

    assert cache.record_of(PAPER, 1) is None


def test_failed_write_leaves_the_old_file_and_no_rest(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    record = keep(cache)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match="No space left on device"):
        keep(cache, data=b"other")
    monkeypatch.undo()

    assert cache.record_of(PAPER, 1) == record
    assert not list(cache.root.rglob("*.part"))


def test_folder_that_cannot_be_made_is_a_store_error_with_a_hint(cache: Cache) -> None:
    cache.root.write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=r"cannot keep paper\.html") as failure:
        keep(cache)

    assert failure.value.hint


def test_writer_that_was_killed_leaves_nothing_that_is_read(cache: Cache) -> None:
    record = keep(cache)
    (cache.root / "2104.08645" / "v1" / ".paper.html.123.part").write_bytes(b"ha")

    assert cache.record_of(PAPER, 1) == record
