"""The HTTP API, its description, and the same for language models (MCP)."""
