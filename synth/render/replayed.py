"""What ``synth replay`` says: what is not as it was, and whether every verdict is the same."""

from synth.render.layout import elided
from synth.render.screen import WIDTH
from synth.render.words import counted


def cause_line(what: str, before: str, after: str, *, width: int = WIDTH) -> str:
    """Something that differs, with both values.

    >>> cause_line("package numpy", "2.4.5", "2.4.6")
    'package numpy: was 2.4.5, is 2.4.6'
    """
    return elided(f"{what}: was {before or 'not there'}, is {after or 'not there'}", width)


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
    same = f"{claims - changed} of {counted(claims, 'verdict')} are the same"
    start = f"all of {counted(claims, 'verdict')} are the same" if not changed else f"{same}, {changed} differ"
    if not moved:
        return start
    return f"{start}; {moved} of them at another confidence (by {most:.6f} at most) or from another passage"
