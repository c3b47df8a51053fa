"""What a question is about: its concepts, and which of them a claim speaks of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.evidence.lexical import STOP_WORDS, terms
from synth.synthesis.queries import content_words

SUBJECT: Final = 1.0
SETTING: Final = 0.6
MEASURE: Final = 0.5
"""How much a concept weighs: "accuracy" and the question's loose words are in half of all claims of a field, and a
setting ("multilingual encoders") is shared by claims about many things."""

_FIELD: Final[Mapping[str, tuple[str, ...]]] = {
    "model size": (
        r"scal(?:e|es|ed|ing)\b", r"parameters?\b(?! sharing)",
        r"(?:model|encoder|network)s?['’]?s? (?:size|capacity)", r"capacity",
        r"sizes?\b(?= of (?:\w+ )?(?:model|encoder|network))", r"for all sizes", r"\d+(?:\.\d+)?[BM]\b",
        r"widths?\b", r"depths?\b", r"(?:number of )?layers?\b",
        (r"(?!large language)(?:large|small|big|bas|tin)(?:e|y|r|er|ger|est|st|gest)?\b"
        r"(?=[^.;,]{0,40}\b(?:model|encoder|network|bert|mbert|xlm|mt5|transformer|one|variant)s?\b)"),
        r"(?:bert|xlm-?r|t5|mt5)[- ](?:base|large|xl|xxl)", r"xx?l\b", r"models? (?:grow|get|become)",
        r"distill?\w*",
    ),
    "noise": (
        r"nois(?:e|y|ing)\b", r"typos?\b", r"typograph\w*", r"mis-?spell\w*", r"spelling", r"orthograph\w*",
        r"keyboard", r"corrupt\w*", r"perturb\w*", r"character[- ](?:level|swap|edit|noise)\w*", r"garbled",
        r"ocr errors?", r"degrad\w* (?:text|input)",
    ),
    "robustness": (
        r"robust\w*", r"fragil\w*", r"brittle\w*", r"sensitiv\w*", r"toleran\w*", r"tolerate\w*", r"resilien\w*",
    ),
    "adversarial examples": (
        r"adversar\w*", r"attack\w*", r"worst[- ]case",
    ),
    "several languages": (
        r"multi-?lingual\w*", r"cross-?lingual\w*",
        r"languages?\b(?! (?:model|technolog|understanding|generation|processing))", r"mbert\b", r"xlm(?:-r)?\b",
        r"mt5\b", r"low-resource", r"zero-shot transfer", r"xtreme", r"xnli", r"paws-x", r"mlqa", r"xquad",
        r"wikiann", r"tydi\w*", r"swahili", r"scripts?\b",
    ),
    "transfer": (
        r"transfer\w*", r"zero-shot", r"cross-?lingual\w*", r"cross-?domain", r"domain adaptation",
        r"generali[sz]\w*",
    ),
    "pretraining": (
        r"pre-?train\w*", r"self-supervis\w*", r"mask(?:ed|ing)? language model\w*",
    ),
    "fine-tuning": (
        r"fine-?tun\w*", r"adapters?\b", r"instruction tuning", r"prompt tuning",
    ),
    "alignment": (
        r"align\w*", r"parallel (?:corpus|corpora|sentences?|data)", r"bilingual",
    ),
    "combination": (
        r"combin\w*", r"ensembl\w*", r"voting", r"votes?\b", r"voted", r"committees?", r"hybrid",
        r"stack(?:ing|ed)\b", r"second[- ]stage", r"mixture of", r"components?\b",
        r"(?:using|use of|with) both (?=(?:\w+ )?(?:sources|kinds|types|methods|systems|models)\b)",
    ),
    "tagging": (
        r"tag(?:s|ger|gers|ging|ged)?\b", r"part[- ]of[- ]speech", r"parts of speech", r"pos\b", r"wordclass",
    ),
    "parsing": (
        r"pars(?:e|er|ers|ing)\b", r"treebanks?", r"constituen\w*", r"dependenc\w*", r"grammars?\b", r"pcfgs?",
    ),
    "syntax": (
        r"syntax", r"syntactic\w*", r"chunk\w*", r"parse trees?", r"dependency trees?", r"phrase structures?",
    ),
    "word segmentation": (
        r"segment\w*", r"tokeni[sz]\w*", r"word boundar\w*",
    ),
    "translation": (
        r"translat\w*", r"bleu\b", r"bitext", r"parallel corpora",
    ),
    "question answering": (
        r"question answering", r"\bqa\b", r"answers?\b", r"reading comprehension", r"squad", r"xquad", r"mlqa",
    ),
    "named entities": (
        r"named entit\w*", r"\bner\b", r"proper names?", r"personal names?", r"entity (?:type|recognition)\w*",
    ),
    "relation extraction": (
        r"relation extraction", r"semantic relations?", r"relation types?", r"kernels?\b",
    ),
    "summarisation": (
        r"summar\w*", r"rouge\b", r"headlines?",
    ),
    "retrieval": (
        r"retriev\w*", r"search engines?", r"\brag\b", r"passages?", r"grounded", r"grounding", r"evidence from",
        r"external (?:memory|knowledge)", r"knowledge[- ]grounded", r"access to (?:wikipedia|documents|the web)",
        r"non-?parametric",
    ),
    "hallucination": (
        r"hallucinat\w*", r"fabricat\w*", r"made[- ]up", r"make up", r"makes up", r"invent\w*", r"factual\w*",
        r"facts?\b", r"truthful\w*", r"falsehood\w*", r"false beliefs?", r"unsupported", r"confabulat\w*",
        r"factscore", r"unfaithful\w*", r"faithful\w*",
    ),
    "language models": (
        r"language models?", r"\bllms?\b", r"gpt-?\d*\w*", r"chatbots?", r"chatgpt", r"llama\w*",
        r"language model\w*", r"generat\w*",
    ),
    "embeddings": (
        r"embedding\w*", r"representations?\b", r"(?<!support )vectors?\b(?! machines?)", r"encoders?\b",
    ),
    "spelling correction": (
        r"spelling correction", r"spell check\w*", r"confusion sets?",
    ),
    "word senses": (
        r"word senses?", r"sense disambiguation", r"senses?\b", r"polysem\w*",
    ),
    "citations": (
        r"citation\w*", r"cit(?:e|es|ed|ing)\b", r"co-citation", r"references\b",
    ),
    "annotation": (
        r"annotat\w*", r"labell?ing", r"labell?ed", r"agreement", r"crowd\w*", r"judges?\b",
    ),
    "amount of data": (
        r"(?:more|less|amount of|size of the) (?:\w+ )?data", r"training (?:set|data) size", r"low-resource",
    ),
    "speed": (
        r"fast\w*", r"slow\w*", r"speed\w*", r"latency", r"runtime", r"training time", r"seconds?\b",
        r"efficien\w*",
    ),
    "memory": (
        r"memory", r"gigabytes?", r"\bgb\b", r"footprint",
    ),
    "calibration": (
        r"calibrat\w*", r"confidence", r"uncertaint\w*", r"brier", r"\bece\b",
    ),
    "bias": (
        r"bias\w*", r"fairness", r"gender\w*", r"stereotyp\w*", r"toxic\w*",
    ),
    "speech": (
        r"speech\b(?<!of speech)(?<!of-speech)", r"acoustic\w*", r"\basr\b", r"prosod\w*", r"utterances?",
        r"word error",
    ),
    "dialogue": (
        r"dialog\w*", r"conversation\w*", r"chatbots?",
    ),
    "images": (
        r"images?\b", r"visual\w*", r"vision", r"pictures?", r"captions?\b",
    ),
    "attention": (
        r"attention", r"transformers?\b",
    ),
    "context": (
        r"context\w*", r"window\w*", r"preceding", r"n-?grams?", r"trigrams?",
    ),
    "coreference": (
        r"co-?referen\w*", r"anaphor\w*", r"antecedents?", r"pronouns?", r"pronominal", r"resolv\w* references?",
    ),
    "similarity": (
        r"similar(?:ity|ities)\b", r"cosines?\b", r"most similar", r"resembl\w*", r"fuzzy", r"edit distance",
        r"word overlap", r"token[- ]set",
    ),
    "verification": (
        r"verif(?:y|ies|ied|ier|iers|ying|ication)\b", r"fact[- ]check\w*", r"entail\w*", r"true claims?",
        r"false claims?", r"(?:un)?supported claims?", r"check\w* claims?", r"scor\w* (?:\w+ )?claims?",
        r"claim check\w*", r"refut\w*", r"false (?:ones|twins?)",
    ),
    "text extraction": (
        r"pdfs?\b", r"pdf\w+\b", r"pypdf\w*", r"text extraction", r"extract\w* (?:the )?text",
        r"recover\w*(?=[^.;]{0,60}\b(?:text|sentences?|words?)\b)", r"broken fonts?", r"font maps?",
    ),
    "accuracy": (
        r"accura\w*", r"errors?\b", r"f-?1\b", r"f-?scores?", r"f-?measure", r"precision", r"recall",
        r"correct(?:ly)?\b", r"performance", r"exact match", r"outperform\w*", r"scores?\b",
    ),
}  # fmt: skip
"""Concepts of language technology with the words that stand for them, as regular expressions.

Source:
    Written from section titles and keywords of the field's handbooks and calls for papers, not from any one text. A
    question about another field falls back on its own words.
"""
SETTINGS: Final = frozenset({"several languages", "transfer", "embeddings", "language models"})
"""What questions mostly name as the setting; one of these is varied or measured only where nothing else is named."""
_WEIGHTS: Final = dict.fromkeys(SETTINGS, SETTING) | {"accuracy": MEASURE}
_PATTERNS: Final = {
    name: re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE) for name, patterns in _FIELD.items()
}
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FILLERS: Final = frozenset(
    _WORD.findall(
        "alone another automatic automatically beat beats computer exceed exceeds few kind kinds machine machines "
        "multiple other others outperform outperforms program programs several single some surpass them type types "
        "way ways"
    )
)
"""Words of questions that name nothing that a claim could be about."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question is about.

    Attributes:
        name: As the field calls it, or the question's own words.
        weight: ``SUBJECT``, ``SETTING`` or ``MEASURE``.
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

    def named_in(self, text: str) -> str:
        """A text in which the concept has its own name, whatever words spoke of it, so that texts can be compared."""
        return text if self.stems else _PATTERNS[self.name].sub(f" {self.name} ", text)

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
    known = [
        Concept(name, _WEIGHTS.get(name, SUBJECT)) for name, pattern in _PATTERNS.items() if pattern.search(question)
    ]
    told = [pattern for name, pattern in _PATTERNS.items() if any(concept.name == name for concept in known)]
    loose = [
        word
        for word in content_words(question)
        if word not in STOP_WORDS | _FILLERS and not _is_told(word, question, told)
    ]
    own = dict[frozenset[str], Concept]()
    for word in loose:
        if stems := frozenset(terms(word)):  # of "sources ... source" the first one names both
            own.setdefault(stems, Concept(word, MEASURE if known else SUBJECT, stems))
    return tuple(known) + tuple(own.values())


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
