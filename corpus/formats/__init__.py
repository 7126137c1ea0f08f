"""File formats: from the bytes of one file to text, blocks and places; see `registry`."""
