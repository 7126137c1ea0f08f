"""Dense and lexical search."""
