"""Pairs of sentences with a class: XNLI and PAWS-X.

Source:
    Conneau et al. (2018), https://arxiv.org/abs/1809.05053; Yang et al. (2019), https://arxiv.org/abs/1908.11828; the
    layout ``{split}-{language}.tsv``: Hu et al. (2020), XTREME, https://arxiv.org/abs/2003.11080.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from synth.errors import LabError
from synth.lab.data.lines import fields, malformed, read_lines
from synth.lab.data.words import words_of
from synth.lab.types import Example

NLI_LABELS: Final = ("entailment", "neutral", "contradiction")
PARAPHRASE_LABELS: Final = ("different", "same")
_NLI: Final = {**{name: k for k, name in enumerate(NLI_LABELS)}, "contradictory": 2}  # as MultiNLI's translation says
_PARAPHRASE: Final = {"0": 0, "1": 1}
NO_LABEL: Final = "XTREME's copies of the test files hold no labels; take the original ones"
_XNLI_HEADER: Final = ("language", "gold_label", "sentence1", "sentence2")
_MULTINLI_HEADER: Final = ("premise", "hypo", "label")
_PAWS_HEADER: Final = ("id", "sentence1", "sentence2", "label")


def read_inference(path: Path) -> Iterator[Example]:
    """Premise, hypothesis and label, with tabs between them; the header of MultiNLI's translations may stand above.

    Raises:
        LabError: If a line does not hold the three, or its label is unknown.
    """
    return _columns(path, _NLI, header=_MULTINLI_HEADER, first=0)


def read_paraphrases(path: Path) -> Iterator[Example]:
    """Two sentences and 0 or 1, with tabs between them; PAWS-X's own files have an id before, and a header.

    Pairs of which a translation is missing (``NS``) are kept, so that rows of languages stay parallel.

    Raises:
        LabError: If a line does not hold the three, or its label is not 0 or 1.
    """
    with_id = next((set(_PAWS_HEADER) <= set(line.split("\t")) for _, line in read_lines(path)), False)
    return _columns(path, _PARAPHRASE, header=_PAWS_HEADER, first=1 if with_id else 0)


def _columns(path: Path, labels: dict[str, int], *, header: tuple[str, ...], first: int) -> Iterator[Example]:
    for number, found in fields(path, header=header):
        one, other, label = (*found[first : first + 3], "", "", "")[:3]
        for k, text in enumerate((one, other)):
            if not text.strip():
                raise malformed(path, number, first + k + 1, "no sentence", hint="two sentences and a label, with tabs")
        yield Example(words_of(one), words_of(other), _label(label, labels, path, number, first + 3))


def _label(label: str, labels: dict[str, int], path: Path, number: int, column: int) -> int:
    if label.strip() in labels:
        return labels[label.strip()]
    if not label.strip():
        raise malformed(path, number, column, "no label", hint=NO_LABEL)
    raise malformed(path, number, column, f"unknown label {label!r}", hint=f"one of {', '.join(labels)}")


def read_xnli(path: Path, language: str) -> Iterator[Example]:
    """The rows of one language in XNLI's own ``xnli.dev.tsv`` or ``xnli.test.jsonl``, which hold all languages.

    Raises:
        LabError: If a column or key is missing, or a label is unknown.
    """
    records = _json_rows(path) if path.suffix == ".jsonl" else _table_rows(path)
    for number, record, columns in records:
        missing = [name for name in _XNLI_HEADER if name not in record]
        if missing:
            raise malformed(path, number, 1, f"no {missing[0]}", hint=f"each row has {', '.join(_XNLI_HEADER)}")
        if record["language"] == language:
            label = _label(record["gold_label"], _NLI, path, number, columns["gold_label"])
            yield Example(words_of(record["sentence1"]), words_of(record["sentence2"]), label)


def languages_of_xnli(path: Path) -> tuple[str, ...]:
    """The languages in such a file, in order."""
    records = _json_rows(path) if path.suffix == ".jsonl" else _table_rows(path)
    return tuple(dict.fromkeys(record.get("language", "") for _, record, _ in records))


Record = tuple[int, dict[str, str], dict[str, int]]  # line, values by name, columns by name


def _table_rows(path: Path) -> Iterator[Record]:
    names: list[str] = []
    columns: dict[str, int] = {}
    for number, found in fields(path):
        if number == 1:
            names = found
            columns = {name: k + 1 for k, name in enumerate(names)}
            continue
        if len(found) != len(names):
            problem = f"{len(found)} fields under {len(names)} names"
            raise malformed(path, number, min(len(found), len(names)), problem, hint="one field for each name")
        yield number, dict(zip(names, found, strict=True)), columns


def _json_rows(path: Path) -> Iterator[Record]:
    for number, line in read_lines(path):
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise malformed(path, number, error.colno, f"no JSON: {error.msg}", hint="one object a line") from error
        if not isinstance(record, dict):
            raise LabError(f"{path}, line {number}: no JSON object", hint="one object a line")
        yield number, {str(name): str(value) for name, value in record.items()}, dict.fromkeys(record, 1)
