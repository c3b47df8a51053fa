import pytest

from synth.claims.leads import without_lead_in
from synth.claims.names import PaperNames
from synth.claims.places import Place
from synth.claims.resolve import is_dangling, resolved

NAMED = PaperNames(authors="Roe et al.", title="On Trees", method="XNet", resource="TreeBank2")
TITLED = PaperNames(title="On Trees")
NAMELESS = PaperNames()


@pytest.mark.parametrize(
    ("text", "names", "claim"),
    [
        ("We train taggers on our corpus.", NAMED, "Roe et al. train taggers on TreeBank2."),
        ("We train taggers.", TITLED, "The authors of “On Trees” train taggers."),
        ("We train taggers.", NAMELESS, "The authors train taggers."),
        ("Our new tagger fails.", TITLED, "The new tagger in “On Trees” fails."),
        ("Our system outputs trees.", NAMELESS, "The authors' system outputs trees."),
        ("The proposed model fails.", NAMED, "XNet fails."),
        ("Our models fail.", NAMED, "Roe et al.'s models fail."),
        ("This paper presents trees.", NAMED, "Roe et al.'s paper presents trees."),
        ("We train taggers and we test them.", NAMED, "Roe et al. train taggers and they test them."),
        ("Roe et al. suggest that we can help.", NAMED, "Roe et al. suggest that they can help."),
    ],
)
def test_first_person_is_put_in_names(text: str, names: PaperNames, claim: str) -> None:
    assert resolved(text, names) == claim


def test_we_inside_a_title_stays() -> None:
    names = PaperNames(title="What We Know")

    assert resolved("The proposed tagger works.", names) == "The tagger in “What We Know” works."
    assert resolved("Our new tagger helps us.", names) == "The new tagger in “What We Know” helps them."


def test_the_model_is_the_papers_own_in_its_abstract_only() -> None:
    assert resolved("The model fails on speech.", NAMED, Place.ABSTRACT) == "XNet fails on speech."
    assert resolved("The model fails on speech.", NAMED, Place.RESULTS) is None


@pytest.mark.parametrize(
    "text",
    [
        "This fails on speech.",
        "It fails on speech.",
        "Adding these features helps recall.",
        "Both models fail on speech.",
        "The first row holds the baseline.",
        "Each of the models fails on speech.",
        "The former fails on speech.",
        "The results in Table 3 are lower.",
        "The scorer is good, and that the parser is fast.",
    ],
)
def test_what_points_outside_dangles(text: str) -> None:
    assert is_dangling(text)


@pytest.mark.parametrize(
    "text",
    [
        "Both precision and recall rise.",
        "The chart parser fails because it is greedy.",
        "Scores of wide models exceed those of narrow models.",
        "On their test letters, Roe and Doe obtain 71.0%.",
    ],
)
def test_what_points_inside_does_not_dangle(text: str) -> None:
    assert not is_dangling(text)


@pytest.mark.parametrize(
    "text",
    [
        "We hope that it helps.",
        "We train it on letters.",
        "Does width help?",
        "Compute the mean of all scores.",
        "There are several ways to parse.",
    ],
)
def test_what_asserts_nothing_is_no_claim(text: str) -> None:
    assert resolved(text, NAMED) is None


@pytest.mark.parametrize(
    ("led", "bare"),
    [
        ("However, width helps.", "Width helps."),
        ("Table 2 clearly shows that width helps.", "Width helps."),
        ("As can be seen in Figure 3, width helps.", "Width helps."),
        ("We also find that width helps.", "Width helps."),
        ("Experimental results on ten languages show that width helps.", "On ten languages, width helps."),
        ("In French, we observe that width helps.", "In French, width helps."),
        ("The main finding is that width helps.", "Width helps."),
        ("Our results suggest that width helps.", "Roe et al. suggest that width helps."),
        ("Width helps (see also Table 3) in French.", "Width helps in French."),
        ("Prior work shows that width helps.", "Prior work shows that width helps."),
        ("Width shows that depth helps.", "Width shows that depth helps."),
    ],
)
def test_lead_in_is_taken_off(led: str, bare: str) -> None:
    assert without_lead_in(led, NAMED).text == bare
