"""Rebuild the demo's PDFs from their sources: ``python -m synth.demo.build`` (extra ``pdf``)."""

from pathlib import Path

import typst

HERE = Path(__file__).parent
NAMES = ("two-libraries", "font-map", "similarity", "overlap")

if __name__ == "__main__":
    for name in NAMES:
        typst.compile(HERE / "source" / f"{name}.typ", output=HERE / "papers" / f"{name}.pdf", timestamp=0)
