"""``synth refresh``: what became of the papers, and which verdicts that changes."""

import json
import re
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from synth.store.engine import open_store
from tests.arxiv_server import ArxivServer
from tests.cli.conftest import RunSynth

SCHEMA = json.loads(files("synth").joinpath("schemas/refresh-1.json").read_text(encoding="utf-8"))
CLAIM = "pypdfium2 recovers 94.8 % of the reference sentences and pypdf 89.6 %."
LATER = CLAIM.replace("94.8", "71.3")
PAGE = (
    '<!DOCTYPE html><html><head><title>Two PDF Libraries</title></head><body><div class="ltx_page_main">'
    '<article class="ltx_document"><div class="ltx_abstract"><h6>Abstract</h6><p class="ltx_p">{claim} We compare two'
    " libraries on twenty papers of known text.</p></div></article></div></body></html>"
)
PAPER = "2104.00001"


@pytest.fixture
def verified(synth: RunSynth, arxiv: ArxivServer) -> RunSynth:
    """A workspace with one paper and a claim about it that is verified."""
    arxiv.add_paper(PAPER, 2, "Two PDF Libraries", html=PAGE.format(claim=CLAIM))
    assert synth("fetch", PAPER, "--no-boxes", "-q").code == 0
    synth("claims", "add", CLAIM)
    assert synth("verify", "--no-attack", "-q").code == 0
    return synth


def test_nothing_new_changes_nothing(verified: RunSynth) -> None:
    document = verified("refresh", "--json").document

    assert (document["news"], document["changes"], document["failures"]) == ([], [], [])


def test_newer_version_is_fetched_and_changes_the_verdict_with_both_quotes(
    verified: RunSynth, arxiv: ArxivServer
) -> None:
    arxiv.add_paper(PAPER, 3, "Two PDF Libraries", html=PAGE.format(claim=LATER))
    ended = verified("refresh", "--json", "--strict", "--no-attack")
    (change,) = [change for change in ended.document["changes"] if change["text"] == CLAIM]

    assert ended.code == 10
    jsonschema.validate(ended.document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert (change["before"]["version"], change["after"]["version"]) == (2, 3)
    assert (change["before"]["label"], change["after"]["label"]) == ("supported", "refuted")
    assert "94.8" in change["before"]["quote"]
    assert "71.3" in change["after"]["quote"]
    assert verified("refresh", "--json").document["news"] == []


def test_people_see_what_was_said_and_what_is_said_now(verified: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 3, "Two PDF Libraries", html=PAGE.format(claim=LATER), journal="TACL 9", doi="10.1/a")
    ended = verified("refresh", "--no-attack")

    assert f"{PAPER}v2  Two PDF Libraries" in ended.out
    assert "there is a version 3 now" in ended.out
    assert "it was published: TACL 9, doi:10.1/a" in ended.out
    assert "was supported" in ended.out
    assert "now refuted" in ended.out
    assert f"{PAPER}v2: “pypdfium2 recovers 94.8 %" in ended.out
    assert ended.out.count("pypdfium2 recovers 71.3 %") == 1
    assert "next: synth verify" in ended.out


def test_dry_run_says_it_and_changes_nothing(verified: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 3, html=PAGE.format(claim=LATER))
    ended = verified("refresh", "--dry-run")

    assert "there is a version 3 now" in ended.out
    assert re.search(r"[1-9] claims? would be verified again", ended.out)
    assert "dry run" in ended.out
    assert "next: synth refresh" in ended.out
    assert verified("papers", "--json").document["papers"][0]["version"] == 2


def test_report_and_verify_use_the_newest_version_alone(verified: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 3, "Two PDF Libraries", html=PAGE.format(claim=LATER))
    verified("refresh", "--no-attack", "-q")
    document = verified("verify", "--json", "--no-attack").document
    (claim,) = [claim for claim in document["claims"] if claim["text"] == CLAIM]

    assert [(paper["id"], paper["version"]) for paper in document["papers"]] == [(PAPER, 3)]
    assert {item["version"] for item in claim["by_paper"]} == {3}


def test_version_asked_for_by_its_number_stays(synth: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 2, html=PAGE.format(claim=CLAIM))
    synth("fetch", f"{PAPER}v2", "--no-boxes", "-q")
    arxiv.add_paper(PAPER, 3, html=PAGE.format(claim=LATER))
    (news,) = synth("refresh", "--json").document["news"]

    assert (news["latest"], news["pinned"]) == (3, True)
    assert [paper["version"] for paper in synth("papers", "--json").document["papers"]] == [2]


def test_withdrawal_is_news_once_and_loud_every_time(verified: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 3, withdrawn=True)
    first, second, shown = verified("refresh", "--json", "--strict"), verified("refresh", "--json"), verified("refresh")

    assert (first.code, second.code) == (10, 0)
    jsonschema.validate(first.document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert "withdrawn by the author" in first.document["news"][0]["withdrawn"]
    assert second.document["news"] == []
    assert first.document["resting_on_withdrawn"] == second.document["resting_on_withdrawn"]
    assert len(first.document["resting_on_withdrawn"]) == 1
    assert f"! WITHDRAWN {PAPER}v2" in shown.out
    assert "1 verdict rests on its text (1 with a tick)" in shown.out
    assert "next: synth render report" in shown.out
    assert verified("refresh", "--strict", "-q").code == 10


def test_withdrawn_paper_is_named_by_verify_status_papers_and_the_report(
    verified: RunSynth, arxiv: ArxivServer
) -> None:
    arxiv.add_paper(PAPER, 3, withdrawn=True)
    verified("refresh", "-q")
    report = Path(verified("render", "report", "--format", "markdown", "--json").document["files"]["report.md"])

    assert f"! withdrawn: {PAPER}v2; 1 verdict rests on its text" in verified("verify", "--no-attack").out
    assert "! withdrawn" in verified("status").out
    (resting,) = verified("refresh", "--json").document["resting_on_withdrawn"]
    assert "! withdrawn" in verified("claims", "show", resting).out
    (paper,) = verified("papers", "--json").document["papers"]
    assert (paper["version"], paper["status"]) == (2, "available")
    assert "withdrawn by the author" in paper["withdrawn"]
    assert "WITHDRAWN: This paper has been withdrawn by the author" in report.read_text(encoding="utf-8")


REPORT = f"""# A Synthesis

## 5 Extracted Claims

| Claim | Verified | Confidence |
|---|---|---|
| {CLAIM} | ✓ | 0.26 |

## References

- <http://arxiv.org/abs/{PAPER}>
"""


@pytest.fixture
def audited(synth: RunSynth, arxiv: ArxivServer, workspace: Path) -> RunSynth:
    """A workspace with an audited report whose one claim is supported."""
    arxiv.add_paper(PAPER, 2, "Two PDF Libraries", html=PAGE.format(claim=CLAIM))
    (workspace / "report.md").write_text(REPORT, encoding="utf-8")
    (claim,) = synth("audit", "report.md", "--no-attack", "--json").document["claims"]
    assert claim["verified"]
    return synth


def test_audit_whose_verdict_changed_is_to_be_done_again(audited: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 3, "Two PDF Libraries", html=PAGE.format(claim=LATER))
    ended = audited("refresh", "--no-attack")

    assert "now refuted" in ended.out
    assert "next: synth audit report.md" in ended.out


def test_audit_that_rests_on_a_withdrawn_paper_is_to_be_rendered_again(
    audited: RunSynth, arxiv: ArxivServer, workspace: Path
) -> None:
    arxiv.add_paper(PAPER, 3, withdrawn=True)
    ended = audited("refresh")
    key = re.search(r"next: synth render report --audit (\w{8})\n", ended.out)
    assert key
    audited("render", "report", "--audit", key[1], "--format", "markdown", "-q")
    (report,) = workspace.glob("reports/*/report.md")

    assert "1 of these verdicts rests on a withdrawn paper [1]" in report.read_text(encoding="utf-8")


def test_version_that_cannot_be_had_is_named_and_the_old_one_stays(verified: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 3)
    ended = verified("refresh", "--json")

    assert ended.code == 9
    assert ended.document["failures"][0]["item"] == PAPER
    assert verified("verify", "--json", "--no-attack").document["papers"][0]["version"] == 2


def test_arxiv_that_cannot_be_reached_is_exit_3(verified: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.stop()

    assert verified("refresh").code == 3


def test_workspace_without_papers_is_a_usage_error(synth: RunSynth) -> None:
    ended = synth("refresh")

    assert ended.code == 2
    assert "synth fetch" in ended.err


def test_verdicts_made_anew_say_whether_they_bear_on_the_question(
    verified: RunSynth, arxiv: ArxivServer, workspace: Path
) -> None:
    verified("fetch", PAPER, "--no-boxes", "--question", "Which PDF library recovers more sentences?", "-q")
    arxiv.add_paper(PAPER, 3, "Two PDF Libraries", html=PAGE.format(claim=LATER))
    verified("refresh", "--no-attack", "-q")

    with closing(open_store(f"sqlite:///{workspace / 'db' / 'synth.db'}")) as store:
        (run,) = [run for run in store.runs() if run.command == "refresh"]
        assert all(verdict.relevance for verdict in store.verdicts(run_key=run.key))
