"""Made-up office files as many programs write them, with what must be read of each."""
