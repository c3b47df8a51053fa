"""Adapter: encoders and entailment models, by name, with their hash and licence."""
