"""How verdicts of reruns are put into words."""

from typing import Final

from synth.ports.lab import RerunVerdict

WORDS: Final = {
    RerunVerdict.REPRODUCED: "reproduced",
    RerunVerdict.NOT_REPRODUCED: "not reproduced",
    RerunVerdict.INCONCLUSIVE: "inconclusive",
    RerunVerdict.WITHHELD: "withheld",
}
