"""Short claims that bind one of a sentence's numbers to one of its names: rightly, and to the wrong one."""

import re
from random import Random
from typing import Final

from synth.training.contrast_edits import NAME, NUMBER

_VALUE: Final = rf"{NUMBER.pattern}(?: ?%| points?| percent\w*)?"
_PHRASE: Final = rf"(?:{NAME.pattern}|[a-z]\w+(?:[ -][a-z]\w+){{0,2}} (?:group|set|task|model|arm|patients|data))"
_BOUND: Final = re.compile(rf"(?P<value>{_VALUE}) (?:on|for|in|with) (?:the )?(?P<name>{_PHRASE})")
_NAMES: Final = re.compile(rf"(?:the )?{_PHRASE}(?:, (?:the )?{_PHRASE})*,? (?:and|vs\.?|versus) (?:the )?{_PHRASE}")
_VALUES: Final = re.compile(rf"{_VALUE}(?:, {_VALUE})*,? (?:and|vs\.?|versus) {_VALUE}")
_SAID: Final = (
    "The value for {name} is {value}.",
    "{value} is reported for {name}.",
    "On {name} the result is {value}.",
    "For {name} the authors report {value}.",
    "{name}: {value}.",
    "{name} comes to {value}.",
)


def bound_values(text: str) -> list[tuple[str, str]]:
    """Which value a sentence gives for which name; empty unless it gives several, all different.

    >>> bound_values("It gains 1.6 points on XNLI and 2.1 points on PAWS-X.")
    [('XNLI', '1.6 points'), ('PAWS-X', '2.1 points')]
    >>> bound_values("The scores on XNLI and PAWS-X are 80.1 and 85.3, respectively.")
    [('XNLI', '80.1'), ('PAWS-X', '85.3')]
    """
    found = [(match["name"], match["value"]) for match in _BOUND.finditer(text)]
    if "respectively" in text:
        names, values = _NAMES.search(text), _VALUES.search(text)
        if names and values and (names.end() <= values.start() or values.end() <= names.start()):
            listed = [_bare(match.group()) for match in re.finditer(_PHRASE, names.group())]
            numbers = [match.group().strip() for match in re.finditer(_VALUE, values.group())]
            found = list(zip(listed, numbers, strict=True)) if len(listed) == len(numbers) else []
    distinct = len({name for name, _ in found}) == len({value for _, value in found}) == len(found)
    return found if distinct and len(found) > 1 else []


def binding_claims(text: str, chance: Random) -> tuple[str, str] | None:
    """A true and a false claim about the same name, in the same words; None if the sentence binds nothing."""
    bound = bound_values(text)
    if not bound:
        return None
    (name, value), (_, other) = chance.sample(bound, 2)
    said = chance.choice(_SAID)
    true, false = said.format(name=name, value=value), said.format(name=name, value=other)
    return true[0].upper() + true[1:], false[0].upper() + false[1:]


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|and) ", "", name)
