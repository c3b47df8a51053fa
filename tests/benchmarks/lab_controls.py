"""How often the lab's controls fail, over fresh sets of seeds.

    python tests/benchmarks/lab_controls.py FOLDER

The negative control (two arms that differ in nothing but the seed of fine-tuning) must be significant in at most 3 of
20 sets; the positive control (right labels against shuffled ones) must be found in at least 9 of 10. Each set has
seeds of its own. What is done is kept in FOLDER, so a killed run goes on. The smallest size is used: the question is
whether the statistics are right, not whether the model is good.
"""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Final

from synth.lab.backend import Backend
from synth.lab.bench import Bench
from synth.lab.presets import PRESETS, Fitting, Preset
from synth.lab.stats import LEVEL, contrasts, is_found
from synth.lab.train.device import be_deterministic
from synth.lab.types import Task

NEGATIVE_SETS: Final = 20
POSITIVE_SETS: Final = 10
SEEDS: Final = 4  # of each set
FIRST_SEED: Final = 1_000  # away from the seeds of experiments
PRESET: Final = dataclasses.replace(
    PRESETS["default"],
    base="nano",
    tokens=300_000,
    documents=5_000,
    test=200,
    fitting={Task.TAGS: Fitting(examples=2_000, epochs=1.0)},
)


def main() -> None:
    """Run what is missing, and print both counts."""
    folder = Path(sys.argv[1])
    be_deterministic(threads=1)
    kept = _read(folder / "controls.json")
    for seed in range(FIRST_SEED, FIRST_SEED + NEGATIVE_SETS * SEEDS):
        if str(seed) not in kept:
            kept[str(seed)] = _scores(seed, PRESET, folder)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "controls.json").write_text(json.dumps(kept), encoding="utf-8")
            print(f"seed {seed}: {kept[str(seed)]}", file=sys.stderr)
    sets = [range(FIRST_SEED + k * SEEDS, FIRST_SEED + (k + 1) * SEEDS) for k in range(NEGATIVE_SETS)]
    same = [contrasts({"again": [_gap(kept, seed, "again", "plain") for seed in seeds]})[0] for seeds in sets]
    built_in = [contrasts({"labels": [_gap(kept, seed, "plain", "shuffled") for seed in seeds]})[0] for seeds in sets]
    significant = sum(contrast.p < LEVEL for contrast in same)
    found = sum(is_found(contrast, 1) for contrast in built_in[:POSITIVE_SETS])
    print(f"negative control: {significant} of {NEGATIVE_SETS} sets of {SEEDS} seeds significant at {LEVEL}")
    print(f"positive control: found in {found} of {POSITIVE_SETS} sets of {SEEDS} seeds")


def _scores(seed: int, preset: Preset, folder: Path) -> dict[str, float]:
    """Target tagging accuracy of a seed: fine-tuned plainly, again, and on shuffled labels."""
    bench: Bench = Backend().bench(seed, preset, device="cpu", cache=folder / "cache", progress=None)
    model = bench.encoder(preset.base)
    found = {}
    for name in ("plain", "again", "shuffled"):
        tuned = bench.tuned(model, Task.TAGS, again=name == "again", is_shuffled=name == "shuffled")
        scores = [bench.score(tuned, language).main for language in bench.data.targets]
        found[name] = sum(scores) / len(scores)
    return found


def _gap(kept: dict[str, dict[str, float]], seed: int, one: str, other: str) -> float:
    return kept[str(seed)][one] - kept[str(seed)][other]


def _read(file: Path) -> dict[str, dict[str, float]]:
    if not file.exists():
        return {}
    kept: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return kept


if __name__ == "__main__":
    main()
