"""``synth reproduce`` as a user meets it; runs are of the smallest preset."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from synth.lab.registry import cards
from synth.lab.run import BundledLab
from synth.ports.laboratory import LabPlan
from synth.store.engine import open_store
from synth.store.lock import workspace_lock
from synth.store.reruns import SqlRerunStore
from tests.cli.conftest import Ended, RunSynth, start_synth
from tests.cli.test_kill_and_resume import wait_for
from tests.conftest import fixed_clock

FUSION = "Fusing the last layer with a lower layer improves zero-shot NER."
SMOKE = ("--preset", "smoke", "--device", "cpu", "--jobs", "1")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which the cheapest experiment has been run."""
    folder = tmp_path_factory.mktemp("finished")
    process = start_synth(folder, "reproduce", "--claim", FUSION, *SMOKE, "--json")
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    (folder / "printed.json").write_text(out, encoding="utf-8")
    (folder / "said.txt").write_text(err, encoding="utf-8")
    return folder


@pytest.fixture
def again(finished: Path, workspace: Path, synth: RunSynth) -> RunSynth:
    """Commands in a copy of that workspace."""
    shutil.copytree(finished, workspace, dirs_exist_ok=True)
    return synth


def test_claim_in_free_text_is_run_and_told_as_one_document(finished: Path) -> None:
    document = json.loads((finished / "printed.json").read_text(encoding="utf-8"))

    assert document["experiment"] == "layer-fusion"
    assert document["verdict"] == "inconclusive"
    assert {"backend", "estimate", "interval", "effect_size", "p_holm", "gates", "controls", "seeds"} <= set(document)
    assert document["claims"][0]["rerun"]["experiment"] == "layer-fusion"
    assert document["backend"].startswith("synthetic world, ")
    assert "bears on the mechanism, not on the paper's models" in document["backend"]


def test_estimate_and_power_are_said_before_the_start(finished: Path) -> None:
    first = (finished / "said.txt").read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("layer-fusion: 2 seeds, 8 runs; about ")
    assert "GiB of memory" in first


def test_result_folder_holds_numbers_figures_log_and_command(finished: Path) -> None:
    (folder,) = (finished / "reports").iterdir()

    assert {file.name for file in folder.iterdir()} == {
        "result.json",
        "report.md",
        "figure.svg",
        "figure.png",
        "log.txt",
    }
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert result["command"].endswith("--json")
    assert result["environment"]["torch"]
    assert result["power"]["seeds"] == 2


def test_rerun_reads_the_store_and_gives_the_same_numbers(again: RunSynth, finished: Path) -> None:
    before = json.loads((finished / "printed.json").read_text(encoding="utf-8"))
    document = again("reproduce", "--claim", FUSION, *SMOKE, "--json").document

    assert "all 8 runs are in the workspace already" in again("reproduce", "--claim", FUSION, *SMOKE).err
    assert {name: document[name] for name in ("cost", "command", "finished_at")} == {
        name: before[name] for name in ("cost", "command", "finished_at")
    }
    assert [arm["values"] for arm in document["arms"]] == [arm["values"] for arm in before["arms"]]


@pytest.mark.slow
def test_second_run_on_an_empty_store_is_equal_to_the_last_digit(finished: Path, tmp_path: Path) -> None:
    lab = BundledLab(tmp_path / "lab", progress=lambda *_: None, clock=fixed_clock)
    store = open_store(f"sqlite:///{tmp_path}/synth.db")
    plan = LabPlan(experiments=("layer-fusion",), preset="smoke", device="cpu", jobs=2)
    (result,) = lab.run(plan, store=SqlRerunStore(store), command="")
    store.close()
    before = open_store(f"sqlite:///{finished}/db/synth.db")
    (known,) = SqlRerunStore(before).results()
    before.close()

    assert result.key == known.key
    assert [arm.values for arm in result.arms] == [arm.values for arm in known.arms]


@pytest.mark.slow
def test_killed_run_goes_on_where_it_was(synth: RunSynth, workspace: Path, finished: Path) -> None:
    process = start_synth(workspace, "reproduce", "--experiment", "layer-fusion", *SMOKE)
    wait_for(lambda: runs_kept(workspace) > 0, 240.0)
    process.kill()
    process.communicate()
    kept = runs_kept(workspace)
    document = synth("reproduce", "--experiment", "layer-fusion", *SMOKE, "--json").document
    before = json.loads((finished / "printed.json").read_text(encoding="utf-8"))

    assert 0 < kept <= 8
    assert [arm["values"] for arm in document["arms"]] == [arm["values"] for arm in before["arms"]]


def runs_kept(workspace: Path) -> int:
    file = workspace / "db" / "synth.db"
    if not file.exists():
        return 0
    store = open_store(f"sqlite:///{file}")
    with store.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM lab_outcome").scalar()
    store.close()
    return int(count or 0)


def test_list_shows_every_experiment_without_torch() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from synth.cli import main\n"
        "out = CliRunner().invoke(main, ['reproduce', '--list', '--json']).stdout\n"
        "assert 'torch' not in sys.modules and 'matplotlib' not in sys.modules and 'scipy' not in sys.modules\n"
        "print(out)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert [item["key"] for item in json.loads(out)["experiments"]] == [card.key for card in cards()]


def test_list_for_people_names_costs(synth: RunSynth) -> None:
    out = synth("reproduce", "--list").out

    assert "noise-scale: Model size and typos" in out
    assert "default " in out


def test_world_is_shown_as_text_and_as_json(synth: RunSynth) -> None:
    shown = synth("reproduce", "--show-world", "--preset", "smoke").out

    assert shown.startswith("WORLD ")
    assert synth("reproduce", "--show-world", "--preset", "smoke", "--json").document["world"] == shown.rstrip("\n")


def test_description_gets_its_reason_and_nothing_is_run(synth: RunSynth) -> None:
    ended = synth("reproduce", "--claim", "The learning rate is set to 5e-5.", "--json")

    assert ended.code == 0
    assert ended.document["results"] == []
    assert ended.document["claims"][0]["rerun"]["reason"].startswith("not reproducible by experiment: ")


def test_claim_of_the_workspace_is_found_by_its_prefix(again: RunSynth) -> None:
    claim = again("claims", "add", FUSION, "--json").document["claim"]["id"]
    document = again("reproduce", "--claim", claim[:6], *SMOKE, "--json").document

    assert document["claims"][0]["id"] == claim


def test_report_gets_an_experiment_or_a_reason_for_every_claim(again: RunSynth, workspace: Path) -> None:
    rows = "".join(f"| {text} | ✓ | 0.2 |\n" for text in (FUSION, "The batch size is set to 32."))
    report = f"# R\n\n## 5 Extracted Claims\n\n| Claim | Verified | Confidence |\n|---|---|---|\n{rows}"
    (workspace / "r.md").write_text(report, encoding="utf-8")
    document = again("reproduce", "--report", "r.md", *SMOKE, "--json").document

    assert [claim["rerun"]["experiment"] for claim in document["claims"]] == ["layer-fusion", None]
    assert all(claim["rerun"]["reason"] for claim in document["claims"])


def refused(ended: Ended, code: int, *words: str) -> None:
    assert ended.code == code
    assert "hint: " in ended.err
    for word in words:
        assert word in ended.err


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ((), 2, ("what should be rerun?",)),
        (("--list", "--claim", "a b"), 2, ("--claim and --list contradict each other",)),
        (("--experiment", "noise-scale", "--report", "r.md"), 2, ("contradict",)),
        (("--claim", "3f2a"), 2, ("no claim starts with",)),
        (("--claim", "word"), 2, ("neither a claim's id nor a sentence",)),
        (("--experiment", "nose-scale"), 6, ("unknown experiment 'nose-scale'", "noise-scale")),
        (("--experiment", "noise-scale", "--seeds", "1"), 6, ("1 seed gives no interval",)),
        (("--experiment", "noise-scale", "--budget", "soon"), 2, ("not a time: 'soon'", "10m")),
        (("--experiment", "noise-scale", "--device", "cpu", "--budget", "1s"), 6, ("a budget of 1 s is too small",)),
        (("--experiment", "noise-scale", "--encoder", "x"), 6, ("--data is missing",)),
        (("--experiment", "noise-scale", "--data", "x"), 6, ("--encoder is missing",)),
        (("--experiment", "noise-scale", "--encoder", "x", "--data", "y"), 6, ("compares sizes",)),
        (("--experiment", "alignment", "--encoder", "x", "--data", "y"), 6, ("compares ways of pretraining",)),
        (("--report", "nowhere.md"), 3, ("nowhere.md",)),
        (("--report", "."), 3, ("no report in this folder",)),
    ],
)
def test_bad_input_is_named_with_a_hint(
    synth: RunSynth, options: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    refused(synth("reproduce", *options), code, *words)


@pytest.mark.slow
def test_failure_in_a_process_reaches_the_user_with_its_hint(synth: RunSynth, workspace: Path) -> None:
    (workspace / "udpos").mkdir()
    for name in ("train-en", "dev-en", "test-en", "test-de"):
        (workspace / "udpos" / f"{name}.tsv").write_text("dog\tNOUN\n\n", encoding="utf-8")
    (workspace / "bare").mkdir()
    ended = synth("reproduce", "--experiment", "layer-fusion", "--encoder", "bare", "--data", ".", *SMOKE)

    refused(ended, 6, "layer-fusion, last layer, seed 0: ", "bare")


def test_device_that_is_not_there_is_named(synth: RunSynth) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a CUDA device here")
    refused(synth("reproduce", "--experiment", "noise-scale", "--device", "cuda"), 6, "there is no CUDA device here")


def test_prefix_of_several_claims_lists_them(synth: RunSynth) -> None:
    claims = [
        synth("claims", "add", f"Statement number {number} holds.", "--json").document["claim"]["id"]
        for number in range(40)
    ]
    shared = next(claim[:2] for claim in claims if sum(other[:2] == claim[:2] for other in claims) > 1)

    refused(synth("reproduce", "--claim", shared), 2, "give more digits")


def test_second_run_at_once_is_refused(synth: RunSynth, workspace: Path) -> None:
    with workspace_lock(workspace / "db" / ".lock", command="synth reproduce"):
        refused(synth("reproduce", "--experiment", "noise-scale", *SMOKE), 4, "another synth works in")


def test_broken_report_of_ours_is_named(synth: RunSynth, workspace: Path) -> None:
    (workspace / "report.json").write_text('{"title": "x"}', encoding="utf-8")

    refused(synth("reproduce", "--report", "."), 3, "not a report of synth")


def test_too_little_memory_is_refused_before_the_start(tmp_path: Path) -> None:
    lab = BundledLab(tmp_path, progress=lambda *_: None, clock=fixed_clock, free_bytes=lambda: 10**8)
    store = open_store(f"sqlite:///{tmp_path}/synth.db")
    with pytest.raises(Exception, match=r"GiB of memory, and 0\.1 GiB are free"):
        lab.estimate(LabPlan(experiments=("noise-scale",), device="cpu"), store=SqlRerunStore(store))
    store.close()


def test_budget_shrinks_seeds_and_says_what_that_costs(tmp_path: Path) -> None:
    lab = BundledLab(tmp_path, progress=lambda *_: None, clock=fixed_clock)
    store = SqlRerunStore(sql := open_store(f"sqlite:///{tmp_path}/synth.db"))
    whole = lab.estimate(LabPlan(experiments=("noise-scale",), device="cpu"), store=store)
    half = lab.estimate(LabPlan(experiments=("noise-scale",), device="cpu", budget_s=whole.wall_s / 2), store=store)
    sql.close()

    assert half.seeds == whole.seeds // 2
    assert half.wall_s <= whole.wall_s / 2
    assert half.powers["noise-scale"].power < whole.powers["noise-scale"].power
    assert f"{half.seeds} of {whole.seeds} seeds" in half.notes[0]
