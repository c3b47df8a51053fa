"""Written reports: Markdown, plain text, HTML and LaTeX, read into claims and references."""

from synth.sources.reports.read import parse_report, read_report

__all__ = ["parse_report", "read_report"]
