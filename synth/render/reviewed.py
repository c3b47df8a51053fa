"""What a person said of a verdict, in words."""

from dataclasses import dataclass
from typing import Final

from synth.render.words import quoted
from synth.verdict.types import ClaimVerdict

_STANCES: Final = {"accepted": "accepted", "rejected": "rejected"}


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What a person said of one claim.

    Attributes:
        mark: "reviewed: accepted", "reviewed: refuted"; "reviewed" where they only chose evidence or wrote a note.
        words: "accepted by Ada on 2026-01-02: a reason"; with "the verdict has changed since" where that is so.
        note: Their note, or empty.
        quote: The passage they chose as evidence, with where it stands, or empty.
    """

    mark: str
    words: str
    note: str
    quote: str


def review_view(verdict: ClaimVerdict) -> ReviewView | None:
    """The review of a claim in words; None where nobody spoke."""
    review = verdict.review
    if review is None:
        return None
    corrected = f"{review['label'].replace('_', ' ')}" if review["stance"] == "corrected" else ""
    said = corrected or _STANCES.get(review["stance"], "")
    what = f"label corrected to {corrected}" if corrected else said or "commented"
    words = f"{what} by {review['reviewer']} on {review['at'][:10]}" + (f": {review['why']}" if review["why"] else "")
    if review["outdated"]:
        words += "; the verdict has changed since"
    chosen = review["evidence"]
    return ReviewView(
        mark=f"reviewed: {said}" if said else "reviewed",
        words=words,
        note=review["note"],
        quote=f"{quoted(chosen['quote'])} ({chosen['paper']}, characters {chosen['start']} to {chosen['end']})"
        if chosen
        else "",
    )
