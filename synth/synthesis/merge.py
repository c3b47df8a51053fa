"""Records of one paper, found: by DOI, by arXiv id, and by titles that are nearly the same."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from synth.synthesis.literature import Duplicate, Found, RecordId
from synth.synthesis.titles import Likeness, likeness_of, plain_title, title_keys, title_similarity

SAME_ARXIV: Final = "same arXiv id"
SAME_DOI: Final = "same DOI"
_YEARS_APART: Final = 3  # between a preprint and its publication


@dataclass(frozen=True, slots=True)
class _Seen:
    """A record with what it is compared by."""

    found: Found
    title: str
    names: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, found: Found) -> "_Seen":
        """The record, its plain title, the words of its authors' names, and what it may share with others."""
        words = (word for name in found.authors for word in plain_title(name).split())
        title = plain_title(found.title)
        ids = {f"arxiv:{found.arxiv}"} if found.arxiv else set()
        ids |= {f"doi:{found.doi}"} if found.doi else set()
        return cls(found, title, frozenset(word for word in words if len(word) > 1), title_keys(title) | ids)


def duplicates_of(found: Sequence[Found]) -> tuple[Duplicate, ...]:
    """The records that another record of the same paper makes superfluous, each with the one that stays.

    Two records are one paper's when they share an arXiv id or a DOI, or when their titles are the same but for spelling
    (or a subtitle, if the authors are the same) and neither arXiv ids, numbers in the titles, authors nor years speak
    against it. A record that fits two papers so far taken for different ones joins them.

    Args:
        found: In order of preference: of several records of one paper, the first stays.
    """
    groups = _Groups()
    pairs: list[Duplicate] = []
    for record in map(_Seen.of, found):
        fits = [(group, why) for group in groups.near(record) if (why := _why_same(record, group))]
        if not fits:
            groups.add(record, [])
            continue
        (home, why), *others = fits
        pairs.append(_pair(record, home[0], why))
        groups.add(record, home)
        for other, reason in others:
            if len({member.found.arxiv for member in (*home, *other)} - {None}) > 1:
                continue  # two arXiv ids are two papers, whatever else they share
            first = other[0]
            pairs = [_moved(pair, first.found.id, home[0]) for pair in pairs]
            pairs.append(_pair(first, home[0], f"{reason} as {record.found.id}"))
            groups.join(other, home)
    return tuple(pairs)


class _Groups:
    """Records of the same papers, found by what they could share: two thousand records need no million comparisons."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._by_key: dict[str, list[list[_Seen]]] = {}

    def near(self, record: _Seen) -> list[list[_Seen]]:
        """The groups that could hold the record, oldest first."""
        found = {id(group): group for key in record.keys for group in self._by_key.get(key, [])}
        return sorted((group for group in found.values() if group), key=lambda group: self._places[id(group)])

    def add(self, record: _Seen, group: list[_Seen]) -> None:
        """Put a record into a group, which may be new."""
        self._places.setdefault(id(group), len(self._places))
        group.append(record)
        for key in record.keys:
            self._by_key.setdefault(key, []).append(group)

    def join(self, other: list[_Seen], home: list[_Seen]) -> None:
        """Move all records of a group into another one; the first stays behind empty."""
        for record in other:
            self.add(record, home)
        other.clear()


def merged(found: Sequence[Found], duplicates: Iterable[Duplicate]) -> tuple[Found, ...]:
    """The records that stay, each with what its duplicates know and it does not: ids, abstract, date."""
    members: dict[RecordId, list[Found]] = {}
    home = {pair.id: pair.of for pair in duplicates}
    for record in found:
        members.setdefault(home.get(record.id, record.id), []).append(record)
    return tuple(_union(records) for records in members.values())


def _union(records: Sequence[Found]) -> Found:
    """The first record with what the others add."""
    return dataclasses.replace(
        records[0],
        arxiv=next((record.arxiv for record in records if record.arxiv), None),
        doi=next((record.doi for record in records if record.doi), ""),
        abstract=next((record.abstract for record in records if record.abstract), ""),
        authors=next((record.authors for record in records if record.authors), ()),
        published=next((record.published for record in records if record.published), ""),
        venue=next((record.venue for record in records if record.venue), ""),
        url=next((record.url for record in records if record.url), ""),
        retracted=any(record.retracted for record in records),
    )


def _why_same(record: _Seen, group: Sequence[_Seen]) -> str:
    """Why a record belongs to a group, or an empty string."""
    ids = {member.found.arxiv for member in group} - {None}
    if record.found.arxiv and ids:
        return SAME_ARXIV if record.found.arxiv in ids else ""
    if record.found.doi and any(record.found.doi == member.found.doi for member in group):
        return SAME_DOI
    return next(filter(None, (_by_title(record, member) for member in group)), "")


def _by_title(one: _Seen, other: _Seen) -> str:
    """How two titles say that this is one paper, or an empty string where they or authors or years do not."""
    likeness = likeness_of(one.title, other.title)
    if likeness is Likeness.OTHER or (one.names and other.names and not one.names & other.names):
        return ""
    if likeness is Likeness.EXTENDED and not (one.names and one.names == other.names):
        return ""
    years = one.found.published[:4], other.found.published[:4]
    apart = abs(int(years[0]) - int(years[1])) if all(year.isdigit() for year in years) else 0
    return likeness.value if apart <= _YEARS_APART else ""


def _pair(record: _Seen, first: _Seen, why: str) -> Duplicate:
    return Duplicate(record.found.id, first.found.id, why, round(title_similarity(record.title, first.title), 3))


def _moved(pair: Duplicate, old: RecordId, home: _Seen) -> Duplicate:
    """A pair whose record that stays is no longer the one that stays."""
    return dataclasses.replace(pair, of=home.found.id) if pair.of == old else pair
