"""synth: check what a machine-written literature synthesis says against the papers it cites."""

__version__ = "0.1.0"
