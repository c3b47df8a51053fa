"""TeX as a page would print it."""

import io
import tarfile
from itertools import pairwise

import pytest

from synth.claims.document import Document, Part, SourceFormat
from synth.errors import SourceError
from tests.documents.conftest import DATA, Read, texts


def bundle(**files: str) -> bytes:
    """A tar.gz; double underscores in names stand for a slash."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(f"{name.replace('__', '/')}.tex" if "." not in name else name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return buffer.getvalue()


def article(body: str, preamble: str = "") -> str:
    return f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"


NAMES = "abcdefghijklmnop"
GROWING = "".join(
    f"\\def\\{name}{{{f'{chr(92)}{after} ' * 3}}}" for name, after in pairwise(NAMES)
)  # three to the 15th


@pytest.fixture(scope="module")
def source(read: Read) -> Document:
    """quiet_gates.tex, read."""
    return read("latex", (DATA / "quiet_gates.tex").read_bytes())


@pytest.mark.parametrize("name", ["quiet_gates", "facts_apart"])
def test_source_and_page_of_a_paper_hold_the_same_sentences(name: str, read: Read) -> None:
    source, page = (
        read("latex", (DATA / f"{name}.tex").read_bytes()),
        read("html", (DATA / f"{name}.html").read_bytes()),
    )

    def plain(document: Document) -> list[str]:
        kept = texts(document, Part.ABSTRACT, Part.BODY, Part.CAPTION, Part.TABLE)
        return ["".join(c for c in text if c.isalnum()) for text in kept if text != "Theorem 1"]  # TeX counts it

    assert sorted(plain(source)) == sorted(plain(page))
    assert source.tables[0].rows == page.tables[0].rows
    assert [entry.arxiv for entry in source.references] == [entry.arxiv for entry in page.references]
    assert source.format is SourceFormat.LATEX


def test_sections_are_numbered_as_printed(source: Document) -> None:
    assert [section.title for section in source.sections][1:] == [
        "Abstract", "1 Introduction", "2 Method", "2.1 Gates", "3 Results", "Limitations", "References", "A Prompts",
    ]  # fmt: skip
    assert source.sections[-1].part is Part.APPENDIX


def test_own_macros_are_expanded_with_their_arguments(read: Read) -> None:
    preamble = (
        "\\newcommand{\\ours}{\\textsc{Tern}}\\def\\gain#1#2{#1 of #2}\\newcommand{\\bleu}[2][WMT]{#2 BLEU on #1}"
        "\\DeclareMathOperator{\\soft}{soft}"
    )
    document = read(
        "latex", article("\\ours{} wins: \\gain{3}{5}, \\bleu{27}, \\bleu[IWSLT]{34}, $\\soft(x)$.", preamble)
    )

    assert texts(document) == ["Tern wins: 3 of 5, 27 BLEU on WMT, 34 BLEU on IWSLT, soft(x)."]


def test_inputs_are_read_in_place(read: Read) -> None:
    main = article("Before. \\input{sec/a} After.\n% \\input{sec/b}\n")

    document = read("latex", bundle(main=main, sec__a="In between.", sec__b="Never."))

    assert texts(document) == ["Before.", "In between.", "After."]


def test_bibliography_file_gives_the_references_and_the_names_in_the_text(read: Read) -> None:
    bbl = (
        "\\begin{thebibliography}{9}\n\\bibitem[{Hale and Ott(2019)}]{hale}\nR. Hale. Gates. arXiv:1905.01234.\n"
        "\\end{thebibliography}"
    )
    main = article("As \\citet{hale} say, gates \\citep{hale} work.\n\n\\bibliography{refs}")

    document = read("latex", bundle(**{"main.tex": main, "main.bbl": bbl}))

    assert texts(document, Part.FRONT, Part.BODY) == ["As Hale and Ott (2019) say, gates (Hale and Ott, 2019) work."]
    assert [reference.arxiv for reference in document.references] == ["1905.01234"]


def test_references_to_tables_sections_and_equations_are_numbers(read: Read) -> None:
    body = (
        "\\section{One}\\label{sec:one}\nSee Table~\\ref{tab:a}, Section~\\ref{sec:two} and \\eqref{eq:e}.\n"
        "\\begin{equation}\\label{eq:e} x = 1 \\end{equation}\n"
        "\\section{Two}\\label{sec:two}\n\\begin{table}\\caption{A.}\\label{tab:a}\\end{table}\n"
    )

    assert "See Table 1, Section 2 and (1)." in " ".join(texts(read("latex", article(body))))


def test_comments_and_pictures_are_left_out(read: Read) -> None:
    body = "Shown\\% here. % hidden\n\\begin{comment}hidden\\end{comment}\n\\begin{tikzpicture}hidden\\end{tikzpicture}"

    assert texts(read("latex", article(body))) == ["Shown% here."]


def test_table_with_merged_rows_and_columns(read: Read) -> None:
    body = (
        "Text.\n\\begin{table}\\caption{Scores.}\\begin{tabular}{l|cc}\\toprule\n"
        "\\multirow{2}{*}{Model} & \\multicolumn{2}{c}{\\textbf{BLEU}} \\\\ \\cmidrule(lr){2-3}\n"
        " & A \\& B & C \\\\[2pt]\n"
        "Dense~\\cite{x} & 1.0 & $\\mathbf{2.5} \\pm 0.1$ \\\\ \\bottomrule\n\\end{tabular}\\end{table}"
    )

    (table,) = read("latex", article(body)).tables

    assert table.rows == (("Model", "BLEU", "BLEU"), ("Model", "A & B", "C"), ("Dense [1]", "1.0", "2.5 ± 0.1"))
    assert table.label == "Table 1"


def test_offsets_lead_back_to_the_source_with_inputs_in_place(read: Read) -> None:
    source = article("% a comment\nThe first sentence. \\emph{The second} sentence.")
    document = read("latex", source)

    for start in ("The first", "The second"):
        assert source[document.original_offset(document.text.index(start)) :].startswith(start)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\\def\\a{\\b\\b}\\def\\b{\\a\\a}" + article("\\a"), "unfold without end"),
        (GROWING + article("\\a"), "unfold without end"),
        (article("{" * 500 + "x" + "}" * 500), "nested too deeply"),
        (article("\\begin{quote}" * 3000), "holds no text"),
        (article(""), "holds no text"),
    ],
)
def test_hostile_and_empty_sources_are_refused(read: Read, source: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read("latex", source)

    assert "PDF" in caught.value.hint


def test_file_that_includes_itself_is_refused(read: Read) -> None:
    with pytest.raises(SourceError, match="without end"):
        read("latex", bundle(main=article("Text. \\input{a}"), a="More. \\input{a}"))


def test_unbalanced_braces_do_not_lose_the_text_before_them(read: Read) -> None:
    assert "All is well." in texts(read("latex", article("All is well. \\emph{Never closed")))
