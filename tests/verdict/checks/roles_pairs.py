"""Who does what to whom, with a true and a false claim of each sentence: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    # who did it
    (
        "The radio plays were transcribed by retired court reporters.",
        "Retired court reporters transcribed the radio plays.",
        "The radio plays were transcribed by the actors.",
    ),
    (
        "The bird songs were labelled by two ornithologists and checked by a student.",
        "Two ornithologists labelled the bird songs.",
        "A student labelled the bird songs.",
    ),
    (
        "In each round the guide picked the trail and the hikers set the pace.",
        "The trail was picked by the guide.",
        "The trail was picked by the hikers.",
    ),
    (
        "Nurses measured the blood pressure; physicians read the scans.",
        "The scans were read by physicians.",
        "The scans were read by nurses.",
    ),
    (
        "The menus were graded by one of the authors, who is a trained cook.",
        "One author graded the menus.",
        "A crowdworker graded the menus.",
    ),
    (
        "Each recipe was rated by four different volunteers.",
        "Four volunteers rated each recipe.",
        "Each recipe was rated by four chefs.",
    ),
    # what was done to what
    (
        "The lexer feeds the parser with one token at a time.",
        "The parser is fed by the lexer.",
        "The parser feeds the lexer.",
    ),
    (
        "A large beetle pollinates the orchid at night.",
        "The orchid is pollinated by a large beetle.",
        "The beetle is pollinated by the orchid.",
    ),
    (
        "The planner calls the solver in every step.",
        "In every step, the solver is called by the planner.",
        "In every step, the solver calls the planner.",
    ),
    (
        "The student network imitates the teacher network on unlabelled songs.",
        "The teacher network is imitated by the student network.",
        "The teacher network imitates the student network.",
    ),
    (
        "The red layer covers the white one and is covered by the varnish.",
        "The varnish covers the red layer.",
        "The red layer covers the varnish.",
    ),
    # from, into, to
    (
        "The system translates recipes from Basque into Catalan.",
        "Recipes are translated from Basque into Catalan.",
        "Recipes are translated from Catalan into Basque.",
    ),
    (
        "The questionnaire was adapted from the Oslo scale.",
        "The Oslo scale is what the questionnaire was adapted from.",
        "The Oslo scale was adapted from the questionnaire.",
    ),
    (
        "Knowledge is transferred from the large network to the small one.",
        "The small network gets knowledge that is transferred from the large one.",
        "Knowledge is transferred from the small network to the large one.",
    ),
    (
        "Our decoder was derived from the one of Moses.",
        "The decoder is derived from Moses.",
        "Moses was derived from our decoder.",
    ),
    (
        "We convert the dependency trees into constituency trees.",
        "Dependency trees are converted into constituency trees.",
        "Constituency trees are converted into dependency trees.",
    ),
    # what was done on, with or for what
    (
        "The thresholds are set on the 2011 harvest and the yields are reported on the 2012 harvest.",
        "The thresholds are set on the 2011 harvest.",
        "The thresholds are set on the 2012 harvest.",
    ),
    (
        "The weights are chosen on the dev part, while scores are computed on the test part.",
        "Scores are computed on the test part.",
        "The weights are chosen on the test part.",
    ),
    (
        "The walls were painted with lime and the doors were painted with oil.",
        "Lime was used to paint the walls.",
        "The walls were painted with oil.",
    ),
    (
        "Melodies are stored in a trie, and rhythms are stored in a hash table.",
        "The rhythms are stored in a hash table.",
        "The rhythms are stored in a trie.",
    ),
    (
        "The stoves are tuned to save wood on weekdays and results are reported on holidays.",
        "The stoves are tuned on weekdays.",
        "The stoves are tuned on holidays.",
    ),
    # names set beside what they name
    (
        "We compare the oldest surviving map, Ebstorf, and the largest printed map, Carta.",
        "Ebstorf is the oldest surviving map and Carta is the largest printed one.",
        "Carta is the oldest surviving map and Ebstorf is the largest printed one.",
    ),
    (
        "It is tested on the current champion, Vela, and the former champion, Puppis.",
        "Puppis is the former champion.",
        "Vela was the former champion.",
    ),
)
