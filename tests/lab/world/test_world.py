from itertools import islice

import pytest

from synth.errors import LabError
from synth.lab.types import Corpora, Split, Task, TaskData
from synth.lab.world import World, WorldConfig, show_world
from synth.lab.world.languages import NAMES, SOURCE, TARGETS
from synth.lab.world.lexicon import Glue, Part, Suffix

PINNED = ("2ffe94ac3fd8", "fumur nelofel bibouj . naha lofeel susek . naha fakop susek ? naha lofeel susek .")
CONFIG = WorldConfig(seed=5, concepts=60, train=60, dev=10, test=20)


def test_it_is_task_data_and_corpora(world: World) -> None:
    data: TaskData = world
    corpora: Corpora = world

    assert (data.source, data.targets) == (corpora.source, corpora.targets) == (SOURCE, TARGETS)
    assert set(data.tasks) == set(Task)


def test_equal_configurations_give_equal_text() -> None:
    one, other = World(CONFIG), World(CONFIG)
    other.split(Task.QA, "L2", Split.DEV)  # the order of asking changes nothing

    assert one.key == other.key
    for name in NAMES:
        assert one.corpus(name, 30) == other.corpus(name, 30)
        for task in Task:
            assert list(one.split(task, name, Split.TEST)) == list(other.split(task, name, Split.TEST))
    assert one.parallel("L0", "L3", 20) == other.parallel("L0", "L3", 20)
    assert one.tokenizer(50).merges == other.tokenizer(50).merges


def test_text_of_one_seed_is_pinned() -> None:
    # Raise VERSION in world.py whenever this changes: it names checkpoints and results.
    assert (World(CONFIG).key, " ".join(World(CONFIG).corpus("L3", 1)[0][:16])) == PINNED


def test_seeds_have_worlds_of_their_own() -> None:
    other = World(WorldConfig(seed=6, concepts=60))

    assert World(CONFIG).key != other.key
    assert World(CONFIG).corpus("L0", 5) != other.corpus("L0", 5)


def test_longer_corpus_begins_with_the_shorter_one() -> None:
    world = World(CONFIG)
    first = list(world.corpus("L1", 5))

    assert list(world.corpus("L1", 50))[:5] == first
    assert len(world.corpus("L1", 5)) == 5


def test_limit_gives_the_first_examples() -> None:
    world = World(CONFIG)
    first = list(world.split(Task.NLI, "L1", Split.TRAIN, limit=7))

    assert first == list(world.split(Task.NLI, "L1", Split.TRAIN))[:7]
    assert len(world.split(Task.NLI, "L1", Split.TRAIN, limit=1_000)) == CONFIG.train


def test_unlabelled_text_holds_what_the_tasks_ask(world: World) -> None:
    for name in NAMES:
        words = {word for text in world.corpus(name, 500) for word in text}
        spoken = set(Glue) - ({Glue.IS} if name == "L3" else set())  # it has no copula
        assert {world.lexicon.glue[name][glue] for glue in spoken} <= words
        assert {".", "?"} <= words


def test_languages_tell_different_stories(world: World) -> None:
    glosses = {name: {gloss for _, gloss in world.glossed(name, 300)} for name in NAMES}
    order_alike = glosses["L0"] & glosses["L1"]

    assert len(order_alike) < 0.05 * len(glosses["L0"])


def test_linked_words_stand_for_each_other(world: World) -> None:
    for target in TARGETS:
        forms = world.lexicon.forms
        meant = {spelt: word for word, spelt in enumerate(forms[SOURCE])}
        glue = {spelt: glue for glue, spelt in world.lexicon.glue[SOURCE].items()}
        for pair in world.parallel(SOURCE, target, 200):
            assert len({j for _, j in pair.links}) == len(pair.links) == len({i for i, _ in pair.links})
            for i, j in pair.links:
                word, said = pair.source[i], pair.target[j]
                if word in meant:
                    assert said.startswith(forms[target][meant[word]])  # endings follow
                else:
                    assert said == (world.lexicon.glue[target][glue[word]] if word in glue else word)


def test_only_the_copula_has_no_counterpart(world: World) -> None:
    copula = world.lexicon.glue[SOURCE][Glue.IS]
    for target in TARGETS:
        for pair in world.parallel(SOURCE, target, 200):
            unlinked = set(range(len(pair.source))) - {i for i, _ in pair.links}
            assert {pair.source[i] for i in unlinked} <= ({copula} if target == "L3" else set())
            assert len(pair.links) == len(pair.target)


def test_links_cross_where_the_order_differs(world: World) -> None:
    straight = {
        target: sum(pair.links == tuple(sorted(pair.links)) for pair in world.parallel(SOURCE, target, 200))
        for target in TARGETS
    }

    assert straight["L1"] == 200
    assert straight["L2"] < 100
    assert straight["L3"] < 100


def test_synonyms_keep_the_ending(world: World) -> None:
    lexicon = world.lexicon
    concepts = [lexicon.concepts[i] for i in lexicon.of_part(Part.NOUN)]
    ending = lexicon.suffixes["L3"][Suffix.OBJECT]

    for concept in concepts:
        spelt = [lexicon.forms["L3"][word] + ending for word in concept.words]
        assert world.synonyms_of(spelt[0], "L3") == tuple(spelt[1:])


def test_synonyms_are_found_in_every_language_and_form(world: World) -> None:
    found = {
        name: sum(bool(world.synonyms_of(word, name)) for text in world.corpus(name, 200) for word in text)
        for name in NAMES
    }

    assert min(found.values()) > 0.8 * max(found.values())
    assert all(world.synonyms_of(back) for word in world.corpus("L3", 5)[0] for back in world.synonyms_of(word, "L3"))


def test_connectives_and_marks_have_no_synonyms(world: World) -> None:
    assert world.synonyms_of(world.lexicon.glue["L0"][Glue.AND]) == ()
    assert world.synonyms_of(".") == ()


def test_unknown_language_is_named(world: World) -> None:
    with pytest.raises(LabError, match="L9") as raised:
        world.corpus("L9", 1)
    assert "L0" in raised.value.hint
    with pytest.raises(LabError):
        world.split(Task.NLI, "L9", Split.TEST)


def test_samples_show_every_task_in_every_language(world: World) -> None:
    lines = show_world(world).splitlines()

    for task in Task:
        for name in NAMES:
            assert any(line.split()[:2] == [task, name] for line in lines)
    assert max(map(len, islice(lines, 6))) <= 100
