"""What a synthesis consists of."""

from dataclasses import dataclass, field

from synth.synthesis.answer import Answer
from synth.synthesis.consistency import Inconsistency
from synth.synthesis.copied import Copied
from synth.synthesis.findings import Finding, NumberTable
from synth.synthesis.reviewers import Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """What the papers together say to the question, and what is to be said of the report that asked it.

    Attributes:
        on_topic: How many claims bear on the question; None without a question.
        beside: How many claims have the tick and bear on something else.
        copied: Texts of the audited report that stand elsewhere; empty where papers were read without a report.
        inconsistencies: What within the audited report does not fit together.
        rephrased: Sentences by a language model that were verified like any claim; empty if none was asked.
        dropped: How many sentences of that model the papers do not carry; they are shown nowhere.
    """

    answer: Answer
    findings: tuple[Finding, ...] = ()
    tables: tuple[NumberTable, ...] = ()
    on_topic: int | None = None
    beside: int = 0
    copied: tuple[Copied, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()
    panel: Panel = field(default_factory=lambda: Panel(()))
    rephrased: tuple[str, ...] = ()
    dropped: int = 0

    @property
    def shared(self) -> tuple[Finding, ...]:
        """The findings that more than one paper speaks of, those with opponents first, then by number of papers."""
        several = [finding for finding in self.findings if len({voice.paper for voice in finding.voices}) > 1]
        return tuple(sorted(several, key=lambda finding: (not finding.opponents, -len(finding.supporters))))
