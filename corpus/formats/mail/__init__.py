"""E-mail: a message, and the files that hang on it."""
