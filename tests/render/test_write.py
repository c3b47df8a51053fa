from pathlib import Path

from synth.render.write import write_report
from tests.render.samples import VERIFIED_REPORT


def test_report_is_five_files_in_a_folder_named_by_title_and_run(tmp_path: Path) -> None:
    files = write_report(VERIFIED_REPORT, tmp_path)

    folder = tmp_path / "noise-and-the-width-of-encoders-0123456789ab"
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
    assert set(files) == {"report.md", "report.html", "report.json", "report.bib", "run.json"}
    assert list(tmp_path.iterdir()) == [folder]
