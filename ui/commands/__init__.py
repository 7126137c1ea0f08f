"""The commands, a module each: its options, and what it does."""
