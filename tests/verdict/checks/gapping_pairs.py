"""Verbs and nouns that are said once and meant twice: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "Pupils who sang remembered 62% of the words, those who read aloud 51%.",
        "Pupils who sang remembered 62% of the words.",
        "Pupils who read aloud remembered 62% of the words.",
    ),
    (
        "Pupils who sang remembered 62% of the words, those who read aloud 51%.",
        "Those who read aloud remembered 51% of the words.",
        "Those who sang remembered 51% of the words.",
    ),
    (
        "The oak tables cost 300 euros, the pine ones 120.",
        "The pine tables cost 120 euros.",
        "The oak tables cost 120 euros.",
    ),
    (
        "Violins were tuned to 442 Hz, harps to 440.",
        "The harps were tuned to 440 Hz.",
        "The harps were tuned to 442 Hz.",
    ),
    (
        "Of the morning flights 12% were late, of the evening flights 31%.",
        "12% of the morning flights were late.",
        "31% of the morning flights were late.",
    ),
    (
        "The north slope lost 3 cm of soil, and the south slope 8 cm.",
        "The south slope lost 8 cm of soil.",
        "The north slope lost 8 cm of soil.",
    ),
    (
        "Readers of novels chose the blue cover in 70% of the cases and readers of poems in 45%.",
        "Readers of poems chose the blue cover in 45% of the cases.",
        "Readers of novels chose the blue cover in 45% of the cases.",
    ),
    (
        "Grapes ripened for 61 days, plums for 48.",
        "The plums ripened for 48 days.",
        "The plums ripened for 61 days.",
    ),
    (
        "The bell towers were closed for 14 weeks, the town halls for 9.",
        "The town halls were closed for 9 weeks.",
        "The town halls were closed for 14 weeks.",
    ),
    (
        "The trams covered 210 km a day, and the buses 340.",
        "The buses covered 340 km a day.",
        "The buses covered 210 km a day.",
    ),
)
