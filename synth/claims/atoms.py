"""Cutting a statement into the assertions it is made of. Where a cut might break something, there is none."""

import re

from synth.claims.lexicon import CLAUSE_STARTS, REPORTING_VERBS, UNIT_STOPS
from synth.claims.verbs import Form, base_of, finite_verbs, form_of, is_noun_like

_TIED = re.compile(
    r"\b(?:respectively|both|either|neither|nor|not only|whether|between|if|unless|although|though|because|"
    r"since|despite|"
    r"depending|the more|the less|the larger|the smaller|as (?:well )?as possible)\b|\?$",
    re.IGNORECASE,
)
"""Words that tie the halves of a sentence together."""

_POINTS_BACK = re.compile(
    r"\b(?:it|them|they|this|these|those|such|the same|so|latter|former)\b|\bones?(?=[.,;]| (?:of|that|is|which)\b)",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:than|compared|relative)\b")
_COMPARATIVE = re.compile(
    r"\b(?:more|less|fewer|better|worse|(?:fast|slow|high|low|larg|small|strong|weak|great|short|long|simpl|easi|hard)er)\b"
)
_PAST_OBJECT = re.compile(  # behind "removed", these say that it is no participle
    r"\s(?:a|an|the|its|their|that|no|not|all|both|only|more|less|better|worse|higher|lower|(?:by |from |to )?\d)"
)
_CLAUSES = re.compile(
    r"(?:;\s(?:however,\s|moreover,\s|and\s|but\s|in contrast,\s|thus,?\s)?|,?\s(?:and|but)\sthat\s|"
    r",\s(?:and|but|while|whereas|yet)\s)(?=\S)"
)
_AND = re.compile(r",?\s(?:and|but)\s(?:(?:also|then|thus|therefore|significantly|further|even|finally)\s)?(?=[a-z])")
_NUMBERING = re.compile(r"[,;]?\s?(?:and\s)?\((?:\d|[ivx]{1,4}|[a-e])\)\s")
_LIST = re.compile(r",?\s(?:and|or)\s|,\s")
_VALUES = r"[-−+]?\d[\d.,]*\d?\s?%?(?:,? (?:and )?[-−+]?\d[\d.,]*\d?\s?%?)+"
_RESPECTIVELY = re.compile(
    rf"(?P<head>[^\d]{{8,}}?)(?P<values>{_VALUES})(?P<unit>(?: [\w%-]+){{0,3}}?) (?P<link>on|for|in) (?:the )?"
    r"(?P<places>[A-Z][^;]*?),? respectively\.$"
)
_SHARED_HEAD = re.compile(r"\s(?:\w+sets?|\w+s|corpora|data|languages?)$")
_SUBJECT_MAX_WORDS = 14
_MIN_CLAUSE_WORDS = 4
_OBJECT_STARTS = re.compile(
    r"(?:a|an|the|its|their|that|how|whether|all|more|better|less|fewer|new|several|many|two|three|to|in|on|by|"
    r"for|with|from|of|at|into|as|"
    r"only|up|state-of-the-art|significant\w*|competitive|comparable|superior|higher|lower|\d\S*)\b"
)
_NUMBER = (
    r"(?:(?:by|of|to|at|with) |an? (?:[\w-]+ ){1,2}of )?(?:about |around |over |up to |nearly |almost |only )?"
    r"[-−+]?\d[\d.,]*(?:\s?%)?(?: ±\s?[\d.]+)?"
)
_MEASURED = re.compile(
    rf"(?P<what>{_NUMBER}(?: [\w%-]+){{0,4}}?) (?P<where>(?:on|for|in|over|from|against|with|at) (?:the )?[^,;]+)"
)


def atoms_of(text: str) -> tuple[str, ...]:
    """The assertions of one sentence, each a sentence of its own; the sentence itself if it holds one.

    >>> atoms_of("It gains 2.1 points on PAWS-X and 1.6 points on XNLI.")
    ('It gains 2.1 points on PAWS-X.', 'It gains 1.6 points on XNLI.')
    >>> atoms_of("The parser uses a chart and improves recall.")
    ('The parser uses a chart.', 'The parser improves recall.')
    >>> atoms_of("Width and depth help.")
    ('Width and depth help.',)
    """
    if _TIED.search(text):
        return _matched(text)
    for cut in (_enumerated, _clauses, _predicates, _measurements):
        if len(parts := cut(text)) > 1:
            return tuple(atom for part in parts for atom in atoms_of(part))
    return (text,)


def _sentence(words: str) -> str:
    """Words as a sentence."""
    bare = words.strip(" ,;")
    return bare if bare.endswith((".", "!")) else f"{bare}."


def _enumerated(text: str) -> tuple[str, ...]:
    """Full clauses that are numbered: "(1) A is B; (2) C is D"."""
    parts = [part for part in _NUMBERING.split(text) if part.strip()]
    if len(parts) < 2 or not _NUMBERING.match(text) or not all(_is_clause(part, is_numbered=True) for part in parts):
        return (text,)
    return tuple(_sentence(part[:1].upper() + part[1:]) for part in parts)


def _matched(text: str) -> tuple[str, ...]:
    """Numbers and their places in equal order: "gains 2 and 3 points on A and B, respectively"."""
    match = _RESPECTIVELY.match(text)
    if match is None or len(_TIED.findall(text)) > 1:
        return (text,)
    values, places = (_LIST.split(match[name]) for name in ("values", "places"))
    if len(values) != len(places) or any(len(place.split()) > 4 for place in places) or _SHARED_HEAD.search(places[-1]):
        return (text,)
    percent = "%" if values[-1].endswith("%") else ""  # "91.2 and 88.4%" has two percentages
    pairs = zip((value.removesuffix("%").rstrip() + percent for value in values), places, strict=True)
    return tuple(_sentence(f"{match['head']}{value}{match['unit']} {match['link']} {place}") for value, place in pairs)


def _clauses(text: str) -> tuple[str, ...]:
    """Two full clauses joined by a semicolon, "and", "but" or "while"."""
    for link in _CLAUSES.finditer(text):
        left, right = text[: link.start()], text[link.end() :]
        if "that" in link[0] and re.search(r"\bthat\b", left):
            continue
        if (
            _is_clause(left)
            and _is_clause(right)
            and (_starts_afresh(right) or "that" in link[0])
            and not _needs_left(left, right)
        ):
            return _sentence(left), _sentence(right[:1].upper() + right[1:])
    return (text,)


def _needs_left(left: str, right: str) -> bool:
    """Whether a part says less without the one before: "it" is in there, or "faster", and than what is not."""
    halves = (bool(_COMPARES.search(left)), bool(_COMPARES.search(right)))
    is_half = halves[0] != halves[1] and _COMPARATIVE.search(left if halves[1] else right)
    return bool(is_half or _POINTS_BACK.search(right))


def _is_clause(words: str, *, is_numbered: bool = False) -> bool:
    """Whether a subject and a finite verb that no relative pronoun governs stand at the start."""
    verbs = [
        found for found in finite_verbs(words) if found[1] is not Form.PAST or _PAST_OBJECT.match(words, found[0].end())
    ]
    if not verbs or (not is_numbered and len(words.split()) < _MIN_CLAUSE_WORDS):
        return False
    subject = words[: verbs[0][0].start()].split()
    if not 1 <= len(subject) <= _SUBJECT_MAX_WORDS or subject[-1].endswith(",") or subject[-1].lower() in {"and", "or"}:
        return False
    is_main = not {"that", "which", "who", "where", "when", "how", "what", "while"} & {
        word.lower().strip(",") for word in subject
    }
    return is_main and (is_numbered or not subject[0].lower().endswith("ing"))


def _starts_afresh(words: str) -> bool:
    """Whether a clause begins with a subject of its own that needs nothing before it."""
    first = words.split(maxsplit=1)[0]
    return first.lower() in CLAUSE_STARTS or (first[:1].isupper() and form_of(first) is None)


def _predicates(text: str) -> tuple[str, ...]:
    """Two verbs with one subject: "the parser uses X and improves Y"."""
    verbs = finite_verbs(text)
    if not verbs:
        return (text,)
    first, form = verbs[0]
    subject = text[: first.start()].strip()
    if not 1 <= len(subject.split()) <= _SUBJECT_MAX_WORDS or re.search(r",|\b(?:that|which|who|to)\b", subject):
        return (text,)
    for link in _AND.finditer(text, first.end()):
        second = re.match(r"[\w-]+", text[link.end() :])
        if second is None or not _continues(form, subject, second[0], text[link.end() + second.end() :]):
            continue
        left, right = text[: link.start()], text[link.end() :]
        if _needs_left(left, right):
            continue
        if _is_simple(left[first.end() :], form) and _is_simple(right[second.end() :], form):
            return _sentence(left), _sentence(f"{subject} {right}")
    return (text,)


def _continues(form: Form, subject: str, verb: str, rest: str) -> bool:
    """Whether a word behind "and" is a second finite verb of the subject, in the form of the first one."""
    if form is Form.AUXILIARY:
        return verb in {"is", "are", "was", "were", "has", "have", "does", "do", "can", "cannot"}
    if form_of(verb) is not form or (
        form is Form.BASE and (subject.lower() not in {"we", "i"} or base_of(verb) not in REPORTING_VERBS)
    ):
        return False
    after = rest.split(maxsplit=1)[0].lower() if rest.split() else ""
    has_object = after not in UNIT_STOPS and form_of(after) is None and after[-1:].isalpha()
    return bool(_OBJECT_STARTS.match(rest.lstrip())) or has_object or not is_noun_like(verb)


def _is_simple(words: str, form: Form) -> bool:
    """Whether a predicate's rest holds no second main verb: all its verbs hang on "that", "which" or the like.

    Behind a past form no bare verb may stand either: "models trained on A and tested on B reach C" has one predicate.
    """
    bare = re.split(r"\b(?:that|which|who|whose|where|when|how|whether|as|than|what|while|to)\b", words)[0]
    forms = {found for _, found in finite_verbs(bare)}
    if form is Form.PAST:
        forms |= {found for word in bare.split() if not is_noun_like(word) and (found := form_of(word)) is not None}
    return not forms - ({Form.PAST} if form is Form.PAST else {Form.BASE, Form.PAST})


def _measurements(text: str) -> tuple[str, ...]:
    """One verb with several numbers, each at its place: "gains 2.1 points on A and 1.6 points on B"."""
    verbs = finite_verbs(text)
    first = _MEASURED.search(text, verbs[0][0].end() if verbs else len(text))
    if first is None:
        return (text,)
    head, tail = text[: first.start()], text[first.start() :].rstrip(".")
    parts = re.split(r",?\s(?:and|but)\s(?:only\s)?|,\s", tail)
    if len(parts) < 2 or not all(_MEASURED.fullmatch(part) and len(part.split()) < 14 for part in parts):
        return (text,)
    if any(finite_verbs(part) for part in parts) or head.split()[-1].lower() in UNIT_STOPS - {
        "by",
        "of",
        "to",
        "is",
        "was",
        "at",
    }:
        return (text,)
    link = re.match(r"(?:by|of|to|at|with) ", tail)
    lead = link[0] if link else ""
    return tuple(_sentence(f"{head}{part if part.startswith(lead) else lead + part}") for part in parts)
