"""Encoders of the lab: small ones made here, and real ones read from a folder."""
