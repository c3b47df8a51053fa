"""Two things with two marks each, joined by "and"; what was changed and what stayed: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "Rhythm is stored as a list and melody is stored as a tree.",
        "Rhythm is stored as a list.",
        "Melody is stored as a list and rhythm is stored as a tree.",
    ),
    (
        "The soup uses lentils for body and vinegar for sharpness.",
        "Vinegar gives sharpness and lentils give body.",
        "Vinegar gives body and lentils give sharpness.",
    ),
    (
        "Fog is measured with a lamp and frost is measured with a plate.",
        "Frost is measured with a plate and fog with a lamp.",
        "Fog is measured with a plate and frost is measured with a lamp.",
    ),
    (
        "For each oven, the settings are not modified from their factory values.",
        "The settings of each oven are left as they were.",
        "The settings of each oven were tuned again.",
    ),
    (
        "The recipes were kept unchanged in the second season.",
        "In the second season the recipes were not changed.",
        "The recipes were modified in the second season.",
    ),
    (
        "The trial ran in four European ports.",
        "The trial ran in ports of Europe.",
        "The trial ran in four Asian ports.",
    ),
)
