"""Text files line by line, and errors that say where."""

from collections.abc import Iterator
from pathlib import Path

from synth.errors import LabError


def malformed(path: Path, line: int, column: int, problem: str, *, hint: str) -> LabError:
    """The error for a place in a file.

    Args:
        line: From 1.
        column: From 1; a field of the line, not a character.
    """
    return LabError(f"{path}, line {line}, column {column}: {problem}", hint=hint)


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """(number from 1, line without its end) of a UTF-8 file.

    Raises:
        LabError: If the file cannot be read or is no UTF-8 text.
    """
    number = 0
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield number, line.rstrip("\r\n")
    except OSError as error:
        raise LabError(f"{path} cannot be read: {error.strerror}", hint="check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise malformed(path, number + 1, 1, "not UTF-8 text", hint="convert the file to UTF-8") from error


def fields(path: Path, *, header: tuple[str, ...] = ()) -> Iterator[tuple[int, list[str]]]:
    """(line number, fields) of a file with tabs between its fields; empty lines and the header are left out.

    Quotes are letters like others, except that fields wrapped in them by a spreadsheet are unwrapped.

    Args:
        header: Names of which the first line holds all, if it is a header.
    """
    for number, line in read_lines(path):
        found = [_unquoted(field) for field in line.split("\t")]
        if not line.strip() or (number == 1 and header and set(header) <= set(found)):
            continue
        yield number, found


def _unquoted(field: str) -> str:
    """What was written ``"He said ""no"" ."`` by a writer of CSV."""
    if len(field) > 1 and field[0] == field[-1] == '"' and '""' in field[1:-1]:
        return field[1:-1].replace('""', '"')
    return field
