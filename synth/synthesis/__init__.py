"""Core: what the papers together say."""
