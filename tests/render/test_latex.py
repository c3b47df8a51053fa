"""The LaTeX report: foreign text is only ever text, and it compiles where there is a LaTeX."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexWalker

from synth.render.data import ReportData
from synth.render.latex import escaped, latex_of
from synth.render.view import view_of
from synth.render.words import plain
from tests.render.samples import HOSTILE, VERIFIED_REPORT, make_audit, make_blind_audit, make_hostile
from tests.render.test_synthesis import NO, YES, with_synthesis

REPORTS = {
    "papers": VERIFIED_REPORT,
    "audit": make_audit(),
    "blind": make_blind_audit(),
    "hostile": make_hostile(),
    "synthesis": with_synthesis(make_audit(), (YES, NO, *HOSTILE)),
}
MACROS = {
    *("textbackslash", "textasciitilde", "textasciicircum", "textless", "textgreater", "textbar", "textasciigrave"),
    "symbol",
    *("synthtick", "synthcross", "synthnearly", "ldots", "{", "}", "$", "&", "#", "_", "%"),
}


@given(st.one_of(st.sampled_from(HOSTILE), st.text(alphabet=st.characters(codec="utf-8"))))
def test_escaped_text_holds_no_command_formula_or_comment_of_its_own(text: str) -> None:
    nodes, _, _ = LatexWalker(escaped(plain(text)), tolerant_parsing=False).get_latex_nodes()

    for node in nodes:
        assert isinstance(node, LatexCharsNode | LatexGroupNode | LatexMacroNode)
        if isinstance(node, LatexMacroNode):
            assert node.macroname in MACROS


@pytest.mark.parametrize("data", REPORTS.values(), ids=REPORTS)
def test_sections_stand_in_order(data: ReportData) -> None:
    text = latex_of(view_of(data))

    heads = ["Introduction", "Methodology", "Results", "Limitations", "Extracted Claims"]
    places = [text.index(rf"\section{{{head}}}") for head in heads]
    assert places == sorted(places)
    assert text.index(r"\begin{abstract}") < places[0]
    assert text.rstrip().endswith(r"\end{document}")


@pytest.mark.slow
@pytest.mark.parametrize("program", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("kind", REPORTS)
def test_report_compiles(kind: str, program: str, tmp_path: Path) -> None:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs {program}")
    (tmp_path / "report.tex").write_bytes(latex_of(view_of(REPORTS[kind])).encode("utf-8", "replace"))

    ended = subprocess.run(
        [found, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=120,
    )

    assert ended.returncode == 0, ended.stdout.decode(errors="replace")[-2000:]
    assert (tmp_path / "report.pdf").stat().st_size > 0
