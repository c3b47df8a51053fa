"""The charts: which there are, what they say in words, and that equal numbers give equal pictures."""

import dataclasses
import sys

import pytest
from lxml import etree

from synth.errors import MissingPackageError
from synth.render.charts import figures_of
from synth.render.plots import drawable, reliability_figure, risk_coverage_figure
from synth.verdict.types import Label
from tests.render.samples import (
    CALIBRATION,
    CONTRADICTED,
    NARROW,
    VERIFIED_REPORT,
    WIDE,
    make_audit,
    make_blind_audit,
    make_evidence,
    make_hostile,
    make_verdict,
)

pytest.importorskip("matplotlib", reason="the extra figures is not installed")
BINS = ((0.1, 0.05, 40), (0.5, 0.55, 40), (0.9, 0.93, 41))


def test_confidences_and_papers_are_told_in_words() -> None:
    confidence, papers = figures_of(make_audit(), png=False)

    assert confidence.words == (
        "Histogram. supported: 1 claim, confidence 0.91 to 0.91; refuted: 1 claim, confidence 0.87 to 0.87;"
        " not enough info: 1 claim, confidence 0.72 to 0.72."
    )
    assert papers.words == "What each paper says of the claims. [2] 1 supported, 1 refuted."
    assert confidence.png == b""


def test_reliability_is_drawn_where_bins_are_kept() -> None:
    note = dataclasses.replace(CALIBRATION, bins=BINS)

    names = [figure.name for figure in figures_of(dataclasses.replace(VERIFIED_REPORT, calibration=(note,)))]

    assert names == ["reliability", "confidence-by-label", "claims-by-paper"]


def test_agreement_needs_two_papers() -> None:
    both = make_verdict("Depth helps.", Label.REFUTED, evidence=(make_evidence("Depth hurts.", WIDE),))
    data = dataclasses.replace(make_audit(), verdicts=(CONTRADICTED, both))

    assert [figure.name for figure in figures_of(data, png=False)][-1] == "agreement"


def test_agreement_of_many_claims_says_that_it_is_cut() -> None:
    verdicts = tuple(
        make_verdict(f"Claim {number}.", evidence=(make_evidence("A quote.", (WIDE, NARROW)[number % 2]),))
        for number in range(80)
    )

    matrix = figures_of(dataclasses.replace(make_audit(), verdicts=verdicts), png=False)[-1]

    assert matrix.title == "Claims and papers; the first 60 of 80 claims"


def test_report_without_verdicts_has_no_charts() -> None:
    assert figures_of(make_blind_audit()) == ()


def test_equal_data_give_equal_pictures() -> None:
    assert figures_of(make_audit()) == figures_of(make_audit())


def test_hostile_names_are_drawn_as_they_stand() -> None:
    for figure in figures_of(make_hostile()):
        picture = etree.fromstring(figure.svg)
        assert {etree.QName(element).localname for element in picture.iter(etree.Element)} <= {
            *("svg", "metadata", "RDF", "Work", "type", "format", "creator", "Agent", "title", "date"),
            *("defs", "style", "g", "path", "use", "clipPath", "rect"),
        }
        assert figure.png.startswith(b"\x89PNG")


def test_dollar_begins_no_formula() -> None:
    assert drawable("costs $x^2$ 模") == r"costs \$x^2\$ ?"


def test_curves_of_an_evaluation_are_drawn() -> None:
    assert "scifact: 121 claims" in reliability_figure({"scifact": BINS}).words
    assert "scifact: 0.20 of all labels wrong" in risk_coverage_figure({"scifact": ((0.5, 0.1), (1.0, 0.2))}).words


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(MissingPackageError, match="figures need matplotlib") as raised:
        figures_of(make_audit())
    assert raised.value.hint == "pip install 'synth[figures]'"
