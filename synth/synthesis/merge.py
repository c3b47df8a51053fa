"""Records of one paper, found: by DOI, by arXiv id, and by titles that are nearly the same."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from synth.synthesis.literature import Duplicate, Found, RecordId

SAME_TITLE: Final = 0.93
"""Titles at least this similar are one paper's, if nothing speaks against it; see ``tests/data/title_pairs.tsv``."""
_SHORTEST_TITLE: Final = 12  # characters; "Introduction" is the title of many papers
_YEARS_APART: Final = 3  # between a preprint and its publication
_WORD: Final = re.compile(r"[^\W_]+")
_NUMERAL: Final = re.compile(r"\d+|[ivx]+")


@dataclass(frozen=True, slots=True)
class _Group:
    """Records of one paper; the first stays."""

    members: list[Found]
    title: str

    @property
    def first(self) -> Found:
        """The record that stands for all."""
        return self.members[0]


def duplicates_of(found: Sequence[Found]) -> tuple[Duplicate, ...]:
    """The records that another record of the same paper makes superfluous, each with the one that stays.

    Two records are one paper's when they share an arXiv id or a DOI, or when their titles are nearly the same and
    neither arXiv ids, numbers in the titles, authors nor years speak against it. A record that fits two papers so far
    taken for different ones joins them.

    Args:
        found: In order of preference: of several records of one paper, the first stays.
    """
    groups: list[_Group] = []
    pairs: list[Duplicate] = []
    for record in found:
        title = plain_title(record.title)
        fits = [(group, why) for group in groups if (why := _why_same(record, title, group))]
        if not fits:
            groups.append(_Group([record], title))
            continue
        (home, why), *others = sorted(fits, key=lambda fit: groups.index(fit[0]))
        pairs.append(_pair(record, home.first, why))
        home.members.append(record)
        for other, reason in others:
            if _are_one_arxiv(home, other):
                pairs.append(_pair(other.first, home.first, f"{reason} as {record.id}"))
                pairs = [
                    dataclasses.replace(pair, of=home.first.id) if pair.of == other.first.id else pair for pair in pairs
                ]
                home.members.extend(other.members)
                groups.remove(other)
    return tuple(pairs)


def merged(found: Sequence[Found], duplicates: Iterable[Duplicate]) -> tuple[Found, ...]:
    """The records that stay, each with what its duplicates know and it does not: ids, abstract, date."""
    members: dict[RecordId, list[Found]] = {}
    home = {pair.id: pair.of for pair in duplicates}
    for record in found:
        members.setdefault(home.get(record.id, record.id), []).append(record)
    return tuple(_union(records) for records in members.values())


def plain_title(title: str) -> str:
    r"""The words of a title: case, markup and punctuation aside.

    >>> plain_title(r"<i>BERT</i>: Pre-training of $\mathbf{Deep}$ Transformers")
    'bert pre training of deep transformers'
    """
    text = re.sub(r"<[^<>]{0,200}>|\\[A-Za-z]+", " ", unicodedata.normalize("NFKD", title))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(_WORD.findall(text.casefold()))


def title_similarity(one: str, other: str) -> float:
    """How alike two plain titles are, as a share in [0, 1]."""
    if not one or not other:
        return 0.0
    return fuzz.ratio(one, other) / 100


def _union(records: Sequence[Found]) -> Found:
    """The first record with what the others add."""
    first = records[0]
    return dataclasses.replace(
        first,
        arxiv=next((record.arxiv for record in records if record.arxiv), None),
        doi=next((record.doi for record in records if record.doi), ""),
        abstract=next((record.abstract for record in records if record.abstract), ""),
        authors=next((record.authors for record in records if record.authors), ()),
        published=next((record.published for record in records if record.published), ""),
        venue=next((record.venue for record in records if record.venue), ""),
        url=next((record.url for record in records if record.url), ""),
        retracted=any(record.retracted for record in records),
    )


def _why_same(record: Found, title: str, group: _Group) -> str:
    """Why a record belongs to a group, or an empty string."""
    ids = {member.arxiv for member in group.members if member.arxiv}
    if record.arxiv and ids:
        return "same arXiv id" if record.arxiv in ids else ""
    if record.doi and any(record.doi == member.doi for member in group.members):
        return "same DOI"
    if len(title) < _SHORTEST_TITLE or _numerals(title) != _numerals(group.title):
        return ""
    near = any(
        title_similarity(title, plain_title(member.title)) >= SAME_TITLE and _can_be_one(record, member)
        for member in group.members
    )
    return "same title" if near else ""


def _pair(record: Found, first: Found, why: str) -> Duplicate:
    score = title_similarity(plain_title(record.title), plain_title(first.title))
    return Duplicate(record.id, first.id, why, round(score, 3))


def _are_one_arxiv(one: _Group, other: _Group) -> bool:
    """Whether no two different arXiv ids would end up in one group."""
    return len({member.arxiv for member in (*one.members, *other.members) if member.arxiv}) <= 1


def _numerals(title: str) -> list[str]:
    """The numbers of a title: "Part II" is not "Part I"."""
    return sorted(word for word in title.split() if _NUMERAL.fullmatch(word))


def _can_be_one(one: Found, other: Found) -> bool:
    """Whether neither authors nor years speak against it."""
    names = _surnames(one), _surnames(other)
    if all(names) and not names[0] & names[1]:
        return False
    years = one.published[:4], other.published[:4]
    return not all(years) or abs(int(years[0]) - int(years[1])) <= _YEARS_APART


def _surnames(record: Found) -> set[str]:
    """All words of all names but initials: databases do not agree on which is the surname."""
    return {word for name in record.authors for word in plain_title(name).split() if len(word) > 1}
