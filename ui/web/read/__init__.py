"""Pages to read: source documents, slips, kept conversations."""
