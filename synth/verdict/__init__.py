"""Core: does the evidence carry the claim."""
