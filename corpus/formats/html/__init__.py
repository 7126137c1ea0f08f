"""HTML pages: what people see of them, and where it stands in the source."""
