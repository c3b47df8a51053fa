"""Under which conditions a finding was made: data, metric, languages, size, as far as the words tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.quantities import Quantity
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.labels import labelled

_METRICS: Final = {
    "accuracy": r"accurac(?:y|ies)|correct(?:ly)?",
    "F1": r"F-?1\b|F-?scores?|F-?measures?",
    "precision": r"precision",
    "recall": r"recall",
    "BLEU": r"BLEU(?: score)?s?",
    "ROUGE": r"ROUGE(?:-\w)?",
    "NIST": r"(?-i:NIST\b)(?: score)?",
    "error rate": r"error rates?|errors?",
    "word error rate": r"word error(?: rate)?|(?-i:WER\b)",
    "perplexity": r"perplexit(?:y|ies)",
    "exact match": r"exact match|(?-i:EM\b)",
    "AUROC": r"(?-i:AUROC|AUC\b)|area under",
    "agreement": r"agreement|kappa",
    "MAP": r"(?-i:MAP\b)|mean average precision",
    "MRR": r"(?-i:MRR\b)|mean reciprocal rank",
    "nDCG": r"n?DCG\b",
}
_METRIC: Final = {name: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for name, pattern in _METRICS.items()}
LANGUAGES: Final = (
    "Afrikaans Albanian Amharic Arabic Armenian Basque Bengali Bulgarian Burmese Catalan Chinese Croatian Czech Danish "
    "Dutch English Estonian Finnish French Georgian German Greek Gujarati Hausa Hebrew Hindi Hungarian Icelandic Igbo "
    "Indonesian Irish Italian Japanese Javanese Kannada Kazakh Khmer Korean Latin Latvian Lithuanian Malay Malayalam "
    "Mandarin Marathi Mongolian Nepali Norwegian Persian Polish Portuguese Punjabi Quechua Romanian Russian Serbian "
    "Sinhala Slovak Slovenian Somali Spanish Sundanese Swahili Swedish Tagalog Tamil Telugu Thai Tibetan Turkish "
    "Ukrainian Urdu Uzbek Vietnamese Welsh Wolof Xhosa Yoruba Zulu"
)
_LANGUAGE: Final = re.compile(rf"\b(?:{'|'.join(LANGUAGES.split())})\b")
_SIZE: Final = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:[BM]\b|(?:million|billion) parameters)|"
    r"\b\w+[- ](?:base|large|small|xl|xxl)\b|\b\d+[- ]layers?\b",
    re.IGNORECASE,
)
_PLACE_LINKS: Final = frozenset({"on", "for", "in", "from", "of", "across"})
_DATA_NOUNS: Final = frozenset(
    ["corpus", "corpora", "dataset", "datasets", "benchmark", "benchmarks", "treebank", "data", "set", "task", "test"]
)
_REACH: Final = 4  # words behind "on" among which the name of a data set stands
_SCORE_UNITS: Final = frozenset({"", "percent", "points", "bleu", "f1", "accuracy"})


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a finding says of where it holds; empty where it says nothing."""

    datasets: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.datasets or self.metrics or self.languages or self.sizes)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What is known, with its name."""
        rows = (
            ("data", self.datasets),
            ("metric", self.metrics),
            ("languages", self.languages),
            ("model size", self.sizes),
        )
        return tuple((name, ", ".join(values)) for name, values in rows if values)


@dataclass(frozen=True, slots=True)
class Score:
    """A number that a text gives for a data set and a metric.

    Attributes:
        printed: As it stands in the text.
        is_gain: Whether it is a difference ("improves by 1.6"), not a level.
    """

    dataset: str
    metric: str
    value: float
    printed: str
    is_gain: bool


@lru_cache(maxsize=8192)
def conditions_in(text: str) -> Conditions:
    """The conditions that a text names.

    >>> conditions_in("The F-score on CITYU rises to 0.946.").words
    (('data', 'CITYU'), ('metric', 'F1'))
    """
    return Conditions(
        datasets=_datasets(analyse(text)),
        metrics=tuple(name for name, pattern in _METRIC.items() if pattern.search(text)),
        languages=_once(match[0] for match in _LANGUAGE.finditer(text)),
        sizes=_once(match[0] for match in _SIZE.finditer(text)),
    )


def joined(several: Iterable[Conditions]) -> Conditions:
    """All conditions of several texts, each once."""
    rows = list(several)
    return Conditions(
        *(
            _once(value for row in rows for value in getattr(row, name))
            for name in ("datasets", "metrics", "languages", "sizes")
        )
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _datasets(analysis: Analysis) -> tuple[str, ...]:
    """Names behind "on", "for" or "in", and names before "corpus" and the like; not languages or metrics."""
    words, found = analysis.words, list[str]()
    for at, word in enumerate(words):
        if not word.is_name or word.number or _LANGUAGE.fullmatch(word.text) or _is_metric(word.text):
            continue
        behind = [other.low for other in words[at + 1 : at + 1 + _REACH]]
        before = words[max(at - _REACH, 0) : at]
        is_linked = any(other.low in _PLACE_LINKS for other in before) and not word.text.islower()
        is_data = any(other in _DATA_NOUNS for other in behind)
        looks_named = any(sign.isupper() for sign in word.text[1:]) or any(sign.isdigit() for sign in word.text)
        if (is_linked and looks_named) or is_data:
            found.append(word.text)
    return _once(found)


def _is_metric(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern in _METRIC.values())


@lru_cache(maxsize=8192)
def scores_in(text: str) -> tuple[Score, ...]:
    """The numbers of a text that belong to one data set and one metric; ambiguous ones are left out.

    >>> [(score.dataset, score.metric, score.printed) for score in scores_in("It reaches 75.9% accuracy on XNLI.")]
    [('XNLI', 'accuracy', '75.9%')]
    """
    known = conditions_in(text)
    if not known.datasets or len(known.metrics) != 1:
        return ()
    analysis = analyse(text)
    found = []
    for item in labelled(text):
        quantity = item.quantity
        homes = [name for name in known.datasets if analyse(name).keys & item.own]
        if len(known.datasets) == 1:
            homes = list(known.datasets)
        if len(homes) == 1 and quantity.unit in _SCORE_UNITS and not _is_part_of_name(analysis, quantity):
            printed = analysis.text[quantity.span.start : quantity.span.end]
            found.append(Score(homes[0], known.metrics[0], quantity.value, printed, _is_gain(analysis.text, quantity)))
    return tuple(found)


def _is_part_of_name(analysis: Analysis, quantity: Quantity) -> bool:
    word = analysis.words[min(analysis.index_at(quantity.span.start), len(analysis.words) - 1)]
    return word.is_name and not word.number


def _is_gain(text: str, quantity: Quantity) -> bool:
    """Whether "by" or "gain of" stands before a number, or "points" behind it."""
    before = text[max(0, quantity.span.start - 24) : quantity.span.start]
    return (
        quantity.unit == "points"
        or re.search(r"\b(?:by|gains? of|improve\w*|reduc\w* of|drop of)\W+\w*\s?$", before) is not None
    )
