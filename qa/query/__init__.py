"""A question, understood: its words, its kind, its conversation, its filters."""
