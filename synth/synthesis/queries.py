"""What to ask each database, made from the research question."""

import re
from collections.abc import Sequence
from typing import Final

from synth.errors import UsageError
from synth.evidence.lexical import STOP_WORDS
from synth.synthesis.literature import Database

LONGEST_QUESTION: Final = 1000
"""Characters; databases refuse addresses of several thousand, and a question of a page has no one answer."""
LONGEST_QUERY: Final = 2000
"""Characters; the address that holds a query must stay below what servers take."""
_MOST_WORDS: Final = 12  # in one query; more would find nothing
_MOST_CONCEPTS: Final = 3  # each narrows the answer; the words of further ones join the last
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_FRAME: Final = frozenset(
    _WORD.findall(
        "able across affect affects among amount answer because become becomes better between cause caused causes "
        "change changes compare compared decrease decreases depend depends despite different during e.g effect effects "
        "either etc evidence exist exists extent find found gain gains give gives given good help helps i.e impact "
        "impacts improve improved improves increase increases influence influences just lead leads less like likely "
        "make makes many matter matters mitigate mitigates more most much need needs no not one only other over "
        "paper papers perform possible really reduce reduces related relation relationship research result results "
        "role same show shows significantly still study studies terms than through tend toward towards two under use "
        "used using various versus via vs well whether why within without work worse yet"
    )
)
"""Words that questions are built with; they are in every paper and tell none apart."""
_WEAK: Final = frozenset(
    _WORD.findall(
        "accuracy approach approaches base bench benchmark benchmarks best big bigger data dataset datasets deep "
        "difference differences drop drops evaluated evaluation f1 high higher improvement incorporating language "
        "languages large larger learning lower low measured method methods metric metrics model models number "
        "performance quality scale scaled scales scaling scenario scenarios score scores setting settings size sizes "
        "small smaller system systems task tasks train trained training understand"
    )
)
"""Words that many papers of a field hold; they are asked for only where a question has little else."""
_JOINS: Final = frozenset({"a", "an", "of", "the"})
"""Function words inside one concept: "the size of encoders"."""
_LEAST_STRONG: Final = 2  # words, for the weak ones to be left out


def concepts_of(question: str) -> tuple[tuple[str, ...], ...]:
    """The concepts of a question, in its order: content words that stand next to each other.

    Raises:
        UsageError: If the question is empty, too long, or made of function words.

    >>> concepts_of("Does scaling multilingual encoders reduce the effect of typographical noise?")
    (('multilingual', 'encoders'), ('typographical', 'noise'))
    """
    checked = checked_question(question)
    runs = _without_weak(_runs(checked))
    if not runs:
        raise UsageError(
            f"nothing to search for in {checked[:80]!r}",
            hint="ask with the words that papers would use, or give the queries: --query arxiv='...'",
        )
    concepts = (*runs[: _MOST_CONCEPTS - 1], [word for run in runs[_MOST_CONCEPTS - 1 :] for word in run])
    return tuple(tuple(concept) for concept in concepts if concept)


def content_words(question: str) -> tuple[str, ...]:
    """The words of a question that tell papers apart, in its order; all its words if none does.

    >>> content_words("Does width help?")
    ('width',)
    """
    return tuple(word for run in _runs(question) for word in run) or tuple(_WORD.findall(question.casefold()))


def _runs(question: str) -> list[list[str]]:
    """Content words in runs of those that belong together."""
    runs: list[list[str]] = [[]]
    seen: set[str] = set()
    for piece in re.split(r"[,;:()?!.]+(?=\s|$)", question.casefold()):
        for word in _WORD.findall(piece):
            if word in _JOINS or word in seen:
                continue
            if word in STOP_WORDS or word in _FRAME or (len(word) == 1 and word.isascii()):
                runs.append([])
            else:
                runs[-1].append(word)
                seen.add(word)
        runs.append([])
    return [run for run in runs if run]


def _without_weak(runs: list[list[str]]) -> list[list[str]]:
    """The runs without words that many papers hold, where enough others are left; a dozen words at most."""
    if sum(word not in _WEAK for run in runs for word in run) >= _LEAST_STRONG:
        runs = [[word for word in run if word not in _WEAK] for run in runs]
    places = iter(range(_MOST_WORDS))
    return [kept for run in runs if (kept := [word for word, _ in zip(run, places, strict=False)])]


def checked_question(question: str) -> str:
    """The question without spaces around it.

    Raises:
        UsageError: If it is empty or too long.
    """
    text = " ".join(question.split())
    if not text:
        raise UsageError("the question is empty", hint="synth search 'does model size reduce the effect of noise'")
    if len(text) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(text):,} characters, at most {LONGEST_QUESTION:,} are taken",
            hint="ask one question; what each database is asked can be given with --query arxiv='...'",
        )
    return text


def checked_query(text: str) -> str:
    """A query that a person wrote, on one line.

    Raises:
        UsageError: If it is empty, too long, or holds characters that cannot be typed.
    """
    query = " ".join(text.split())
    if not query:
        raise UsageError("the query is empty", hint="a database that is not to be asked: --sources names the others")
    if len(query) > LONGEST_QUERY:
        raise UsageError(f"the query has {len(query):,} characters, at most {LONGEST_QUERY:,} are taken")
    if not query.isprintable():
        raise UsageError(f"the query holds characters that cannot be printed: {query[:60]!r}")
    return query


def query_for(database: Database, concepts: Sequence[Sequence[str]]) -> str:
    """A query in the language of a database.

    arXiv and OpenAlex take Boolean queries: one word of each concept must be there. The others take words.

    >>> query_for(Database.ARXIV, [("encoders",), ("typographical", "noise")])
    'all:encoders AND (all:typographical OR all:noise)'
    >>> query_for(Database.CROSSREF, [("zero-shot", "transfer")])
    'zero-shot transfer'

    Source:
        https://info.arxiv.org/help/api/user-manual.html#query_details, https://developers.openalex.org (search),
        https://api.semanticscholar.org/api-docs/graph: "Hyphenated query terms yield no matches".
    """
    if database is Database.ARXIV:
        return _boolean(concepts, "all:")
    if database is Database.OPENALEX:
        return _boolean(concepts, "")
    words = " ".join(word for concept in concepts for word in concept)
    return words.replace("-", " ") if database is Database.SEMANTIC_SCHOLAR else words


def _boolean(concepts: Sequence[Sequence[str]], field: str) -> str:
    """All concepts, any word of each; what is not plain letters is quoted, so that no word is an operator."""
    groups = []
    for concept in concepts:
        words = [field + (word if word.isalnum() else f'"{word}"') for word in concept]
        either = " OR ".join(words)
        groups.append(f"({either})" if len(words) > 1 else either)
    return " AND ".join(groups)
