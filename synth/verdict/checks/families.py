"""Families of things of which one is not the other. Data, no behaviour.

Source:
    Compiled by hand from thesauri's lists of co-hyponyms; the checks' own, as in ``words``.
"""

from typing import Final

_LINES: Final = (
    # people
    "infant infants baby babies newborn newborns neonate neonates | adult adults",
    "child children kid kids toddler toddlers | adult adults",
    "adolescent adolescents teenager teenagers | adult adults",
    "man men male males boy boys | woman women female females girl girls",
    "mother mothers | father fathers",
    "son sons | daughter daughters",
    "brother brothers | sister sisters",
    "husband husbands | wife wives",
    (
        "physician physicians doctor doctors surgeon surgeons | nurse nurses | pharmacist pharmacists |"
        " dentist dentists | midwife midwives | therapist therapists"
    ),
    (
        "teacher teachers professor professors instructor instructors | student students pupil pupils undergraduate"
        " undergraduates"
    ),
    (
        "author authors | crowdworker crowdworkers turker turkers | linguist linguists | reviewer reviewers |"
        " student students | volunteer volunteers | translator translators | journalist journalists | lawyer lawyers |"
        " physician physicians doctor doctors | engineer engineers | librarian librarians | chef chefs"
    ),
    "experimenter experimenters | participant participants subject subjects",
    "seller sellers | buyer buyers",
    "speaker speakers | listener listeners",
    "winner winners | loser losers",
    "lender lenders | borrower borrowers",
    # times
    "hourly | daily | weekly | monthly | quarterly | yearly annually annual",
    (
        "monday mondays | tuesday tuesdays | wednesday wednesdays | thursday thursdays | friday fridays |"
        " saturday saturdays | sunday sundays"
    ),
    "january | february | march | april | june | july | august | september | october | november | december",
    "spring | summer | autumn | winter",
    "morning mornings | afternoon afternoons | evening evenings | night nights",
    # animals and bodies
    (
        "mouse mice | rat rats | rabbit rabbits | pig pigs | dog dogs | cat cats | monkey monkeys | zebrafish |"
        " cow cows | sheep | horse horses | chicken chickens"
    ),
    "blood | urine | saliva | sweat | stool",
    "heart | liver | lung lungs | kidney kidneys | brain | spleen | stomach | pancreas",
    "arm arms | leg legs | hand hands | foot feet | knee knees | hip hips | shoulder shoulders",
    # words and texts
    "noun nouns | verb verbs | adjective adjectives | adverb adverbs | pronoun pronouns | preposition prepositions",
    "unigram unigrams | bigram bigrams | trigram trigrams",
    "character characters | word words",
    "prefix prefixes | suffix suffixes",
    "vowel vowels | consonant consonants",
    "subject subjects | object objects",
    "abstract abstracts | introduction introductions | conclusion conclusions",
    # numbers and functions
    "mean average averaged | median | maximum max | minimum min | sum | product | variance",
    "sigmoid | tanh | relu relus | softmax | gelu",
    "linear | quadratic | cubic | exponential exponentially | logarithmic logarithmically",
    "accuracy | precision | recall | bleu | rouge | perplexity | auc | kappa | rmse | wer",
    "addition | subtraction | multiplication | division | concatenation",
    "union | intersection",
    "row rows | column columns",
    "gaussian | uniform | poisson | bernoulli | binomial | laplace laplacian",
    # machines and methods
    "encoder encoders | decoder decoders",
    "generator generators | discriminator discriminators",
    "cpu cpus | gpu gpus | tpu tpus",
    "adam | adagrad | adadelta | sgd | rmsprop | l-bfgs | adamw",
    "stochastic | l-bfgs lbfgs | conjugate",
    "tensorflow | pytorch | caffe | theano | keras | torch",
    # what it is about
    "audio speech | video videos | image images picture pictures photo photos | text texts",
    "european europe | asian asia | african africa | australian australia | american america",
    "north northern | south southern | east eastern | west western",
    "top | bottom",
    "red | green | blue | yellow | black | white",
    "oil | gas | coal | wood | steel | glass | plastic",
    "hospital hospitals | school schools | university universities | prison prisons | library libraries",
    "bicycle bicycles | car cars | bus buses | train trains | ship ships | plane planes airplane airplanes",
)

FAMILIES: Final[tuple[tuple[frozenset[str], ...], ...]] = tuple(
    tuple(frozenset(member.split()) for member in line.split("|")) for line in _LINES
)


def _others() -> dict[str, frozenset[str]]:
    """For each word what it is not."""
    found: dict[str, frozenset[str]] = {}
    for family in FAMILIES:
        for member in family:
            rest = frozenset[str]().union(*(other for other in family if other is not member))
            for word in member:
                found[word] = found.get(word, frozenset()) | rest
    return found


def _same() -> dict[str, frozenset[str]]:
    """For each word the words of its own meaning."""
    found: dict[str, frozenset[str]] = {}
    for family in FAMILIES:
        for member in family:
            for word in member:
                found[word] = found.get(word, frozenset()) | member
    return found


OTHERS: Final = _others()
"""What each word is not, "nurse" no "physician"."""
SAME: Final = _same()
"""Words of one meaning in these families, a word's own forms among them."""
