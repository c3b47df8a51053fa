"""What a question is about: its concepts, and which of them a claim speaks of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.evidence.lexical import STOP_WORDS, terms
from synth.synthesis.queries import content_words

SUBJECT: Final = 1.0
MEASURE: Final = 0.5
"""How much a concept weighs: "accuracy" and the question's loose words are in half of all claims of a field."""

_FIELD: Final[Mapping[str, tuple[float, str]]] = {
    "model size": (
        SUBJECT,
        r"scal(?:e|es|ed|ing)\b|parameters?\b(?! sharing)|(?:model|encoder|network)s?['’]?s? (?:size|capacity)|capacity|"
        r"sizes?\b(?= of (?:\w+ )?(?:model|encoder|network))|for all sizes|\d+(?:\.\d+)?[BM]\b|widths?\b|depths?\b|"
        r"(?:number of )?layers?\b|(?!large language)(?:large|small|big|bas|tin)(?:e|y|r|er|ger|est|st|gest)?\b(?=[^.;,]{0,40}"
        r"\b(?:model|encoder|network|bert|mbert|xlm|mt5|transformer|one|variant)s?\b)|(?:bert|xlm-?r|t5|mt5)[- ](?:base|"
        r"large|xl|xxl)|xx?l\b|models? (?:grow|get|become)|distill?\w*",
    ),
    "noise": (
        SUBJECT,
        r"nois(?:e|y|ing)\b|typos?\b|typograph\w*|mis-?spell\w*|spelling|orthograph\w*|keyboard|corrupt\w*|perturb\w*|"
        r"character[- ](?:level|swap|edit|noise)\w*|garbled|ocr errors?|degrad\w* (?:text|input)",
    ),
    "robustness": (SUBJECT, r"robust\w*|fragil\w*|brittle\w*|sensitiv\w*|toleran\w*|tolerate\w*|resilien\w*"),
    "adversarial examples": (SUBJECT, r"adversar\w*|attack\w*|worst[- ]case"),
    "several languages": (
        SUBJECT,
        r"multi-?lingual\w*|cross-?lingual\w*|languages?\b(?! (?:model|technolog|understanding|generation|processing))|mbert\b|xlm(?:-r)?\b|mt5\b|low-resource|zero-shot transfer|"
        r"xtreme|xnli|paws-x|mlqa|xquad|wikiann|tydi\w*|swahili|scripts?\b",
    ),
    "transfer": (SUBJECT, r"transfer\w*|zero-shot|cross-?lingual\w*|cross-?domain|domain adaptation|generali[sz]\w*"),
    "pretraining": (SUBJECT, r"pre-?train\w*|self-supervis\w*|mask(?:ed|ing)? language model\w*"),
    "fine-tuning": (SUBJECT, r"fine-?tun\w*|adapters?\b|instruction tuning|prompt tuning"),
    "alignment": (SUBJECT, r"align\w*|parallel (?:corpus|corpora|sentences?|data)|bilingual"),
    "combination": (
        SUBJECT,
        r"combin\w*|ensembl\w*|voting|votes?\b|voted|committees?|hybrid|stack(?:ing|ed)\b|second[- ]stage|mixture of|"
        r"components?\b",
    ),
    "tagging": (SUBJECT, r"tag(?:s|ger|gers|ging|ged)?\b|part[- ]of[- ]speech|parts of speech|pos\b|wordclass"),
    "parsing": (SUBJECT, r"pars(?:e|er|ers|ing)\b|treebanks?|constituen\w*|dependenc\w*|grammars?\b|pcfgs?"),
    "word segmentation": (SUBJECT, r"segment\w*|tokeni[sz]\w*|subwords?|word boundar\w*"),
    "translation": (SUBJECT, r"translat\w*|bleu\b|bitext|parallel corpora"),
    "question answering": (SUBJECT, r"question answering|\bqa\b|answers?\b|reading comprehension|squad|xquad|mlqa"),
    "named entities": (SUBJECT, r"named entit\w*|\bner\b|proper names?|personal names?|entity (?:type|recognition)\w*"),
    "relation extraction": (SUBJECT, r"relation extraction|semantic relations?|relation types?|kernels?\b"),
    "summarisation": (SUBJECT, r"summar\w*|rouge\b|headlines?"),
    "retrieval": (
        SUBJECT,
        r"retriev\w*|search engines?|\brag\b|passages?|grounded|grounding|evidence from|external (?:memory|knowledge)|"
        r"knowledge[- ]grounded|access to (?:wikipedia|documents|the web)|non-?parametric",
    ),
    "hallucination": (
        SUBJECT,
        r"hallucinat\w*|fabricat\w*|made[- ]up|make up|makes up|invent\w*|factual\w*|facts?\b|truthful\w*|falsehood\w*|"
        r"false beliefs?|unsupported|confabulat\w*|factscore|unfaithful\w*|faithful\w*",
    ),
    "language models": (
        SUBJECT, r"language models?|\bllms?\b|gpt-?\d*\w*|chatbots?|chatgpt|llama\w*|language model\w*|generat\w*"
    ),
    "embeddings": (SUBJECT, r"embedding\w*|representations?\b|vectors?\b|encoders?\b"),
    "spelling correction": (SUBJECT, r"spelling correction|spell check\w*|confusion sets?"),
    "word senses": (SUBJECT, r"word senses?|sense disambiguation|senses?\b|polysem\w*"),
    "citations": (SUBJECT, r"citation\w*|cit(?:e|es|ed|ing)\b|co-citation|references\b"),
    "annotation": (SUBJECT, r"annotat\w*|labell?ing|labell?ed|agreement|crowd\w*|judges?\b"),
    "amount of data": (SUBJECT, r"(?:more|less|amount of|size of the) (?:\w+ )?data|training (?:set|data) size|low-resource"),
    "speed": (SUBJECT, r"fast\w*|slow\w*|speed\w*|latency|runtime|training time|seconds?\b|efficien\w*"),
    "memory": (SUBJECT, r"memory|gigabytes?|\bgb\b|footprint"),
    "calibration": (SUBJECT, r"calibrat\w*|confidence|uncertaint\w*|brier|\bece\b"),
    "bias": (SUBJECT, r"bias\w*|fairness|gender\w*|stereotyp\w*|toxic\w*"),
    "speech": (SUBJECT, r"speech\b(?<!of speech)(?<!of-speech)|acoustic\w*|\basr\b|prosod\w*|utterances?|word error"),
    "dialogue": (SUBJECT, r"dialog\w*|conversation\w*|chatbots?"),
    "images": (SUBJECT, r"images?\b|visual\w*|vision|pictures?|captions?\b"),
    "attention": (SUBJECT, r"attention|transformers?\b"),
    "context": (SUBJECT, r"context\w*|window\w*|preceding|n-?grams?|trigrams?"),
    "accuracy": (
        MEASURE,
        r"accura\w*|errors?\b|f-?1\b|f-?scores?|f-?measure|precision|recall|correct(?:ly)?\b|performance|exact match|"
        r"outperform\w*|scores?\b",
    ),
}  # fmt: skip
"""Concepts of language technology with the words that stand for them: name, weight, pattern.

Source:
    Written from section titles and keywords of the field's handbooks and calls for papers, not from any one text. A
    question about another field falls back on its own words.
"""
_PATTERNS: Final = {
    name: re.compile(rf"(?<![\w])(?:{pattern})", re.IGNORECASE) for name, (_, pattern) in _FIELD.items()
}
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question is about.

    Attributes:
        name: As the field calls it, or the question's own words.
        weight: ``SUBJECT`` or ``MEASURE``.
        stems: Of the question's words, for a concept that the field's list does not know; one of them is enough.
    """

    name: str
    weight: float = SUBJECT
    stems: frozenset[str] = frozenset()

    def is_in(self, text: str) -> bool:
        """Whether a text speaks of it."""
        if self.stems:
            return not self.stems.isdisjoint(terms(text))
        return _PATTERNS[self.name].search(text) is not None

    def removed_from(self, text: str) -> str:
        """A text without the words that speak of it."""
        if not self.stems:
            return _PATTERNS[self.name].sub(" ", text)
        return _WORD.sub(lambda word: word[0] if self.stems.isdisjoint(terms(word[0])) else " ", text)

    def place_in(self, text: str) -> int:
        """Where a text first speaks of it; -1 if it does not."""
        if not self.stems:
            match = _PATTERNS[self.name].search(text)
            return match.start() if match else -1
        places = (found.start() for found in _WORD.finditer(text) if not self.stems.isdisjoint(terms(found[0])))
        return next(places, -1)


@lru_cache(maxsize=256)
def question_concepts(question: str) -> tuple[Concept, ...]:
    """What a question is about, the field's concepts first, then its own words that none of them stands for.

    >>> [concept.name for concept in question_concepts("Does scaling encoders reduce the effect of spelling noise?")]
    ['model size', 'noise', 'embeddings']
    """
    known = [Concept(name, _FIELD[name][0]) for name, pattern in _PATTERNS.items() if pattern.search(question)]
    told = [pattern for name, pattern in _PATTERNS.items() if any(concept.name == name for concept in known)]
    loose = [word for word in content_words(question) if word not in STOP_WORDS and not _is_told(word, question, told)]
    own = [Concept(word, MEASURE if known else SUBJECT, frozenset(terms(word))) for word in loose]
    return tuple(known) + tuple(concept for concept in own if concept.stems)


def _is_told(word: str, question: str, told: Sequence[re.Pattern[str]]) -> bool:
    """Whether a word of the question lies inside what one of its concepts matched."""
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", question, re.IGNORECASE)]
    spans = [match.span() for pattern in told for match in pattern.finditer(question)]
    return any(start < end_told and start_told < end for start, end in places for start_told, end_told in spans)


def covered(concepts: Sequence[Concept], text: str) -> tuple[tuple[Concept, ...], float]:
    """The concepts that a text speaks of, and their share by weight in [0, 1]; 0 if there are no concepts."""
    held = tuple(concept for concept in concepts if concept.is_in(text))
    whole = sum(concept.weight for concept in concepts)
    return held, sum(concept.weight for concept in held) / whole if whole else 0.0
