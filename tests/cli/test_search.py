"""``synth search`` and ``synth render flow`` as a user meets them, against stand-ins for the databases."""

import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from synth.synthesis.literature import Database
from tests.arxiv_server import ArxivServer
from tests.cli.conftest import PAPERS, TITLES, RunSynth, loopback, start_synth
from tests.search_servers import Fault, SearchServers, Work

SCHEMA = json.loads(files("synth").joinpath("schemas/search-1.json").read_text(encoding="utf-8"))
QUESTION = "Which library recovers the text of PDF papers best?"
FOUND = [
    Work("Two PDF Libraries on Twenty Papers of Known Text", "2104.00001", abstract="We compare PDF text libraries."),
    Work("Two PDF libraries on twenty papers of known text", doi="10.1/a"),
    Work("One Font Map Decides: A Second Look at PDF Text Recall", "2104.00002", abstract="PDF text recall of papers."),
    Work("Recovering text from PDF: libraries compared", doi="10.1/b", abstract="Libraries that recover PDF text."),
    Work("The Moons of Saturn", "2104.00009", abstract="We count the moons."),
]


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[SearchServers]:
    """The databases, and the settings that point to them."""
    with SearchServers() as running:
        running.works |= {"arxiv": [FOUND[0], FOUND[2], FOUND[4]], "openalex": [FOUND[1], FOUND[3]]}
        for name, value in running.settings.items():
            monkeypatch.setenv(f"SYNTH_{name.upper()}", str(value))
        yield running


@pytest.mark.usefixtures("servers")
def test_search_finds_merges_screens_and_leaves_papers_to_fetch(synth: RunSynth) -> None:
    ended = synth("search", QUESTION, "--yes", "--json")
    document = ended.document

    assert ended.code == 0
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert [source["received"] for source in document["sources"]] == [3, 0, 2, 0]
    assert [(pair["id"], pair["of"], pair["why"]) for pair in document["duplicates"]] == [
        ("openalex:1", "arxiv:1", "same title")
    ]
    fates = {item["id"]: (item["fate"], item["by"]) for item in document["decisions"]}
    assert fates["arxiv:1"] == fates["arxiv:2"] == ("sought", "automation")
    assert fates["openalex:2"] == ("not_retrieved", "automation")
    assert fates["arxiv:3"] == ("excluded", "automation")
    papers = synth("papers", "--json").document["papers"]
    assert [(paper["id"], paper["status"]) for paper in papers] == [(f"2104.0000{n}", "wanted") for n in (1, 2)]
    assert synth("status", "--json").document["question"] == QUESTION


@pytest.mark.usefixtures("servers")
def test_people_see_queries_counts_pairs_and_what_to_do_next(synth: RunSynth) -> None:
    ended = synth("search", QUESTION, "--yes", "--since", "2019")

    assert "arXiv             " in ended.err
    assert "published 2019 to now" in ended.err
    assert "5 records: arXiv 3 of 3, Semantic Scholar 0 of 0, OpenAlex 2 of 2, Crossref 0 of 0" in ended.err
    assert "1.00  Two PDF libraries on twenty papers" in ended.err
    assert "✓" in ended.out
    assert "next: synth fetch" in ended.out


@pytest.mark.usefixtures("servers")
def test_flow_is_drawn_from_what_was_kept_and_what_fetch_got(synth: RunSynth, monkeypatch: pytest.MonkeyPatch) -> None:
    synth("search", QUESTION, "--yes")
    with ArxivServer() as arxiv:
        name, title = TITLES["2104.00001"]
        arxiv.add_paper("2104.00001", 2, title, pdf=(PAPERS / name).read_bytes())
        for key, value in loopback(arxiv).items():
            monkeypatch.setenv(key, value)
        assert synth("fetch").code == 9
    flow = synth("render", "flow", "--json").document

    assert flow["flow"]["databases"].items() >= {
        "sought": 3, "not_retrieved": 2, "pending": 0, "assessed": 1, "excluded": 0, "included": 1,
    }.items()  # fmt: skip
    files = [Path(path) for path in flow["files"].values()]
    assert {path.name for path in files} == {"flow.svg", "flow.csv", "queries.csv", "records.csv"}
    assert "Reports included (n = 1)" in files[0].read_text(encoding="utf-8")
    assert synth("verify", "-q").code == 0
    rendered = synth("render", "report", "--json")
    assert rendered.code == 0, rendered.out
    report = Path(rendered.document["files"]["report.md"]).read_text(encoding="utf-8")
    assert "identified 5 records (arXiv 3, Semantic Scholar 0, OpenAlex 2 and Crossref 0)" in report
    assert "Of 3 reports sought, 2 could not be retrieved" in report
    assert json.loads(Path(rendered.document["files"]["report.json"]).read_text("utf-8"))["flow"] == flow["flow"]


HOSTILE = (
    "<script>alert(1)</script> recovers the text of PDF papers",
    "\\input{/etc/passwd} $\\frac{1}{2}$ % # recovers PDF text",
    "{{ 7*7 }} {% raw %} recovers PDF text",
    "\u202eevil\u202c مكتبة تستعيد PDF text recovers",
    "𝒳𝒴 模型 😀 recovers PDF text",
    "=cmd|calc recovers PDF text",
    "W" * 5000 + " recovers PDF text",
)


def test_titles_with_markup_and_odd_characters_are_only_text(
    synth: RunSynth, servers: SearchServers, workspace: Path
) -> None:
    servers.works |= {
        "arxiv": [Work(title, f"2104.0000{place}", abstract=title) for place, title in enumerate(HOSTILE)],
        "openalex": [],
    }
    question = "{{ 7*7 }} <b>recovers</b> 模型 text of \u202ePDF $x$ papers?"
    shown = synth("search", question, "--yes")
    assert shown.code == 0
    assert synth("render", "flow").code == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in workspace.glob("reports/*/*")}

    assert "\u202e" not in shown.out + shown.err + "".join(written.values())
    assert max(map(len, shown.out.splitlines())) <= 100
    assert "{{ 7*7 }} {% raw %} recovers PDF text" in written["records.csv"]
    assert "'=cmd|calc" in written["records.csv"]
    assert "&lt;b&gt;recovers" in written["flow.svg"]
    assert "49" not in written["flow.svg"].partition("</title>")[0]
    assert "<b>" not in written["flow.svg"]


def test_key_that_is_refused_is_named_with_where_it_belongs_and_not_shown(
    synth: RunSynth, servers: SearchServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers.keys["semantic_scholar"] = "right"
    monkeypatch.setenv("SEMANTIC_SCHOLAR_API_KEY", "wrong-key")
    ended = synth("search", QUESTION, "--yes")

    assert ended.code == 9
    assert "! Semantic Scholar: refuses the key" in ended.err
    assert "SEMANTIC_SCHOLAR_API_KEY" in ended.err
    assert "wrong-key" not in ended.err + ended.out
    assert "5 records" in ended.err


@pytest.mark.usefixtures("servers")
def test_template_of_the_diagram_with_an_error_is_named_with_its_line(synth: RunSynth, workspace: Path) -> None:
    synth("search", QUESTION, "--yes", "-q")
    (workspace / "templates" / "flow.svg.j2").write_text("<svg>\n{% if %}</svg>", encoding="utf-8")
    ended = synth("render", "flow")

    assert ended.code == 7
    assert "flow.svg.j2, line 2:" in ended.err
    assert not list(workspace.glob("reports/*"))


def test_database_that_fails_is_named_and_asked_again_alone(synth: RunSynth, servers: SearchServers) -> None:
    servers.faults["openalex"] = Fault(200, b"<html>Sign in</html>")
    first = synth("search", QUESTION, "--yes")
    servers.faults.clear()
    second = synth("search", QUESTION, "--yes")

    assert (first.code, second.code) == (9, 0)
    assert "! OpenAlex: answered with something that is no JSON" in first.err
    assert [len(servers.asked(name.value)) for name in Database] == [1, 1, 2, 1]


def test_killed_search_goes_on_where_it_was(synth: RunSynth, servers: SearchServers, workspace: Path) -> None:
    servers.faults["openalex"] = Fault(500, delay_s=60.0)
    process = start_synth(workspace, "search", QUESTION, "--yes")
    while not servers.asked("openalex"):
        assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()
    servers.faults.clear()

    assert synth("search", QUESTION, "--yes", "--json").document["flow"]["identified"] == 5
    assert [len(servers.asked(name.value)) for name in Database] == [1, 1, 2, 1]


def test_nobody_answers_is_exit_3_with_every_reason(synth: RunSynth, servers: SearchServers) -> None:
    for name in Database:
        servers.faults[name.value] = Fault(403, b"{}")
    ended = synth("search", QUESTION, "--yes")

    assert ended.code == 3
    assert all(f"{name.title}: " in ended.err for name in Database)


def test_nothing_found_is_no_error(synth: RunSynth, servers: SearchServers) -> None:
    servers.works |= {name.value: [] for name in Database}

    ended = synth("search", QUESTION, "--yes")
    assert ended.code == 0
    assert "0 records identified" in ended.out


def test_query_of_ones_own_is_asked_as_it_stands(synth: RunSynth, servers: SearchServers) -> None:
    synth("search", QUESTION, "--yes", "--sources", "arxiv,crossref", "--query", "arxiv=ti:PDF AND cat:cs.DL")

    assert servers.asked("arxiv")[0]["search_query"] == "ti:PDF AND cat:cs.DL"
    assert {seen.database for seen in servers.requests} == {"arxiv", "crossref"}


def test_dry_run_asks_nobody_and_makes_nothing(synth: RunSynth, servers: SearchServers, workspace: Path) -> None:
    ended = synth("search", QUESTION, "--dry-run")

    assert "all:recovers" in ended.out
    assert synth("search", QUESTION, "--dry-run", "--json").document["queries"]["crossref"]
    assert not servers.requests
    assert not list(workspace.iterdir())


def test_offline_uses_what_was_answered_before(synth: RunSynth, servers: SearchServers) -> None:
    assert synth("search", QUESTION, "--offline", "--yes").code == 3
    synth("search", QUESTION, "--yes")
    asked = len(servers.requests)

    assert synth("search", QUESTION, "--offline", "--yes").code == 0
    assert len(servers.requests) == asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["", "--yes"], "the question is empty"),
        (["x" * 10_000, "--yes"], "10,000 characters"),
        (["Is it so?", "--yes"], "nothing to search for"),
        ([QUESTION], "nobody is here to pick"),
        ([QUESTION, "--json"], "nobody is here to pick"),
        ([QUESTION, "--yes", "--since", "soon"], "not a date"),
        ([QUESTION, "--yes", "--since", "2020", "--until", "2019"], "before it starts"),
        ([QUESTION, "--yes", "--sources", "google"], "no such database"),
        ([QUESTION, "--yes", "--query", "all:noise"], "not a query for a database"),
        ([QUESTION, "--yes", "--query", "arxiv="], "not a query for a database"),
        ([QUESTION, "--yes", "--sources", "crossref", "--query", "arxiv=x"], "which --sources leaves out"),
        ([QUESTION, "--yes", "--max", "0"], "--max"),
    ],
)
def test_bad_input_is_a_usage_error_and_nothing_is_asked(
    synth: RunSynth, servers: SearchServers, words: list[str], said: str
) -> None:
    ended = synth("search", *words)

    assert ended.code == 2
    assert said in ended.err
    assert not servers.requests


@pytest.mark.usefixtures("arxiv")
def test_flow_without_a_search_says_what_to_do(synth: RunSynth) -> None:
    assert synth("render", "flow").code == 2
    synth("fetch", "2104.00001")
    ended = synth("render", "flow")

    assert ended.code == 2
    assert "synth search" in ended.err


# Its standard input is its terminal, and Ctrl-C reaches it even if its parent hears none.
IN_TERMINAL = """
import fcntl, signal, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
from synth.cli import main
main()
"""


def in_terminal(workspace: Path, *words: str, typed: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Run a command in a terminal of its own, and type each text once what stands before it was shown.

    Returns:
        The exit code, and all that was shown.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", IN_TERMINAL, *words],
        cwd=workspace,
        env=os.environ | {"OMP_NUM_THREADS": "1", "TERM": "xterm", "COLUMNS": "500"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown, seen, left = b"", 0, list(typed)
    while select.select([ours], [], [], 60)[0]:
        try:
            shown += os.read(ours, 65_536)
        except OSError:  # the other end closed: Linux calls that an error
            break
        if left and (place := shown.find(left[0][0].encode(), seen)) >= 0:
            seen = place + len(left[0][0])
            os.write(ours, left.pop(0)[1].encode())
    os.close(ours)
    return process.wait(timeout=60), shown.decode("utf-8", "replace")


QUERIES, RECORDS = "to quit: ", "decide later: "
CLEAR = "\x15"  # Ctrl-U: away with what stands on the line


@pytest.mark.usefixtures("servers")
def test_person_picks_in_the_terminal(synth: RunSynth, workspace: Path) -> None:
    typed = [(QUERIES, "\n"), (RECORDS, "x\n"), (RECORDS, "2\n")]
    code, shown = in_terminal(workspace, "search", QUESTION, typed=typed)
    flow = synth("render", "flow", "--json").document["flow"]

    assert code == 0, shown
    assert "not a number or a range: 'x'" in shown
    assert (flow["databases"]["sought"], flow["undecided"], flow["excluded_by_person"]) == (1, 0, 2)


def test_person_changes_the_queries_and_each_change_is_kept(
    synth: RunSynth, servers: SearchServers, workspace: Path
) -> None:
    typed = [
        (QUERIES, "d2\n"),
        (QUERIES, "1\n"),
        ("all:pdf)", f"{CLEAR}ti:PDF\n"),
        (QUERIES, "9\n"),
        (QUERIES, "\n"),
        (RECORDS, "1\n"),
    ]
    code, shown = in_terminal(workspace, "search", QUESTION, "--sources", "arxiv,openalex", typed=typed)
    again = ("search", QUESTION, "--sources", "arxiv", "--query", "arxiv=ti:PDF", "--offline", "--yes", "--json")
    asked = len(servers.requests)
    found = synth(*again).document

    assert code == 0, shown
    assert "not in the list: '9'" in shown
    assert [seen["search_query"] for seen in servers.asked("arxiv")] == ["ti:PDF"]
    assert not servers.asked("openalex")
    assert len(servers.requests) == asked
    assert [(edit["source"], edit["after"]) for edit in found["edits"]] == [("openalex", ""), ("arxiv", "ti:PDF")]
    assert "library OR" in found["edits"][0]["before"]
    jsonschema.validate(found, SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("typed", ["q\n", "\x04"], ids=["quit", "Ctrl-D"])
def test_nobody_is_asked_when_the_queries_are_not_wanted(servers: SearchServers, workspace: Path, typed: str) -> None:
    code, shown = in_terminal(workspace, "search", QUESTION, typed=[(QUERIES, typed)])

    assert code == (130 if typed == "\x04" else 0), shown
    assert not servers.requests
    assert not list(workspace.iterdir())
