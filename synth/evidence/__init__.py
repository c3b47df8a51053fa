"""Core: what the source says near a claim."""
