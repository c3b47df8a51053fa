"""What ``synth replay`` says: what is not as it was, and whether every verdict is the same."""

from collections.abc import Mapping
from typing import Any, Final

from synth.render.layout import elided
from synth.render.screen import WIDTH
from synth.render.words import counted

_HASH_CHARS: Final = 19  # "sha256:" and twelve digits tell any two files apart
_INDENT: Final = " " * 10


def cause_line(kind: str, name: str, before: str, after: str, *, width: int = WIDTH) -> str:
    """Something that differs, in a sentence that says what it means.

    >>> cause_line("package", "numpy", "2.4.5", "2.4.6")
    'package numpy: was 2.4.5, is 2.4.6'
    >>> cause_line("text", "2104.08645v2", "sha256:0123456789abcdef", "")
    'text of 2104.08645v2: not in this workspace; what was decided from it cannot be the same'
    """
    was, now = before[:_HASH_CHARS], after[:_HASH_CHARS]
    sides = f"({was or 'none'} then, {now or 'none'} now)"
    if kind == "text" and not after:
        said = f"text of {name}: not in this workspace; what was decided from it cannot be the same"
    elif kind == "text":
        said = f"text of {name}: not the text of the run {sides}"
    elif kind == "model" and not (before and after):
        said = f"model {name}: {'used then, not now' if before else 'used now, not then'} {sides}"
    elif kind == "model":
        said = f"model {name}: not the file of the run {sides}"
    else:
        said = f"{kind} {name}".strip() + f": was {before or 'not there'}, is {after or 'not there'}"
    return elided(said, width)


def altered_lines(
    claim: str, change: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, width: int = WIDTH
) -> str:
    """An altered claim that is decided in another way.

    Args:
        claim: The id of the claim that was altered.
        change: What was altered.
        before: What came of it then; None if it was not tried.
        after: What comes of it now; None if it is not tried.
        width: Columns of the screen.
    """
    head = f"{claim[:8]}  altered: "
    said = f"was {_fate(before)}, is {_fate(after)}"
    return f"{head}{elided(change, width - len(head))}\n{_INDENT}{elided(said, width - len(_INDENT))}"


def _fate(item: Mapping[str, Any] | None) -> str:
    if item is None:
        return "not tried"
    label = str(item["label"] or "not decided").replace("_", " ")
    confidence = "" if item["confidence"] is None else f" {item['confidence']:.2f}"
    return f"{'caught' if item['caught'] else 'passed'} ({label}{confidence})"


def replay_foot(claims: int, *, changed: int, moved: int, most: float) -> str:
    """The numbers at the end.

    Args:
        claims: How many were decided anew.
        changed: Those with another verdict.
        moved: Those with the same verdict at another confidence, or from another passage.
        most: The largest difference of a confidence among these.

    >>> replay_foot(12, changed=0, moved=0, most=0.0)
    'all of 12 verdicts are the same'
    """
    start = _same(claims, changed, "verdict")
    if not moved:
        return start
    return f"{start}; {moved} of them at another confidence (by {most:.6f} at most) or from another passage"


def attack_foot(altered: int, changed: int, *, is_replayed: bool) -> str:
    """The numbers of the attacks.

    >>> attack_foot(13, 1, is_replayed=True)
    'attack: 12 of 13 altered claims are the same, 1 differ'
    """
    if not is_replayed:
        return "attack: not replayed (--no-attack)"
    return f"attack: {_same(altered, changed, 'altered claim')}"


def _same(number: int, changed: int, noun: str) -> str:
    if not changed:
        return f"all of {counted(number, noun)} are the same"
    return f"{number - changed} of {counted(number, noun)} are the same, {changed} differ"
