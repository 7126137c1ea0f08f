"""Markdown: what people see of it, and on which line it stands."""
