from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from synth.synthesis.reviewers import OUT_OF, ClaimFacts, Facts, Panel, ReferenceFacts, reviewed

CLAIMS = st.builds(
    ClaimFacts,
    id=st.just("01234567"),
    is_checked=st.booleans(),
    is_good=st.booleans(),
    is_refuted=st.booleans(),
    is_ticked=st.booleans(),
    has_quote=st.booleans(),
    has_numbers=st.booleans(),
    numbers_agree=st.booleans(),
    on_topic=st.none() | st.booleans(),
    voices=st.integers(0, 3),
    is_opposed=st.booleans(),
    survives=st.none() | st.booleans(),
    is_whole=st.booleans(),
)
REFERENCES = st.builds(
    ReferenceFacts,
    id=st.just("2101.00001"),
    is_resolved=st.booleans(),
    is_read=st.booleans(),
    has_version=st.booleans(),
)
CONCEPTS = ("size", "noise", "transfer")
FACTS = st.builds(
    Facts,
    claims=st.lists(CLAIMS, max_size=6).map(tuple),
    references=st.lists(REFERENCES, max_size=5).map(tuple),
    concepts=st.just(CONCEPTS),
    covered=st.sets(st.sampled_from(CONCEPTS)).map(tuple),
    faults=st.lists(st.text(max_size=3), max_size=7).map(tuple),
    is_abstract_copied=st.booleans(),
)


def is_no_higher(after: Panel, before: Panel) -> bool:
    """Whether neither any reviewer nor the whole has a higher score than before."""
    whole = after.score is not None and (before.score is None or after.score <= before.score)
    pairs = zip(after.reviews, before.reviews, strict=True)
    return (whole or before.score is None) and all(
        one.score is not None and one.score <= other.score for one, other in pairs if other.score is not None
    )


@given(FACTS, CLAIMS)
def test_refuted_claim_more_never_raises_a_score(facts: Facts, claim: ClaimFacts) -> None:
    more = replace(facts, claims=(*facts.claims, replace(claim, is_refuted=True)))

    assert is_no_higher(reviewed(more), reviewed(facts))


@given(FACTS.filter(lambda facts: bool(facts.claims)), st.data())
def test_claim_that_becomes_refuted_never_raises_a_score(facts: Facts, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(facts.claims) - 1))
    changed = replace(facts.claims[at], is_refuted=True)
    after = replace(facts, claims=(*facts.claims[:at], changed, *facts.claims[at + 1 :]))

    assert is_no_higher(reviewed(after), reviewed(facts))


@given(FACTS.filter(lambda facts: bool(facts.references)), st.data())
def test_reference_that_is_resolved_never_lowers_a_score(facts: Facts, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(facts.references) - 1))
    changed = replace(facts.references[at], is_resolved=True)
    after = replace(facts, references=(*facts.references[:at], changed, *facts.references[at + 1 :]))

    assert is_no_higher(reviewed(facts), reviewed(after))


@given(FACTS)
def test_scores_lie_between_zero_and_ten(facts: Facts) -> None:
    panel = reviewed(facts)

    assert all(0.0 <= score <= OUT_OF for score in panel.scores)
    assert panel.spread >= 0.0


@given(FACTS)
def test_every_point_lost_names_what_cost_it(facts: Facts) -> None:
    for review in reviewed(facts).reviews:
        assert all(len(point.missing) >= (point.good < point.of) for point in review.points)


def test_reviewer_with_nothing_to_look_at_gives_no_score() -> None:
    by_name = {review.reviewer: review.score for review in reviewed(Facts((), ())).reviews}

    assert by_name["numbers"] is None
    assert by_name["grounding"] is None


def test_perfect_report_gets_ten_from_everyone() -> None:
    good = ClaimFacts(
        "01234567",
        is_checked=True,
        is_good=True,
        is_refuted=False,
        is_ticked=True,
        has_quote=True,
        has_numbers=True,
        numbers_agree=True,
        on_topic=True,
        voices=2,
        survives=True,
    )
    reference = ReferenceFacts("2101.00001", is_resolved=True, is_read=True, has_version=True)
    panel = reviewed(Facts((good,), (reference,), ("size",), ("size",)))

    assert panel.scores == (10.0,) * 7
    assert (panel.score, panel.spread) == (10.0, 0.0)
