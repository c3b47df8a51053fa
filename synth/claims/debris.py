"""Telling sentences from what extraction leaves behind: table rows, equations, headings, cut-off text."""

import re

from synth.claims.lexicon import UNIT_STOPS
from synth.claims.verbs import finite_verbs

MIN_WORDS = 5
MAX_WORDS = 60
MIN_ALPHABETIC = 0.72  # share of tokens that are words
MAX_SINGLE = 0.12  # share of tokens that are one letter, "a", "A" and "I" aside
MAX_SYMBOLS = 0.04  # share of characters that only mathematics and damage leave in prose

_STARTS = re.compile(r"^[“\"'‘(]?(?:[A-Z]|\d+(?:\.\d+)?\s?%|[a-z]+[A-Z])")
_ENDS = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bal)(?<!\bvs)(?<!\bFig)(?<!\bcf)(?<!\bresp)[.!][”\"'’)]?$")
_SYMBOLS = re.compile(r"[=|∑∏∫√∂∈∉⊂⊆∪∩∀∃⟨⟩⌈⌉→←⇒⇔∝∞≜◦•■▪{}\\^_~@#*†‡§¶ˆ˜¨´]|[\ue000-\uf8ff\ufffd\x00-\x08]")
_BOILERPLATE = re.compile(
    r"\bProceedings of\b|©|\bcopyright\b|\bAll rights reserved\b|\bAssociation for Computational Linguistics\b"
    r"|\barXiv:\d|\bPermission (?:is|to)\b|\bpages? \d+\s?[–-]\s?\d+|\bAnnual Meeting\b|\bgrant (?:no|number)|"
    r"\bsupported by (?:the|a)\b.*"
    r"\b(?:grant|foundation|contract|fund)|\bthank\b|\b(?:anonymous )?reviewers\b|\bwas (?:partly |"
    r"partially )?(?:funded|supported) by\b",
    re.IGNORECASE,
)
_FOOTNOTE_INSIDE = re.compile(
    r"[a-z]\s\d{1,2}\s[A-Z](?:[a-z]|\s)|[a-z]{3}\d{1,2}[,.]?\s[a-z]|\.\s\d{1,2}\s?$|,\.|\s\.\s|\.,\s[a-z]+\s[A-Z]"
)
_ENUMERATES = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s")
_ORGANISES = re.compile(
    r"\b(?:(?:this|the|our) paper|remainder|rest of (?:this|the) paper|chapter|thesis|article) (?:is|"
    r"are) (?:organi[sz]ed|structured)"
    r"|\b(?:in|see) (?:the )?(?:next|following|previous|this|last|remaining) (?:sub)?section"
    r"|\b(?:sub)?sections? \d[\d.]*(?:\s(?:and|to)\s(?:section\s)?\d[\d.]*)?,? (?:\w+ly )?"
    r"(?:we|present|describe|discuss|report|give|introduce|outline|conclude|review|cover|explain|summari|"
    r"contain|provide|show|is|are)"
    r"|\b(?:is|are|as|was|were|be) (?:\w+ )?(?:described|discussed|presented|explained|given|shown|defined|"
    r"reported|listed|illustrated|summari[sz]ed|detailed|found)"
    r" (?:further )?(?:in|by|at) (?:more detail in |detail in )?(?:the )?(?:section|appendix|table|figure|fig\.|"
    r"following|next|equation|eq)"
    r"|\b(?:following|next|previous) (?:sub)?sections?\b|^(?:Table|Figure|Fig\.|Algorithm|Appendix) \d+[:.]",
    re.IGNORECASE,
)
_QUOTED_EXAMPLE = re.compile(
    r"^(?:For (?:example|instance)|E\.g\.|Consider|Suppose|Assume|Let|Note that if|Recall|Imagine|As an example|"
    r"To illustrate)\b"
)


def is_whole_sentence(text: str) -> bool:
    """Whether a text is one complete statement in prose, as its author wrote it.

    >>> is_whole_sentence("The parser reaches 91.2 F1 on the test set.")
    True
    >>> is_whole_sentence("Model P R F1 Baseline 81.2 79.9 80.5 Ours 84.1 83.0 83.5.")
    False
    """
    tokens = text.split()
    if not MIN_WORDS <= len(tokens) <= MAX_WORDS or not _STARTS.match(text) or not _ENDS.search(text):
        return False
    if any(
        pattern.search(text) for pattern in (_BOILERPLATE, _FOOTNOTE_INSIDE, _ORGANISES, _ENUMERATES, _QUOTED_EXAMPLE)
    ):
        return False
    return _reads_as_prose(text, tokens) and _is_balanced(text) and bool(finite_verbs(text)) and not _is_cut_off(tokens)


def _reads_as_prose(text: str, tokens: list[str]) -> bool:
    """Whether words outnumber symbols, single letters and numbers as they do in prose."""
    words = [token.strip(".,;:()[]“”\"'’‘") for token in tokens]
    alphabetic = sum(
        (bool(re.fullmatch(r"[^\W\d_][^\d_]*", word)) and len(word) > 1) or word in {"a", "A", "I"} for word in words
    )
    single = sum(len(word) == 1 and word.isalpha() and word not in "aAI" for word in words)
    upper = sum(len(word) > 1 and word.isupper() for word in words)
    return (
        alphabetic >= MIN_ALPHABETIC * len(words)
        and single <= MAX_SINGLE * len(words)
        and len(_SYMBOLS.findall(text)) <= MAX_SYMBOLS * len(text)
        and "=" not in re.sub(r"\(\w+\s?=\s?[\d.,]+\)|\b[pknαβλ]\s?=\s?[\d.]+", "", text)
        and upper <= len(words) / 2
        and max(map(len, words)) <= 40
    )


def _is_balanced(text: str) -> bool:
    """Whether brackets and curly quotes close in the order they open."""
    closing = {")": "(", "]": "[", "”": "“"}
    opened: list[str] = []
    for character in text:
        if character in closing.values():
            opened.append(character)
        elif character in closing and (not opened or opened.pop() != closing[character]):
            return False
    return not opened and text.count('"') % 2 == 0


def _is_cut_off(tokens: list[str]) -> bool:
    """Whether the last word cannot end a sentence."""
    last = tokens[-1].strip(".!)”\"'’").lower()
    return (
        last
        in UNIT_STOPS
        - {
            "so",
            "do",
            "does",
            "did",
            "have",
            "has",
            "had",
            "is",
            "are",
            "not",
            "under",
            "over",
            "out",
            "within",
            "no",
            "this",
            "that",
            "those",
            "which",
            "in",
            "on",
            "before",
            "after",
            "with",
            "for",
            "by",
            "respectively",
        }
        or len(last) == 0
    )
