"""Words that the reading of claims turns on. Data, no behaviour; grouped by what they tell."""

from typing import Final


def _words(*lines: str) -> tuple[str, ...]:
    """The words of a list that is written like prose."""
    return tuple(word for line in lines for word in line.split())


NUMBER_WORDS: Final[dict[str, int]] = {
    word: value
    for value, word in (
        *enumerate(
            _words(
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
                "seventeen eighteen nineteen twenty",
            )
        ),
        *((10 * tens, word) for tens, word in enumerate(_words("thirty forty fifty sixty seventy eighty ninety"), 3)),
    )
}
SCALES: Final[dict[str, float]] = {
    "k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12,
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
TIMES_WORDS: Final[dict[str, float]] = {"twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0, "half": 0.5}

UNITS: Final = frozenset(
    _words(
        "kb mb gb tb byte bit hz khz mhz ghz s sec second ms min minute h hr hour day week month year watt kwh",
        "bleu rouge meteor chrf f1 accuracy precision recall perplexity auc map mrr ter wer cer las uas em",
        "flop flops gpu tpu cpu dollar usd eur mm cm m km px pixel degree dpi token word",
    )
)
"""Units by their printed short form or singular."""

COUNT_NOUNS: Final = frozenset(
    _words(
        "layer head epoch step run seed fold shot way class label language dataset corpus task domain document",
        "sentence paper example sample instance query question pair model system method parameter feature dimension node",
        "rule annotator participant subject expert gram bit stage pass iteration baseline metric benchmark people person",
        "human child speaker million billion thousand",
    )
)
"""Nouns that are counted even where they stand in the singular: "one layer", "12-layer"."""

UNIT_STOPS: Final = frozenset(
    _words(
        "a an the of in on at by to for from with and or but than as is are was were be been has have had do does did",
        "that which who when while where if so such it its this these those their our we they he she not no nor",
        "respectively versus vs compared out per over under within between among across during after before",
    )
)
"""Words at which a noun phrase ends, so that no unit lies beyond them."""

VERSIONED: Final = _words("SQuAD GPT Llama LLaMA Gemini Claude Mistral Python PyTorch CUDA version Version ver.")
"""Names whose next word, a number, says which one: "SQuAD 1.1", "Llama 2"."""
