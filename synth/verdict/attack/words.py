"""Words that an attack exchanges. Data, no behaviour.

Written for the attack alone: they are neither those that the typed checks look for nor those from which training
pairs are generated, so that an attack does not ask the verifier only for what it was taught.
"""

import re
from typing import Final

_TURNS: Final = """
increase decrease; increases decreases; increased decreased; increasing decreasing; improves worsens; improve worsen;
improving worsening; improvement deterioration; improvements deteriorations; raises lowers; raised lowered;
reduces raises; reduced raised; reducing raising; reduction increase; reductions increases; gain loss; gains losses;
rise fall; rises falls; rising falling; rose fell; grows shrinks; grew shrank; growing shrinking; growth decline;
drop rise; drops rises; dropped rose; decline rise; declines rises; declined rose; helps hurts; helped hurt;
hurts helps; boosts harms; boosted harmed; enhances impairs; enhanced impaired; enhancing impairing;
degrades improves; degraded improved; degrading improving; degradation improvement; deteriorates improves;
strengthens weakens; weakens strengthens; accelerates slows; shortens lengthens; narrows widens;
widens narrows; maximizes minimizes; minimizes maximizes; maximizing minimizing; minimizing maximizing;
benefits suffers; succeeds fails; fails succeeds; beneficial harmful; harmful beneficial; positively negatively;
negatively positively; positive negative; negative positive; high low; low high; deeper shallower; shallower deeper;
cheaper costlier; costlier cheaper; lowered raised; lowers raises; upward downward; downward upward
"""

_COMPARED: Final = """
higher lower; lower higher; better worse; worse better; larger smaller; smaller larger; bigger smaller;
greater smaller; faster slower; slower faster; longer shorter; shorter longer; stronger weaker; weaker stronger;
easier harder; harder easier; wider narrower; narrower wider; closer farther; richer poorer; fewer more;
superior inferior; inferior superior; heavier lighter; lighter heavier
"""

_EXTREMES: Final = """
best worst; worst best; highest lowest; lowest highest; largest smallest; smallest largest; greatest smallest;
fastest slowest; slowest fastest; strongest weakest; weakest strongest; longest shortest; shortest longest;
easiest hardest; hardest easiest
"""

_BEATEN: Final = """
outperforms|falls short of; outperform|fall short of; outperformed|fell short of; outperforming|falling short of;
surpasses|falls short of; surpass|fall short of; surpassed|fell short of; surpassing|falling short of;
exceeds|falls short of; exceed|fall short of; exceeded|fell short of; exceeding|falling short of;
beats|loses to; beat|lose to; beating|losing to; outranks|ranks below; outscores|scores below;
comparable to|far below; on par with|far below; similar to|very different from; the same as|different from;
competitive with|far below; superior to|inferior to; inferior to|superior to
"""

_AMOUNTS: Final = """
every one of|none of;
every|no; always|never; never|always; none of|all of; some|no; many|few; majority|minority; minority|majority;
usually|rarely; typically|rarely; often|rarely; frequently|rarely; mostly|hardly; generally|rarely; rarely|usually;
seldom|usually; sometimes|never; consistently|rarely; half of|all of; most of|few of; nearly all|hardly any;
almost all|hardly any; everywhere|nowhere; universally|nowhere
"""

_CONTRARIES: Final = """
supervised|unsupervised; unsupervised|supervised; monolingual|multilingual; multilingual|monolingual;
manually|automatically; automatically|manually; linear|nonlinear; nonlinear|linear; non-linear|linear;
labeled|unlabeled; unlabeled|labeled; labelled|unlabelled; unlabelled|labelled; explicitly|implicitly;
implicitly|explicitly; discrete|continuous; continuous|discrete; deterministic|stochastic; stochastic|deterministic;
dense|sparse; sparse|dense; parametric|nonparametric; differentiable|non-differentiable; intrinsic|extrinsic;
bidirectional|unidirectional; unidirectional|bidirectional; jointly|separately; separately|jointly;
statistically significant|statistically insignificant; significant|insignificant; sufficient|insufficient;
insufficient|sufficient; necessary|unnecessary; unnecessary|necessary; possible|impossible; impossible|possible;
directly|only indirectly; simultaneously|one after the other; randomly|systematically;
autoregressive|non-autoregressive; recurrent|non-recurrent; convolutional|non-convolutional; causal|non-causal;
publicly|privately; relevant|irrelevant;
independent of|dependent on; sensitive to|insensitive to; robust to|easily upset by; identical|different
"""

_UNITS: Final = """
hours days; hour day; days weeks; day week; weeks months; week month; months years; years months; minutes hours;
minute hour; seconds minutes; second minute; milliseconds seconds; ms s; GB MB; MB GB; TB GB; KB MB;
thousand million; million billion; billion million; layers heads; layer head; heads layers; head layer;
epochs steps; epoch step; steps epochs; iterations epochs; tokens documents; words documents; word document;
sentences documents; sentence document; documents sentences; images classes; classes images; languages families;
samples classes; examples classes; participants institutions; annotators institutions; questions passages;
parameters layers; units layers; dimensions layers; neurons layers; GPUs CPUs; GPU CPU; pairs classes;
folds repetitions; datasets languages; tasks languages; speakers languages; users companies
"""
# Each right side counts or measures something else than its left side, so the same number is wrong for it.

_VERBS: Final = """
achieve improve outperform require reduce obtain contain consist provide perform produce reach propose introduce employ
rely allow enable combine converge generalize depend include extend learn predict generate compute apply
cover comprise involve surpass exceed incorporate integrate exploit capture outweigh eliminate prevent contribute
ensure encode decode optimize preserve ignore avoid assume assign select share adopt adapt encourage receive
demonstrate degrade increase decrease suffer remain transfer operate resemble correspond serve take give come make keep
lie lose win need follow carry match memorize memorise treat add remove believe argue suggest hold differ exhibit ignore
"""

NEGATIONS: Final = re.compile(
    r"\b(?:not|never|no|nor|neither|without|hardly|barely|cannot|nothing|none|lacks?|fail(?:s|ed)? to|whether|prevents?"
    r"|avoid(?:s|ing)?|instead of|rather than)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Before a word, what makes its opposite compatible with the claim."""

MODALS: Final = re.compile(r"\b(?:may|might|could|can|would|if|possibly|sometimes|either|once|any)\b", re.IGNORECASE)
"""Before a word, what makes the claim one about possibilities."""


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written like prose."""
    return tuple(text.split())


def _pairs(text: str, between: str) -> dict[str, str]:
    """The entries of a list that is written like prose."""
    entries = (entry.strip() for entry in text.replace("\n", " ").split(";"))
    return dict(entry.split(between, 1) for entry in entries)


TURNS: Final = _pairs(_TURNS, " ")
"""A direction and its opposite."""
COMPARED: Final = _pairs(_COMPARED, " ")
"""A comparative and its opposite."""
EXTREMES: Final = _pairs(_EXTREMES, " ")
"""A superlative and its opposite."""
BEATEN: Final = _pairs(_BEATEN, "|")
"""A relation between two things, and one that contradicts it."""
AMOUNTS: Final = _pairs(_AMOUNTS, "|")
"""How much or how often, and what contradicts it."""
CONTRARIES: Final = _pairs(_CONTRARIES, "|")
"""A property and its negation in a word."""
UNITS: Final = _pairs(_UNITS, " ")
"""What a number counts, and something else."""

COUNTING: Final = _words("two three four five six seven eight nine ten eleven twelve")
"""Small numbers as words, from two on."""


def _third(base: str) -> str:
    if base.endswith(("ch", "sh", "s", "x")):
        return f"{base}es"
    return f"{base[:-1]}ies" if base.endswith(("ly", "py", "ry")) else f"{base}s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    return f"{base[:-1]}ied" if base.endswith(("ly", "py", "ry")) else f"{base}ed"


VERBS: Final = {_third(base): base for base in _VERBS.split()} | {"uses": "use", "has": "have"}
"""The third person singular of verbs whose -s form is hardly ever a noun, and its base."""

PAST_VERBS: Final = {_past(base): base for base in (*_VERBS.split(), "use")} | {
    "took": "take", "gave": "give", "made": "make", "kept": "keep", "lost": "lose", "won": "win", "held": "hold",
}  # fmt: skip
"""The past of the same verbs, and its base; it is a participle just as often."""

INTRANSITIVE: Final = frozenset(
    _words(
        "gain gains rise rises rose fall falls growth grows grew decline declines declined drop drops dropped benefits"
    )
)
"""Directions that are meant only where no object follows: "drops by 2", not "drops the last layer"."""

LANGUAGES: Final = frozenset(
    _words(
        """
        Arabic Basque Bengali Bulgarian Catalan Chinese Croatian Czech Danish Dutch English Estonian Finnish
        French Galician Georgian German Greek Gujarati Hausa Hebrew Hindi Hungarian Icelandic Igbo
        Indonesian Irish Italian Japanese Javanese Kannada Kazakh Korean Latin Latvian Lithuanian Malay
        Malayalam Maltese Mandarin Marathi Nepali Norwegian Persian Polish Portuguese Romanian Russian
        Serbian Sinhala Slovak Slovenian Somali Spanish Swahili Swedish Tagalog Tamil Telugu Thai Turkish
        Ukrainian Urdu Uzbek Vietnamese Welsh Yoruba Zulu
        """
    )
)

METRICS: Final = frozenset(
    _words(
        """
    BLEU METEOR ROUGE ROUGE-1 ROUGE-2 ROUGE-L chrF TER CIDEr SPICE accuracy precision recall F1 perplexity MRR MAP NDCG
    WER CER AUC LAS UAS IoU mAP PSNR SSIM FID
    """
    )
)

DATA_NOUNS: Final = (
    r"data ?sets?|corpus|corpora|benchmarks?|treebanks?|test sets?|dev(?:elopment)? sets?|training sets?|collections?"
)
METHOD_NOUNS: Final = (
    r"models?|methods?|networks?|encoders?|decoders?|parsers?|classifiers?|approach|algorithms?|systems?|layers?|"
    r"architectures?|baselines?|embeddings?|vectors?|units?|cells?"
)
"""Nouns behind a name that tell what it stands for."""
