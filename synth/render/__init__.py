"""Adapter: reports."""
