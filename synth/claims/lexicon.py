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
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
                "sixteen seventeen eighteen nineteen twenty",
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
        "kb mb gb tb byte bit hz khz mhz ghz s sec second ms min minute h hr hour day week month year watt kwh bleu",
        "rouge meteor chrf f1 accuracy precision perplexity auc map mrr ter wer cer las uas em flop flops gpu tpu cpu",
        "dollar usd eur mm cm m km nm px pixel degree dpi token word db fps mg kg ml mmhg ppm rpm",
    )
)
"""Units by their printed short form or singular."""

COUNT_NOUNS: Final = frozenset(
    _words(
        "layer head epoch step run seed fold shot way class label language dataset corpus task domain document",
        "sentence paper example sample instance query question pair model system method parameter feature dimension",
        "node rule annotator participant subject expert gram bit stage pass iteration baseline metric benchmark",
        "people person human child speaker million billion thousand",
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

VERSIONED: Final = _words(
    "SQuAD GPT Llama LLaMA Gemini Claude Mistral Python PyTorch CUDA version Version ver.",
)
"""Names whose next word, a number, says which one: "SQuAD 1.1", "Llama 2"."""

REGULAR_VERBS: Final = _words(
    "accelerate accept account accomplish achieve acquire act adapt add address adjust adopt affect aggregate aim",
    "align allow alleviate analyze annotate answer appear apply approach argue assess assign associate assume attain",
    "attempt attend augment avoid base bias bootstrap boost bridge calculate capture cause classify cluster collect",
    "combine compare complement compress compute concatenate conclude condition conduct confirm conflict conjecture",
    "connect consider consist constitute construct contain contribute correct correlate correspond cover create",
    "decode decompose decrease define degrade deliver demonstrate depend derive describe design detect determine",
    "develop differ disambiguate discover discuss display distinguish diverge dominate double eliminate employ enable",
    "encode encounter encourage enhance ensure establish estimate evaluate evolve examine exceed exclude exhibit",
    "exist expand expect experiment explain exploit explore express extend extract facilitate fail filter finetune",
    "fine-tune focus follow form formulate function gain generalize generate handle help highlight hinder hypothesize",
    "identify ignore illustrate implement imply impose improve include incorporate increase incur indicate induce",
    "infer inform initialize inspect integrate interact interpolate introduce investigate involve iterate label lack",
    "learn leverage limit link lower maintain manage match maximize measure mine minimize miss mitigate model modify",
    "motivate move need normalize note observe obtain occur operate optimize outperform overestimate parse perform",
    "point pose possess predict prefer present preserve pretrain pre-train prevent process produce project propose",
    "prove provide prune publish quantify raise range rank reach recognize recommend reconstruct record recover",
    "reduce refer refine reflect release rely remain remove render repeat replace report represent require rerank",
    "resolve restrict result retain retrieve return reveal reward sample save scale score search segment select",
    "separate serve share show simplify slow smooth solve speed stem store study submit succeed suffer suggest",
    "summarize support surpass tackle tag target tend test train transfer transform translate treat trigger tune",
    "underestimate underperform unify update use utilize validate vary verify view weight work yield outrank confuse",
    "collapse plateau saturate degenerate interpret specify synthesize generalise optimise recognise normalise",
    "analyse utilise minimise maximise summarise initialise formalize penalize factor fuse regress rescore cite",
    "survey review detail distill freeze mask accompany agree alternate amount arrange ask benefit belong call carry",
    "cast challenge charge check concern confine converge convert count deal deem devise diagnose disagree distribute",
    "divide drive emerge emphasize enforce enlarge enrich enter fit fix guarantee guide happen inherit inject insert",
    "interfere invert join matter mention merge mirror mix outnumber overfit overlap pair peak penetrate persist",
    "place play plot populate position pool precede proceed progress promise pull push react regularize reject relate",
    "reorder repair reply request rescale reside resemble respond revise rewrite rival round satisfy settle shift",
    "shrink signal simulate span spend spread stabilize start state stay stretch strengthen suit supervise surround",
    "survive sustain switch tolerate trace track trade traverse trim truncate try turn vote want warn weaken widen",
    "look bear drop feature map plan output",
)
"""Verbs that papers assert with, in the base form."""

IRREGULAR_VERBS: Final[dict[str, tuple[str, str]]] = {
    base: (past, participle)
    for base, past, participle in (
        line.split()
        for line in (
            "find found found", "give gave given", "take took taken", "make made made", "build built built",
            "lead led led", "run ran run", "hold held held", "keep kept kept", "get got gotten", "see saw seen",
            "draw drew drawn", "choose chose chosen", "become became become", "begin began begun", "beat beat beaten",
            "go went gone", "grow grew grown", "know knew known", "lose lost lost", "mean meant meant",
            "rise rose risen", "fall fell fallen", "say said said", "set set set", "split split split",
            "think thought thought", "write wrote written", "understand understood understood",
            "overcome overcame overcome", "feed fed fed", "come came come", "cut cut cut", "let let let",
            "bring brought brought", "seek sought sought", "leave left left", "show showed shown", "hurt hurt hurt",
            "underlie underlay underlain", "read read read", "send sent sent", "stand stood stood",
            "win won won", "pay paid paid", "put put put", "speak spoke spoken", "tell told told",
            "spin spun spun", "undergo underwent undergone", "arise arose arisen",
        )
    )
}  # fmt: skip

DOUBLING_VERBS: Final = frozenset(
    _words("tag plan map omit permit control transfer occur refer infer prefer submit fit drop stop stem")
)
"""Verbs that double their letter before -ed and -ing."""

NOUN_LIKE_VERBS: Final = frozenset(
    _words(
        "model result feature test use label score rank sample increase estimate document output input tag weight",
        "cause work study approach gain process target focus transfer cluster decrease condition function link point",
        "project range record search segment share support stem cover experiment train lack need help limit match",
        "measure move cut run set split report survey review question factor aim attempt form view design account",
        "bias boost mask scale reward handle benefit display filter mine return speed store yield detail double drop",
        "plan map amount call cast challenge charge check concern count deal divide drive fix guarantee guide matter",
        "mention mirror mix pair peak place play plot position pool progress promise pull push reply request round",
        "shift signal span spread start state stay stretch suit trace track trade try turn vote overlap",
    )
)
"""Verbs whose -s form is as often a plural noun."""

AUXILIARIES: Final = frozenset(
    _words(
        "is are was were am be been has have had do does did can could may might must shall should will would cannot",
        "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't couldn't won't wouldn't",
    )
)
FINITE_AUXILIARIES: Final = AUXILIARIES - {"be", "been"}

REPORTING_VERBS: Final = frozenset(
    _words(
        "show demonstrate find evaluate introduce propose present describe investigate analyze analyse compare apply",
        "report provide argue prove examine explore release achieve obtain conduct discuss develop study suggest",
        "extend train observe improve outperform identify build construct conclude test experiment",
    )
)
"""What authors do; after "we ... and", such a word is a second verb."""

CLAUSE_STARTS: Final = frozenset(
    _words("the a an our we all most many some several both each every no using adding training models results systems")
)
"""Words with which a new clause's subject begins."""

DOING_VERBS: Final = frozenset(
    _words(
        "use repeat rank score ask look count restrict verify check train filter annotate construct collect sample",
        "select apply follow set employ adopt run deploy build evaluate test experiment conduct perform consider",
        "compute calculate define represent model extract split divide tune fine-tune pretrain initialize propose",
        "present introduce describe develop release create design formulate contribute provide explore investigate",
        "study address extend discuss analyze analyse compare examine measure take choose assume remove replace add",
        "combine estimate generate make keep limit normalize map treat label assign implement optimize learn encode",
        "incorporate integrate start require adapt exploit crawl download gather",
    )
)
"""Verbs with which authors say what they did, not what came out."""

MECHANISM_VERBS: Final = "|".join(
    _words(
        "consists consist uses use employs employ relies rely combines incorporates integrates computes assigns",
        "predicts generates takes encodes exploits learns maps allows selects decomposes represents operates",
        "identifies captures requires extends maximizes maximises minimizes minimises searches applies contains",
        "contain comprises comprise includes include denotes receives produces processes models handles adds replaces",
        "removes splits concatenates passes feeds projects attends stores retrieves ranks aims treats defines",
        "involves",
    )
)
"""Finite forms that say how something works or what it is made of."""

SETTING_PARTICIPLES: Final = "|".join(
    _words(
        "trained evaluated tested pretrained pre-trained fine-tuned finetuned annotated tuned split divided sampled",
        "extracted conducted labeled labelled initialized initialised collected drawn run measured set performed",
        "taken repeated averaged chosen held-out replaced removed considered counted regarded partitioned tokenized",
        "tokenised lowercased selected optimized optimised carried",
    )
)
"""Participles that, behind "is" or "was", tell how an experiment was set up."""

CANNOT_END: Final = frozenset(
    _words(
        "a an the of at to from into between among and or but nor than as if because although such its our your my",
        "which that whose where when while with by for versus vs per via e.g i.e cf viz al tab sec fig eq resp tabs",
        "secs figs eqs",
    )
)
"""Words after which a sentence goes on."""
