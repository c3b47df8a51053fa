"""What the use cases need from the outside world: protocols and the values they pass.

Each protocol has a ten-line fake in ``tests/conftest.py``. Adapters implement them without importing each other.
"""

from synth.ports.models import Encoder, EntailmentModel, Matrix
from synth.ports.papers import Paper, PaperRequest, PaperSource, PaperStatus, Reader, Report, SourceFile
from synth.ports.runs import Clock, Failure, Progress, Run
from synth.ports.store import Store, VectorCache

__all__ = [
    "Clock",
    "Encoder",
    "EntailmentModel",
    "Failure",
    "Matrix",
    "Paper",
    "PaperRequest",
    "PaperSource",
    "PaperStatus",
    "Progress",
    "Reader",
    "Report",
    "Run",
    "SourceFile",
    "Store",
    "VectorCache",
]
