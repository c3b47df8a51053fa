"""Adapter: where papers and reports come from."""
