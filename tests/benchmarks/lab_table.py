"""Scores of every task and language, out of results that ``synth reproduce`` wrote, as a Markdown table.

    python tests/benchmarks/lab_table.py ARM result.json...

A cell holds the mean over seeds and its 95 % t interval. A measure that several results hold is taken from the first.
"""

import json
import sys
from pathlib import Path

from synth.lab.stats import interval

MEASURES = ("clean", "f1", "exact", "recall_contradiction")


def main() -> None:
    """Print the table of one arm."""
    arm, files = sys.argv[1], [Path(name) for name in sys.argv[2:]]
    table: dict[tuple[str, str, str], list[float]] = {}
    for file in files:
        found: dict[tuple[str, str, str], list[float]] = {}
        for run in json.loads(file.read_text(encoding="utf-8"))["arms"]:
            if run["arm"] == arm:
                for name, value in run["values"].items():
                    if name.count("/") == 2:
                        task, language, measure = name.split("/")
                        found.setdefault((task, measure, language), []).append(value)
        table = found | table
    languages = list(dict.fromkeys(language for _, _, language in table))
    print(f"| {arm} | " + " | ".join(languages) + " |\n|" + "---|" * (len(languages) + 1))
    for task, measure in dict.fromkeys((task, measure) for task, measure, _ in table):
        if measure in (*MEASURES, "chance"):
            cells = [_cell(table.get((task, measure, language))) for language in languages]
            print(f"| {task} {measure} | " + " | ".join(cells) + " |")


def _cell(values: list[float] | None) -> str:
    if not values:
        return "–"
    mean, low, high = interval(values)
    return f"{mean:.3f} ({low:.3f} to {high:.3f})"


if __name__ == "__main__":
    main()
