"""Adapter: bytes of a paper as a Document."""
