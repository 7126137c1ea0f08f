"""Office files: text documents and workbooks."""
