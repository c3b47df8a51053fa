"""Abbreviations as a text introduces them: "long form (SF)"."""

import re

_SHORT = re.compile(r"\(([A-Za-z][A-Za-z0-9&./-]{1,9})(?:[;,]\s[^()]*)?\)")


def abbreviations_in(text: str) -> tuple[tuple[str, str], ...]:
    """(short, long) for each short form that is introduced in brackets after its long form.

    The first introduction of a short form counts.

    Source:
        Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in
        biomedical text, Pacific Symposium on Biocomputing 8, 451-462.

    >>> abbreviations_in("We use natural language inference (NLI) here (see NLI).")
    (('NLI', 'natural language inference'),)
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short = match[1]
        if short in found or not any(c.isupper() for c in short):
            continue
        words = min(len(short) + 5, 2 * len(short))  # how far back the long form may reach (section 3.1)
        before = text[max(0, match.start() - 40 * words) : match.start()].rstrip()
        before = re.split(r"[\n;:()]|[.!?]\s", before)[-1]
        long = _long_form(short, " ".join(before.split()[-words:]))
        if long:
            found[short] = long
    return tuple(found.items())


def _long_form(short: str, before: str) -> str:
    """The shortest end of ``before`` that spells out the short form, or an empty string."""
    place = len(before) - 1
    core = [c for c in short.removesuffix("s") if c.isalnum()]
    for index in range(len(core) - 1, -1, -1):
        wanted = core[index].lower()
        # The first character has to begin a word; the others may stand anywhere.
        while place >= 0 and (
            before[place].lower() != wanted or (index == 0 and place > 0 and before[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return ""
        place -= 1
    long = before[place + 1 :]
    is_plausible = len(long) > len(short) and len(long.split()) <= min(len(core) + 5, 2 * len(core))
    return long if is_plausible and short.lower() not in long.lower().split() else ""
