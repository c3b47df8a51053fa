"""Word lists of the typed checks. Data, no behaviour.

Source:
    Compiled by hand from English grammars' closed classes and from abstracts of machine learning papers. They
    are the checks' own: whatever makes artificial mistakes to train or test on must bring lists of its own.
"""

from typing import Final


def words(*lines: str) -> frozenset[str]:
    """The words of a list that is written like prose."""
    return frozenset(word for line in lines for word in line.split())


FUNCTION_WORDS: Final = words(
    "a an the this that these those such some any each every all both either neither no not nor none own same",
    "other others another much many more most less least few fewer several only just also too very so as at by",
    "for from in into of off on onto out over per than through to toward towards under up upon via with within",
    "without about above after against among amongst around across along before behind below beneath beside",
    "besides between beyond despite down during except inside near outside since throughout till until unlike",
    "like and but or if then else because while whereas although though when where which who whom whose what how",
    "why whether however therefore thus hence moreover furthermore finally here there i we us our ours you your",
    "he she it its they them their theirs his her itself themselves ourselves be am is are was were been being do",
    "does did done doing have has had having can could may might must shall should will would one ones yet still",
    "even ever never again once already now rather quite versus vs respectively e.g i.e etc et al using used use",
    "uses based well namely let get gets got give gives given make makes made making take takes taken show shows",
    "shown showing see seen",
)
"""Words that say nothing about what a sentence is about."""

CLAUSE_OPENERS: Final = words(
    "while whereas but although though however whilst yet because since which when where",
)
"""Words that open a clause of their own."""

LIST_LINKS: Final = words("and or & /")
"""Words between the members of a list."""

CONTRASTS: Final = words("vs vs. versus against than compared compared-to")
"""Words between two things that are held against each other."""

LABEL_LINKS: Final = words("on for with in of at under over by using when from after to without as per")
"""Words between a number and what it was measured on."""

FRACTIONS: Final[dict[str, float]] = {
    "half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "eighth": 12.5, "tenth": 10.0,
    "thirds": 100 / 3, "quarters": 25.0, "fifths": 20.0, "tenths": 10.0,
}  # fmt: skip
"""Fractions in words, in percent of the whole."""

WHOLES: Final[dict[str, tuple[float, str]]] = {
    "percentage point": (1.0, "points"), "percent": (1.0, "percent"), "point": (1.0, "points"),
    "dozen": (12.0, ""), "hundred": (1e2, ""), "thousand": (1e3, ""), "million": (1e6, ""), "billion": (1e9, ""),
}  # fmt: skip
"""What a fraction may be of, "half a million", with its unit."""

TIME_UNITS: Final = words("second sec s minute min hour hr h day week month year ms")
LENGTH_UNITS: Final = words("pixel px mm cm m km millimetre millimeter centimetre centimeter metre meter")
TEXT_UNITS: Final = words("word token character sentence document letter byte bit subword phrase paragraph")
SIZE_UNITS: Final = words("byte kb mb gb tb bit")

SCORE_UNITS: Final = words(
    "percent points bleu rouge meteor chrf f1 accuracy precision recall perplexity auc map mrr ter wer cer las",
    "uas em ap miou iou ndcg psnr ssim fid",
)
"""Units of results; every other unit counts or measures things."""

GAUGES: Final = words(
    "db hz khz mhz ghz mg kg ml mmhg fps watt kwh px dpi ms second minute hour kb mb gb tb mm cm km nm ppm rpm"
)
"""Units of physical measures: what is given in one of them is no share and no factor."""

UNIT_FAMILIES: Final = (TIME_UNITS, LENGTH_UNITS, TEXT_UNITS, SIZE_UNITS)
"""Units that measure the same thing differently; nouns outside of them may be synonyms."""

SAME_UNITS: Final[dict[str, str]] = {
    "s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "px": "pixel",
    "millimetre": "mm", "millimeter": "mm", "centimetre": "cm", "centimeter": "cm", "metre": "m", "meter": "m",
    "millisecond": "ms", "msec": "ms", "kilobyte": "kb", "megabyte": "mb", "gigabyte": "gb", "terabyte": "tb",
    "person": "people", "human": "people", "individual": "people", "identity": "people", "subject": "people",
    "participant": "people", "labeler": "annotator", "labeller": "annotator", "rater": "annotator",
    "coder": "annotator", "picture": "image", "photo": "image", "photograph": "image",
    "clip": "video", "article": "paper",
    "publication": "paper", "example": "instance", "sample": "instance", "case": "instance", "module": "block",
    "round": "iteration", "pass": "iteration", "category": "class", "corpus": "dataset", "corpora": "dataset",
    "collection": "dataset", "benchmark": "dataset",
}  # fmt: skip
"""Units of one meaning under one name."""

RELATIVE_WORDS: Final = words("relative relatively")
ABSOLUTE_WORDS: Final = words("absolute absolutely points point")
SHARE_WORDS: Final = words("probability chance fraction ratio share proportion likelihood rate")

ORDINARY_NAMES: Final = words(
    "f1 bleu auc map ap mrr mse nlp gpu gpus cpu sota qa ner pos llm llms table figure fig section appendix",
    "equation january february march april may june july august september october november december english",
    "conclusion results method methods background objective rna dna ci or hr rr id p i ii iii iv",
)
"""Names of no thing in particular: metrics, tasks, months, parts of a paper."""

STAND_INS: Final = tuple(
    words(line)
    for line in (
        "model models system systems network networks architecture module component classifier learner approach method",
        "approach approaches method methods technique framework algorithm procedure strategy scheme",
        "dataset datasets corpus corpora data collection benchmark set resource",
        "paper papers work study article publication",
        "performance result results score scores quality outcome outcomes",
        "task tasks problem problems challenge",
        "gain gains improvement improvements increase benefit advantage boost rise",
        "rater raters annotator annotators judge judges evaluator evaluators coder crowdworkers assessors people human",
        "people human humans participants participant worker workers person subjects patient patients adult adults",
        "example examples instance instances sample samples case cases item items",
        "sentence sentences utterance utterances text texts passage document documents",
        "category categories class classes label labels type types kind kinds group",
        "feature features attribute attributes property characteristic",
        "image images picture pictures photo photos",
        "experiment experiments test tests evaluation trial",
        "number amount quantity count volume size rate risk",
        "goal aim objective purpose",
        "part portion share fraction proportion piece",
        "way manner fashion means",
        "team group authors author researchers",
        "training train trained learning learned",
        "difference gap margin",
        "layer layers block blocks",
        "error errors mistake mistakes",
        "main major primary chief principal key central most largest biggest",
        "large big substantial considerable great major strong significant sizeable",
        "small little minor slight low modest tiny",
        "different distinct various several multiple many separate",
        "new novel first original",
        "whole entire full complete overall total all",
        "similar comparable equal equals same alike",
        "important crucial essential necessary key critical",
        "two both pair",
    )
)
"""Words that often stand for each other in papers; nothing follows from the one in place of the other."""
