"""Package data: the papers and the report of ``synth demo``."""
