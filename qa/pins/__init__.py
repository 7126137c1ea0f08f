"""What a desk's staff say answers a question, or that no document does: pins."""
