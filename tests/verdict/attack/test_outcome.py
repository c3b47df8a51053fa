import dataclasses

import pytest

from synth.claims.ids import claim_id
from synth.claims.types import Claim, ClaimType, Origin
from synth.verdict.attack.outcome import attack_of
from synth.verdict.attack.types import Mutant, MutantKind
from synth.verdict.types import ClaimVerdict, Label, Probabilities, Status


def verdict_with(*, tick: bool) -> ClaimVerdict:
    claim = Claim(claim_id("It gains 2."), "It gains 2.", ClaimType.RESULT, Origin())
    shares = Probabilities(0.75, 0.0, 0.0, 0.25)
    return ClaimVerdict(claim, Status.CHECKED, "", Label.SUPPORTED, shares, verified=tick)


def tried(passed: int, caught: int) -> list[tuple[Mutant, ClaimVerdict]]:
    mutant = Mutant(MutantKind.NUMBER, "It gains 2.", "“1” became “2”")
    return [(mutant, verdict_with(tick=tick)) for tick in (True,) * passed + (False,) * caught]


def test_altered_claim_without_a_tick_is_caught() -> None:
    attack = attack_of(tried(passed=1, caught=3))

    assert (attack["mutants"], attack["caught"], attack["rate"]) == (4, 3, 0.75)
    assert [item["caught"] for item in attack["items"]] == [False, True, True, True]


@pytest.mark.parametrize(
    ("passed", "caught", "discriminating"), [(0, 1, True), (1, 1, True), (2, 1, False), (1, 0, False), (0, 0, None)]
)
def test_claim_discriminates_when_at_least_half_are_caught(
    passed: int, caught: int, *, discriminating: bool | None
) -> None:
    assert attack_of(tried(passed, caught))["discriminating"] is discriminating


def test_nothing_tried_has_no_rate() -> None:
    assert attack_of([])["rate"] is None


def test_uncheckable_altered_claim_has_no_label() -> None:
    (mutant, verdict), *_ = tried(passed=0, caught=1)
    blank = dataclasses.replace(verdict, status=Status.UNCHECKABLE, label=None, probabilities=None)

    (item,) = attack_of([(mutant, blank)])["items"]

    assert (item["label"], item["confidence"]) == (None, None)
