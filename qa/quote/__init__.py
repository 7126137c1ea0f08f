"""Ranked sentences to the spans that are quoted."""
