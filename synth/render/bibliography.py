"""References as BibTeX, RIS and CSL-JSON; names and titles are data there, never markup."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from synth.claims.ids import parse_arxiv_id
from synth.errors import UsageError
from synth.ports import Paper
from synth.render.layout import elided
from synth.render.references import file_of, key_of, link_of
from synth.render.words import plain, split_name

_NOTE_CHARS: Final = 160
_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': "''",
}


def bibtex(papers: Sequence[Paper]) -> str:
    """One entry for each paper, in order; an arXiv paper carries ``eprint`` with its version.

    Braces keep the case of titles; what LaTeX would interpret is escaped; letters stay as they are (UTF-8).
    """
    return "\n".join(_entry(paper, key) for paper, key in zip(papers, _keys(papers), strict=True))


def ris(papers: Sequence[Paper]) -> str:
    """One RIS record for each paper."""
    return "\n".join(
        "\n".join(f"{tag}  - {plain(value).strip()}" for tag, value in _ris(paper)) + "\n" for paper in papers
    )


def csl(papers: Sequence[Paper]) -> list[dict[str, Any]]:
    """The papers as CSL-JSON items."""
    items = []
    for paper, key in zip(papers, _keys(papers), strict=True):
        item: dict[str, Any] = {"id": key, "type": "article", "title": _title(paper)}
        if paper.authors:
            item["author"] = [_csl_name(name) for name in paper.authors]
        if date := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", paper.published):
            item["issued"] = {"date-parts": [[int(part) for part in date.groups() if part]]}
        if link := link_of(paper.id, paper.version, paper.doi):
            item["URL"] = link
        if paper.doi:
            item["DOI"] = paper.doi
        if number := _eprint(paper):
            item |= {"number": f"arXiv:{number}", "publisher": "arXiv"}
        if note := _note(paper):
            item["note"] = plain(note)
        items.append(item)
    return items


def _keys(papers: Sequence[Paper]) -> list[str]:
    """A citation key for each paper, no two alike: its id and version, in letters that every tool allows."""
    keys: list[str] = []
    for paper in papers:
        key = re.sub(r"[^A-Za-z0-9.]+", "-", key_of(paper.id, paper.version)).strip("-") or "paper"
        again = sum(known == key or known.startswith(f"{key}-again") for known in keys)
        keys.append(f"{key}-again{again}" if again else key)
    return keys


def _entry(paper: Paper, key: str) -> str:
    eprint = _eprint(paper)
    fields = [
        ("title", f"{{{_latex(_title(paper))}}}"),
        ("author", " and ".join(_bibtex_name(name) for name in paper.authors)),
        ("year", paper.published[:4] if re.match(r"\d{4}", paper.published) else ""),
        ("eprint", eprint),
        ("archiveprefix", "arXiv" if eprint else ""),
        ("doi", _latex(paper.doi)),
        ("url", link_of(paper.id, paper.version, paper.doi)),
        ("note", _latex(_note(paper))),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _note(paper: Paper) -> str:
    """Where it was published, and that it was withdrawn."""
    published = f"Published in {paper.journal}" if paper.journal else ""
    withdrawn = f"WITHDRAWN: {elided(paper.withdrawn, _NOTE_CHARS)}" if paper.withdrawn else ""
    return ". ".join(filter(None, (withdrawn, published)))


def _title(paper: Paper) -> str:
    """The title, else what there is to know a paper by."""
    return paper.title or file_of(paper) or key_of(paper.id, paper.version)


def _latex(text: str) -> str:
    return latex_escaped(plain(text).strip(), {})


def latex_escaped(text: str, more: Mapping[str, str]) -> str:
    """A text with what LaTeX would interpret escaped, and the characters of ``more`` replaced too."""
    known = {**_LATEX, **more}
    return "".join(known.get(character, character) for character in text)


def _bibtex_name(name: str) -> str:
    """A name in braces where BibTeX would take it apart wrongly."""
    text = _latex(name)
    return f"{{{text}}}" if re.search(r"(?i)\band\b|,", text) else text


def _eprint(paper: Paper) -> str:
    try:
        parse_arxiv_id(paper.id)
    except UsageError:
        return ""
    return key_of(paper.id, paper.version)


def _csl_name(name: str) -> dict[str, str]:
    given, family = split_name(name)
    return {"family": family, "given": given} if given else {"literal": family}


def _ris(paper: Paper) -> Iterable[tuple[str, str]]:
    yield "TY", "UNPB" if _eprint(paper) else "GEN"
    yield "TI", _title(paper)
    for name in paper.authors:
        given, family = split_name(name)
        yield "AU", f"{family}, {given}" if given else family
    if re.match(r"\d{4}", paper.published):
        yield "PY", paper.published[:4]
    if paper.abstract:
        yield "AB", paper.abstract
    if eprint := _eprint(paper):
        yield "M1", f"arXiv:{eprint}"
    if paper.doi:
        yield "DO", paper.doi
    if link := link_of(paper.id, paper.version, paper.doi):
        yield "UR", link
    if note := _note(paper):
        yield "N1", note
    yield "ER", ""
