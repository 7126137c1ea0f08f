"""Documents -> passages and sentences -> embeddings and terms -> an index on disk."""
