"""Passages and the sentences in them, best first."""
