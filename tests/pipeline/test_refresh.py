"""What counts as news, which papers count, and which verdicts changed."""

import dataclasses
from collections.abc import Mapping, Sequence

import pytest

from synth.claims.types import Claim, PaperId, Span
from synth.pipeline.fetch import current_papers
from synth.pipeline.refresh import (
    News,
    affected_claims,
    find_news,
    later_versions,
    verify_again,
)
from synth.ports import Paper, PaperRequest, PaperStatus
from synth.ports.search import Latest
from synth.verdict.types import ClaimVerdict, Evidence, Label, PaperVerdict, Probabilities, Status
from tests.conftest import MakeClaim

PAPER = PaperId("2104.00001")


class FakeRegister:
    """Knows the papers it was given."""

    def __init__(self, *latest: Latest) -> None:
        self._latest = {item.paper: item for item in latest}
        self.asked: list[PaperId] = []

    def fetch_latest(self, papers: Sequence[PaperId]) -> Mapping[PaperId, Latest]:
        self.asked += papers
        return {paper: self._latest[paper] for paper in papers if paper in self._latest}


def paper(
    version: int | None = 1,
    *,
    pinned: bool = False,
    status: PaperStatus = PaperStatus.AVAILABLE,
    name: str = PAPER,
    withdrawn: str = "",
) -> Paper:
    request = PaperRequest(PaperId(name), version if pinned else None)
    return Paper(PaperId(name), version, "A Paper", status, request=request, withdrawn=withdrawn)


def verdict(claim: Claim, label: Label, *, version: int = 1, verified: bool = False) -> ClaimVerdict:
    shares = Probabilities(**{each.value: 1.0 if each is label else 0.0 for each in Label})
    quote = Evidence(PAPER, version, "", 1, Span(0, 4), f"says {label.value}", "sha256:0")
    by_paper = (PaperVerdict(PAPER, version, label, shares, "", evidence=(quote,)),)
    return ClaimVerdict(claim, Status.CHECKED, "", label, shares, verified, (), (quote,), by_paper)


def news_of(one: Paper, latest: Latest) -> Sequence[News]:
    return find_news([one], register=FakeRegister(latest), progress=lambda *_: None)[0]


@pytest.mark.parametrize(
    ("latest", "kind"),
    [
        (Latest(PAPER, 2), "is_newer"),
        (Latest(PAPER, 1, withdrawn="This paper has been withdrawn"), "is_withdrawn"),
        (Latest(PAPER, 1, doi="10.1/a"), "is_published"),
        (Latest(PAPER, 1, journal="TACL 9"), "is_published"),
    ],
)
def test_newer_withdrawn_and_published_are_news(latest: Latest, kind: str) -> None:
    (item,) = news_of(paper(), latest)

    assert [name for name in ("is_newer", "is_withdrawn", "is_published") if getattr(item, name)] == [kind]


@pytest.mark.parametrize("latest", [Latest(PAPER, 1), Latest(PAPER, 1, title="Renamed")])
def test_what_is_known_is_no_news(latest: Latest) -> None:
    assert not news_of(paper(), latest)
    assert not news_of(paper(withdrawn="so"), dataclasses.replace(latest, version=2, withdrawn="so"))


def test_paper_that_is_withdrawn_no_more_is_news() -> None:
    (item,) = news_of(paper(withdrawn="so"), Latest(PAPER, 3))

    assert (item.is_restored, item.is_newer, item.is_withdrawn) == (True, True, False)


def test_only_papers_of_arxiv_that_are_at_hand_are_asked_about() -> None:
    register = FakeRegister(Latest(PAPER, 1))
    papers = [paper(), paper(name="local:1"), paper(name="2104.00002", status=PaperStatus.WANTED)]
    find_news(papers, register=register, progress=lambda *_: None)

    assert register.asked == [PAPER]


def test_paper_that_arxiv_does_not_know_any_more_is_a_failure() -> None:
    news, failures = find_news([paper()], register=FakeRegister(), progress=lambda *_: None)

    assert not news
    assert [failure.item for failure in failures] == [PAPER]


def test_pinned_version_and_mere_notice_of_withdrawal_are_not_fetched() -> None:
    newer = Latest(PAPER, 2)
    items = [
        News(paper(), newer),
        News(paper(pinned=True), newer),
        News(paper(), dataclasses.replace(newer, withdrawn="withdrawn by the author")),
    ]

    assert [item.is_fetched for item in items] == [True, False, False]
    assert [request.version for request in later_versions(items)] == [None]


def test_later_version_takes_the_place_of_the_earlier_one() -> None:
    assert [one.version for one in current_papers([paper(1), paper(2)])] == [2]


def test_versions_asked_for_by_number_all_count() -> None:
    assert [one.version for one in current_papers([paper(1, pinned=True), paper(2)])] == [1, 2]


def test_version_that_could_not_be_had_takes_no_place() -> None:
    papers = [paper(1), paper(2, status=PaperStatus.UNAVAILABLE)]

    assert current_papers(papers) == papers


def test_claims_are_affected_by_papers_that_were_read_or_are_cited(make_claim: MakeClaim) -> None:
    read = verdict(make_claim("Width helps."), Label.SUPPORTED)
    cited = ClaimVerdict(make_claim("Depth helps.", cites=[PAPER]), Status.SOURCE_UNAVAILABLE, "")
    other = ClaimVerdict(make_claim("Noise hurts."), Status.UNCHECKABLE, "")

    assert affected_claims([read, cited, other], {PAPER}) == [read, cited]


def test_change_holds_both_quotes(make_claim: MakeClaim) -> None:
    claims = [make_claim("Width helps."), make_claim("Depth helps.")]
    before = [verdict(claim, Label.SUPPORTED, verified=True) for claim in claims]
    now = [verdict(claims[0], Label.REFUTED, version=2), verdict(claims[1], Label.SUPPORTED, version=2, verified=True)]
    after, (change,) = verify_again(before, {PAPER}, verify=lambda _: now)

    assert list(after) == now
    assert change.is_overall
    assert [item.quote for item in (*change.before.evidence, *change.after.evidence)] == [
        "says supported",
        "says refuted",
    ]
    assert [(old.label, new.label) for old, new in change.papers] == [(Label.SUPPORTED, Label.REFUTED)]


def test_nothing_to_verify_asks_no_model() -> None:
    def verify(_: Sequence[Claim]) -> Sequence[ClaimVerdict]:
        raise AssertionError

    assert verify_again([], {PAPER}, verify=verify) == ((), ())
