"""Adapter: training of our own models and their export; data come as a folder."""
