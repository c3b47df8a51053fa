"""The whole job, from ids to a report, against a stand-in for arXiv."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

from tests.arxiv_server import ArxivServer
from tests.cli.conftest import PAPERS, TITLES, RunSynth

SCHEMAS = {
    name: json.loads(files("synth").joinpath(f"schemas/{name}.json").read_text(encoding="utf-8"))
    for name in ("claim-1", "verify-1")
}
VERIFY = jsonschema.Draft202012Validator(
    SCHEMAS["verify-1"],
    registry=Registry().with_resource("synth:claim-1", Resource.from_contents(SCHEMAS["claim-1"])),
)
REPORT = """# A Synthesis

An Author

June 26, 2026

## 1 Introduction

This paper examines: PDF text. Research question: Which library reads PDFs best?.

## 5 Extracted Claims

| Claim | Verified | Confidence |
|---|---|---|
| pypdfium2 recovers 94.8 % of the reference sentences and pypdf 89.6 %. | ✓ | 0.26 |
| pypdfium2 recovers 89.6 % of the reference sentences and pypdf 94.8 %. | ✓ | 0.25 |

## References

- <http://arxiv.org/abs/2104.00001v2>
"""


@pytest.fixture
def fetched(synth: RunSynth, arxiv: ArxivServer) -> RunSynth:
    """A workspace with three papers."""
    assert synth("fetch", *TITLES, "--question", "Which library reads PDFs best?").code == 0
    arxiv.stop()
    return synth


def test_fetch_makes_a_workspace_with_papers_and_claims(fetched: RunSynth, workspace: Path) -> None:
    assert {path.name for path in workspace.iterdir()} >= {"db", "templates", "reports", "synth.toml"}
    papers = fetched("papers", "--json").document["papers"]

    assert [(paper["id"], paper["version"], paper["status"]) for paper in papers] == [
        (paper, 2, "available") for paper in TITLES
    ]
    assert [paper["title"] for paper in papers] == [title for _, title in TITLES.values()]
    assert fetched("claims", "list", "--json").document["claims"]


def test_version_asked_for_is_the_one_that_is_kept(synth: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper("2104.00001", 1, "First Version", pdf=(PAPERS / "overlap.pdf").read_bytes())

    assert synth("fetch", "2104.00001v1").code == 0

    assert [paper["version"] for paper in synth("papers", "--json").document["papers"]] == [1]


def test_verify_prints_the_published_document(fetched: RunSynth) -> None:
    document = fetched("verify", "--json").document

    VERIFY.validate(document)
    assert document["claims"]
    assert all(claim["status"] == "checked" for claim in document["claims"])
    assert document["calibration"]["n"] > 0


def test_quote_of_the_evidence_stands_on_its_page_in_boxes(fetched: RunSynth) -> None:
    evidence = [item for claim in fetched("verify", "--json").document["claims"] for item in claim["evidence"]]

    assert evidence
    assert all(item["page"] == 1 and item["boxes"] for item in evidence)
    assert all(box["page"] == 1 and box["x0"] < box["x1"] for item in evidence for box in item["boxes"])


def test_second_verify_gives_the_same_document_to_the_letter(fetched: RunSynth) -> None:
    assert fetched("verify", "--json").out == fetched("verify", "--json").out


def test_verify_in_a_fresh_workspace_gives_the_same_verdicts(fetched: RunSynth, tmp_path: Path) -> None:
    papers = [PAPERS / name for name, _ in TITLES.values()]
    for folder in ("one", "two"):
        assert fetched("fetch", *papers, "--workspace", tmp_path / folder).code == 0

    one, two = (fetched("verify", "--json", "--workspace", tmp_path / folder).out for folder in ("one", "two"))

    assert one == two


def test_running_everything_twice_adds_nothing(fetched: RunSynth, arxiv: ArxivServer) -> None:
    fetched("verify")
    before = fetched("status", "--json").document
    asked = len(arxiv.requests)

    assert fetched("fetch", *TITLES).code == 0
    assert fetched("verify").code == 0

    after = fetched("status", "--json").document
    assert {key: after[key] for key in ("papers", "claims", "verdicts")} == {
        key: before[key] for key in ("papers", "claims", "verdicts")
    }
    assert len(arxiv.requests) == asked


def test_report_is_written_in_every_form_with_the_run(fetched: RunSynth, workspace: Path) -> None:
    fetched("verify")
    result = fetched("render", "report")

    assert result.code == 0
    (folder,) = (workspace / "reports").iterdir()
    assert {path.name for path in folder.iterdir()} >= {
        *("report.html", "report.md", "report.tex", "report.json", "claims.csv", "run.json"),
        *("report.bib", "report.ris", "report.csl.json"),
    }
    assert 'class="region"' in (folder / "report.html").read_text(encoding="utf-8")
    assert "Which library reads PDFs best" in (folder / "report.md").read_text(encoding="utf-8")


def test_audit_puts_our_verdict_beside_the_reports_flag(fetched: RunSynth, workspace: Path) -> None:
    (workspace / "survey.md").write_text(REPORT, encoding="utf-8")

    result = fetched("audit", "survey.md", "--json")

    VERIFY.validate(result.document)
    right, swapped = result.document["claims"]
    assert right["reported"] == {"verified": True, "confidence": 0.26}
    assert right["label"] == "supported"
    assert right["verified"]
    assert not swapped["verified"]
    assert result.document["report"]["question"].startswith("Which library reads PDFs best")


def test_audit_render_names_the_report(fetched: RunSynth, workspace: Path) -> None:
    (workspace / "survey.md").write_text(REPORT, encoding="utf-8")
    fetched("audit", "survey.md")

    assert fetched("render", "report", "--audit", "").code == 0
    (page,) = (workspace / "reports").glob("audit-of-a-synthesis-*/report.md")
    assert "0.26" in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("nowhere")
def test_audit_without_any_source_ticks_nothing_and_says_source_unavailable(synth: RunSynth, workspace: Path) -> None:
    (workspace / "survey.md").write_text(REPORT, encoding="utf-8")

    result = synth("audit", "survey.md", "--json")

    assert result.code == 3
    assert [claim["status"] for claim in result.document["claims"]] == ["source_unavailable"] * 2
    assert not any(claim["verified"] or claim["label"] for claim in result.document["claims"])
    assert "connection refused" in result.document["papers"][0]["reason"]


def test_strict_turns_findings_into_exit_code_ten(fetched: RunSynth, workspace: Path) -> None:
    (workspace / "survey.md").write_text(REPORT, encoding="utf-8")

    assert fetched("audit", "survey.md", "--strict").code == 10
    assert fetched("audit", "survey.md").code == 0


@pytest.mark.usefixtures("nowhere")
def test_local_copy_stands_in_for_a_paper_that_cannot_be_fetched(synth: RunSynth, workspace: Path) -> None:
    report = REPORT.replace("<http://arxiv.org/abs/2104.00001v2>", TITLES["2104.00001"][1])
    (workspace / "survey.md").write_text(report, encoding="utf-8")

    result = synth("audit", "survey.md", "--paper", PAPERS / "two-libraries.pdf", "--json")

    assert result.code == 0
    assert result.document["claims"][0]["label"] == "supported"
    assert result.document["report"]["unresolved_references"] == []
    assert result.document["report"]["warnings"] == []


def test_claim_added_by_hand_is_checked_against_the_paper_it_names(fetched: RunSynth) -> None:
    added = fetched("claims", "add", "pypdfium2 reads a page in 2.0 ms.", "--paper", "2104.00001", "--json").document
    fetched("verify")

    shown = fetched("claims", "show", added["claim"]["id"][:6], "--json").document["claim"]

    assert shown["label"] == "supported"
    assert [item["paper"] for item in shown["by_paper"]] == ["2104.00001"]


def test_exports_hold_every_verdict(fetched: RunSynth, workspace: Path) -> None:
    count = len(fetched("verify", "--json").document["claims"])

    lines = fetched("export", "jsonl").out.splitlines()
    assert len(lines) == count
    assert all(json.loads(line)["schema_version"] == 1 for line in lines)
    assert len(fetched("export", "csv").out.splitlines()) > count
    assert fetched("export", "bibtex").out.count("@misc{") == len(TITLES)
    assert fetched("export", "scifact", "--out", "labelled").code == 0
    assert len((workspace / "labelled" / "claims.jsonl").read_text(encoding="utf-8").splitlines()) == count


def test_dry_run_changes_nothing(synth: RunSynth, workspace: Path) -> None:
    result = synth("fetch", "2104.00001", "--dry-run")

    assert (result.code, list(workspace.iterdir())) == (0, [])
    assert "would fetch 2104.00001" in result.out


def test_demo_finds_the_mistakes_of_its_report(synth: RunSynth, workspace: Path) -> None:
    result = synth("demo", "--json")

    assert result.code == 0
    assert {Path(file).name for file in result.document["files"]} >= {"report.html", "report.md", "report.pdf"}
    (found,) = (workspace / "synth-demo" / "reports").glob("audit-*/report.json")
    claims = {claim["text"]: claim for claim in json.loads(found.read_text(encoding="utf-8"))["claims"]}
    wrong_set = claims["The cosine of MiniLM embeddings reaches an AUROC of .764 on WiCE."]
    swapped = claims[
        "On the thirteen papers of 2000 and later, pypdfium2 recovers 85.7 % of the sentences and pypdf 93.7 %."
    ]
    absent = claims["The embeddings were fine-tuned on 50,000 pairs of claims and sentences."]
    right = claims["BM25 puts an evidence sentence among the first five for 97.2 % of the WiCE claims."]
    assert [claim["verified"] for claim in (wrong_set, swapped, absent, right)] == [False, False, False, True]
    labels = [claim["label"] for claim in (wrong_set, swapped, absent, right)]
    assert labels == ["refuted", "refuted", "not_enough_info", "supported"]
    assert ".764 stands with SciFact here, the claim says WiCE" in wrong_set["reason"]
