"""A rerun's result as JSON."""

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

from synth.ports.lab import LabResult


def result_document(result: LabResult) -> dict[str, Any]:
    """A result as JSON; numbers of six digits, and null where an end of an interval is infinite."""
    fields: dict[str, Any] = _plain(dataclasses.asdict(result))
    primary = result.primary
    first = {
        "verdict": result.verdict.value,
        "experiment": result.experiment,
        "backend": result.backend,
        "estimate": _plain(primary.estimate),
        "interval": _plain([primary.low, primary.high]),
        "effect_size": _plain(primary.effect_size),
        "p": _plain(primary.p),
        "p_holm": _plain(primary.p_holm),
    }
    return first | {name: value for name, value in fields.items() if name not in first}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return [_plain(item) for item in value]
