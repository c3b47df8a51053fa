"""Claims find the experiment that bears on them, or a reason why none does."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from synth.claims.ids import claim_id
from synth.lab.matching import RULES, Match, match_claim
from synth.lab.registry import cards
from synth.lab.slots import Slot, read_slots, stance_of
from synth.ports.lab import Stance
from synth.sources.reports.read import read_report

LABELLED = json.loads((Path(__file__).parent / "data" / "claims.json").read_text(encoding="utf-8"))


def answer(match: Match) -> str:
    return match.experiment or ("none" if match.is_empirical else "not-empirical")


def labelled_reports(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(text, what the report is about, label) of every claim and question of the example reports."""
    for file in sorted(folder.glob("*.txt")):
        report = read_report(file)
        yield report.question, report.topic, LABELLED["questions"][claim_id(report.question)]
        for claim in report.claims:
            yield claim.text, report.topic, LABELLED["reports"][claim.id]


@pytest.mark.parametrize("name", ["dev", "held_out"])
def test_written_claims_find_their_experiment(name: str) -> None:
    rows = [row for row in LABELLED["claims"] if row["set"] == name]
    wrong = [row["text"] for row in rows if answer(match_claim(row["text"], cards())) != row["label"]]
    print(f"{name}: {len(rows) - len(wrong)} of {len(rows)} claims matched as labelled")

    assert wrong == []


@pytest.mark.shared_data
def test_claims_of_the_example_reports_find_their_experiment(shared_data: Path) -> None:
    rows = list(labelled_reports(shared_data.parent / "example-reports"))
    wrong = [text for text, topic, label in rows if answer(match_claim(text, cards(), context=topic)) != label]
    print(f"example reports: {len(rows) - len(wrong)} of {len(rows)} claims and questions matched as labelled")

    assert len(rows) == 72
    assert wrong == []


@pytest.mark.shared_data
def test_claims_of_other_fields_are_hardly_ever_forced_into_a_match(shared_data: Path) -> None:

    import gzip

    with gzip.open(shared_data / "scifact" / "dev.claims.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["claim"] for line in file]

    assert [text for text in texts if match_claim(text, cards()).experiment] == []


def test_each_experiment_has_one_rule() -> None:
    assert sorted(rule.experiment for rule in RULES) == sorted(card.key for card in cards())


def test_claim_that_names_no_method_takes_it_from_its_report() -> None:
    text = "The transfer performance improves by 2.1 points on PAWS-X."

    assert match_claim(text, cards()).experiment is None
    lent = match_claim(text, cards(), context="Improving Cross-Lingual Transfer via Robust Training")
    assert lent.experiment == "robust-training"
    assert "its source is about robust training" in lent.reason


def test_source_about_two_methods_lends_none() -> None:
    text = "The transfer performance improves by 2.1 points on PAWS-X."

    assert match_claim(text, cards(), context="Robust Training and Word-Alignment Pre-training").experiment is None


def test_claim_that_nothing_bears_on_names_the_nearest() -> None:
    match = match_claim("Annotators agree on most labels of the data set.", cards())

    assert match.experiment is None
    assert len(match.nearest) == 2
    assert match.reason.startswith("no experiment here bears on this claim")


def test_description_is_told_from_a_claim_with_its_reason() -> None:
    match = match_claim("The masking probability is set to 0.15.", cards())

    assert not match.is_empirical
    assert match.reason == "not reproducible by experiment: it states a setting"


def test_slots_keep_the_words_that_filled_them() -> None:
    assert read_slots("XLM-R Large loses less under typos.").found[Slot.NOISE] == ("typos",)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Larger models lose less accuracy under typos.", Stance.PREDICTED),
        ("Does scaling help?", Stance.PREDICTED),
        ("Does size not matter?", Stance.PREDICTED),
        ("Model capacity does not protect encoders against noise.", Stance.NULL),
        ("Robustness is independent of the number of parameters.", Stance.NULL),
        ("Small encoders gain more than large ones.", Stance.OPPOSITE),
        ("Noise in pre-training hurts accuracy.", Stance.OPPOSITE),
        ("Noise hurts clean accuracy but helps on noisy text.", Stance.PREDICTED),
    ],
)
def test_stance_is_read_from_the_wording(text: str, stance: Stance) -> None:
    assert stance_of(text) is stance
