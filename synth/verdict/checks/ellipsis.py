"""What is denied of a second subject without its verb: "depth correlates with speed, but width does not"."""

import re
from typing import Final

from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.context import Case

_DENIED: Final = re.compile(
    r",?\s(?:but|while|whereas|though|although|and)\s(?P<who>[^,.;]{2,60}?)\s"
    r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)(?:\snot|n['’]t)\s?(?=[.,;]|$)",
    re.IGNORECASE,
)
_END_OF_CLAUSE: Final = re.compile(r";|\.(?!\d)")
_PAIR: Final = re.compile(
    r"(?P<is>[\w-]+(?:\s[\w-]+){0,2}),?\s(?:but|and)\snot\s(?:the\s)?(?P<isnt>[\w-]+(?:\s[\w-]+){0,2})", re.IGNORECASE
)
_NOT: Final = " not "  # spares most texts the pattern
_OPENING: Final = 3  # content words among which a claim's subject is looked for
_MARK: Final = 2
_MIN_TOLD: Final = 0.5  # of the claim's words besides its subject that the full clause must hold


def denied_subject(case: Case) -> str:
    """The claim's subject, where the passage denies of it, without the verb, what it says of another; else empty."""
    for match in _DENIED.finditer(case.here.text):
        before = _END_OF_CLAUSE.split(case.here.text[: match.start()])[-1]
        who, told = analyse(match["who"]).keys, analyse(before).keys
        rest = case.claim.keys - who
        if who and who <= _opening(case) and not told & who and len(rest & told) > _MIN_TOLD * len(rest):
            return match["who"]
    return ""


def turned_pair(case: Case) -> tuple[str, str] | None:
    """The claim's "B, but not A" and the passage's "A, but not B"; None if there are none."""
    if _NOT not in case.claim.text or _NOT not in case.here.text:
        return None
    ours, theirs = _PAIR.search(case.claim.text), _PAIR.search(case.here.text)
    if ours is None or theirs is None:
        return None
    (is_, isnt), (there, not_there) = (
        (analyse(match["is"]).keys, analyse(match["isnt"]).keys) for match in (ours, theirs)
    )
    if is_ & not_there and isnt & there and not is_ & there and not isnt & not_there:
        return ours[0], theirs[0]
    return None


def _opening(case: Case) -> frozenset[str]:
    """Keys of the claim's first words."""
    found = frozenset[str]()
    for word in case.claim.words:
        if len(found) >= _OPENING or (found and word.level >= _MARK):
            break
        found |= word.keys
    return found
