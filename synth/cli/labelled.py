"""What ``synth evaluate`` and ``synth calibrate`` share: labelled files and the papers they name."""

from collections.abc import Callable
from pathlib import Path

from synth.claims.document import Document
from synth.claims.types import PaperId
from synth.documents.read import read_bytes
from synth.errors import UsageError
from synth.training.data import LabelledSet, read_labelled


def labelled_sets(files: tuple[Path, ...], papers: Path | None) -> list[LabelledSet]:
    """The labelled sets of the files; a paper that several of them name is read once."""
    read_paper = paper_reader(papers) if papers else None
    return [read_labelled(file, read_paper=read_paper) for file in files]


def paper_reader(folder: Path) -> Callable[[str], Document]:
    """What reads the PDF of a name in a folder, each once."""
    known: dict[str, Document] = {}

    def read_paper(name: str) -> Document:
        if name not in known:
            file = folder / f"{name}.pdf"
            if Path(name).name != name or not file.is_file():
                raise UsageError(f"no {name}.pdf in {folder}", hint="--papers names the folder of the claims' PDFs")
            known[name] = read_bytes("pdf", file.read_bytes(), paper=PaperId(name), version=None, title=name)
        return known[name]

    return read_paper
