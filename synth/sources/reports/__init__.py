"""Adapter: a written report as claims and citations."""
