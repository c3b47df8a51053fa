"""The research questions of written reports, each answered by the rerun that bears on it, as Markdown.

    cd WORKSPACE; python tests/benchmarks/lab_questions.py --out FOLDER --seeds 4 REPORT...

Runs ``synth reproduce --report`` on each report; what the workspace holds already costs nothing. The folders of the
experiments are expected beside the answers. Claims are named by their number, not repeated.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

SYNTH = [sys.executable, "-c", "from synth.cli import main; main()"]
LONGEST = 60  # characters of a file's name


def main() -> None:
    """Write one file for each report, and print what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+", type=Path, metavar="REPORT")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--seeds", default="8")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for report in options.reports:
        words = ["reproduce", "--report", str(report), "--preset", "default", "--seeds", options.seeds]
        words += ["--device", "cpu", "--json", "--quiet"]
        done = subprocess.run(
            [*SYNTH, *words], env=os.environ | {"OMP_NUM_THREADS": "1"}, check=True, stdout=subprocess.PIPE, text=True
        )
        found = json.loads(done.stdout)
        slug = re.sub(r"[^a-z0-9]+", "-", found["claims"][0]["text"].lower())[:LONGEST].strip("-")
        file = options.out / f"{slug}.md"
        file.write_text(answer_of(found), encoding="utf-8")
        print(file)


def answer_of(found: dict[str, Any]) -> str:
    """The answer to a report's question, and what became of its claims."""
    question, *claims = found["claims"]
    folders = {result["key"]: Path(result["folder"]).name for result in found["results"]}
    rerun = question["rerun"]
    lines = [f"# {question['text']}", ""]
    if rerun["experiment"] is None:
        lines += [f"No experiment bears on it: {rerun['reason']}.", ""]
    else:
        folder = folders[rerun["result"]["key"]]
        lines += [
            f"**{rerun['verdict'].replace('_', ' ').capitalize()}.** {rerun['sentence']}.",
            "",
            (
                f"Experiment: [{rerun['experiment']}]({folder}/report.md), {rerun['result']['seeds']} seeds. "
                f"Why this one: {rerun['reason']}."
            ),
            "",
            f"![{rerun['experiment']}]({folder}/figure.svg)",
            "",
        ]
    lines += ["| claim of the report | experiment | outcome |", "|---|---|---|"]
    lines += [f"| {number} | {_row(claim['rerun'])} |" for number, claim in enumerate(claims, start=1)]
    return "\n".join([*lines, ""])


def _row(rerun: dict[str, Any]) -> str:
    if rerun["experiment"] is None:
        return f"– | {rerun['reason']}"
    return f"{rerun['experiment']} | {str(rerun['verdict']).replace('_', ' ')}"


if __name__ == "__main__":
    main()
