"""The ``synthesis`` part of a report's JSON: everything the synthesis consists of, by claim and paper id."""

import dataclasses
from typing import Any

from synth.synthesis.findings import Finding, NumberTable, Voice
from synth.synthesis.reviewers import Review
from synth.synthesis.types import Synthesis

Fields = dict[str, Any]


def synthesis_document(synthesis: Synthesis) -> Fields:
    """A synthesis as JSON can carry it; equal syntheses give equal documents."""
    panel = synthesis.panel
    return {
        "answer": _answer(synthesis),
        "on_topic": synthesis.on_topic,
        "beside_the_point": synthesis.beside,
        "findings": [_finding(item) for item in synthesis.shared],
        "tables": [_table(table) for table in synthesis.tables],
        "copied": [dataclasses.asdict(item) for item in synthesis.copied],
        "inconsistencies": [
            {"kind": item.kind, "text": item.text, "facts": list(item.facts)} for item in synthesis.inconsistencies
        ],
        "reviewers": {
            "score": panel.score,
            "spread": panel.spread,
            "out_of": 10,
            "is_peer_review": False,
            "reviews": [_review(review) for review in panel.reviews],
        },
    }


def _answer(synthesis: Synthesis) -> Fields:
    answer = synthesis.answer
    return {
        "question": answer.question,
        "outcome": answer.outcome.value,
        "strength": answer.strength.value,
        "strength_reason": answer.strength_reason,
        "summary": answer.summary.text,
        "sentences": [
            {
                "text": item.text,
                "side": item.side.value,
                "why": item.why,
                "papers": list(item.papers),
                "claims": list(item.claims),
            }
            for item in answer.sentences
        ],
        "would_settle": list(answer.would_settle),
        "rephrased": list(synthesis.rephrased),
        "dropped": synthesis.dropped,
    }


def _table(table: NumberTable) -> Fields:
    rows = [
        {
            "paper": paper,
            "claim": claim,
            "value": score.value,
            "printed": score.printed,
            "is_difference": score.is_gain,
        }
        for paper, claim, score in table.rows
    ]
    return {"dataset": table.dataset, "metric": table.metric, "rows": rows}


def _finding(finding: Finding) -> Fields:
    return {
        "text": finding.text,
        "claims": list(finding.claims),
        "is_verified": finding.is_verified,
        "supporters": list(finding.supporters),
        "opponents": list(finding.opponents),
        "conditions": dict(finding.conditions.words),
        "voices": [_voice(voice) for voice in finding.voices],
    }


def _voice(voice: Voice) -> Fields:
    return {
        "paper": voice.paper,
        "version": voice.version,
        "says": voice.says.value,
        "claim": voice.claim,
        "quote": voice.quote,
        "section": voice.section,
        "page": voice.page,
        "why": voice.why,
    }


def _review(review: Review) -> Fields:
    return {
        "reviewer": review.reviewer,
        "rubric": review.rubric,
        "score": review.score,
        "points": [
            {
                "what": point.what,
                "good": point.good,
                "of": point.of,
                "weight": point.weight,
                "missing": list(point.missing),
            }
            for point in review.points
        ],
    }
