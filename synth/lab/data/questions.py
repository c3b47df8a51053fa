"""Questions answered by a span of a text: SQuAD, XQuAD, MLQA and TyDi QA's gold passages share one JSON format.

Source:
    Rajpurkar et al. (2016), https://arxiv.org/abs/1606.05250; Artetxe et al. (2020), https://arxiv.org/abs/1910.11856;
    Lewis et al. (2020), https://arxiv.org/abs/1910.07475; Clark et al. (2020), https://arxiv.org/abs/2003.05002.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from synth.errors import LabError
from synth.lab.data.lines import malformed, read_lines
from synth.lab.data.words import split_words, word_range, words_of
from synth.lab.types import Example

HINT: Final = "SQuAD's format: data > paragraphs > context and qas > question and answers > text and answer_start"


def read_questions(path: Path) -> Iterator[Example]:
    """Context, question, and the first answer as a range of words.

    Questions marked as impossible are left out. Answers that begin or end within a word take the whole word.

    Raises:
        LabError: If the file is no such JSON, or an answer does not stand where it is said to stand.
    """
    for place, entry in _items(path, "", _document(path), "data"):
        for at, paragraph in _items(path, place, entry, "paragraphs"):
            context = _field(path, at, paragraph, "context", str)
            words = split_words(context)
            for asked, question in _items(path, at, paragraph, "qas"):
                if question.get("is_impossible"):
                    continue
                answers = list(_items(path, asked, question, "answers"))
                if not answers:
                    raise LabError(
                        f"{path}, {asked}: no answer", hint="XTREME's copies hold none; take the original ones"
                    )
                start, end = _span(path, *answers[0], context)
                found = word_range(words, start, end)
                if found is None:
                    raise LabError(f"{path}, {answers[0][0]}: the answer is empty", hint=HINT)
                text = _field(path, asked, question, "question", str)
                yield Example(tuple(word.text for word in words), words_of(text), answer=found)


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads("\n".join(line for _, line in read_lines(path)))
    except json.JSONDecodeError as error:
        raise malformed(path, error.lineno, error.colno, f"no JSON: {error.msg}", hint=HINT) from error
    if not isinstance(document, dict):
        raise malformed(path, 1, 1, "no JSON object", hint=HINT)
    return document


def _span(path: Path, place: str, answer: dict[str, Any], context: str) -> tuple[int, int]:
    text, start = _field(path, place, answer, "text", str), _field(path, place, answer, "answer_start", int)
    if context[start : start + len(text)] != text:
        problem = f"{text[:40]!r} does not stand at character {start} of the context"
        raise LabError(f"{path}, {place}: {problem}", hint="answer_start counts characters of the context, from 0")
    return start, start + len(text)


def _items(path: Path, place: str, holder: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place in the document, object) of each object of a list; the place reads ``data[0].paragraphs[3]``."""
    for i, item in enumerate(_field(path, place, holder, name, list)):
        at = f"{place}.{name}[{i}]".lstrip(".")
        if not isinstance(item, dict):
            raise LabError(f"{path}, {at}: no JSON object", hint=HINT)
        yield at, item


def _field(path: Path, place: str, holder: dict[str, Any], name: str, kind: type) -> Any:
    value = holder.get(name)
    if not isinstance(value, kind):
        raise LabError(f"{path}, {place or 'top'}: no {name}", hint=HINT)
    return value
