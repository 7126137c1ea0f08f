"""A desk under load: many callers at once, and for long while its index is made anew."""
