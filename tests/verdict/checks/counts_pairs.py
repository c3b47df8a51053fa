"""Counts with their shares, whose number it is, and what is not needed: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "Forty riders (83%) wore a helmet; 35 (73%) came by night and 18 (38%) needed a guide.",
        "38% of the riders needed a guide.",
        "73% of the riders needed a guide.",
    ),
    (
        "Of the 60 farms, 12 (20%) grew oats, 30 (50%) kept sheep, and 18 (30%) sold wood.",
        "Half of the farms kept sheep.",
        "20% of the farms kept sheep.",
    ),
    (
        "At noon 9 (15%) slept, 21 (35%) read and 30 (50%) walked.",
        "35% read at noon.",
        "35% slept at noon.",
    ),
    (
        "At the end of the day, 2 riders (4%) had fallen and 15 (31%) were still out.",
        "Two of the riders had fallen.",
        "Four of the riders had fallen.",
    ),
    (
        "After the frost, 3 trees (7%) were lost.",
        "Three of the trees were lost after the frost.",
        "Seven of the trees were lost after the frost.",
    ),
    (
        "The figures for the last lap are 61.4 s for our boat and 63.0 s for the Petrel boat.",
        "The Petrel needed 63.0 s for the last lap.",
        "The Petrel needed 61.4 s for the last lap.",
    ),
    (
        "On the marsh maps the error is 12.1% for our drone and 15.8% for the Kestrel drone.",
        "The error of Kestrel on the marsh maps is 15.8%.",
        "The error of Kestrel on the marsh maps is 12.1%.",
    ),
    (
        "This paper presents a method that finds rhymes in text.",
        "The method needs no rhyme-annotated text.",
        "The method does not find rhymes.",
    ),
    (
        "Verbs are not annotated with mood in the treebank, although this is important for the next clause.",
        "Annotations of mood are missing from the treebank's verbs.",
        "Verbs carry mood annotation in the treebank.",
    ),
    (
        "The captions were translated by hand.",
        "The translation of the captions was done by hand.",
        "The captions were not translated by hand.",
    ),
)
