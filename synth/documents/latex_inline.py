"""Running text of TeX: characters, formulas, citations and references, one stretch at a time."""

import re
from dataclasses import dataclass

from synth.claims.latex import argument_at, command_at, readable_math
from synth.documents.collect import Collector
from synth.documents.latex_numbers import Numbers
from synth.documents.latex_source import Origins
from synth.documents.latex_syntax import CITES, NAMED_REFS, REFS, SIGNS, SILENT, after_arguments
from synth.documents.pieces import Piece

_OPTIONS = re.compile(r"\*?\s*(?:\[([^\]]*)\]\s*)?(?:\[([^\]]*)\]\s*)?")
_NO_PRINT = re.compile(r"\\label\s*\{[^{}]*\}|\\\\(?:\[[^\]]*\])?")


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of TeX: its text, where that comes from, and the numbers that its references print."""

    text: str
    origins: Origins
    numbers: Numbers


def add(out: Collector, source: Source, start: int, end: int) -> None:
    """Add plain characters of the source."""
    while start < end:
        origin, stop = source.origins.run(start, end)
        out.piece.append_clean(source.text[start:stop], origin)
        start = stop


def add_shown(out: Collector, source: Source, shown: str, at: int) -> None:
    """Add what is shown in place of something in the source."""
    out.piece.append_clean(shown, source.origins.of(at))


def add_math(out: Collector, source: Source, start: int, close: str, end: int, *, at: int) -> int:
    """Add a formula, up to what closes it, as readable text; where the text goes on."""
    stop = source.text.find(close, start, end)
    stop = end if stop < 0 else stop
    shown = readable_math(_NO_PRINT.sub(" ", source.text[start:stop]))
    is_display = close not in {"$", "\\)"}
    add_shown(out, source, f" {shown} " if is_display else shown, at)
    return min(stop + len(close), end)


def add_command(out: Collector, source: Source, match: re.Match[str]) -> tuple[int, tuple[int, int] | None]:
    """Add what a sign or command shows.

    Returns:
        Where the text goes on, and the command's argument if that holds commands of its own: it has
        to be read before going on.
    """
    token, name, at = match[0], match["name"] or "", match.start()
    if token in SIGNS:
        add_shown(out, source, SIGNS[token], at)
        return match.end(), None
    if name.startswith(CITES):
        options = _OPTIONS.match(source.text, match.end())
        keys, stop = argument_at(source.text, options.end() if options else match.end())
        notes = [note for note in (options.groups() if options else ()) if note is not None]
        add_shown(out, source, source.numbers.cited(name, keys, notes), at)
        return stop, None
    if name in REFS:
        label, stop = argument_at(source.text, match.end())
        add_shown(out, source, referred(source.numbers, name, label), at)
        return stop, None
    if name in SILENT:
        return after_arguments(source.text, match.end()), None
    shown, stop = command_at(source.text, at, math=False)
    inner = source.text[match.end() : stop]
    if inner.endswith("}"):
        argument, _ = argument_at(source.text, match.end())
        begin = stop - 1 - len(argument)
        if "\\" in inner or "$" in inner or shown == argument:
            return stop, (begin, stop - 1)
    add_shown(out, source, shown, at)
    return stop, None


def referred(numbers: Numbers, command: str, label: str) -> str:
    r"""What a reference prints: a number, with its kind where the command adds it.

    >>> referred(Numbers(labels={"tab:a": "3"}), "cref", "tab:a"), referred(Numbers(), "ref", "x")
    ('Table 3', '')
    """
    number = numbers.labels.get(label.partition(",")[0].strip(), "")
    prefix = label[: label.find(":")].lower()[:3] if ":" in label else ""
    kind = NAMED_REFS.get(prefix, "") if command.lower() in {"autoref", "cref", "vref"} else ""
    return f"{kind} {f'({number})' if command == 'eqref' else number}".strip()


def piece_of(text: str, origin: int) -> Piece:
    """Fixed text that stands for something at a place of the original."""
    piece = Piece()
    piece.append(text, origin)
    return piece
