"""Pretraining, fine-tuning and scoring of the lab's models."""
