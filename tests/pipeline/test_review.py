import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from synth.claims.ids import claim_id, text_hash
from synth.claims.types import Claim, ClaimType, Origin, PaperId, Span
from synth.errors import UsageError
from synth.pipeline.review import decided, decisions_jsonl, labelled_by_people, undoable, with_reviews
from synth.ports.review import Action, Chosen, Decision, Opinion, Place, Stance
from synth.verdict.record import record_of, verdict_of
from synth.verdict.types import ClaimVerdict, Evidence, Label, Probabilities, Status
from tests.conftest import MakeDocument, fixed_clock

SCHEMA = json.loads(files("synth").joinpath("schemas/claim-1.json").read_text(encoding="utf-8"))
PAPER, OTHER = PaperId("2104.08645"), PaperId("2104.00001")
CHOSEN = Chosen(Place(OTHER, 1, Span(0, 12)), "Width helps.", text_hash("Width helps."))


def make_verdict(label: Label | None = Label.SUPPORTED, text: str = "Width helps.") -> ClaimVerdict:
    claim = Claim(claim_id(text), text, ClaimType.RESULT, Origin())
    if label is None:
        return ClaimVerdict(claim, Status.SOURCE_UNAVAILABLE, "no paper is at hand")
    shares = Probabilities(**{each.value: 0.7 if each is label else 0.1 for each in Label})
    evidence = Evidence(PAPER, 1, "", None, Span(0, len(text)), text, text_hash(text))
    verified = label is Label.SUPPORTED
    return ClaimVerdict(claim, Status.CHECKED, "it says so", label, shares, verified=verified, evidence=(evidence,))


VERDICT = make_verdict()


def acted(*actions: Action | tuple[Action, dict[str, Any]], verdict: ClaimVerdict = VERDICT) -> list[Decision]:
    """The decisions that actions on one claim make, one after another."""
    history: list[Decision] = []
    for each in actions:
        action, more = each if isinstance(each, tuple) else (each, {})
        history.append(decided(verdict, action, history=history, at=fixed_clock(), reviewer="Ada", **more))
    return history


def opinion(*actions: Action | tuple[Action, dict[str, Any]], verdict: ClaimVerdict = VERDICT) -> Opinion:
    return acted(*actions, verdict=verdict)[-1].after


REFUTE = (Action.RELABEL, {"label": Label.REFUTED})
PICK = (Action.EVIDENCE, {"evidence": CHOSEN})
NOTE = (Action.NOTE, {"why": " see table 2 "})


def test_each_action_changes_only_what_it_is_about() -> None:
    everything = opinion(Action.ACCEPT, PICK, NOTE)

    assert everything == Opinion(Stance.ACCEPTED, Label.SUPPORTED, CHOSEN, "see table 2")
    assert opinion(Action.ACCEPT, PICK, NOTE, Action.REJECT) == Opinion(Stance.REJECTED, None, CHOSEN, "see table 2")
    assert opinion(REFUTE) == Opinion(Stance.CORRECTED, Label.REFUTED)


def test_label_that_the_verdict_has_already_is_an_acceptance() -> None:
    assert opinion((Action.RELABEL, {"label": Label.SUPPORTED})) == opinion(Action.ACCEPT)


def test_unchecked_claim_cannot_be_accepted_but_can_be_labelled() -> None:
    unchecked = make_verdict(None)

    with pytest.raises(UsageError, match="no verdict to accept"):
        opinion(Action.ACCEPT, verdict=unchecked)
    assert opinion(REFUTE, verdict=unchecked).label is Label.REFUTED


@pytest.mark.parametrize("action", [Action.ACCEPT, REFUTE, PICK, NOTE])
def test_saying_the_same_again_is_refused(action: Any) -> None:
    with pytest.raises(UsageError, match="how it stands already"):
        acted(action, action)


def test_saying_the_same_for_another_reason_is_a_decision() -> None:
    assert len(acted(Action.ACCEPT, (Action.ACCEPT, {"why": "read it twice"}))) == 2


@given(st.lists(st.sampled_from([Action.ACCEPT, Action.REJECT, REFUTE, PICK, NOTE, Action.UNDO]), max_size=12))
def test_undo_goes_back_step_by_step_to_nothing(actions: list[Any]) -> None:
    history: list[Decision] = []
    opinions = [Opinion()]
    for number, each in enumerate(actions):
        action, more = each if isinstance(each, tuple) else (each, {})
        if action is Action.UNDO and len(opinions) == 1:
            continue
        reason = {} if action is Action.UNDO else {"why": f"reason {number}"}  # so that nothing is said twice
        history.append(decided(VERDICT, action, history=history, at=fixed_clock(), reviewer="Ada", **(more | reason)))
        if action is Action.UNDO:
            opinions.pop()
        else:
            opinions.append(history[-1].after)
        assert history[-1].after == opinions[-1]
    while undoable(history):
        history.append(decided(VERDICT, Action.UNDO, history=history, at=fixed_clock(), reviewer="Ada"))
        opinions.pop()
        assert history[-1].after == opinions[-1]

    assert opinions == [Opinion()]
    assert [each.revision for each in history] == list(range(1, len(history) + 1))
    with pytest.raises(UsageError, match="nothing to undo"):
        decided(VERDICT, Action.UNDO, history=history, at=fixed_clock(), reviewer="Ada")


def test_verdict_keeps_its_own_label_beside_the_review() -> None:
    (shown,) = with_reviews([VERDICT], acted((REFUTE[0], REFUTE[1] | {"why": "the sign is wrong"}), PICK, NOTE))

    assert (shown.label, shown.verified) == (Label.SUPPORTED, True)
    assert shown.review == {
        "stance": "corrected",
        "label": "refuted",
        "reviewer": "Ada",
        "at": "2026-01-02T03:04:05+00:00",
        "why": "the sign is wrong",
        "note": "see table 2",
        "evidence": {
            "paper": OTHER,
            "version": 1,
            "start": 0,
            "end": 12,
            "quote": "Width helps.",
            "hash": CHOSEN.hash,
        },
        "revision": 3,
        "outdated": False,
    }
    record = json.loads(json.dumps(record_of(shown)))
    assert verdict_of(record).review == shown.review
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(record)] == []


def test_claim_of_which_all_was_undone_is_not_reviewed() -> None:
    assert with_reviews([VERDICT], acted(Action.ACCEPT, Action.UNDO)) == (VERDICT,)


def test_review_of_a_verdict_that_changed_is_outdated() -> None:
    (shown,) = with_reviews([make_verdict(Label.PARTIAL)], acted(Action.ACCEPT))

    assert shown.review is not None
    assert (shown.review["outdated"], shown.review["label"]) == (True, "supported")


def test_decisions_are_exported_one_a_line() -> None:
    lines = decisions_jsonl(acted(Action.ACCEPT, PICK, Action.UNDO)).splitlines()

    rows = [json.loads(line) for line in lines]
    assert [row["action"] for row in rows] == ["accept", "evidence", "undo"]
    assert rows[2]["undoes"] == 2
    assert rows[2]["before"]["evidence"]["quote"] == "Width helps."
    assert rows[2]["after"]["evidence"] is None
    assert rows[0]["judged"] == {"status": "checked", "label": "supported", "verified": True, "confidence": 0.7}
    assert rows[0]["text"] == "Width helps."


def test_labels_of_people_go_with_the_paper_they_are_about(make_document: MakeDocument) -> None:
    accepted, corrected = make_verdict(), make_verdict(text="Depth helps.")
    rejected, untouched = make_verdict(text="Luck helps."), make_verdict(text="Noise helps.")
    decisions = [
        *acted(Action.ACCEPT, verdict=accepted),
        *acted(REFUTE, PICK, verdict=corrected),
        *acted(Action.REJECT, verdict=rejected),
    ]
    documents = {paper: make_document("Width helps.", paper=paper) for paper in (PAPER, OTHER)}

    found = labelled_by_people([accepted, corrected, rejected, untouched], decisions, documents)

    assert [(each.text, each.document, each.label) for each in found.claims] == [
        ("Width helps.", PAPER, Label.SUPPORTED),
        ("Depth helps.", OTHER, Label.REFUTED),
    ]
    assert set(found.documents) == {PAPER, OTHER}


def test_nothing_to_calibrate_on_is_a_usage_error(make_document: MakeDocument) -> None:
    with pytest.raises(UsageError, match="no claim was given a label"):
        labelled_by_people([VERDICT], acted(Action.ACCEPT), {OTHER: make_document("Width helps.")})
