import dataclasses
import json
from pathlib import Path

import pytest

from synth.errors import RenderError
from synth.ports import Run
from synth.render.formats import Format
from synth.render.write import slug_of, write_report
from tests.render.samples import RUN, VERIFIED_REPORT, make_audit, make_hostile, report_texts

FOLDER = "noise-and-the-width-of-encoders-0123456789ab"


def test_report_is_all_formats_in_a_folder_named_by_title_and_run(tmp_path: Path) -> None:
    files = write_report(VERIFIED_REPORT, tmp_path / "reports").files

    folder = tmp_path / "reports" / FOLDER
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
    assert set(files) == {
        *("report.html", "report.md", "report.pdf", "report.tex", "report.json", "claims.csv", "run.json"),
        *("report.bib", "report.ris", "report.csl.json", "confidence-by-label.png", "claims-by-paper.png"),
    }
    assert list((tmp_path / "reports").iterdir()) == [folder]


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {name: path.read_bytes() for name, path in write_report(VERIFIED_REPORT, tmp_path).files.items()}
    second = {name: path.read_bytes() for name, path in write_report(VERIFIED_REPORT, tmp_path).files.items()}

    assert first == second


def test_files_that_a_person_put_beside_a_report_stay(tmp_path: Path) -> None:
    write_report(VERIFIED_REPORT, tmp_path)
    note = tmp_path / FOLDER / "notes.txt"
    note.write_text("mine", encoding="utf-8")

    write_report(dataclasses.replace(VERIFIED_REPORT, question="Another?"), tmp_path)

    assert note.read_text(encoding="utf-8") == "mine"
    assert "Another?" in (tmp_path / FOLDER / "report.md").read_text(encoding="utf-8")


def test_wrong_template_changes_nothing(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "report.html.j2").write_text("{{ nothing }}", encoding="utf-8")

    with pytest.raises(RenderError, match=r"report\.html\.j2, line 1"):
        write_report(VERIFIED_REPORT, tmp_path / "reports", templates=templates)

    assert not (tmp_path / "reports").exists()


def test_folder_that_cannot_be_written_is_an_error_that_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file", encoding="utf-8")

    with pytest.raises(RenderError, match="cannot write the report") as raised:
        write_report(VERIFIED_REPORT, tmp_path / "reports")

    assert raised.value.exit_code == 7
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_file_in_the_place_of_the_folder_is_an_error_that_leaves_it_alone(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file", encoding="utf-8")

    with pytest.raises(RenderError):
        write_report(VERIFIED_REPORT, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [FOLDER]
    assert (tmp_path / FOLDER).read_text(encoding="utf-8") == "a file"


def test_folder_is_as_open_as_any_that_the_user_makes(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()

    write_report(VERIFIED_REPORT, tmp_path)

    assert (tmp_path / FOLDER).stat().st_mode == plain.stat().st_mode


def test_hostile_report_is_written_as_utf8(tmp_path: Path) -> None:
    for path in write_report(make_hostile(), tmp_path).files.values():
        if path.suffix not in {".pdf", ".png"}:
            path.read_bytes().decode("utf-8")
        assert path.resolve().is_relative_to(tmp_path.resolve())


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    written = write_report(VERIFIED_REPORT, tmp_path, formats=(Format.MARKDOWN, Format.RIS))

    assert set(written.files) == {"report.md", "report.ris", "run.json"}
    assert not written.left_out


def test_bibliography_holds_the_cited_papers_only() -> None:
    assert report_texts(VERIFIED_REPORT)["report.bib"].count("@misc") == 2
    assert report_texts(make_audit())["report.bib"].count("@misc") == 3


def test_run_record_is_the_run() -> None:
    record = json.loads(report_texts(VERIFIED_REPORT)["run.json"])

    assert set(record) == {"schema_version"} | {field.name for field in dataclasses.fields(Run)}
    assert record["inputs"] == dict(RUN.inputs)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Zero-Shot Transfer: mBERT vs. XLM-R", "zero-shot-transfer-mbert-vs-xlm-r"),
        ("Über Café", "uber-cafe"),
        ("../../etc/passwd", "etc-passwd"),
        ("模型", "report"),
        ("", "report"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("x" * 200, "x" * 60),
    ],
)
def test_slug_is_short_and_safe(title: str, slug: str) -> None:
    assert slug_of(title) == slug
