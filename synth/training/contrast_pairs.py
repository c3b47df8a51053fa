"""Contrast pairs out of real sentences: the same fact kept true in other words, and made false by one edit.

A model that never saw such pairs takes a near copy for support. The word lists are this generator's own; the
verifier's checks know none of them, so that what the checks catch is no echo of what was generated here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Final

from synth.training.contrast_bindings import binding_claims
from synth.training.contrast_edits import FALSE_EDITS, NUMBER, STRONGER_EDITS, TRUE_EDITS, Edit, names_of
from synth.training.nli_data import Pair, flags, nearest_sentence, read_documents

SOURCES: Final = (("scirex/pool", 24_000), ("evidence_inference/train", 8_000), ("pubmedqa/labeled", 6_000))
"""Documents that sentences are taken from, and how many pairs each gives at most."""

MORE: Final = (("scirex/pool", 36_000), ("evidence_inference/train", 16_000), ("pubmedqa/labeled", 8_000))
"""The same for the second run."""

BARRED: Final = ("twins/train",)
"""Sets whose documents give no sentence: they are kept for fitting and measuring verdicts."""

WORDS: Final = (8, 45)  # shortest and longest sentence that is edited
FALSE_PER_SENTENCE: Final = 2
BINDINGS: Final = 3_000  # pairs of each source at most
BINDINGS_PER_SENTENCE: Final = 3
NAME_CHARS: Final = 14  # longer ones are mostly table heads run together
COMMON_EDITS: Final = {"negation", "contrary", "name"}
WHOLE_EDITS: Final = {kind: TRUE_EDITS[kind] for kind in ("synonym", "turned", "reorder", "authors")}
"""True edits that leave nothing out."""


def contrast_pairs(folder: Path, *, seed: int, sources: Sequence[tuple[str, int]] = SOURCES) -> list[Pair]:
    """Generated pairs from every source; equal folders and seeds give equal pairs.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    pairs: list[Pair] = []
    for source, most in sources:
        kept = documents_of(folder, source)
        pairs += pairs_of(kept, seed=seed, most=most)
        pairs += binding_pairs(kept, seed=seed, most=BINDINGS)
    return pairs


def documents_of(folder: Path, source: str) -> dict[str, list[str]]:
    """The documents of a source but for those of ``BARRED``.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    barred = {name for other in BARRED for name in read_documents(folder / f"{other}.docs.jsonl.gz")}
    read = read_documents(folder / f"{source}.docs.jsonl.gz")
    return {name: sentences for name, sentences in read.items() if name not in barred}


def pairs_of(documents: Mapping[str, Sequence[str]], *, seed: int, most: int) -> list[Pair]:
    """At most ``most`` pairs, spread evenly over the documents.

    Each chosen sentence gives one true pair, up to two false ones of different kinds, and every other time a pair
    with the most similar sentence of its document, labelled nei.
    """
    chance = Random(f"{seed} contrast")  # noqa: S311 - sampling, not secrets
    clean = {name: [joined(sentence) for sentence in sentences] for name, sentences in sorted(documents.items())}
    queue = [(name, index) for name, sentences in clean.items() for index in range(len(sentences))]
    # Sentences with quantities come early: they are what claims are about, and they allow the rarer edits.
    queue.sort(key=lambda place: chance.random() + (NUMBER.search(clean[place[0]][place[1]]) is None))
    names = {name: names_in(sentences) for name, sentences in clean.items()}
    pairs: list[Pair] = []
    for name, index in queue:
        if len(pairs) >= most:
            break
        if is_editable(clean[name][index]):
            pairs += _pairs_of_sentence(clean[name], index, documents[name][index], names[name], chance)
    return pairs[:most]


def binding_pairs(documents: Mapping[str, Sequence[str]], *, seed: int, most: int) -> list[Pair]:
    """At most ``most`` pairs from the few sentences that bind several numbers to several names."""
    chance = Random(f"{seed} binding")  # noqa: S311 - sampling, not secrets
    pairs: list[Pair] = []
    for _, sentences in sorted(documents.items()):
        for sentence in sentences:
            evidence = joined(sentence) if len(sentence.split()) <= WORDS[1] else ""
            for _ in range(BINDINGS_PER_SENTENCE):
                if bound := binding_claims(evidence, chance):
                    pairs.append(Pair(bound[0], evidence, flags("supported"), "contrast binding true"))
                    pairs.append(Pair(bound[1], evidence, flags("refuted"), "contrast binding"))
    chance.shuffle(pairs)
    return pairs[:most]


def is_editable(sentence: str) -> bool:
    """Whether a sentence is a whole statement of ordinary length and mostly letters."""
    letters = sum(char.isalpha() or char == " " for char in sentence)
    return (
        WORDS[0] <= len(sentence.split()) <= WORDS[1]
        and sentence[:1].isupper()
        and sentence.endswith(".")
        and letters / len(sentence) > 0.8  # formulas and reference lists fall below
    )


def names_in(sentences: Sequence[str]) -> list[str]:
    """The names of a document, one of which may take another's place."""
    return sorted({found for one in sentences for found in names_of(one) if len(found) <= NAME_CHARS})


def joined(sentence: str) -> str:
    """A tokenised sentence as it would be printed.

    >>> joined("We reach 84.3 % on SNLI ( state - of - the - art ) [ reference ] .")
    'We reach 84.3% on SNLI (state-of-the-art).'
    """
    text = re.sub(r"\[ reference \]", "", sentence)
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    text = re.sub(r"(?<=\d) (?=%)|(?<=[(\[“‘]) | (?=[)\]”.,;:?!]|’s?\b|n't\b|'s\b)", "", text)
    return re.sub(r"\s+", " ", re.sub(r" (?=[.,;])", "", text)).strip()


def edits_by_chance(chance: Random) -> list[tuple[str, Edit]]:
    """All false edits in random order, the ones that apply to nearly every sentence mostly last."""
    edits = [*FALSE_EDITS.items(), *STRONGER_EDITS.items()]
    return sorted(edits, key=lambda one: chance.random() + (one[0] in COMMON_EDITS))


def reworded(text: str, names: Sequence[str], chance: Random, edits: Mapping[str, Edit]) -> str:
    """The text after up to three edits that keep it true; false claims get them too, so that wording tells nothing."""
    order = list(edits.values())
    chance.shuffle(order)
    wanted = chance.choice((0, 1, 2, 2, 3))
    for edit in order:
        if wanted == 0:
            break
        changed = edit(text, chance, names)
        if changed is not None:
            text, wanted = changed, wanted - 1
    return text


def _pairs_of_sentence(
    sentences: Sequence[str], index: int, raw: str, names: Sequence[str], chance: Random
) -> Iterator[Pair]:
    """The pairs of one sentence; the evidence is the sentence as printed or, a third of the time, as tokenised."""
    text = sentences[index]
    evidence = raw if chance.random() < 0.33 else text  # a third
    true = reworded(text, names, chance, TRUE_EDITS)
    yield Pair(true, evidence, flags("supported"), "contrast true")
    made = 0
    for kind, edit in edits_by_chance(chance):
        # Reworded first and made false last, so that no later edit drops what was made false.
        still_true = reworded(text, names, chance, TRUE_EDITS)
        false = edit(still_true, chance, names)
        if false is None or false == still_true:
            continue
        made += 1
        if kind in STRONGER_EDITS:
            yield Pair(false, evidence, flags("refuted", "nei"), f"contrast {kind}")
        elif chance.random() < 0.3:  # in three of ten it is the evidence that is edited
            kept = reworded(text, names, chance, WHOLE_EDITS)
            yield Pair(kept, edit(text, chance, names) or false, flags("refuted"), f"contrast {kind}")
        else:
            yield Pair(false, evidence, flags("refuted"), f"contrast {kind}")
        if made == FALSE_PER_SENTENCE:
            break
    other = nearest_sentence(text, sentences, without=[index]) if chance.random() < 0.5 else ""  # half
    if other:
        yield Pair(true, other, flags("nei"), "contrast elsewhere")
