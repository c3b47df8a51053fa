"""The review page: a person goes through the verdicts in a browser."""
