"""The desk in a browser: its page, the source pages and the HTTP surface."""
