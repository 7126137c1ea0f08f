"""One program a peer, each run by the Python of the peer's own environment."""
