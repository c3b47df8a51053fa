"""Adapter: the workspace's database."""
