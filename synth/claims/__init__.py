"""Core: what a text asserts."""
