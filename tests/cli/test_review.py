"""``synth review`` as a process of its own, and what other commands take from it."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from synth.ports.review import Action
from synth.store.review import SqlReviews
from synth.verdict.types import Label
from tests.cli.conftest import RunSynth, start_synth
from tests.web.conftest import CLAIMS, Place, make_place, make_verdict, verdict_of

FIRST = next(iter(CLAIMS))
WAIT_S = 30


@pytest.fixture
def place(workspace: Path) -> Iterator[Place]:
    made = make_place(workspace)
    yield made
    made.store.close()


@contextmanager
def reviewing(workspace: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and the first line that it prints."""
    process = start_synth(workspace, "review", "--port", "0", *options)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.usefixtures("place")
def test_page_is_served_at_the_printed_address_until_ctrl_c(workspace: Path) -> None:
    with reviewing(workspace, "--reviewer", "Grace") as (process, url):
        page = requests.get(url.strip(), timeout=WAIT_S).text
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=WAIT_S)

    assert url.startswith("http://127.0.0.1:")
    assert 'value="Grace"' in page
    assert FIRST in page
    assert process.returncode == 0
    assert out == ""
    assert "0 of 6 claims reviewed; Ctrl-C ends" in err
    assert "Traceback" not in err
    assert "next: synth render report" in err


@pytest.mark.usefixtures("place")
def test_elsewhere_than_on_this_machine_a_token_is_asked(workspace: Path) -> None:
    with reviewing(workspace, "--host", "0.0.0.0") as (_, url):  # noqa: S104 - that is what is tested
        port = url.split(":")[2].split("/")[0]
        here = f"http://127.0.0.1:{port}/"
        without = requests.get(here, timeout=WAIT_S)
        with_token = requests.get(f"{here}?{url.strip().partition('?')[2]}", timeout=WAIT_S)

    assert "?token=" in url
    assert without.status_code == 401
    assert FIRST not in without.text
    assert FIRST in with_token.text
    assert "token" not in with_token.url


@pytest.mark.usefixtures("place")
def test_json_tells_the_address(workspace: Path) -> None:
    with reviewing(workspace, "--json", "--quiet") as (process, start):
        assert process.stdout is not None
        text = start + "".join(iter(process.stdout.readline, "}\n")) + "}"
    document = json.loads(text)

    assert document["url"].startswith("http://127.0.0.1:")
    assert (document["claims"], document["reviewed"]) == (6, 0)


@pytest.mark.usefixtures("place")
def test_port_in_use_is_a_clear_error(synth: RunSynth) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = synth("review", "--port", taken.getsockname()[1])

    assert ended.code == 7
    assert "is in use" in ended.err
    assert "hint: " in ended.err
    assert "--port 0" in ended.err


def test_folder_without_a_workspace_is_a_usage_error(synth: RunSynth) -> None:
    ended = synth("review", "--port", "0")

    assert ended.code == 2
    assert "no workspace" in ended.err


@pytest.mark.usefixtures("place")
def test_missing_package_is_named_with_what_to_install(workspace: Path) -> None:
    code = "import sys; sys.modules['starlette'] = None; from synth.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "review"], cwd=workspace, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 7
    assert "hint: pip install 'synth[web]'" in ended.stderr


def test_decisions_show_in_the_report_and_in_exports(place: Place, synth: RunSynth, workspace: Path) -> None:
    desk = place.desk()
    ids = [verdict_of(place, text).claim.id for text in CLAIMS]
    desk.decide(ids[0], Action.ACCEPT, seen=0, reviewer="Ada")
    desk.decide(ids[1], Action.RELABEL, seen=0, reviewer="Bob", label=Label.PARTIAL, why="only <long> papers")
    desk.decide(ids[1], Action.NOTE, seen=1, reviewer="Bob", why="see table 1")
    desk.decide(ids[2], Action.REJECT, seen=0, reviewer="Ada")
    desk.decide(ids[2], Action.UNDO, seen=1, reviewer="Ada")

    (folder,) = {Path(line).parent for line in synth("render", "report").out.split()}
    html, markdown = ((workspace / folder / name).read_text() for name in ("report.html", "report.md"))
    report = json.loads((workspace / folder / "report.json").read_text())
    lines = [json.loads(line) for line in synth("export", "reviews").out.splitlines()]
    claims = [json.loads(line) for line in synth("export", "jsonl").out.splitlines()]

    assert "supported, reviewed: accepted" in html
    assert "label corrected to partial by Bob on 2026-01-02: only &lt;long&gt; papers" in html
    assert "Note: <bdi>see table 1</bdi>" in html
    assert "| refuted, reviewed: partial |" in markdown
    assert "Reviewed: accepted by Ada on 2026-01-02." in markdown
    assert sum(claim["review"] is not None for claim in report["claims"]) == 2
    assert [line["action"] for line in lines] == ["accept", "relabel", "note", "reject", "undo"]
    assert [claim["review"]["stance"] for claim in claims if claim["review"]] == ["accepted", "corrected"]


@pytest.mark.usefixtures("place")
def test_export_without_decisions_says_where_they_come_from(synth: RunSynth) -> None:
    ended = synth("export", "reviews")

    assert ended.code == 2
    assert "hint: synth review" in ended.err


def test_labels_of_people_calibrate_the_confidence(place: Place, synth: RunSynth, workspace: Path) -> None:
    sentences = [place.printed.quote(each.span) for each in place.printed.sentences]
    texts = [f"{sentence.rstrip('.')} in setting {number}." for sentence in sentences for number in range(3)]
    made = [make_verdict(text, list(Label)[at % 4], place.printed) for at, text in enumerate(texts[:60])]
    place.add(*made, run="e" * 12)
    desk = place.desk()
    for verdict in made:
        desk.decide(verdict.claim.id, Action.ACCEPT, seen=0, reviewer="Ada")

    ended = synth("calibrate", "--from-reviews", "--entailment", "none", "--out", "mine.json")

    assert (ended.code, ended.err) == (0, "")
    assert "60 claims of reviews/people" in ended.out
    assert SqlReviews(place.store).decisions()[-1].after.label is not None
    assert json.loads((workspace / "mine.json").read_text())["calibrations"][0]["n"] == 60


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("calibrate",), "no labelled claims were named"),
        (("calibrate", "--from-reviews"), "no claim was given a label"),
    ],
)
@pytest.mark.usefixtures("place")
def test_nothing_to_calibrate_on_is_a_usage_error(synth: RunSynth, words: tuple[str, ...], message: str) -> None:
    ended = synth(*words)

    assert ended.code == 2
    assert message in ended.err
