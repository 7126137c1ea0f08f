"""The staff page, behind a password."""
