import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.errors import LabError
from synth.lab.world import WorldConfig
from synth.lab.world.languages import NAMES, SOURCE, TARGETS
from synth.lab.world.lexicon import DENIALS, Lexicon, Part
from synth.lab.world.spelling import CONSONANTS, VOWELS

configs = st.builds(
    WorldConfig,
    seed=st.integers(0, 1000),
    concepts=st.integers(60, 200),
    anchors=st.floats(0, 0.5),
    cognates=st.floats(0, 0.5),
    synonyms=st.floats(0, 2),
)


def alike(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


@settings(max_examples=25, deadline=None)
@given(configs)
def test_anchors_are_exactly_the_words_spelt_alike(config: WorldConfig) -> None:
    lexicon = Lexicon(config)
    n = len(lexicon.concept_of)

    for target in TARGETS:
        source, own = lexicon.forms[SOURCE], lexicon.forms[target]
        assert sum(a == b for a, b in zip(source, own, strict=True)) == round(config.anchors * n)
        assert len(set(source) & set(own)) == round(config.anchors * n)


@settings(max_examples=25, deadline=None)
@given(configs)
def test_cognates_are_exactly_the_words_one_letter_off(config: WorldConfig) -> None:
    lexicon = Lexicon(config)
    n = len(lexicon.concept_of)
    count = min(round(config.cognates * n), n - round(config.anchors * n))

    for target in TARGETS:
        assert sum(map(alike, lexicon.forms[SOURCE], lexicon.forms[target])) == count


@settings(max_examples=25, deadline=None)
@given(configs)
def test_synonyms_come_in_an_exact_count_evenly_spread(config: WorldConfig) -> None:
    lexicon = Lexicon(config)
    extra = [len(c.words) - 1 for c in lexicon.concepts if c.part in {Part.NOUN, Part.ACT, Part.STATE, Part.QUALITY}]

    assert len(lexicon.concepts) == config.concepts + 1  # and "not"
    assert len(lexicon.concept_of) - config.concepts - DENIALS == sum(extra) == round(config.synonyms * len(extra))
    assert max(extra) - min(extra) <= 1


def test_share_of_anchors_holds_for_every_part() -> None:
    config = WorldConfig(concepts=200)
    lexicon = Lexicon(config)
    for part in Part:
        words = [word for i in lexicon.of_part(part) for word in lexicon.concepts[i].words]
        assert abs(len(lexicon.anchors & set(words)) - config.anchors * len(words)) <= 1


@settings(max_examples=25, deadline=None)
@given(configs)
def test_no_form_means_two_things(config: WorldConfig) -> None:
    lexicon = Lexicon(config)
    meaning: dict[str, object] = {}
    for name in NAMES:
        for word, spelt in enumerate(lexicon.forms[name]):
            assert meaning.setdefault(spelt, word) == word
        for glue, spelt in lexicon.glue[name].items():
            assert meaning.setdefault(spelt, (name, glue)) == (name, glue)


def test_respelt_words_keep_consonants_and_vowels_in_their_places() -> None:
    lexicon = Lexicon(WorldConfig())
    for target in TARGETS:
        for one, other in zip(lexicon.forms[SOURCE], lexicon.forms[target], strict=True):
            assert [letter in VOWELS for letter in one] == [letter in VOWELS for letter in other]
            assert set(other) <= set(CONSONANTS + VOWELS)


def test_seeds_differ_in_their_words() -> None:
    assert Lexicon(WorldConfig(seed=1)).forms[SOURCE] != Lexicon(WorldConfig(seed=2)).forms[SOURCE]


@pytest.mark.parametrize(
    "wrong",
    [
        {"concepts": 59},
        {"anchors": -0.1},
        {"anchors": 0.6, "cognates": 0.5},
        {"synonyms": -1.0},
        {"test": 0},
        {"test_share": 0.0},
        {"dev_share": 0.5, "test_share": 0.5},
    ],
)
def test_impossible_world_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(LabError):
        WorldConfig(**wrong)  # type: ignore[arg-type]  # whole numbers and shares are mixed above
