import dataclasses
from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy.exc import IntegrityError

from synth.claims.types import PaperId, Span
from synth.errors import ConflictError
from synth.ports.review import Action, Chosen, Decision, Judged, Opinion, Place, Reviews, Stance
from synth.store.engine import SqlStore, open_store
from synth.store.review import SqlReviews
from synth.verdict.types import Label
from tests.conftest import MakeClaim, fixed_clock
from tests.store.conftest import PAPER, RUN, MakeVerdict, make_paper

MakeDecision = Callable[..., Decision]


@pytest.fixture
def reviews(store: SqlStore) -> SqlReviews:
    return SqlReviews(store)


@pytest.fixture
def make_decision(make_claim: MakeClaim, make_verdict: MakeVerdict) -> MakeDecision:
    """Build a decision; a test names only what it cares about."""

    def make(text: str = "Width helps.", *, revision: int = 1, reviewer: str = "Ada", why: str = "") -> Decision:
        verdict = make_verdict(make_claim(text))
        chosen = Chosen(Place(PaperId(PAPER), 2, Span(4, 16)), "Width helps.", "sha256:0")
        return Decision(
            claim=verdict.claim.id,
            revision=revision,
            at=fixed_clock(),
            reviewer=reviewer,
            action=Action.RELABEL,
            before=Opinion(),
            after=Opinion(Stance.CORRECTED, Label.PARTIAL, chosen, "a note"),
            judged=Judged.of(verdict),
            why=why,
            text=text,
        )

    return make


def test_reviews_are_what_the_use_cases_ask_for(reviews: SqlReviews) -> None:
    as_port: Reviews = reviews  # mypy compares every method

    assert as_port.decisions() == []


def test_decision_survives_whole(reviews: SqlReviews, address: str, make_decision: MakeDecision) -> None:
    decision = make_decision(why="line one\nline two \udce9")
    reviews.save_decision(decision)

    again = open_store(address)
    assert SqlReviews(again).decisions() == [dataclasses.replace(decision, number=1)]
    again.close()


def test_decisions_are_numbered_in_the_order_they_were_made(reviews: SqlReviews, make_decision: MakeDecision) -> None:
    for decision in (make_decision("A."), make_decision("B."), make_decision("A.", revision=2)):
        reviews.save_decision(decision)

    assert [each.number for each in reviews.decisions()] == [1, 2, 3]
    assert [each.text for each in reviews.decisions(after=1)] == ["B.", "A."]
    assert reviews.decisions(after=3) == []


@pytest.mark.parametrize("revision", [1, 3])
def test_revision_that_is_not_the_next_is_a_conflict(
    reviews: SqlReviews, make_decision: MakeDecision, revision: int
) -> None:
    reviews.save_decision(make_decision(reviewer="Ada"))

    with pytest.raises(ConflictError, match="Ada decided meanwhile: relabel"):
        reviews.save_decision(make_decision(revision=revision, reviewer="Bob"))

    assert [each.reviewer for each in reviews.decisions()] == ["Ada"]


@pytest.mark.parametrize("change", ["UPDATE decision SET reviewer = 'Eve'", "DELETE FROM decision"])
def test_database_refuses_to_change_a_decision(
    store: SqlStore, reviews: SqlReviews, make_decision: MakeDecision, change: str
) -> None:
    reviews.save_decision(make_decision())

    with pytest.raises(IntegrityError, match="only ever added"), store.writing() as connection:
        connection.exec_driver_sql(change)

    assert [each.reviewer for each in reviews.decisions()] == ["Ada"]


@pytest.mark.parametrize(
    "row",
    [
        "INSERT INTO decision VALUES (1, 'short', 1, 'now', 'Ada', 'accept', '')",
        "INSERT INTO decision VALUES (1, '0123456789abcdef', 0, 'now', 'Ada', 'accept', '')",
        "INSERT INTO decision VALUES (1, '0123456789abcdef', 1, 'now', 'Ada', 'dance', '')",
    ],
)
def test_database_refuses_a_decision_that_is_wrong(store: SqlStore, row: str) -> None:
    with pytest.raises(IntegrityError, match="CHECK"), store.writing() as connection:
        connection.exec_driver_sql(row)


def test_decision_outlives_its_claim(
    store: SqlStore, reviews: SqlReviews, make_claim: MakeClaim, make_decision: MakeDecision
) -> None:
    claim = make_claim()
    store.save_claims([claim])
    reviews.save_decision(make_decision())

    assert store.delete_claims([claim.id]) == 1
    assert [each.text for each in reviews.decisions()] == ["Width helps."]


def test_state_of_verdicts_changes_with_them(
    store: SqlStore, reviews: SqlReviews, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    claims = [make_claim("Width helps."), make_claim("Depth helps.")]
    store.save_papers([make_paper(version=2)])
    store.save_claims(claims)
    store.save_run(RUN)
    states = [reviews.state_of_verdicts()]
    for claim in claims:
        store.save_verdicts(RUN.key, [make_verdict(claim)])
        states.append(reviews.state_of_verdicts())
    store.delete_claims([claims[1].id])
    states.append(reviews.state_of_verdicts())

    assert all(before != after for before, after in pairwise(states))
