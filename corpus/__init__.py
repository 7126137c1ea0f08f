"""What a document is, and how files become documents. Imports nothing from the floors below."""
