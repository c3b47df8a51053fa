"""Typed checks, one file and one registry entry each."""
