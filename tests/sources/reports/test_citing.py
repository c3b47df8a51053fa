"""Sentences in, claims out: adding a case is adding a line."""

import pytest

from synth.errors import SourceError
from synth.sources.reports import parse_report

LISTED = """
## References

1. Roe, J., Poe, E. and Low, L. (2021). Wide Encoders. https://arxiv.org/abs/2101.00001v4
2. Doe, J. and Moe, M. (2020). Noise Costs Points. arXiv:2001.00002.
3. Low, L. (2019). Depth. <http://arxiv.org/abs/1901.00003v1>
4. Page, A. (1999). Only in Print.

[^3]: Moe, M. (2022). A Note. arXiv:2201.00009
"""
BIB = """
@misc{roe, title={Wide}, author={Roe, Jane and Poe, Edgar and Low, Lee}, year={2021}, eprint={2101.00001v4}}
@misc{doe, title={Noise}, author={John Doe and Max Moe}, year={2020}, url={https://arxiv.org/abs/2001.00002}}
@misc{page, title={Print}, author={Page, Ann}, year={1999}}
@article{broken, title = {unclosed
"""
ROE, DOE, LOW, NOTE = "2101.00001", "2001.00002", "1901.00003", "2201.00009"


@pytest.mark.parametrize(
    ("sentence", "claim", "cites"),
    [
        ("Width helps a lot [1].", "Width helps a lot.", [ROE]),
        ("Width helps a lot.[1]", "Width helps a lot.", [ROE]),
        ("Width helps a lot. [1, 3]", "Width helps a lot.", [ROE, LOW]),
        (r"Width helps a lot \[1-3\].", "Width helps a lot.", [ROE, DOE, LOW]),
        ("Width helps a lot [1]–[3].", "Width helps a lot.", [ROE, DOE, LOW]),
        ("Width helps [1] more than depth [3].", "Width helps more than depth.", [ROE, LOW]),
        ("Width helps a lot [4].", "Width helps a lot.", []),
        ("The share lies in [0, 1] [2].", "The share lies in [0, 1].", [DOE]),
        ("Width helps a lot.[^3]", "Width helps a lot.", [NOTE]),
        ("Width helps a lot [@unknown2021].", "Width helps a lot.", []),
        ("Width helps a lot (Roe et al., 2021).", "Width helps a lot.", [ROE]),
        ("Width helps a lot (Roe et al., 2021; Doe and Moe, 2020).", "Width helps a lot.", [ROE, DOE]),
        ("Doe and Moe (2020) find that noise costs points.", "Doe and Moe find that noise costs points.", [DOE]),
        ("Doe et al. [2] report smaller gains.", "Doe et al. report smaller gains.", [DOE]),
        ("Width helps a lot [Roe et al., 2021](https://arxiv.org/abs/2101.00001).", "Width helps a lot.", [ROE]),
        ("Width helps ([Roe et al., 2021](https://arxiv.org/abs/2101.00001)) a lot.", "Width helps a lot.", [ROE]),
        (
            "Width helps a lot (Doe and Moe, 2020; [Roe et al., 2021](https://arxiv.org/abs/2101.00001)).",
            "Width helps a lot.",
            [ROE, DOE],
        ),
        (
            "[Roe et al. (2021)](https://arxiv.org/abs/2101.00001) find that width helps.",
            "Roe et al. find that width helps.",
            [ROE],
        ),
        ("[Wide encoders](https://arxiv.org/abs/2101.00001v4) lose less.", "Wide encoders lose less.", [ROE]),
        ("Width helps a lot ([link](https://arxiv.org/abs/2101.00001)).", "Width helps a lot.", [ROE]),
        ("Width helps a lot (arXiv:2112.04426v3 [cs.CL]).", "Width helps a lot.", ["2112.04426"]),
        ("Latency grows 2.3 times [2]; see also arXiv:2112.04426v3.", "Latency grows 2.3 times.", [DOE, "2112.04426"]),
        ("As noted in [1], width helps a lot.", "Width helps a lot.", [ROE]),
        ("According to https://arxiv.org/abs/2101.00001, width helps a lot.", "Width helps a lot.", [ROE]),
        ("In contrast to [2], width helps a lot.", "In contrast to the cited work, width helps a lot.", [DOE]),
        ("**Cost.** Latency grows with width [1].", "Latency grows with width.", [ROE]),
        ("> Latency grows with *width* [1].", "Latency grows with width.", [ROE]),
    ],
)
def test_sentence_of_markdown_becomes_a_claim(sentence: str, claim: str, cites: list[str]) -> None:
    found = parse_report(f"# R\n\n## 1 Results\n\n{sentence} Nothing else.\n{LISTED}", path="r.md").claims

    assert [(item.text, list(item.cites)) for item in found] == [(claim, cites)]


@pytest.mark.parametrize(
    ("sentence", "claim", "cites"),
    [
        (r"Width helps a lot~\cite{roe}.", "Width helps a lot.", [ROE]),
        (r"Width helps a lot.~\cite{roe}", "Width helps a lot.", [ROE]),
        (r"Width helps a lot \citep[see][p.~3]{roe, doe}.", "Width helps a lot.", [ROE, DOE]),
        (r"Width helps a lot \parencite{page}.", "Width helps a lot.", []),
        (r"\citet{doe} find that noise costs 5\,\%.", "Doe and Moe find that noise costs 5 %.", [DOE]),
        (r"\textcite{roe} and \textcite{doe} agree on that.", "Roe et al. and Doe and Moe agree on that.", [ROE, DOE]),
        (r"\citeauthor{doe} (\citeyear{doe}) find that noise costs.", "Doe and Moe find that noise costs.", [DOE]),
        (r"As noted in \cite{roe}, width helps a lot.", "Width helps a lot.", [ROE]),
        (r"Width helps\footnote{Noted by \cite{roe}.} a lot here.", "Width helps a lot here.", [ROE]),
        (r"\textbf{Cost.} Latency grows with $\lambda$ \cite{roe}.", "Latency grows with λ.", [ROE]),
        (r"Width helps (\href{https://arxiv.org/abs/2112.04426}{arXiv}) a lot.", "Width helps a lot.", ["2112.04426"]),
        ("Width helps % \\cite{doe}\n  a lot \\cite{roe}.", "Width helps a lot.", [ROE]),
    ],
)
def test_sentence_of_latex_becomes_a_claim(sentence: str, claim: str, cites: list[str]) -> None:
    text = (
        f"\\begin{{document}}\n\\section{{Results}}\n{sentence} Nothing else.\n\\bibliography{{b}}\n\\end{{document}}\n"
    )

    found = parse_report(text, path="r.tex", beside={"b.bib": BIB}).claims

    assert [(item.text, list(item.cites)) for item in found] == [(claim, cites)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The [code](https://github.com/example/code) is open to all.",
        "The share lies in [0, 1] at all times.",
        "In 2020, width helped a lot.",
        "The list has an item [9] that is not there.",
        "Width helps! [1]",
    ],
)
def test_sentence_that_cites_nothing_is_no_claim(sentence: str) -> None:
    with pytest.raises(SourceError, match="no claims"):
        parse_report(f"# R\n\n## 1 Results\n\n{sentence}\n{LISTED}", path="r.md")


def test_versionless_mention_of_a_listed_paper_adds_no_reference() -> None:
    text = f"# R\n\nWidth helps a lot (arXiv:2101.00001).\n{LISTED}"

    assert [(item.paper, item.version) for item in parse_report(text, path="r.md").references] == [
        (ROE, 4),
        (DOE, None),
        (LOW, 1),
        (NOTE, None),
    ]


def test_research_question_on_a_line_of_its_own_is_found() -> None:
    text = f"# R\n\nAda Example\n\n**Research question:** Does it help?\n\nWidth helps a lot [1].\n{LISTED}"
    report = parse_report(text, path="r.md")

    assert (report.author, report.question) == ("Ada Example", "Does it help?")


def test_cited_list_of_a_finished_bibliography_is_read_from_the_bbl_file() -> None:
    text = r"\begin{document} Width helps a lot \cite{roe}. \bibliography{gone} \end{document}"
    bbl = r"\begin{thebibliography}{1} \bibitem{roe} J.~Roe. Wide. arXiv:2101.00001v4. \end{thebibliography}"

    report = parse_report(text, path="r.tex", beside={"r.bbl": bbl})

    assert [(item.paper, item.version) for item in report.references] == [(ROE, 4)]
    assert report.claims[0].cites == (ROE,)
