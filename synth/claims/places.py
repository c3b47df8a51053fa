"""Where in a paper a sentence stands, as far as that tells how much it says about the paper's own work."""

import re
from enum import StrEnum
from functools import cache

from synth.claims.document import Document, Part, Sentence


class Place(StrEnum):
    """The role of a section."""

    ABSTRACT = "abstract"
    INTRODUCTION = "introduction"
    RELATED = "related"
    METHOD = "method"
    EXPERIMENTS = "experiments"
    RESULTS = "results"
    CONCLUSION = "conclusion"
    LIMITATIONS = "limitations"
    ELSEWHERE = "elsewhere"
    CAPTION = "caption"
    APPENDIX = "appendix"
    NOWHERE = "nowhere"  # holds no claims: front matter, references, acknowledgements


_BY_TITLE: tuple[tuple[Place, re.Pattern[str]], ...] = tuple(
    (place, re.compile(words, re.IGNORECASE))
    for place, words in (
        (Place.NOWHERE, r"acknowledge?ment|references|bibliography|author contribution|funding|checklist"),
        (Place.ABSTRACT, r"abstract|^\W*summary\W*$"),
        (Place.LIMITATIONS, r"\blimit"),
        (Place.CONCLUSION, r"conclu|future work|closing|final remarks|summary"),
        (Place.RELATED, r"related|previous|prior work|background|literature|state of the art|other work"),
        (Place.INTRODUCTION, r"introduc|motivation|overview"),
        (Place.RESULTS, r"result|evaluation|discussion|analysis|ablation|performance|comparison|findings"),
        (Place.EXPERIMENTS, r"experiment|data|corpus|corpora|set-?up|setting|implementation|baseline|training"),
        (Place.METHOD, r"method|model|approach|algorithm|architecture|system|framework|formulation|learning"),
        (Place.APPENDIX, r"appendix|supplement"),
    )
)
_BY_PART = {
    Part.FRONT: Place.NOWHERE,
    Part.TABLE: Place.NOWHERE,
    Part.CAPTION: Place.CAPTION,
    Part.REFERENCES: Place.NOWHERE,
    Part.ABSTRACT: Place.ABSTRACT,
    Part.APPENDIX: Place.APPENDIX,
}


@cache
def place_of(title: str) -> Place:
    """The role of a section by its title.

    >>> place_of("5.2 Results and Discussion").value, place_of("2 Related Work").value
    ('results', 'related')
    """
    return next((place for place, words in _BY_TITLE if words.search(title)), Place.ELSEWHERE)


def place_of_sentence(document: Document, sentence: Sentence) -> Place:
    """The role of the place where a sentence stands."""
    if sentence.part in _BY_PART:
        return _BY_PART[sentence.part]
    section = document.sections[sentence.section] if document.sections else None
    return place_of(section.title) if section else Place.ELSEWHERE
