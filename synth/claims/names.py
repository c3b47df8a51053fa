"""What a paper calls itself: its authors, its title, and the name it gives to its method or data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from synth.claims.document import Document
from synth.claims.places import Place, place_of_sentence

METHOD_NOUNS = (
    r"model|method|approach|system|framework|algorithm|architecture|technique|parser|tagger|network|classifier|"
    r"encoder|decoder|"
    r"procedure|strategy|scheme|pipeline|tool|toolkit|learner|mechanism|objective|program|package"
)
RESOURCE_NOUNS = r"dataset|data set|corpus|benchmark|resource|treebank|test set|collection|lexicon|challenge set|suite"

_NAME = r"(?:[A-Z][\w+]*[A-Z0-9][\w+]*(?:-[A-Z0-9]\w*)*|[a-z]+[A-Z]\w+)"
_OPENERS = (
    r"[Ww]e (?:also )?(?:propose|present|introduce|describe|develop|release|build|create|construct|call)|"
    r"[Tt]his (?:paper|work) (?:proposes|presents|introduces|describes)"
)
_NAMED: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?:{_OPENERS})\s(?P<name>{_NAME})(?=,|\s\(|\s?:|\s[–—-]\s)"
        rf"(?:, (?:an?|the) (?:[\w-]+ ){{0,5}}?(?P<noun>{METHOD_NOUNS}|{RESOURCE_NOUNS})\b)?"
    ),
    re.compile(
        rf"(?:{_OPENERS})\s[^.;]{{0,90}}?(?P<noun>{METHOD_NOUNS}|{RESOURCE_NOUNS})s?,?\s[“\"]?(?P<name>{_NAME})\b"
    ),
    re.compile(
        rf"(?:{_OPENERS})\s[^.;]{{0,90}}?\b(?P<noun>data set|[a-z-]+),?\s"
        rf"(?:which (?:we|is) call(?:ed)?|that we call|(?:we )?called|named|dubbed|termed)\s?[“\"(]?"
        rf"(?P<name>{_NAME})\b"
    ),
    re.compile(rf"\b[Oo]ur (?:[\w-]+ )?(?P<noun>{METHOD_NOUNS}|{RESOURCE_NOUNS}), (?P<name>{_NAME}|[A-Z][a-z]{{2,}}),"),
    re.compile(
        rf"(?:\b[Oo]ur|\b[Tt]he|\b[Tt]his|\b[Aa]) (?:[\w-]+ ){{0,4}}(?P<noun>{METHOD_NOUNS}|{RESOURCE_NOUNS}),?\s"
        rf"(?:which (?:we|is) call(?:ed)?|that we call|(?:we )?called|named|dubbed|termed)\s[“\"]?(?P<name>{_NAME})\b"
    ),
    re.compile(
        rf"[Ww]e (?:propose|introduce|present)\s(?:(?!on\b|with\b|using\b|by\b|in\b|to\b|and\b|over\b)[\w-]+ ){{1,8}}"
        rf"\((?P<name>{_NAME})\)"
    ),
)
_CALLED = re.compile(rf"\b(?:called|named|dubbed|termed|call)\s[^,;.]{{0,60}}?{_NAME}")
_TITLE_PREFIX = re.compile(rf"^(?P<name>{_NAME}|[A-Z][a-z]{{3,}})\s?:\s")
_COMMON = frozenset(  # names of things that many papers build on: a paper may have one, it did not coin it
    [
        "CNN",
        "RNN",
        "LSTM",
        "BiLSTM",
        "GRU",
        "SVM",
        "CRF",
        "CRFs",
        "HMM",
        "GAN",
        "GANs",
        "VAE",
        "MLP",
        "MLE",
        "GNN",
        "GCN",
        "NMT",
        "SMT",
        "MT",
        "LM",
        "LMs",
        "NLM",
        "NLP",
        "NLU",
        "NLI",
        "NLG",
        "QA",
        "VQA",
        "IE",
        "IR",
        "POS",
        "NER",
        "SRL",
        "AMR",
        "ASR",
        "TTS",
        "SR",
        "RL",
        "DNN",
        "PLM",
        "LLM",
        "LLMs",
        "PCFG",
        "PMI",
        "SGD",
        "EM",
        "AI",
        "ML",
        "API",
        "GPU",
    ]
)
_MIN_MENTIONS = 3  # a paper's own name recurs; a passing acronym does not
_I = re.compile(
    r"\bI (?:have|am|do|will|would|can|also|present|propose|show|describe|use|used|argue|assume|call|believe)\b"
)
_PERSON = re.compile(r"^[^\W\d_][\w.'’ -]*$")
_SUFFIX = re.compile(r",?\s(?:Jr\.?|Sr\.?|I{2,3}|IV)$")
_PARTICLES = {"van", "von", "de", "del", "der", "den", "la", "le", "di", "da", "ter", "ten", "el", "al"}


@dataclass(frozen=True, slots=True)
class PaperNames:
    """How a claim speaks of its paper.

    Attributes:
        authors: "Roe", "Roe and Doe", "Roe et al."; "" where the paper gives no names.
        title: The paper's title; may be empty.
        method: The name the paper gives to its method, or "".
        resource: The name the paper gives to its data, or "".
        says_i: Whether "I" is the author, not a speaker in an example.
    """

    authors: str = ""
    title: str = ""
    method: str = ""
    resource: str = ""
    says_i: bool = False

    @property
    def subject(self) -> str:
        """Who "we" is, with a plural verb."""
        return self.authors or (f"the authors of “{self.title}”" if self.title else "the authors")

    def own(self, noun_phrase: str) -> str:
        """Whose "our ..." is.

        >>> PaperNames(authors="Roe et al.").own("parser"), PaperNames(title="On Trees").own("parser")
        ("Roe et al.'s parser", 'the parser in “On Trees”')
        """
        if self.authors:
            return f"{self.authors}'s {noun_phrase}"
        return f"the {noun_phrase} in “{self.title}”" if self.title else f"the authors' {noun_phrase}"

    def paper(self, noun: str) -> str:
        """What "this paper" or "this study" is.

        >>> PaperNames(title="On Trees").paper("study")
        'the study “On Trees”'
        """
        return f"the {noun} “{self.title}”" if self.title and not self.authors else self.own(noun)

    def coined(self, noun: str) -> str:
        """The name of the paper's own method or data, by the noun that stands for it; "" if it gives none."""
        return self.method if re.fullmatch(METHOD_NOUNS, noun) else self.resource


def names_of(document: Document) -> PaperNames:
    """The names a document gives to itself, as far as its wording tells."""
    title = " ".join(document.title.split()).strip(" .*†‡∗")
    method, resource = _coined(document, title)
    says_i = len(_I.findall(document.text)) > len(re.findall(r"\b[Ww]e\b", document.text))
    return PaperNames(author_names(document.authors), title, method, resource, says_i)


def author_names(authors: Sequence[str]) -> str:
    """Authors as they are cited; "" if fewer than two names can be read.

    One name alone is not used: "we" takes a plural verb.

    >>> author_names(["Ann B. Roe", "J. van der Doe, Jr."]), author_names(["A. Roe", "B. Doe", "C. Poe"])
    ('Roe and van der Doe', 'Roe et al.')
    """
    if not all(_PERSON.match(_SUFFIX.sub("", name)) and 2 <= len(name.split()) <= 6 for name in authors):
        return ""
    surnames = [_surname(name) for name in authors]
    if len(surnames) > 2:
        return f"{surnames[0]} et al."
    return " and ".join(surnames) if len(surnames) == 2 else ""


def _surname(name: str) -> str:
    words = _SUFFIX.sub("", name).split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(words[at:])


def _coined(document: Document, title: str) -> tuple[str, str]:
    """The names of the paper's method and of its data."""
    method = resource = ""
    if (prefix := _TITLE_PREFIX.match(title)) and document.text.count(prefix["name"]) >= _MIN_MENTIONS:
        method = prefix["name"]
    for sentence in document.sentences:
        if place_of_sentence(document, sentence) not in {Place.ABSTRACT, Place.INTRODUCTION, Place.CONCLUSION}:
            continue
        text = document.quote(sentence.span)
        match = next((found for pattern in _NAMED if (found := pattern.search(text))), None)
        if len(_CALLED.findall(text)) > 1:
            continue  # two names at once: neither is "our method"
        if match is None or match["name"] in _COMMON or document.text.count(match["name"]) < _MIN_MENTIONS:
            continue
        is_resource = re.fullmatch(RESOURCE_NOUNS, match.groupdict().get("noun") or "") is not None
        if is_resource and match["name"] != method:
            resource = resource or match["name"]
        elif not is_resource:
            method = method or match["name"]
    return method, resource
