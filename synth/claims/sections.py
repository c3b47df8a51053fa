"""Headings: which lines are one, and what role the text below them plays."""

import re

from synth.claims.document import Part

MAX_HEADING_CHARS = 120
_NUMBER = r"(?P<number>(?:\d{1,2}|[A-H]|[IVX]{1,5})(?:\.\d{1,2}){0,3})\.?\)?"
_NUMBERED = re.compile(rf"^(?:Appendix\s+)?{_NUMBER}[\s:]\s*(?P<title>\S.*)$")
_STANDARD = {
    "abstract": Part.ABSTRACT,
    "summary": Part.ABSTRACT,
    "references": Part.REFERENCES,
    "reference": Part.REFERENCES,
    "bibliography": Part.REFERENCES,
    "literature cited": Part.REFERENCES,
    "works cited": Part.REFERENCES,
    "appendix": Part.APPENDIX,
    "appendices": Part.APPENDIX,
    "supplementary material": Part.APPENDIX,
    "supplemental material": Part.APPENDIX,
    "introduction": Part.BODY,
    "motivation": Part.BODY,
    "background": Part.BODY,
    "related work": Part.BODY,
    "related works": Part.BODY,
    "previous work": Part.BODY,
    "preliminaries": Part.BODY,
    "method": Part.BODY,
    "methods": Part.BODY,
    "methodology": Part.BODY,
    "materials and methods": Part.BODY,
    "approach": Part.BODY,
    "model": Part.BODY,
    "data": Part.BODY,
    "experimental setup": Part.BODY,
    "experiments": Part.BODY,
    "experiment": Part.BODY,
    "experiments and results": Part.BODY,
    "evaluation": Part.BODY,
    "results": Part.BODY,
    "results and discussion": Part.BODY,
    "analysis": Part.BODY,
    "discussion": Part.BODY,
    "discussion and conclusion": Part.BODY,
    "discussions": Part.BODY,
    "limitations": Part.BODY,
    "limitation": Part.BODY,
    "ethics statement": Part.BODY,
    "ethical considerations": Part.BODY,
    "broader impact": Part.BODY,
    "conclusion": Part.BODY,
    "conclusions": Part.BODY,
    "concluding remarks": Part.BODY,
    "conclusion and future work": Part.BODY,
    "conclusions and future work": Part.BODY,
    "future work": Part.BODY,
    "acknowledgement": Part.BODY,
    "acknowledgements": Part.BODY,
    "acknowledgment": Part.BODY,
    "acknowledgments": Part.BODY,
    "notes": Part.BODY,
    "keywords": Part.FRONT,
}


def heading_title(text: str) -> str:
    """A heading without its number, lower-cased: what it is known by.

    >>> heading_title("5.2. Results and Discussion")
    'results and discussion'
    """
    match = _NUMBERED.match(text.strip())
    return " ".join((match["title"] if match else text).split()).strip(" .:").casefold()


def is_standard_heading(text: str) -> bool:
    """Whether a line is one of the headings that papers share, with or without a number.

    >>> is_standard_heading("6 Conclusions"), is_standard_heading("Results improve.")
    (True, False)
    """
    return heading_title(text) in _STANDARD


def heading_number(text: str) -> tuple[str, ...] | None:
    """The number of a line that may be a numbered heading, as its parts; None if it has none.

    >>> heading_number("3.2 Data"), heading_number("3.2 million tokens were"), heading_number("Data")
    (('3', '2'), None, None)
    """
    line = text.strip()
    match = _NUMBERED.match(line)
    if match is None or len(line) > MAX_HEADING_CHARS or line.endswith((".", ",", ";")):
        return None
    title = match["title"]
    if (
        not (title[0].isupper() or title[0] in "“\"'")
        or sum(c.isalpha() for c in title) < len(title.replace(" ", "")) / 2
    ):
        return None
    return tuple(match["number"].split("."))


def part_of(title: str, before: Part) -> Part:
    """The role of the text under a heading.

    Args:
        title: The heading as printed.
        before: The role of the text before it; after the references everything unknown is appendix.

    >>> part_of("References", Part.BODY), part_of("A Prompts", Part.REFERENCES)
    (<Part.REFERENCES: 'references'>, <Part.APPENDIX: 'appendix'>)
    """
    known = _STANDARD.get(heading_title(title))
    if known is not None and known is not Part.BODY:
        return known
    if before in {Part.REFERENCES, Part.APPENDIX} or title[:8].lower() == "appendix":
        return Part.APPENDIX
    return Part.BODY
