"""Findings: the same assertion of several papers as one, with who supports it, who opposes it, and where."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from synth.claims.types import Claim, ClaimId, ClaimType, PaperId
from synth.evidence.semantic import Matrix, unit_cosines, unit_rows
from synth.synthesis.bare import bare
from synth.synthesis.conditions import Conditions, Score, conditions_in, joined, scores_in
from synth.synthesis.pairs import NEAR, Likeness, Related, Relation, is_about_same, is_worth_reading, related
from synth.verdict.types import ClaimVerdict, Evidence, Label, Outcome, PaperVerdict, Status

_OUTCOMES: Final = (ClaimType.RESULT, ClaimType.COMPARISON)
MOST_READ: Final = 1000
"""Pairs of near claims that the entailment model reads, the nearest first: some 15 s the first time."""
_BLOCK: Final = 512  # rows of cosines at a time
CLEAR: Final = 0.5  # a paper counts for or against only where it says so more likely than not
Read = Callable[[Sequence[tuple[str, str]]], Matrix]
"""(n, 3) probabilities of supported, refuted, not enough info for (claim, sentence) pairs."""


class Says(StrEnum):
    """How a paper stands to a finding."""

    STATES = "states"  # the claim was read in it
    SUPPORTS = "supports"
    PARTLY = "partly"
    OPPOSES = "opposes"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one paper says of a finding, in its own words.

    Attributes:
        claim: The claim that the paper was asked about, or that was read in it.
        quote: The paper's words; the claim's own text where its sentence is not at hand.
        why: What the checks say, for an opponent.
    """

    paper: PaperId
    version: int | None
    says: Says
    claim: ClaimId
    quote: str
    section: str = ""
    page: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One assertion, however often it is made.

    Attributes:
        text: Its most important wording.
        claims: All its wordings; the first is ``text``'s.
        voices: At most one per paper and way of speaking, supporters first; a paper that states it does not oppose it.
        is_verified: Whether one of its claims has the tick, or a paper states it and none at hand contradicts it.
    """

    text: str
    claims: tuple[ClaimId, ...]
    voices: tuple[Voice, ...]
    conditions: Conditions
    is_verified: bool

    @property
    def supporters(self) -> tuple[PaperId, ...]:
        """The papers that state or support it."""
        return _papers(self.voices, Says.STATES, Says.SUPPORTS)

    @property
    def opponents(self) -> tuple[PaperId, ...]:
        """The papers that say otherwise."""
        return _papers(self.voices, Says.OPPOSES)


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Numbers of several papers for one data set and metric."""

    dataset: str
    metric: str
    rows: tuple[tuple[PaperId, ClaimId, Score], ...]


def _papers(voices: Sequence[Voice], *says: Says) -> tuple[PaperId, ...]:
    return tuple(dict.fromkeys(voice.paper for voice in voices if voice.says in says))


def findings(verdicts: Sequence[ClaimVerdict], vectors: Matrix, read: Read | None = None) -> tuple[Finding, ...]:
    """Group checked claims into findings.

    Args:
        verdicts: n verdicts; those that could not be checked belong to no finding.
        vectors: (n, d) the meaning of each claim's ``bare`` text.
        read: An entailment model; None leaves it out.

    Returns:
        Findings in the order of their first claims. One with opponents stands for itself and is named by its opponents.
    """
    places = [at for at, verdict in enumerate(verdicts) if verdict.status is Status.CHECKED]
    if not places:
        return ()
    claims = [verdicts[at].claim for at in places]
    relations = _relations(claims, vectors[places], read)
    groups = _groups(claims, relations)
    against = _against(relations)
    own = {at: _voices(verdicts[place]) for at, place in enumerate(places)}
    found = []
    for group in groups:
        voices = [voice for at in group for voice in own[at]]
        for at, why in against.get(group[0], ()):
            voices += [_turned(voice, why) for voice in own[at] if voice.says is Says.STATES]
        found.append(_finding([verdicts[places[at]] for at in group], voices))
    return tuple(found)


Relations = Mapping[tuple[int, int], Related]
"""How pairs of claims stand, by their places, the smaller one first; without pairs that say nothing of each other."""


def _relations(claims: Sequence[Claim], vectors: Matrix, read: Read | None) -> Relations:
    """How each pair of near claims stands."""
    said = [bare(claim.text) for claim in claims]
    near = dict(_near(vectors))
    worth = [pair for pair in near if read and is_worth_reading(said[pair[0]], said[pair[1]], near[pair])]
    asked = sorted(worth, key=lambda pair: -near[pair])[:MOST_READ]
    texts = [(said[one], said[other]) for pair in asked for one, other in (pair, pair[::-1])]
    refuted = read(texts)[:, 1].tolist() if read and texts else []
    told = {pair: (refuted[2 * at], refuted[2 * at + 1]) for at, pair in enumerate(asked)}
    stand = {
        pair: related(said[pair[0]], said[pair[1]], Likeness(cosine, told.get(pair, (0.0, 0.0))))
        for pair, cosine in near.items()
    }
    return {pair: relation for pair, relation in stand.items() if relation.relation is not Relation.OTHER}


def _near(vectors: Matrix) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of rows with a cosine of ``NEAR`` or more, in order; by blocks of rows, for 10,000 have 50 million."""
    rows = unit_rows(vectors)
    for start in range(0, len(rows), _BLOCK):
        cosines = unit_cosines(rows[start : start + _BLOCK], rows[start:])  # (block, n - start)
        for one, other in np.argwhere(np.triu(cosines >= NEAR, k=1)).tolist():
            yield (start + one, start + other), float(cosines[one, other])


def _groups(claims: Sequence[Claim], relations: Relations) -> list[list[int]]:
    """Claims that say the same as the first of their group; the most important claim leads."""
    same: dict[int, list[int]] = defaultdict(list)
    for (one, other), relation in relations.items():
        if relation.relation is Relation.SAME and _is_alike(claims[one], claims[other]):
            same[one].append(other)
            same[other].append(one)
    order = sorted(range(len(claims)), key=lambda at: (-claims[at].importance, at))
    groups: dict[int, list[int]] = {}  # by the claim that leads, in the order of their making
    place: dict[int, int] = {}
    for at in order:
        leads = [other for other in same[at] if other in groups]
        if leads:
            groups[min(leads, key=place.__getitem__)].append(at)
        else:
            place[at], groups[at] = len(groups), [at]
    return sorted(groups.values(), key=lambda group: group[0])


def _is_alike(one: Claim, other: Claim) -> bool:
    """Whether both tell how something came out, or neither does: "we present X" is no result."""
    return (one.type in _OUTCOMES) is (other.type in _OUTCOMES)


def _against(relations: Relations) -> Mapping[int, Sequence[tuple[int, str]]]:
    """For each claim those that exclude it, in their order, each with the reason."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), relation in sorted(relations.items()):
        if relation.relation is Relation.OPPOSITE:
            found[one].append((other, relation.why))
            found[other].append((one, relation.why))
    return found


def _voices(verdict: ClaimVerdict) -> list[Voice]:
    """Who states a claim, and which other papers speak of the same thing and say so more likely than not."""
    claim = verdict.claim
    said = {item.paper: item for item in verdict.by_paper}
    voices = []
    for paper in claim.stated_by:
        own = said.get(paper)
        is_own = own is not None and own.label is Label.SUPPORTED and own.evidence
        voices.append(
            _voice(claim, paper, Says.STATES, own.evidence[0] if own and is_own else None, own.version if own else None)
        )
    return voices + [
        _voice(claim, item.paper, _SAYS[item.label], item.evidence[0], item.version, item.reason)
        for item in verdict.by_paper
        if item.paper not in claim.stated_by and _bears_on(claim, item)
    ]


_SAYS: Final = {Label.SUPPORTED: Says.SUPPORTS, Label.PARTIAL: Says.PARTLY, Label.REFUTED: Says.OPPOSES}


def _bears_on(claim: Claim, item: PaperVerdict) -> bool:
    """Whether a paper clearly says something of a claim: with no check against support, and about the same or cited."""
    if item.label is Label.NOT_ENOUGH_INFO or item.confidence < CLEAR or not item.evidence:
        return False
    if item.label is Label.SUPPORTED and any(check.outcome is Outcome.CONFLICT for check in item.checks):
        return False
    best = item.evidence[0]
    return item.paper in claim.cites or is_about_same(bare(claim.text), best.quote, best.scores.get("cosine", 0.0))


def _voice(
    claim: Claim, paper: PaperId, says: Says, item: Evidence | None, version: int | None, why: str = ""
) -> Voice:
    if item is None:
        return Voice(paper, version, says, claim.id, claim.text)
    return Voice(
        paper, version, says, claim.id, item.quote, item.section, item.page, why if says is Says.OPPOSES else ""
    )


def _turned(voice: Voice, why: str) -> Voice:
    """A paper that states a claim opposes what that claim excludes."""
    return Voice(voice.paper, voice.version, Says.OPPOSES, voice.claim, voice.quote, voice.section, voice.page, why)


def _finding(verdicts: Sequence[ClaimVerdict], voices: Sequence[Voice]) -> Finding:
    once: dict[tuple[PaperId, Says], Voice] = {}
    for voice in sorted(voices, key=lambda voice: list(Says).index(voice.says)):
        once.setdefault((voice.paper, voice.says), voice)
    kept = tuple(
        voice for voice in once.values() if voice.says is Says.STATES or (voice.paper, Says.STATES) not in once
    )
    claims = [verdict.claim for verdict in verdicts]
    return Finding(
        text=claims[0].text,
        claims=tuple(claim.id for claim in claims),
        voices=kept,
        conditions=joined(conditions_in(bare(claim.text)) for claim in claims),
        is_verified=any(verdict.verified for verdict in verdicts)
        or (any(claim.stated_by for claim in claims) and not _papers(kept, Says.OPPOSES)),
    )


def number_tables(verdicts: Sequence[ClaimVerdict]) -> tuple[NumberTable, ...]:
    """What several papers measured on the same data with the same metric, largest tables first.

    Only claims that a paper states, or that have the tick, give numbers.
    """
    rows: dict[tuple[str, str], dict[tuple[PaperId, float], tuple[PaperId, ClaimId, Score]]] = defaultdict(dict)
    for verdict in verdicts:
        claim = verdict.claim
        deciding = [item.paper for item in verdict.evidence[:1]] if verdict.verified else []
        for paper in claim.stated_by or deciding:
            for score in scores_in(bare(claim.text)):
                rows[score.dataset, score.metric].setdefault((paper, score.value), (paper, claim.id, score))
    tables = [NumberTable(*key, tuple(found.values())) for key, found in rows.items()]
    shared = [table for table in tables if len({paper for paper, _, _ in table.rows}) > 1]
    return tuple(sorted(shared, key=lambda table: (-len(table.rows), table.dataset, table.metric)))
