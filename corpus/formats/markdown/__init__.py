"""Markdown: what a reader sees of it, and on which line it stands."""
