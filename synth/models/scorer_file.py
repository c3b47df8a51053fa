"""Fitted scorers from their data files: those that ship with synth, and calibrations of a user's own."""

import dataclasses
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from synth.errors import ModelError
from synth.ports import EntailmentModel
from synth.verdict.calibrate import Calibration
from synth.verdict.score import Scorer

WITHOUT: Final = "scorer-none.json"
WITH: Final = "scorer-entailment.json"
_VERSION: Final = 1


def read_scorer(entailment: EntailmentModel | None, *, calibration: str = "") -> Scorer:
    """The shipped scorer for a choice of entailment model.

    A model that is not ours has the weights of ours, whose outputs mean the same, but no calibration: it needs
    one made with it.

    Args:
        entailment: The model in use; None for none.
        calibration: Path of a file made by ``synth calibrate``; it replaces calibrations of the same kinds.

    Raises:
        ModelError: If a file is missing or unusable, or was made with another entailment model.
    """
    scorer = base_scorer(entailment)
    used = entailment.hash if entailment else "none"
    if calibration:
        return _calibrated(scorer, Path(calibration), used)
    if scorer.entailment != used:
        raise ModelError(
            f"no calibration for the entailment model {entailment.name if entailment else 'none'!r}",
            hint="make one with `synth calibrate LABELLED.jsonl --entailment NAME`, then give --calibration FILE",
        )
    return scorer


def base_scorer(entailment: EntailmentModel | None) -> Scorer:
    """The shipped scorer whose features fit, whether or not it was calibrated with this model."""
    data = (files("synth.verdict") / "data" / (WITH if entailment else WITHOUT)).read_bytes()
    return Scorer.from_json(json.loads(data), digest=_digest(data))


def calibration_file(calibrations: list[Calibration], entailment: EntailmentModel | None) -> str:
    """The text of a file that ``read_scorer`` takes as ``calibration``."""
    fields: dict[str, Any] = {
        "version": _VERSION,
        "entailment": entailment.hash if entailment else "none",
        "calibrations": [dataclasses.asdict(item) for item in calibrations],
    }
    return json.dumps(fields, indent=1) + "\n"


def _calibrated(scorer: Scorer, path: Path, used: str) -> Scorer:
    """The scorer with the calibrations of a file in place of its own."""
    try:
        data = path.read_bytes()
        fields = json.loads(data)
        made_with, items = fields["entailment"], fields["calibrations"]
        calibrations = {item["kind"]: Calibration.from_json(item) for item in items}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not a calibration file: {error}", hint="make one with `synth calibrate`") from error
    if made_with != used:
        raise ModelError(
            f"{path}: made with another entailment model ({made_with}, in use is {used})",
            hint="calibrate again with the model you verify with",
        )
    return dataclasses.replace(
        scorer,
        hash=_digest(scorer.hash.encode() + data),
        calibrations={**scorer.calibrations, **calibrations},
    )


def _digest(data: bytes) -> str:
    """``sha256:`` and 16 hex digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()[:16]}"
