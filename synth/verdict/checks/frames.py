"""Verbs with what stands around them: who does it, to what, and from, into, with or on what."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.lexicon import IRREGULAR_VERBS
from synth.claims.verbs import Form, base_of, form_of, is_noun_like
from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.stems import stem
from synth.verdict.checks.words import words

DOER: Final = "doer"
DONE_TO: Final = "done to"
PREPOSITIONS: Final = words(
    "from into to on onto in with for at over under through via using between against as after before during by",
)
_BE: Final = words("be is are was were been being")
_BETWEEN: Final = words("also then further always not never only both all first later")
_ARTICLES: Final = words("a an the its their our this that these those each every")
_RELATIVES: Final = words("who which that")
_EMPTY: Final = words("according potential ability able likely need new")
_LINKS: Final = words("and or &")
_JOINS: Final = words("and but or then")
_PARTICIPLES: Final[dict[str, str]] = {participle: base for base, (_, participle) in IRREGULAR_VERBS.items()}
_REGULAR: Final = 5  # letters from which a word in -ed is taken for a verb
_BE_REACH: Final = 3
_MARK: Final = 2
_LONGEST: Final = 9  # words of a phrase before a verb


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb and its places.

    Attributes:
        verb: Common form of the verb.
        at: Index of its word.
        places: Keys and numbers that fill each place: ``DOER``, ``DONE_TO`` and prepositions.
    """

    verb: str
    at: int
    places: dict[str, frozenset[str]]


@lru_cache(maxsize=16384)
def frames(text: str) -> tuple[Frame, ...]:
    """The verbs of a text with their places, passive ones turned round.

    >>> [(frame.verb, sorted(frame.places[DOER])) for frame in frames("The scans were read by nurses.")]
    [('read', ['nurs'])]
    """
    analysis = analyse(text)
    found: list[Frame] = []
    subject: frozenset[str] = frozenset()
    for at in range(1, len(analysis.words)):
        verb = _verb_at(analysis, at)
        if not verb:
            continue
        if not _shares_subject(analysis, at):
            subject = _before(analysis, at)
        if places := _places(analysis, at, subject):
            found.append(Frame(verb, at, places))
    return tuple(found)


def _shares_subject(analysis: Analysis, at: int) -> bool:
    """Whether a verb stands right behind "and" or "but": what stands before the last verb is its subject too."""
    back = at - 1
    while back > 0 and _is_helper(analysis.words[back]):
        back -= 1
    return analysis.words[back].low in _JOINS


def _verb_at(analysis: Analysis, at: int) -> str:
    """Common form of the verb at an index; empty where no verb stands there."""
    word = analysis.words[at]
    after = analysis.low_behind(at)
    form = form_of(word.low)
    if not word.text.isalpha() or form is Form.AUXILIARY or word.is_name:
        return ""
    if is_noun_like(word.low) and (after not in _ARTICLES or analysis.words[at - 1].low in _ARTICLES):
        return ""
    is_regular = word.low.endswith("ed") and len(word.low) >= _REGULAR
    is_third = word.low.endswith("s") and not word.low.endswith("ss") and after in _ARTICLES
    if form is None and word.low not in _PARTICIPLES and not is_regular and not is_third:
        return ""
    if (is_regular or word.low in _PARTICIPLES or form is Form.PAST) and _is_attribute(analysis, at):
        return ""
    return stem(_PARTICIPLES.get(word.low) or base_of(word.low))


def _is_attribute(analysis: Analysis, at: int) -> bool:
    """Whether a participle belongs to the noun behind it: "the labelled songs"."""
    before = analysis.words[at - 1]
    has_noun = at + 1 < len(analysis.words) and bool(analysis.words[at + 1].keys)
    is_led = before.low in _ARTICLES | PREPOSITIONS | {"of", "than"} or before.level >= _MARK or bool(before.number)
    return has_noun and is_led


def _is_passive(analysis: Analysis, at: int) -> bool:
    """Whether the verb at an index is a participle behind a form of "be", or one before "by"."""
    words_ = analysis.words
    form = form_of(words_[at].low)
    if form in {Form.THIRD, Form.BASE} and words_[at].low not in _PARTICIPLES:
        return False
    for back in range(at - 1, max(at - 1 - _BE_REACH, -1), -1):
        low = words_[back].low
        if low in _BE:
            return True
        if low not in _BETWEEN and not low.endswith("ly"):
            break
    return at + 1 < len(words_) and words_[at + 1].low == "by"


def _places(analysis: Analysis, at: int, before: frozenset[str]) -> dict[str, frozenset[str]]:
    """What fills the places around the verb at an index; ``before`` is its grammatical subject."""
    is_passive = _is_passive(analysis, at)
    places = _behind(analysis, at, is_passive=is_passive)
    if before:
        is_open = not is_passive and DONE_TO not in places and form_of(analysis.words[at].low) is not Form.THIRD
        place = DONE_TO if is_passive else DOER
        if not is_open:  # "features extracted from", "the group walked": who it is cannot be told
            places[place] = before
    return places


def _before(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys of the noun phrase right before a verb."""
    words_ = analysis.words
    place = at - 1
    while place >= 0 and _is_helper(words_[place]):
        place -= 1
    if place >= 0 and words_[place].low in _RELATIVES:
        place -= 1
    found: frozenset[str] = frozenset()
    for back in range(place, max(place - _LONGEST, -1), -1):
        word = words_[back]
        before = words_[back - 1].low if back else ""
        if word.low in PREPOSITIONS:  # "landmarks in the pictures were drawn": the head stands further left
            if not before or words_[back - 1].level:
                break
            found = frozenset()
        elif back > 1 and back != place and _verb_at(analysis, back - (word.low in _ARTICLES)):
            return frozenset()  # "songs that move the listeners are": who it is stands further left
        elif word.level or (word.low in _ARTICLES and before not in PREPOSITIONS | {"of"}):
            break
        else:
            found |= _content(word)
    return found


def _is_helper(word: Word) -> bool:
    """Whether a word stands between a subject and its verb."""
    is_auxiliary = form_of(word.low) is Form.AUXILIARY or word.low in _BE | _BETWEEN
    return is_auxiliary or (word.low.endswith("ly") and word.low not in _ARTICLES)


def _content(word: Word) -> frozenset[str]:
    """What a word brings to its phrase; adverbs bring nothing."""
    if word.low.endswith("ly") or word.low in _EMPTY:
        return frozenset()
    return word.keys | ({word.number} if word.number else frozenset())


def _behind(analysis: Analysis, at: int, *, is_passive: bool) -> dict[str, frozenset[str]]:
    """What stands behind a verb, by preposition; without one it is what the verb is done to."""
    words_ = analysis.words
    places: dict[str, frozenset[str]] = {}
    place = "" if is_passive else DONE_TO
    for on in range(at + 1, len(words_)):
        word = words_[on]
        if words_[on - 1].low == "to" and _verb_at(analysis, on):
            place = ""  # "tuned to please the guests on Sundays": tuned on Sundays
            places.pop("to", None)
            continue
        if word.level >= _MARK or word.low in _RELATIVES or _verb_at(analysis, on):
            break
        if word.low in _LINKS and _begins_clause(analysis, on):
            break
        if word.low in PREPOSITIONS:
            place = DOER if is_passive and word.low == "by" else word.low
        elif place and word.low != "of" and (content := _content(word)):
            places[place] = places.get(place, frozenset()) | content
    return places


def _begins_clause(analysis: Analysis, link: int) -> bool:
    """Whether "and" joins two clauses: a verb follows before the next preposition or mark."""
    for on in range(link + 1, len(analysis.words)):
        word = analysis.words[on]
        if word.level or word.low in PREPOSITIONS:
            return False
        if _verb_at(analysis, on) or word.low in _BE:
            return True
    return False
